"""The record: the canonical, self-contained result of one declaration version. What is frozen, hashed, exported and pressed."""
