"""YAML text to plain data that remembers line and column. Knows nothing of carbon."""
