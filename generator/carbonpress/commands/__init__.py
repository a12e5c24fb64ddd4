"""The command line, one file for each command. Each holds `command` and is imported when its command is called."""
