"""Work out one declaration: resolve, compute, check by the rules, compose its record."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from carbonpress.lca.footprint import footprint
from carbonpress.lca.inventory import resolve
from carbonpress.lca.terms import Footprint, Inventory
from carbonpress.model.declaration import Declaration
from carbonpress.model.decode import decode_remainder
from carbonpress.model.factor import EmissionFactor
from carbonpress.model.hint import near_miss
from carbonpress.model.rules import CategoryRules
from carbonpress.press.common.shown import completed
from carbonpress.record.compose import compose
from carbonpress.reference.library import Library
from carbonpress.rules.case import Case
from carbonpress.rules.check import examine
from carbonpress.rules.partial import examine_remainder
from carbonpress.source.document import MAX_BYTES, parse
from carbonpress.source.finding import Finding, Severity
from carbonpress.source.folder import Read
from carbonpress.study.pictures import images, picture
from carbonpress.study.shared_inputs import SharedInputs
from carbonpress.study.study import Sheet, Study


def picture_digests(files: Read, sheet: Sheet, findings: list[Finding]) -> dict[str, str]:
    """SHA-256 of each picture that a declaration names, by its path; what is wrong with one is a finding."""
    found: dict[str, str] = {}
    for path, image in images(sheet.declaration):
        given = picture(files, image.file)
        if isinstance(given, str):
            expected = "a PNG, JPEG or WEBP picture inside the data folder"
            findings.append(sheet.finding((*path, "file"), "picture", given, expected))
        else:
            found[image.file] = hashlib.sha256(given.raw).hexdigest()
    return found


def examine_sheet(
    sheet: Sheet,
    shared: SharedInputs,
    declared: Mapping[str, EmissionFactor],
    pictures: Mapping[str, str],
    findings: list[Finding],
) -> Study | None:
    """Work out one declaration; *declared* holds the footprints it may build upon. None when its rules are unknown."""
    library = shared.library
    declaration = sheet.declaration
    rules = library.rules.get(declaration.rules)
    if rules is None:
        known = ", ".join(sorted(library.rules))
        what = f"no category rules {declaration.rules!r}"
        mend = near_miss(declaration.rules, library.rules)
        findings.append(sheet.finding(("rules",), "unknown-rules", what, f"one of {known}", mend))
        return None
    assert shared.organisation is not None  # without one nothing is worked out
    inventory, result = _computed(declaration, rules, library, declared)
    case = Case(declaration, rules, library, shared.organisation, inventory, result, shared.languages)
    examination = examine(case, sheet.document)
    findings += examination.findings
    if result is None:
        return Study(sheet, case, examination, None, None)
    sound = not any(f.severity is Severity.ERROR for f in examination.findings)
    interpreted = shared.interpreted and sound
    made = completed(compose(case, examination.outcomes, shared.base_url, pictures, interpreted=interpreted))
    return Study(sheet, case, examination, made if sound else None, made)


def read_remainder(
    files: Read, name: str, shared: SharedInputs, declared: Mapping[str, EmissionFactor], findings: list[Finding]
) -> Study | None:
    """The study of those parts of the declaration in the file *name* that decode, where others do not.

    What its rules find goes to *findings*, but for what may be found because of the parts that are left out.
    None where too little is left; its figures are never right, so it has no record.
    """
    raw = files(name, MAX_BYTES)
    document = None if isinstance(raw, Finding) else parse(raw, name)[0]
    library = shared.library
    remainder = decode_remainder(Declaration, document, library.units) if document else None
    rules = library.rules.get(remainder.model.rules) if remainder else None
    if remainder is None or rules is None:
        return None
    assert shared.organisation is not None  # without one nothing is worked out
    inventory, result = _computed(remainder.model, rules, library, declared)
    case = Case(remainder.model, rules, library, shared.organisation, inventory, None, shared.languages)
    examination = examine_remainder(case, remainder)
    findings += examination.findings
    composed = None
    if result is not None:
        composed = completed(compose(replace(case, footprint=result), (), shared.base_url, {}, interpreted=False))
    return Study(Sheet(remainder.document, remainder.model), case, examination, None, composed)


def footprint_of(sheet: Sheet, shared: SharedInputs, declared: Mapping[str, EmissionFactor]) -> Footprint | None:
    """The footprint of a declaration alone, without its rules; None where its inventory has gaps."""
    rules = shared.library.rules.get(sheet.declaration.rules)
    return None if rules is None else _computed(sheet.declaration, rules, shared.library, declared)[1]


def _computed(
    declaration: Declaration, rules: CategoryRules, library: Library, declared: Mapping[str, EmissionFactor]
) -> tuple[Inventory, Footprint | None]:
    gwp = library.gwp.get(declaration.gwp or rules.gwp)
    inventory = resolve(declaration, rules, library, declared)
    return inventory, None if inventory.gaps or gwp is None else footprint(declaration, rules, gwp, inventory)
