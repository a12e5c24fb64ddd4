"""The site as a folder: built beside the old one, put in its place at once, every file listed in a manifest."""
