"""Record to web pages, feeds and data files."""
