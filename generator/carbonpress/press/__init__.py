"""Record to artefacts - pages, charts, label, QR code, exports. Presents, never computes."""
