"""The versions of a product: those that were published, and the one its author is writing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import partial

from carbonpress.archive.archive import Archive, shown_versions
from carbonpress.archive.drift import Comparison, compare
from carbonpress.archive.ledger import Key, Published
from carbonpress.lca.declared import referenced
from carbonpress.lca.measure import KILOGRAM
from carbonpress.lca.uncertainty import Interval, geometric_sd
from carbonpress.model.factor import DECLARATION, EmissionFactor, Origin, Source
from carbonpress.model.quality import Quality, Uncertainty
from carbonpress.model.quantity import Quantity, Unit, Units
from carbonpress.model.text import Text
from carbonpress.record.shape import Record
from carbonpress.record.version import Version
from carbonpress.reference.load import shipped_library
from carbonpress.source.finding import Finding, Severity
from carbonpress.study.factor_views import MadeOnDemand
from carbonpress.study.study import Sheet, Study

STATES = {"draft": "draft", "published": "current", "withdrawn": "withdrawn"}
"""What a declaration is that its ledger does not know, by the status that its author gave it."""

SAME_TOTAL = Decimal("1e-12")
"""Relative distance within which parts that were rounded one by one still make up their total."""

MOST_NAMED = 8
"""A finding names so many differences; more would hide which one came first."""


def versions_of(studies: Mapping[str, Study], archive: Archive) -> dict[str, tuple[Version, ...]]:
    """All versions of each product by id: the published ones, and behind them the one being written."""
    shown = shown_versions(archive)
    for id_, study in studies.items():
        record = study.record
        if record is None or any(one.version == record["version"] for one in archive.ledger.of(id_)):
            continue
        # Where there is a ledger, it alone says what is published.
        state = "draft" if archive.ledger.raw else STATES[record["status"]]
        shown.setdefault(id_, []).append(Version(record, state, record["withdrawn_because"]))
    return {id_: tuple(versions) for id_, versions in sorted(shown.items())}


def declared_factors(archive: Archive, units: Units) -> Mapping[str, EmissionFactor]:
    """The footprints of published versions as emission factors, by the name that declarations call them.

    A record is read when somebody builds upon it; one that turns out to be none
    is no factor then.
    """
    known = published_names(archive)
    return MadeOnDemand(known, partial(_factor_named, archive.records, known, units))


def published_names(archive: Archive) -> dict[str, Key]:
    """The names that declarations call published versions, also by the id that the product has today."""
    name_of = archive.ledger.name_of
    today = {f"{DECLARATION}{name_of(id_)}@{version}": (id_, version) for id_, version in archive.records}
    return today | {f"{DECLARATION}{id_}@{version}": (id_, version) for id_, version in archive.records}


def _factor_named(records: Mapping[Key, Record], known: Mapping[str, Key], units: Units, name: str) -> EmissionFactor:
    return _factor(records[known[name]], units)


def published_findings(
    sheets: Mapping[str, Sheet], studies: Mapping[str, Study], archive: Archive
) -> Iterator[Finding]:
    """Where declarations contradict what was published of them, as a ledger says that can be read."""
    for id_, sheet in sheets.items():
        latest = archive.latest(id_)
        version = sheet.declaration.version
        if id_ in archive.ledger.renamed:
            yield _renamed(sheet, archive.ledger.name_of(id_))
        elif latest is None:
            if archive.ledger.raw and sheet.declaration.status == "published":
                yield _unpublished(sheet)
        elif version == latest.version:
            yield from _status(sheet, latest)
            study, frozen = studies.get(id_), archive.records.get(latest.key)
            if latest.state == "current" and frozen is not None and study is not None and study.record is not None:
                yield from _differing(sheet, compare(frozen, study.record, shipped_library().factors), version)
        elif version == latest.version + 1:
            if sheet.declaration.status == "published":
                yield _unpublished(sheet)
        else:
            expected = f"version: {latest.version + 1}, or {latest.version} as it was published"
            message = f"version {latest.version} is the last one published; {version} does not follow it"
            yield _at(sheet, "version", "version-order", message, expected)


def _unit(symbol: str, units: Units) -> Unit:
    """The unit of a published version; where no rules file has it any more, one that measures nothing but itself."""
    return units.get(symbol) or Unit(symbol, symbol, Fraction(1))


def _factor(record: Record, units: Units) -> EmissionFactor:
    """What `lca.declared.declared_factor` makes of a footprint, made of its frozen record."""
    total = Decimal(record["total"]["value"])
    parts = {origin: Decimal(value) for origin, value in record["origins"].items() if value is not None}
    if abs(sum(parts.values()) - total) > abs(total) * SAME_TOTAL:
        parts = {"fossil": total}
    co2e: dict[Origin, Quantity] = {origin: Quantity(value, KILOGRAM) for origin, value in parts.items()}  # type: ignore[misc]
    return EmissionFactor.model_construct(
        id=f"{DECLARATION}{record['id']}",
        edition=record["version"],
        name=Text.model_validate(record["product"]["name"]),
        per=Quantity(Decimal(record["unit"]["value"]), _unit(record["unit"]["unit"], units)),
        co2e=co2e,
        data="secondary",
        priority=1,
        year=int(record["period"]["to"][:4]),
        geography=record["geography"],
        quality=_quality(record),
        uncertainty=_uncertainty(record),
        illustrative=any(factor["illustrative"] for factor in record["factors"].values()),
        source=Source.model_construct(
            document=f"{record['product']['model']}, {DECLARATION}{record['id']}@{record['version']}",
            publisher=Text(**record["organisation"]["name"]),
            year=int(record["validity"]["from"][:4]),
        ),
    )


def _quality(record: Record) -> Quality | None:
    """The scores of a published result as those of a datum, rounded to whole scores."""
    interpretation = record.get("interpretation")
    found = interpretation["quality"] if interpretation else None
    if found is None:
        return None
    return Quality(**{one["id"]: int(Decimal(one["score"]).to_integral_value()) for one in found["indicators"]})


def _uncertainty(record: Record) -> Uncertainty | None:
    """The uncertainty of a published result as that of a datum: lognormal where the result is above zero."""
    interpretation = record.get("interpretation")
    found = interpretation["uncertainty"] if interpretation else None
    if found is None:
        return None
    value, mean, sd, low, high = (Decimal(found["total"][end]) for end in ("value", "mean", "sd", "low", "high"))
    gsd = geometric_sd(Interval(value, mean, sd, low, high, found["total"]["distribution"]))
    return None if gsd is None else Uncertainty(gsd=gsd)


def _differing(sheet: Sheet, found: Comparison, version: int) -> Iterator[Finding]:
    """The finding that tells how a published version would differ if it were computed today."""
    mend = f"undo the change, or raise it to `version: {version + 1}`, say why under `change`, and publish it"
    expected = f"what was published as version {version}"
    if found.figures:
        because = "; ".join(_first([cause.message for cause in found.causes]))
        message = "; ".join(_first(found.figures)) + (f"; because {because}" if because else "")
        ours = any(cause.ours for cause in found.causes)
        severity = Severity.ERROR if ours else Severity.WARNING
        yield _at(sheet, "version", "published-differs", message, expected, mend, severity)
    if found.wording:
        message = f"version {version} was published with other words: " + "; ".join(_first(found.wording))
        yield _at(sheet, "version", "published-differs", message, expected, mend, Severity.WARNING)


def _first(messages: tuple[str, ...] | list[str]) -> list[str]:
    shown = list(messages[:MOST_NAMED])
    return shown if len(messages) <= MOST_NAMED else [*shown, f"and {len(messages) - MOST_NAMED} more"]


def _status(sheet: Sheet, latest: Published) -> Iterator[Finding]:
    """Where the author's status contradicts the ledger."""
    status, id_ = sheet.declaration.status, sheet.declaration.id
    if status == "withdrawn" and latest.state != "withdrawn":
        message = f"the file says withdrawn, but the ledger says {latest.state}"
        yield _at(sheet, "status", "published-status", message, "one state", f"run `carbonpress withdraw {id_}`")
    elif status == "draft":
        message = f"version {latest.version} was published on {latest.published}; it cannot be a draft again"
        mend = f"write `status: published`, or begin version {latest.version + 1}"
        yield _at(sheet, "status", "published-status", message, "status: published", mend)
    elif status == "published" and latest.state == "withdrawn":
        message = f"version {latest.version} was withdrawn on {latest.since}"
        mend = f"write `status: withdrawn` with its reason, or begin version {latest.version + 1}"
        yield _at(sheet, "status", "published-status", message, "status: withdrawn", mend, Severity.WARNING)


def _unpublished(sheet: Sheet) -> Finding:
    given = sheet.declaration
    message = f"version {given.version} says published, but it is not in the ledger and is shown as a draft"
    mend = f"run `carbonpress publish {given.id}`"
    return _at(sheet, "status", "not-published", message, "an event in published/ledger.jsonl", mend, Severity.WARNING)


def _renamed(sheet: Sheet, id_: str) -> Finding:
    message = f"the ledger says that this product is {id_} now"
    mend = f"write `id: {id_}`; for another product choose an id that none had before"
    return _at(sheet, "id", "renamed", message, f"id: {id_}", mend)


def _at(
    sheet: Sheet,
    key: str,
    rule: str,
    message: str,
    expected: str,
    mend: str = "",
    severity: Severity = Severity.ERROR,
) -> Finding:
    line, column = sheet.document.place((key,))
    return Finding(sheet.document.name, line, column, rule, message, expected, mend, severity=severity)


def unpublished_references(sheet: Sheet, archive: Archive) -> list[str]:
    """The declarations that this one builds upon and that were not published."""
    known = published_names(archive)
    return sorted({name for name in referenced(sheet.declaration) if name not in known})
