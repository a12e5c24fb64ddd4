"""Standard streams that outlive their readers: what a command does and how it ends depends on no pipe."""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from typing_extensions import Buffer


class Outlet(io.RawIOBase):
    """The file descriptor *number*; once nobody reads it any more, what is written there is dropped."""

    def __init__(self, number: int) -> None:
        self.number = number

    def writable(self) -> bool:
        """It is."""
        return True

    def fileno(self) -> int:
        """The file descriptor."""
        return self.number

    def isatty(self) -> bool:
        """Whether it is a terminal."""
        return os.isatty(self.number)

    def write(self, data: Buffer, /) -> int:
        """Write *data*; answers how many bytes were taken."""
        try:
            return os.write(self.number, data)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), self.number)
            return memoryview(data).nbytes


def secure_streams() -> None:
    """Open what of the standard streams was closed, and let output outlive its reader.

    A file that a command opens would otherwise get the number of a closed
    stream, and messages would be written into it.
    """
    while (number := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(number)
    if sys.stdin is None:
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115  open until the end
    sys.stdout = _outliving(sys.stdout, 1)
    sys.stderr = _outliving(sys.stderr, 2)


def written_out() -> bool:
    """Whether all that was said got out; what did not is dropped, so that the interpreter does not stumble over it."""
    whole = True
    for name in ("stdout", "stderr"):
        stream: TextIO = getattr(sys, name)
        try:
            stream.flush()
        except OSError:
            whole = False
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
            # a last flush that fails too would turn the exit code into 120
            setattr(sys, name, None)
    return whole


def _outliving(stream: TextIO | None, number: int) -> TextIO:
    encoding = getattr(stream, "encoding", None) or "utf-8"
    errors = getattr(stream, "errors", None) or "backslashreplace"
    raw = Outlet(number)
    return io.TextIOWrapper(io.BufferedWriter(raw), encoding, errors, line_buffering=True)
