"""Where the theme lies, and its data files: all wording and looks, no arithmetic."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

import carbonpress


@cache
def theme_folder() -> Path:
    """The folder of the theme: inside the installed package, or beside it in a source checkout.

    Raises
    ------
    FileNotFoundError
        When neither is there: the installation is broken.
    """
    package = Path(carbonpress.__file__).resolve().parent
    for folder in (package / "theme", package.parents[1] / "theme"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"no theme folder in {package} or beside it; install carbonpress again")


@cache
def theme_data(name: str) -> Any:
    """What the YAML file *name* of the theme holds; every scalar is text, so that `1` and `no` stay as written."""
    # CBaseLoader builds nothing but text, lists and mappings
    return yaml.load((theme_folder() / name).read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506
