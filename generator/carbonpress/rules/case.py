"""What a rule looks at, and what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from carbonpress.lca.mass import material_mass
from carbonpress.lca.terms import Activity, Footprint, Inventory
from carbonpress.model.declaration import Declaration, Entry, Organisation
from carbonpress.model.factor import EmissionFactor
from carbonpress.model.language import LANGUAGES
from carbonpress.model.rules import CategoryRules
from carbonpress.model.sentence import Parameters
from carbonpress.model.text import Text
from carbonpress.reference.library import Library
from carbonpress.rules.texts import Path, texts
from carbonpress.source.finding import Severity

ABOUT_ITSELF = (
    "product", "declared_unit", "functional_unit", "reference_flow", "study", "change", "official_mark",
)  # fmt: skip
"""Parts of a declaration in which its author speaks of the product and the declaration itself."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What a rule found: the place inside the declaration, and which of its sentences say what is wrong there.

    `key` names the sentences, `parameters` are what they tell of this case; the
    words stand in the theme.  `severity` stands only where one rule has
    requirements of different verbs, `clause` only where the category rules know
    better than the rule.  `at_key` points at the key of the place instead of its
    value.
    """

    path: Path
    key: str
    parameters: Parameters = field(default_factory=dict)
    clause: str = ""
    severity: Severity | None = None
    at_key: bool = False


@dataclass(frozen=True)
class Case:
    """One declaration with everything its rules may ask about.

    `footprint` is None while the inventory has gaps; rules that need it carry
    `NEEDS_FOOTPRINT = True` and are passed over until then.  `languages` are those
    of the site.  What several rules go through is gathered when the first of them
    asks.
    """

    declaration: Declaration
    rules: CategoryRules
    library: Library
    organisation: Organisation
    inventory: Inventory
    footprint: Footprint | None
    languages: tuple[str, ...] = LANGUAGES

    @cached_property
    def lines(self) -> tuple[tuple[Path, str, Entry], ...]:
        """Path, stage and line of everything in the inventory, in the order of the file."""
        inventory = self.declaration.inventory.items()
        return tuple(
            (("inventory", stage, index), stage, line) for stage, lines in inventory for index, line in enumerate(lines)
        )

    @cached_property
    def texts(self) -> tuple[tuple[Path, Text], ...]:
        """Every bilingual text of the declaration with its path."""
        return tuple(texts(self.declaration))

    @cached_property
    def claims(self) -> tuple[tuple[Path, Text], ...]:
        """The texts in which the author speaks of the product and the declaration itself.

        The inventory, sources, exclusions and limitations are left out: they speak
        of other people's products and documents.
        """
        parts: dict[str | int, list[tuple[Path, Text]]] = {name: [] for name in ABOUT_ITSELF}
        for path, text in self.texts:
            if path[0] in parts:
                parts[path[0]].append((path, text))
        return tuple(one for part in parts.values() for one in part)

    @cached_property
    def first_uses(self) -> tuple[tuple[Activity, EmissionFactor], ...]:
        """Each emission factor once, with the first activity that uses it."""
        uses: dict[str, tuple[Activity, EmissionFactor]] = {}
        for activity in self.inventory.activities:
            if activity.factor is not None:
                uses.setdefault(activity.factor.name_at_edition, (activity, activity.factor))
        return tuple(uses.values())

    @cached_property
    def unexplained_uses(self) -> tuple[tuple[Activity, EmissionFactor], ...]:
        """As `first_uses`, without factors that a line with a note uses, or that the rules put there as a default."""
        explained = {
            activity.factor.name_at_edition
            for activity in self.inventory.activities
            if activity.factor is not None
            and (activity.assumed is not None or (activity.entry is not None and activity.entry.note is not None))
        }
        return tuple(use for use in self.first_uses if use[1].name_at_edition not in explained)

    @cached_property
    def material_mass(self) -> Decimal | None:
        """The mass of the materials per unit, in kg; None where one is not known."""
        return material_mass(self.declaration, self.rules, self.library)


@dataclass(frozen=True, slots=True)
class Rule:
    """One requirement, as its module states it.

    `documentation` is the docstring of the module.  Three things a module states
    only where they differ from the usual: `applies` says whether the requirement
    concerns a declaration at all (every one does), `needs_footprint` that nothing
    can be said without a footprint, and `judges_one_place` that what it finds in
    one place is wrong whatever stands elsewhere, so that it is asked of a
    declaration of which parts cannot be read.
    """

    id: str
    clause: str
    severity: Severity
    documentation: str
    check: Callable[[Case], Iterator[Remark]]
    applies: Callable[[Case], bool]
    needs_footprint: bool
    judges_one_place: bool
