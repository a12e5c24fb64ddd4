"""Which version is in force in the place of one that was superseded or withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from carbonpress.archive.ledger import Ledger, Published
from carbonpress.record.compose import address


class Succession(NamedTuple):
    """Addresses: of the version in force, and of the one that took the place first and was withdrawn since."""

    in_force: str | None
    withdrawn: str | None


def succession(ledger: Ledger, published: Published) -> Succession:
    """What *ledger* says of the place of *published*; nothing for a version that is current itself.

    The chain of successors is followed to its end.  Where that end was withdrawn,
    the current version of its own product is in force, if it has one; then that
    of the product of *published*.
    """
    if published.state == "current":
        return Succession(None, None)
    withdrawn = None
    for one in _successors(ledger, published):
        if one.state == "current":
            return Succession(_address(one), None)
        if one.state == "withdrawn":
            withdrawn = one
    ids = [one.id for one in (withdrawn, published) if one is not None]
    current = [
        _address(one) for id_ in ids for one in reversed(ledger.of(ledger.name_of(id_))) if one.state == "current"
    ]
    return Succession(next(iter(current), None), _address(withdrawn) if withdrawn else None)


def _successors(ledger: Ledger, published: Published) -> Iterator[Published]:
    """One successor after the other, each once: a damaged ledger may lead round in a circle."""
    seen, successor = {_address(published)}, published.successor
    while successor is not None and successor not in seen and successor in ledger.addresses:
        seen.add(successor)
        following = ledger.versions[ledger.addresses[successor]]
        yield following
        successor = following.successor


def _address(published: Published) -> str:
    return address(published.id, published.version)
