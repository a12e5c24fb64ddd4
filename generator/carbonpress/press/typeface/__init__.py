"""Typefaces, read and shaped: which characters can be set, and their outlines."""
