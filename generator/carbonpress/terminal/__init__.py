"""What commands share: exit codes, streams, the clock, how findings are shown."""
