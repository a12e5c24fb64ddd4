"""Does a record fit on its labels and can it be printed? What does not becomes a finding at the text to blame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from carbonpress.model.declaration import Declaration
from carbonpress.press.glyphs import missing, missing_in_print
from carbonpress.press.label import LabelDoesNotFit
from carbonpress.press.press import Labels, drawn_labels, label
from carbonpress.press.qr import QrTooSmall
from carbonpress.publish.frozen_record import record_file
from carbonpress.publish.project import Study
from carbonpress.record.shape import Record
from carbonpress.source.document import Data
from carbonpress.source.finding import Finding, Severity

Path = tuple[str | int, ...]

MEND_GLYPH = "write the character in another way"

LONG = 60
"""Characters of a text that a finding quotes."""

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
    """What of a record does not fit: the place in the record, and what is to be said of it.

    `text` is the text to blame; it leads to the place in the declaration where the
    path alone does not.
    """

    path: Path
    rule: str
    message: str
    mend: str
    text: str = ""
    severity: Severity = Severity.ERROR


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
        yield Misfit(glyph.path, "label-glyph", message, MEND_GLYPH)


def print_misfits(record: Record) -> Iterator[Misfit]:
    """The characters that report and leaflet show as a mark instead; a warning, since nothing is lost in silence."""
    for glyph in missing_in_print(record):
        message = f"the typeface of report and leaflet has no {glyph.name}, which stands in {excerpt(glyph.text)!r}"
        yield Misfit(glyph.path, "print-glyph", message, MEND_GLYPH, glyph.text, Severity.WARNING)


def excerpt(text: str) -> str:
    """*text*, or its beginning where it is long."""
    return text if len(text) <= LONG else f"{text[:LONG]}…"


def label_findings(studies: Iterable[Study], main: str, labels: Labels) -> list[Finding]:
    """What does not fit on the labels of *studies*, each at its line and column."""
    return [
        finding(misfit, study.record, study)
        for study in studies
        if study.record is not None
        for misfit in misfits(study.record, main, labels)
    ]


def print_findings(studies: Iterable[Study]) -> list[Finding]:
    """What the documents of *studies* cannot show, each at its line and column."""
    return [
        finding(misfit, study.record, study)
        for study in studies
        if study.record is not None
        for misfit in print_misfits(study.record)
    ]


def finding(misfit: Misfit, record: Record, study: Study | None) -> Finding:
    """*misfit* at its line and column in the declaration; in the frozen record where *study* is of another version."""
    if study is None or study.sheet.declaration.version != record["version"]:
        name = record_file(record["id"], record["version"])
        return Finding(name, 1, 1, misfit.rule, misfit.message, mend=misfit.mend, severity=misfit.severity)
    document, declaration = study.sheet.document, study.sheet.declaration
    path = path_of(misfit.text, document.data) if misfit.text else None
    line, column = document.place(path or in_declaration(misfit.path, declaration))
    return Finding(document.name, line, column, misfit.rule, misfit.message, mend=misfit.mend, severity=misfit.severity)


def path_of(text: str, data: Data) -> Path | None:
    """Where *text* first stands in *data*; None where it comes from elsewhere, such as a file of factors."""
    match data:
        case str():
            return () if data == text else None
        case dict():
            entries: Iterable[tuple[str | int, Data]] = data.items()
        case list():
            entries = enumerate(data)
        case _:
            return None
    for key, value in entries:
        below = path_of(text, value)
        if below is not None:
            return (key, *below)
    return None


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
