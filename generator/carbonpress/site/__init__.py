"""The MkDocs adapter - the only room that imports mkdocs - and the command line."""
