"""Requirements of the standards, one per file: each yields findings, never raises, never mends."""
