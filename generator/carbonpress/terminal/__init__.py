"""What every command shares: exit codes, streams, the clock, and how findings and figures are shown."""
