"""`python -m carbonpress`."""

from carbonpress.site.command import main

main()
