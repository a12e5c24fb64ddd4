"""Pure arithmetic of the footprint, one question per function. No file, no clock, no rounding; Decimal throughout."""
