"""What MkDocs is run with by our own commands."""

from __future__ import annotations

import pytest

from carbonpress.site import host


def test_progress_is_quiet_in_ci(capsys: pytest.CaptureFixture[str]) -> None:
    """Where standard error is no terminal, all goes by in order and nothing is drawn."""
    assert [1, 2, 3] == list(host.progress([1, 2, 3], 3))  # type: ignore[list-item]
    assert "" == capsys.readouterr().err


def test_progress_on_a_terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal the same goes by, under a bar."""
    monkeypatch.setattr(host.sys.stderr, "isatty", lambda: True, raising=False)
    assert [1, 2, 3] == list(host.progress([1, 2, 3], 3))  # type: ignore[list-item]
    assert "3/3" in capsys.readouterr().err
