"""Is a site what was published? Judged by the site alone, as a stranger sees it."""
