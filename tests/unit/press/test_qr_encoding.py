"""Our symbols are those of the library."""

from __future__ import annotations

import pytest
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_L, ERROR_CORRECT_M, ERROR_CORRECT_Q

from carbonpress.press.qr_encoding import TooLongError, encoded, packed, version_for

LENGTHS = (1, 11, 14, 46, 47, 62, 107, 180, 181, 700)
"""Bytes for one block and for several, of one length and of two, with the short and the long count."""


@pytest.mark.parametrize("level", [ERROR_CORRECT_L, ERROR_CORRECT_M, ERROR_CORRECT_Q, ERROR_CORRECT_H])
@pytest.mark.parametrize("length", LENGTHS)
def test_cells(length: int, level: int) -> None:
    """A symbol is cell for cell the one that the library makes."""
    text = bytes(33 + (number * 37) % 90 for number in range(length))
    code = QRCode(error_correction=level, border=0, mask_pattern=0)
    code.add_data(text, optimize=0)
    code.make(fit=True)
    version = version_for(length, level)
    assert code.version == version
    assert packed(code.modules) == encoded(text, version, level)


def test_too_long() -> None:
    """2,953 bytes fit at the lowest level, one more does not."""
    assert version_for(2953, ERROR_CORRECT_L) == 40
    with pytest.raises(TooLongError):
        version_for(2954, ERROR_CORRECT_L)
