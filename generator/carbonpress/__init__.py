"""carbonpress: carbon footprint declarations, checked, computed and pressed into a website, labels and reports."""

__version__ = "0.1.0"
