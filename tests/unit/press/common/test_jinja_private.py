"""What libraries do not promise to keep stands in one file, which notices when it is gone."""

from __future__ import annotations

import runpy
from pathlib import Path

import jinja2.compiler
import pytest

import carbonpress
from carbonpress.press.common import jinja_private


def test_without_an_overridden_method_the_public_way_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """A method that would never be called is noticed when the file is imported."""
    monkeypatch.setattr(jinja2.compiler, "CodeGenerator", type("CodeGenerator", (), {}))
    with pytest.raises(ImportError, match="_output_child_pre"):
        runpy.run_path(jinja_private.__file__)


def test_private_names_stand_in_one_file() -> None:
    """Nothing else of the package reaches into Jinja's compiler or takes a name with an underscore from MarkupSafe."""
    package = Path(carbonpress.__file__).parent
    private = ("jinja2.compiler", "jinja2.visitor", "_escape_inner", "CodeGenerator")
    found = {
        path.name for path in package.rglob("*.py") if any(name in path.read_text(encoding="utf-8") for name in private)
    }
    assert {"jinja_private.py"} == found
