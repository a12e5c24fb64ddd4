"""An output that fails for a reason that nobody foresaw is a finding of its product; nothing else of it is lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from carbonpress.build import version as work
from carbonpress.build.version import Frame, PressJob, press
from carbonpress.press.common.outputs import papers
from carbonpress.press.common.page import Site
from carbonpress.press.label.failure import LONG, OutputFailed, TypstAfterFork, guarded
from carbonpress.press.label.variants import Labels
from carbonpress.record.shape import Record
from carbonpress.record.version import Version
from carbonpress.source.finding import Severity

RECORD = Path(__file__).parents[2] / "golden" / "labels" / "record.json"


class PanicException(BaseException):
    """What a library in Rust raises where it panics: no `Exception`, and not to be imported."""


@pytest.fixture
def record() -> Record:
    """A record of a cable."""
    made: Record = json.loads(RECORD.read_text(encoding="utf-8"))
    return made


@pytest.fixture(autouse=True)
def _no_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages have shells, which these tests do without."""
    monkeypatch.setattr(work, "press_pages", lambda pages, frame: work.Pressed())


def failing(error: BaseException) -> Callable[..., bytes]:
    """A maker that fails."""

    def fail(*_: Any, **__: Any) -> bytes:
        raise error

    return fail


MAKERS = {
    "report.pdf": "carbonpress.press.document.report_pdf.report_pdf",
    "report.docx": "carbonpress.press.document.report_docx.report_docx",
    "leaflet.pdf": "carbonpress.press.document.leaflet.leaflet_pdf",
    "label.png": "carbonpress.press.version_files.label_png",
    "label.pdf": "carbonpress.press.version_files.label_pdf",
    "qr.png": "carbonpress.press.label.qr.qr_png",
}


@pytest.mark.parametrize("output", MAKERS)
@pytest.mark.parametrize("error", [RuntimeError("no glyph"), ValueError("255"), RecursionError(), PanicException("!")])
def test_a_failure_is_a_finding(
    record: Record, output: str, error: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each output that fails is named with the reason, as an error at the product."""
    for maker in MAKERS.values():
        monkeypatch.setattr(maker, lambda *_, **__: b"made")
    monkeypatch.setattr(MAKERS[output], failing(error))
    site = Site("https://x.example/", papers=papers())
    pressed = press(PressJob(Version(record, "current")), Frame(site, {}, Labels()))
    failed = [misfit for misfit in pressed.misfits if misfit.rule == "output-failed"]
    assert (2 if output in papers() else 1) == len(failed)
    for misfit in failed:
        assert (("id",), Severity.ERROR) == (misfit.path, misfit.severity)
        assert output in misfit.message
        assert (str(error) or type(error).__name__) in misfit.message


@pytest.mark.parametrize("error", [OSError("disk"), MemoryError(), TypstAfterFork(), KeyboardInterrupt(), SystemExit()])
def test_what_is_no_fault_of_a_product_is_not_laid_on_it(error: BaseException) -> None:
    """A full disk, too little memory, an interruption and a defect of ours go on as they are."""
    with pytest.raises(type(error)):
        guarded("report.pdf", failing(error))


def test_a_reason_is_one_short_line() -> None:
    """What a compiler says in many lines is told in one."""
    with pytest.raises(OutputFailed) as failure:
        guarded("report.pdf", failing(RuntimeError("a\n  b\n" + "c" * 9000)))
    assert str(failure.value).startswith("report.pdf could not be made: a b ccc")
    assert len(str(failure.value)) < LONG + 60
    assert isinstance(failure.value.__cause__, RuntimeError)
