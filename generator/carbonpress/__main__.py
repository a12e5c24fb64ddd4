"""`python -m carbonpress`."""

from carbonpress.commands.main import main

main()
