"""Which dimensions the amounts of an allocation may have on each basis, from `data/allocation-bases.yml`."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from carbonpress.model.decode import decode
from carbonpress.model.factor import Source
from carbonpress.model.rules import Basis
from carbonpress.model.scalar import Line
from carbonpress.model.text import Text, Words
from carbonpress.reference.load import DATA
from carbonpress.source.document import parse


class BasisRow(Words):
    """The dimensions that a basis allows, or those that it rules out; all are allowed where neither is given."""

    dimensions: tuple[Line, ...] = ()
    never: tuple[Line, ...] = ()

    def allows(self, dimension: str) -> bool:
        """Whether amounts of *dimension* can be shares on this basis."""
        return dimension in self.dimensions if self.dimensions else dimension not in self.never


class BasisTable(Words):
    """The data file `allocation-bases.yml`."""

    title: Text
    source: Source
    bases: dict[Basis, BasisRow]


@functools.cache
def shipped_bases() -> Mapping[Basis, BasisRow]:
    """The bases that come with the package; read once per process.

    Raises
    ------
    RuntimeError
        When the shipped file has an error, which is a defect of ours.
    """
    document, findings = parse((DATA / "allocation-bases.yml").read_bytes(), "allocation-bases.yml")
    table, wrong = (None, findings) if document is None else decode(BasisTable, document, {})
    if table is None:
        raise RuntimeError("\n".join(str(finding) for finding in (*findings, *wrong)))
    return table.bases
