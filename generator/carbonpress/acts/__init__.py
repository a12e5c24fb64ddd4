"""What makes a version public, moves it, or signs it: the only code that writes the archive."""
