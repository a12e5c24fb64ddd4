"""Record to documents for paper: study report and leaflet, as PDF and DOCX."""
