"""Compiled templates, kept where Python keeps its compiled modules: in `__pycache__` beside the templates.

Code is read from there, so it lies in a place that only those can write who can write the program itself: never among
the files of a project.  Where it cannot be written, templates are compiled each time.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, FileSystemBytecodeCache

from carbonpress.press.theme import theme_folder


class Compiled(FileSystemBytecodeCache):
    """Keeps the compiled templates of environments of one *kind*.

    *kind* stands for all that has a say in the compiled code beside the
    template: the settings and extensions of the environment, and its filters.
    """

    def __init__(self, kind: str) -> None:
        folder = Path(cache_from_source(str(theme_folder() / "theme.py"))).parent
        about = sha256("\n".join([jinja2.__version__, sys.version, kind]).encode()).hexdigest()[:16]
        super().__init__(str(folder), f"{about}.%s.jinja")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load what is kept; nothing where it cannot be read."""
        try:
            super().load_bytecode(bucket)
        except (OSError, EOFError, ValueError, TypeError):
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled, unless Python is to keep nothing either."""
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                Path(self.directory).mkdir(parents=True, exist_ok=True)
                super().dump_bytecode(bucket)
