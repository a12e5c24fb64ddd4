"""Does a record fit on its labels and can it be printed? What does not becomes a finding at the text to blame.

A label that does not fit is left out, with a warning for its size; the rest of the site is made.  The main label is
part of every published version: one that does not fit on it is not published.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from carbonpress.archive.frozen_record import record_file
from carbonpress.archive.ledger import Key
from carbonpress.model.declaration import Declaration
from carbonpress.press.common.label_size import main_size
from carbonpress.press.common.page import Site
from carbonpress.press.label.blame import Path, blamed
from carbonpress.press.label.failure import OutputFailed
from carbonpress.press.label.glyphs import missing, missing_in_print
from carbonpress.press.label.id_length import id_too_long
from carbonpress.press.label.label import LANGUAGES, PLAIN, SIZES, Brand, LabelDoesNotFit, LabelLacksCharacters
from carbonpress.press.label.qr import FLOOR_MM, QrTooSmall
from carbonpress.press.label.setting import PARTS
from carbonpress.press.label.variants import Labels, composed, main_variant, parts_of, variants_of
from carbonpress.record.shape import Record
from carbonpress.record.wording import speaking
from carbonpress.source.document import Data, Document
from carbonpress.source.finding import Finding, Severity
from carbonpress.source.folder import ORGANISATION
from carbonpress.study.product import StudiedProduct
from carbonpress.study.shared_inputs import SharedInputs
from carbonpress.study.study import Study

Unfit = LabelDoesNotFit | QrTooSmall
"""Why a label cannot be made."""

MEND_GLYPH = "name a font that has them under `typeface: others` in mkdocs.yml"

MEND_DIRECTION = "write it in letters that run from left to right; print sets no others"

NEEDS_MAIN = "without its main label a version cannot be published"

LONG = 60
"""Characters of a text that a finding quotes."""


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
    main: bool = False
    """Whether the main label is among those that do not fit."""


@dataclass(frozen=True, slots=True)
class FitInputs:
    """What decides on whether texts fit: the site, its labels, and whether it has documents."""

    site: Site
    labels: Labels
    documents: bool


def fit_findings(
    product: StudiedProduct,
    shared: SharedInputs,
    fit: FitInputs,
    told: Mapping[Key, Iterable[Misfit]] = MappingProxyType({}),
) -> list[Finding]:
    """What of *product* does not fit on its labels or in its documents, in all versions that the site shows.

    *told* holds the misfits of versions that were pressed already.  Of a
    declaration with errors, what can be said of its texts is told in the same run.
    """
    study, found = product.study, list[Finding]()
    for version in product.versions:
        key = (version.record["id"], version.record["version"])
        if key[0] != product.id:
            continue
        with speaking(version.wording):
            unfit = told[key] if key in told else tuple(version_misfits(version.record, fit))
        is_frozen = key in shared.archive.records
        found += [
            as_finding(weighed(misfit, is_frozen), version.record, study, shared.organisation_file) for misfit in unfit
        ]
    composed = study.composed if study is not None else None
    if composed is not None and not shared.archive.latest(product.id):
        found += [
            as_finding(misfit, composed, study, shared.organisation_file) for misfit in id_misfits(composed, fit.site)
        ]
    if composed is not None and study is not None and study.record is None:
        unfit = tuple(version_misfits(composed, fit))
        found += [as_finding(misfit, composed, study, shared.organisation_file) for misfit in unfit]
    if product.remainder is not None:
        found += remainder_findings(product.remainder, fit)
    return _once(found)


def version_misfits(record: Record, fit: FitInputs, made: Collection[str] = ()) -> Iterator[Misfit]:
    """What of a version does not fit, said in the wording in force; *made* are variants of the label that were made."""
    yield from misfits(record, fit.site, fit.labels, made)
    if fit.documents:
        yield from print_misfits(record, fit.labels.brand)


def misfits(record: Record, site: Site, labels: Labels, made: Collection[str] = ()) -> Iterator[Misfit]:
    """The characters that no label has, and the labels that cannot be made; *made* are variants that were."""
    yield from glyph_misfits(record, site, labels.brand)
    yield from label_misfits(record, site, labels, made)


def label_misfits(record: Record, site: Site, labels: Labels, made: Collection[str] = ()) -> Iterator[Misfit]:
    """A warning for each size of label that is left out and each key that is to blame; *made* are variants that fit."""
    main = main_variant(site, record)
    variants = variants_of(record, main, labels)
    found: dict[tuple[str, type[Unfit], Path], dict[str, Unfit]] = {}
    tried: set[str] = set()
    for variant in variants:
        size, language, _ = parts_of(variant)
        if variant in made or f"{size}-{language}" in tried:
            continue
        tried.add(f"{size}-{language}")  # what does not fit in one ink does not fit in the other
        unfit = why_not(record, variant, labels.brand)
        # characters are told by `glyph_misfits`, once for each text
        if unfit is not None and not isinstance(unfit, LabelLacksCharacters):
            found.setdefault((size, type(unfit), blamed(record, unfit)), {})[language] = unfit
    if not found:
        return
    languages = dict.fromkeys(parts_of(variant)[1] for variant in variants)
    fitting = [size for size in SIZES if _fits(record, size, languages, labels.brand)]
    for (size, kind, path), unfits in found.items():
        is_main = size == parts_of(main)[0] and parts_of(main)[1] in unfits
        message, mend = _left_out(size, unfits), _mend(record, path, fitting, is_main)
        if kind is QrTooSmall:
            yield Misfit(path, "qr-size", message, mend, severity=Severity.WARNING, main=is_main)
        else:
            yield Misfit(path, "label-fit", message, mend, severity=Severity.WARNING, main=is_main)


def why_not(record: Record, variant: str, brand: Brand = PLAIN) -> Unfit | None:
    """Why *variant* of the label cannot be made of *record*; None where it can."""
    try:
        composed(record, variant, brand)
    except (LabelDoesNotFit, QrTooSmall) as unfit:
        return unfit
    return None


def _fits(record: Record, size: str, languages: Iterable[str], brand: Brand) -> bool:
    return all(why_not(record, f"{size}-{language}-colour", brand) is None for language in languages)


def _left_out(size: str, unfits: Mapping[str, Unfit]) -> str:
    """What does not fit on the label of a size, in which languages of the label."""
    where = f"the {size} label ({', '.join(filter(unfits.__contains__, LANGUAGES))}) is left out"
    unfit = next(iter(unfits.values()))
    if isinstance(unfit, QrTooSmall):
        module = f"{unfit.module_mm:.3f} mm, less than {FLOOR_MM} mm"
        return f"{where}: the code of {unfit.url} would have modules of {module}"
    if unfit.too_tall:
        longest = f"the longest is {PARTS[unfit.part]}, {excerpt(unfit.text)!r}"
        return f"{where}: its texts together are too long for the smallest print allowed; {longest}"
    return f"{where}: {PARTS[unfit.part]} does not fit in the smallest print allowed, {excerpt(unfit.text)!r}"


def _mend(record: Record, path: Path, fitting: Sequence[str], is_main: bool) -> str:
    """What the author can do: something about the text, or choose the sizes that fit."""
    ways = [_shorter(record, path)]
    if fitting:
        ways.append(f"make only labels that fit: `labels: [{', '.join(fitting)}]` in the declaration")
    said = ", or ".join(way for way in ways if way) or "no size of label holds it"
    return f"{said}; {NEEDS_MAIN}" if is_main else said


def _shorter(record: Record, path: Path) -> str:
    """What can be done about the text at *path*; nothing where its author cannot change it."""
    match path:
        case ("product", "name", language):
            return f"give a shorter `product.short_name` ({language})"
        case ("product" | "programme" | "verification", *_):
            return f"shorten `{'.'.join(map(str, path))}`"
        case ("unit", *keys):
            return f"shorten `{record['unit']['kind']}_unit.{'.'.join(map(str, keys))}`"
        case ("organisation", *keys):
            return f"shorten `{'.'.join(map(str, keys))}` in organisation.yml"
        case ("id",):
            return "choose a shorter id while no version is published"
        case _:
            return ""


def id_misfits(record: Record, site: Site) -> Iterator[Misfit]:
    """That the id makes the code too fine, to be told as long as no version is published."""
    told = id_too_long(record["id"], site.base_url, main_size(record))
    if told is not None:
        yield Misfit(("id",), "long-id", *told, severity=Severity.WARNING)


def glyph_misfits(record: Record, site: Site, brand: Brand = PLAIN) -> Iterator[Misfit]:
    """A warning for each text that no label can show whole: labels with it are left out, or they would have holes."""
    unset = missing(record, brand)
    main = main_variant(site, record)
    is_lacking = bool(unset) and isinstance(why_not(record, main, brand), LabelLacksCharacters)
    for each in unset:
        message = f"no typeface has {each.named} of {excerpt(each.text)!r}; labels with this text are left out"
        mend = MEND_DIRECTION if each.right_to_left else f"{MEND_GLYPH}, or choose labels without this text"
        is_main = is_lacking and each.path[-1] in (*LANGUAGES[parts_of(main)[1]], "model", "number", "document")
        if is_main:
            mend = f"{mend}; {NEEDS_MAIN}"
        yield Misfit(each.path, "label-glyph", message, mend, severity=Severity.WARNING, main=is_main)


def print_misfits(record: Record, brand: Brand = PLAIN) -> Iterator[Misfit]:
    """The texts in which report and leaflet show a mark; a warning, since nothing is lost in silence."""
    for unset in missing_in_print(record, brand):
        message = f"no typeface of report and leaflet has {unset.named} of {excerpt(unset.text)!r}"
        mend = MEND_DIRECTION if unset.right_to_left else MEND_GLYPH
        yield Misfit(unset.path, "print-glyph", message, mend, unset.text, Severity.WARNING)


def failure_misfit(failure: OutputFailed) -> Misfit:
    """That an output of a product could not be made, for an unforeseen reason."""
    mend = "leave that output out (`papers`, `png` in mkdocs.yml), and report this with the declaration: it is a defect"
    return Misfit(("id",), "output-failed", str(failure), mend)


def excerpt(text: str) -> str:
    """*text*, or its beginning where it is long."""
    return text if len(text) <= LONG else f"{text[:LONG]}…"


def remainder_findings(remainder: Study, fit: FitInputs) -> list[Finding]:
    """What does not fit because of names that stand in a declaration with wrong parts.

    Its figures and stages are not known, so what depends on them is left out.
    """
    if remainder.composed is None:
        return []
    unfit = version_misfits(remainder.composed, replace(fit, labels=Labels(None, brand=fit.labels.brand)))
    return [as_finding(misfit, remainder.composed, remainder) for misfit in unfit if misfit.path[:1] == ("product",)]


def main_label_findings(study: Study, site: Site, brand: Brand) -> list[Finding]:
    """Why the main label of *study* cannot be made: an error, for it is part of every published version."""
    if study.record is None:
        return []
    found = misfits(study.record, site, Labels((), brand=brand))
    return [as_finding(weighed(misfit, is_published=True), study.record, study) for misfit in found if misfit.main]


def weighed(misfit: Misfit, is_published: bool) -> Misfit:
    """*misfit* as an error where it would take the main label from a version that is published."""
    return replace(misfit, severity=Severity.ERROR) if misfit.main and is_published else misfit


def _once(findings: Iterable[Finding]) -> list[Finding]:
    return list(dict.fromkeys(findings))


def as_finding(misfit: Misfit, record: Record, study: Study | None, organisation: Document | None = None) -> Finding:
    """*misfit* at its line and column in the declaration; in the frozen record where *study* is of another version.

    What the text of *organisation* says stands there, for all its products.
    """
    if study is None or study.sheet.declaration.version != record["version"]:
        name, (line, column) = record_file(record["id"], record["version"]), (1, 1)
    elif (shared := _in_organisation(misfit.path)) is not None:
        name = ORGANISATION
        line, column = organisation.place(shared) if organisation is not None else (1, 1)
    else:
        document, declaration = study.sheet.document, study.sheet.declaration
        path = path_of(misfit.text, document.data) if misfit.text else None
        name, (line, column) = document.name, document.place(path or in_declaration(misfit.path, declaration))
    return Finding(name, line, column, misfit.rule, misfit.message, mend=misfit.mend, severity=misfit.severity)


def _in_organisation(path: Path) -> Path | None:
    """The place in organisation.yml of what stands at *path* in a record; None for what comes from elsewhere."""
    match path:
        case ("organisation", *keys):
            return tuple(keys)
        case ("programme", "operator", *keys):
            return ("programme", *keys)
    return None


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
        case "boundary" | "rules":
            return path[:1]
        case "product" | "programme" | "verification":
            return path
        case "labels" if declaration.labels:
            return path
        case _:
            return ("id",)
