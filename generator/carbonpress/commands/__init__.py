"""The commands, one per file; each module holds `command` and is imported when its command is called."""
