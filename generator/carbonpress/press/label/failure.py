"""What libraries that set and draw raise unforeseen becomes the failure of one output, which its product can tell."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from carbonpress.press.label.qr import QrTooSmall
from carbonpress.press.label.setting import LabelDoesNotFit

Made = TypeVar("Made")

LONG = 300
"""Characters of a reason that are told."""


class TypstAfterFork(RuntimeError):
    """A process set print, then forked, and its child wants to set print too: the threads of Typst stayed behind."""


class OutputFailed(Exception):
    """An output that could not be made; the cause says where."""

    def __init__(self, output: str, reason: str) -> None:
        """Name the *output*, such as `report.pdf`, and give the *reason* in one line."""
        super().__init__(f"{output} could not be made: {reason}")
        self.output = output


FORESEEN: tuple[type[BaseException], ...] = (
    LabelDoesNotFit,
    QrTooSmall,
    OutputFailed,
    TypstAfterFork,
    OSError,
    MemoryError,
)
"""What whoever asks for an output deals with, or cannot be laid on one product: disk, memory, a defect of ours."""


def guarded(output: str, make: Callable[[], Made], *foreseen: type[Exception]) -> Made:
    """What *make* makes; *foreseen* are exceptions that its caller deals with, besides those above.

    Raises
    ------
    OutputFailed
        When it raises what is not foreseen.  Libraries in Rust panic with an
        exception that is no `Exception` and has no name to import.
    """
    passed = (*FORESEEN, *foreseen)
    try:
        return make()
    except passed:
        raise
    except BaseException as error:
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise OutputFailed(output, reason(error)) from error


def reason(error: BaseException) -> str:
    """What *error* says, in one line."""
    said = " ".join(str(error).split()) or type(error).__name__
    return said if len(said) <= LONG else f"{said[:LONG]}…"
