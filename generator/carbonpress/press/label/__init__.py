"""Record to carbon labels and QR codes, on screen and for the printer."""
