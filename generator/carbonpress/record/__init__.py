"""The record: the canonical, self-contained result of one declaration version.

It is what is frozen, hashed, signed, exported and pressed.
"""
