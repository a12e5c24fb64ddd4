"""Does a record fit on its labels? What does not becomes a finding at the text that is to blame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from carbonpress.model.declaration import Declaration
from carbonpress.press.glyphs import missing
from carbonpress.press.label import LabelDoesNotFit
from carbonpress.press.press import Labels, drawn_labels, label
from carbonpress.press.qr import QrTooSmall
from carbonpress.publish.frozen import record_file
from carbonpress.publish.project import Study
from carbonpress.record.shape import Record
from carbonpress.source.finding import Finding

Path = tuple[str | int, ...]

PARTS: dict[str, Path] = {
    "name": ("product", "name"),
    "other_name": ("product", "name"),
    "unit": ("unit", "of"),
    "other_unit": ("unit", "of"),
    "boundary": ("boundary",),
    "other_boundary": ("boundary",),
    "stages": ("boundary",),
}
"""Where in the record the text of a part of the label stands; the others are made of several."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """What of a record does not fit: the place in the record, and what is to be said of it."""

    path: Path
    rule: str
    message: str
    mend: str


def misfits(record: Record, main: str, labels: Labels) -> Iterator[Misfit]:
    """What keeps the labels of *record* from being made: the main one and those wanted by name."""
    yield from glyph_misfits(record)
    try:
        label(record, main, labels.brand)
        if labels.wanted:
            for _ in drawn_labels(record, labels):
                pass
    except LabelDoesNotFit as misfit:
        path = PARTS.get(misfit.part, ("id",))
        yield Misfit(path, "label-fit", str(misfit), "shorten the text, or leave this label out of `labels`")
    except QrTooSmall as misfit:
        yield Misfit(("id",), "qr-size", str(misfit), "shorten the id or the site_url")


def glyph_misfits(record: Record) -> Iterator[Misfit]:
    """The characters that no label can show: drawn all the same, they would be holes."""
    for glyph in missing(record):
        message = f"the label's typeface has no {glyph.name}, which stands in {glyph.text!r}"
        yield Misfit(glyph.path, "label-glyph", message, "write the character in another way")


def label_findings(studies: Iterable[Study], main: str, labels: Labels) -> list[Finding]:
    """What does not fit on the labels of *studies*, each at its line and column."""
    return [
        finding(misfit, study.record, study)
        for study in studies
        if study.record is not None
        for misfit in misfits(study.record, main, labels)
    ]


def finding(misfit: Misfit, record: Record, study: Study | None) -> Finding:
    """*misfit* at its line and column in the declaration; in the frozen record where *study* is of another version."""
    if study is None or study.sheet.declaration.version != record["version"]:
        name = record_file(record["id"], record["version"])
        return Finding(name, 1, 1, misfit.rule, misfit.message, mend=misfit.mend)
    line, column = study.sheet.document.place(in_declaration(misfit.path, study.sheet.declaration))
    return Finding(study.sheet.document.name, line, column, misfit.rule, misfit.message, mend=misfit.mend)


def in_declaration(path: Path, declaration: Declaration) -> Path:
    """The place in the declaration of what stands at *path* in its record; the id where it comes from elsewhere."""
    match path[0]:
        case "unit":
            return ("declared_unit" if declaration.declared_unit else "functional_unit", *path[1:])
        case "boundary":
            return ("boundary",)
        case "product" | "programme" | "verification":
            return path
        case _:
            return ("id",)
