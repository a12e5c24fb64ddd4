"""The stages of a build, each made by the one before: configured, read, framed, made."""
