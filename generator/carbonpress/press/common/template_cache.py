"""Compiled templates, kept where Python keeps its compiled modules: in `__pycache__` beside the templates.

Code is read from there, so it lies in a place that only those can write who can write the program itself: never among
the files of a project.  Where it cannot be written, templates are compiled each time.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path

import jinja2
from jinja2 import Environment
from jinja2.bccache import Bucket, FileSystemBytecodeCache

from carbonpress.source.theme import theme_folder

_INCLUDED = re.compile(r'{%[-+]?\s*include\s+"([^"]+)"').findall


class Compiled(FileSystemBytecodeCache):
    """Keeps the compiled templates of environments of one *kind*.

    *kind* identifies everything that affects the compiled code beside the
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


class CompiledWhole(Compiled):
    """For environments whose compiler takes in what a template includes: a change of any of it compiles it anew."""

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """What is kept of a template, for this text of it and of all that it includes."""
        return super().get_bucket(environment, name, filename, "".join(_with_included(environment, source)))


def _with_included(environment: Environment, source: str) -> Iterator[str]:
    yield source
    if environment.loader is not None:
        for name in _INCLUDED(source):
            yield from _with_included(environment, environment.loader.get_source(environment, name)[0])
