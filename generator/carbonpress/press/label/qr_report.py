"""What is to be known of the code on a label before it is printed: symbol, module, quiet zone, contrast."""

from __future__ import annotations

from dataclasses import dataclass

from carbonpress.press.common.colour import CODE_CONTRAST, contrast
from carbonpress.press.label.ink import Spot
from carbonpress.press.label.label import Composed
from carbonpress.press.label.qr import QUIET, WANTED_MM


@dataclass(frozen=True, slots=True)
class CodeReport:
    """The code of one label, in mm as printed; `contrast` is that of its ink and the paper."""

    address: str
    symbol_version: int
    level: str
    modules: int
    module_mm: float
    dots: int
    dots_per_inch: int
    quiet_mm: float
    contrast: float

    @property
    def side_mm(self) -> float:
        """Side of the symbol without its quiet zone."""
        return self.modules * self.module_mm

    @property
    def faults(self) -> list[str]:
        """What makes the code harder to read than it should be."""
        found = []
        if self.module_mm < WANTED_MM - 1e-9:
            found.append(f"module below {WANTED_MM} mm")
        if self.level == "M":
            found.append("error correction M: Q does not fit")
        if self.contrast < CODE_CONTRAST:
            found.append(f"contrast below {CODE_CONTRAST}")
        return found


def code_report(label: Composed, spot: Spot | None = None) -> CodeReport:
    """What is to be known of the code of *label*; a label in one ink may be printed in a *spot* ink."""
    symbol, module = label.code
    dots_per_inch = label.setting.dots_per_inch
    colours = label.setting.inks.colours
    ink = spot.colour if spot is not None and label.setting.inks.name == "mono" else colours["code"]
    return CodeReport(
        label.address,
        symbol.version,
        symbol.level,
        symbol.modules,
        module,
        round(module * dots_per_inch / 25.4),
        dots_per_inch,
        QUIET * module,
        contrast(ink, colours["paper"]),
    )
