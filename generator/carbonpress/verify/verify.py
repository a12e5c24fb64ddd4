"""Is a site what was published? Judged by the site alone, as a stranger sees it, without the company's data.

    files        every file is the one that the manifest lists
    ledger       its chain is unbroken and ends where its head says; it continues an older copy where one is at hand
    digests      every declaration.json is the record that the ledger vouches for
    pages        every published version has its page, and the page says what became of it
    codes        QR codes lead to the address in the ledger, and from a former host of the site to the one in force
    signatures   credentials were signed by a key of the company, over these very records

A site that was changed together with its ledger, its head and its manifest agrees with itself; only an older copy of
the ledger or of its head, or a key that the reader knows from elsewhere, tells then.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from carbonpress.archive.credential import CREDENTIAL, ForgeryError, SigningUnavailableError, judged_at
from carbonpress.archive.head import PUBLIC_HEAD, PUBLIC_LEDGER, Head, denied_by, head_findings, read_head
from carbonpress.archive.keys import PUBLIC_KEYS, PublicKey, read_keys
from carbonpress.archive.ledger import Ledger, Published, lf, read_ledger, rewritten
from carbonpress.archive.moved_site import folder_of
from carbonpress.archive.succession import succession
from carbonpress.folder.manifest import MANIFEST, ManifestError, manifest_entries
from carbonpress.press.common.gs1 import GTIN, gtin14
from carbonpress.record.canonical import digest
from carbonpress.record.compose import address
from carbonpress.source.finding import Finding
from carbonpress.study.days import future_events
from carbonpress.verify.qr_reader import cells, drawn, leads_to, texts
from carbonpress.verify.site_source import SiteSource, forwarded

Verdict = Literal["good", "bad", "open"]
STATE = re.compile(r'data-cp-state="([a-z]+)"')
AS_CURRENT = frozenset({"current", "expired", "upcoming"})
"""What the page of a version may say that the ledger calls current."""

ALWAYS = "qr.svg"
"""The one drawing of a code that every version has; the options of a site may leave out the others."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at; `open` where it could not be told."""

    subject: str
    verdict: Verdict
    words: str


@dataclass(frozen=True, slots=True)
class Trust:
    """What the reader knows from elsewhere: an older copy of the ledger or its head, the company's keys, the day.

    `latest` is the last day that an event can be of.
    """

    ledger: bytes | None = None
    keys: Mapping[str, PublicKey] | None = None
    latest: date | None = None


def verify_site(site: SiteSource, trust: Trust) -> Iterator[Check]:
    """Everything that can be told of *site*, in the order of the list above."""
    yield from _files(site)
    raw = site.read(PUBLIC_LEDGER)
    if raw is None:
        yield Check("ledger", "bad" if trust.ledger else "open", f"the site has no ledger at {PUBLIC_LEDGER}")
        if site.read(PUBLIC_HEAD) is not None:
            yield Check("ledger", "bad", "the site has a head, but no ledger")
        return
    ledger = read_ledger(raw, PUBLIC_LEDGER)
    yield from verify_ledger(ledger, trust.ledger, trust.latest)
    yield from _head(ledger, site.read(PUBLIC_HEAD))
    keys = trust.keys
    if keys is None:
        keys, wrong = read_keys(site.read(PUBLIC_KEYS) or b"[]", PUBLIC_KEYS)
        yield from (Check("keys", "bad", finding.message) for finding in wrong)
    bases = ledger.bases
    for published in ledger.versions.values():
        yield from _version(site, published, ledger, keys)
        yield from _forwarding(site, published, bases)


def verify_ledger(ledger: Ledger, older: bytes | None, latest: date | None = None) -> Iterator[Check]:
    """Whether a ledger is sound, tells of no day after *latest*, and continues *older*, a copy of it or of its head."""
    late = future_events(ledger.events, latest) if latest else []
    found = [*ledger.findings, *late]
    yield from (Check("ledger", "bad", f"line {finding.line}: {finding.message}") for finding in found)
    if not found:
        yield Check("ledger", "good", f"{len(ledger.events)} events, the chain is unbroken")
    if older is not None:
        kept = read_head(older)
        wrong = denied_by(kept, ledger) if isinstance(kept, Head) else rewritten(lf(older), ledger.raw)
        yield Check("ledger", "bad" if wrong else "good", wrong or "it continues the older copy")


def _head(ledger: Ledger, raw: bytes | None) -> Iterator[Check]:
    """What is wrong with the head that a site shows of its ledger."""
    if raw is None:
        yield Check("ledger", "bad", f"the site has no head of its ledger at {PUBLIC_HEAD}")
        return
    found = read_head(raw, PUBLIC_HEAD)
    wrong = [found] if isinstance(found, Finding) else head_findings(ledger, found)
    yield from (Check("ledger", "bad", finding.message) for finding in wrong)


def verify_record(raw: bytes, ledger: Ledger) -> Iterator[Check]:
    """Whether *raw*, a declaration.json, is a record that *ledger* vouches for, and what became of it."""
    record = _object(raw)
    if record is None:
        yield Check("declaration", "bad", "the file is no JSON object")
        return
    computed = _record_digest(record)
    by_digest = [published for published in ledger.versions.values() if published.digest == computed]
    if not by_digest:
        named = f"{record.get('id')} version {record.get('version')}"
        yield Check("declaration", "bad", f"{named}: the ledger vouches for no record with the digest {computed}")
        return
    for published in by_digest:
        yield Check("declaration", "good", f"{_name(published)} is the record published on {published.published}")
        yield _state(published, ledger)


def _files(site: SiteSource) -> Iterator[Check]:
    raw = site.read(MANIFEST)
    if raw is None:
        yield Check("files", "bad", f"there is no {MANIFEST}: this is no site, or not a whole one")
        return
    try:
        told = manifest_entries(raw)
        names = site.names()
    except ManifestError as error:
        yield Check("files", "bad", str(error))
        return
    wrong = []
    for name, sha in told.items():
        content = site.read(name)
        if content is None:
            wrong.append(f"{name} is missing")
        elif hashlib.sha256(content).hexdigest() != sha:
            wrong.append(f"{name} was changed")
    wrong += [f"{name} does not belong to the site" for name in names or () if name not in told]
    yield from (Check("files", "bad", words) for words in wrong)
    if not wrong:
        yield Check("files", "good", f"{len(told)} files are as the manifest lists them")


def _version(site: SiteSource, published: Published, ledger: Ledger, keys: Mapping[str, PublicKey]) -> Iterator[Check]:
    """All checks of one published version."""
    here = address(published.id, published.version)
    raw = site.read(f"{here}declaration.json")
    record = None if raw is None else _object(raw)
    if record is None:
        yield Check("digests", "bad", f"{here}declaration.json is missing or no JSON object")
    elif _record_digest(record) != published.digest:
        yield Check("digests", "bad", f"{here}declaration.json is not the record of {published.digest}")
    elif record.get("url") != published.url:
        yield Check("digests", "bad", f"{here}declaration.json speaks of another address, {record.get('url')}")
    else:
        yield Check("digests", "good", f"{_name(published)} has the digest that the ledger vouches for")
    yield _page(site, published, ledger, here)
    yield from _codes(site, published, here, _gtin(record))
    token = site.read(here + CREDENTIAL)
    if token is not None:
        yield _signature(token.strip(), published, ledger.bases, keys)


def verify_move(old: str, ledger: Ledger) -> Check:
    """Whether the site that *ledger* is of was at *old* before, from where a web server leads to it."""
    new = ledger.base_url or "a site without a ledger"
    if old in ledger.bases:
        return Check("moved", "good", f"the site moved from {old} to {new}, as its ledger says")
    return Check("moved", "bad", f"{old} leads to {new}, but its ledger knows of no such move")


def _forwarding(site: SiteSource, published: Published, bases: Sequence[str]) -> Iterator[Check]:
    """Whether a code that was printed before the site moved is led on from the former host, one of *bases*."""
    here = address(published.id, published.version)
    base = published.url.removesuffix(here)
    if base not in bases[1:]:
        return
    name, target = f"{folder_of(base)}{here}index.html", bases[0] + here
    found = forwarded(site.read(name))
    if found is None:
        yield Check("codes", "bad", f"{name} leads nowhere: codes of {published.url} need it")
    elif found != target:
        yield Check("codes", "bad", f"{name} leads to {found}, not to {target}")
    else:
        yield Check("codes", "good", f"{published.url} is led on to {target}")


def _page(site: SiteSource, published: Published, ledger: Ledger, here: str) -> Check:
    """Whether the page is there and says what the ledger says of its version."""
    html = site.read(f"{here}index.html")
    if html is None:
        return Check("pages", "bad", f"{here} has no page: its code leads nowhere")
    found = STATE.search(html.decode("utf-8", "replace"))
    said = found[1] if found else "nothing"
    agrees = said in AS_CURRENT if published.state == "current" else said == published.state
    if not agrees:
        return Check("pages", "bad", f"the page at {here} says {said}, the ledger says {published.state}")
    return _state(published, ledger, "pages")


def _state(published: Published, ledger: Ledger, subject: str = "declaration") -> Check:
    """What became of a version, and what is in force in its place."""
    if published.state == "current":
        return Check(subject, "good", f"{_name(published)} is current")
    reason = f": {next(iter(published.reason.values()))}" if published.reason else ""
    found = succession(ledger, published)
    lost = f"; {found.withdrawn}, which took its place, was withdrawn" if found.withdrawn else ""
    now = f"; in force is {found.in_force}" if found.in_force else "; no version is in force in its place"
    return Check(subject, "good", f"{_name(published)} is {published.state} since {published.since}{reason}{lost}{now}")


def _codes(site: SiteSource, published: Published, here: str, gtin: str | None) -> Iterator[Check]:
    """Whether the codes, and the labels that carry them, lead to the address in the ledger, and find a page there."""
    targets = {published.url: f"{here}index.html"}
    if gtin:
        link = f"{GTIN}/{gtin14(gtin)}"
        targets[published.url + link] = f"{here}{link}/index.html"
    for name in ("qr.svg", "qr.png", "label.svg", "label.png"):
        raw = site.read(here + name)
        if raw is None:
            if name == ALWAYS:
                yield Check("codes", "bad", f"{here}{name} is missing")
            continue
        picture = drawn(raw) if name.endswith(".svg") else raw
        yield _code(picture, targets, here + name, site, alone=name.startswith("qr"))


def _code(picture: bytes | None, targets: Mapping[str, str], name: str, site: SiteSource, alone: bool) -> Check:
    """Where one code leads; *targets* gives the page at each address that it may lead to."""
    wanted = " or ".join(targets)
    symbol = cells(picture) if picture is not None and alone else None
    target = next((url for url in targets if symbol is not None and leads_to(symbol, url)), None)
    read = [target] if target else [] if picture is None else texts(picture)
    if read is None and alone:
        return Check("codes", "bad", f"{name} is no code of {wanted}")
    if read is None:
        return Check("codes", "open", f"{name} was not read; that needs `pip install 'carbonpress[verify]'`")
    if len(read) != 1 or read[0] not in targets:
        return Check("codes", "bad", f"{name} leads to {', '.join(read) or 'nowhere'}, not to {wanted}")
    if site.read(targets[read[0]]) is None:
        return Check("codes", "bad", f"{name} leads to {read[0]}, where there is no page")
    return Check("codes", "good", f"{name} leads to {read[0]}")


def _signature(token: bytes, published: Published, bases: Sequence[str], keys: Mapping[str, PublicKey]) -> Check:
    try:
        found = judged_at(token, published, bases, keys)
    except ForgeryError as error:
        return Check("signatures", "bad", f"{_name(published)}: {error}")
    except SigningUnavailableError as error:
        return Check("signatures", "open", f"{_name(published)} was not checked: {error}")
    return Check("signatures", "good", f"{_name(published)} was signed on {found.signed} with the key {found.kid}")


def _object(raw: bytes) -> dict[str, Any] | None:
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None


def _record_digest(record: Mapping[str, Any]) -> str:
    """The digest of *record*, empty where it holds what no canonical form carries."""
    try:
        return digest(record)
    except (ValueError, RecursionError):
        return ""


def _gtin(record: Mapping[str, Any] | None) -> str | None:
    """The trade item number in a record, as far as it is one."""
    product = (record or {}).get("product")
    gtin = product.get("gtin") if isinstance(product, dict) else None
    return gtin if isinstance(gtin, str) and re.fullmatch(r"[0-9]{8,14}", gtin) else None


def _name(published: Published) -> str:
    return f"{published.id} version {published.version}"


def verdict(checks: Iterable[Check]) -> Verdict:
    """The worst of *checks*; `open` counts as good, for nothing speaks against it."""
    return "bad" if any(check.verdict == "bad" for check in checks) else "good"
