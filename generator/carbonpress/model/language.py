"""The languages that a declaration may speak."""

LANGUAGES = ("zh", "en")
