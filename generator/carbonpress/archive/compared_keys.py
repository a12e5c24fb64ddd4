"""Which parts of a record are compared when a published version is computed again, and what they are.

Every key of the record's shape is in one class.  A key that is in none is not compared, so that a later program may
write more than an older one; a test demands that it is put into a class all the same.
"""

from __future__ import annotations

NOT_COMPARED = frozenset(
    {
        "format",
        "generator",
        "id",
        "address",
        "url",
        "status",
        "withdrawn_because",
        "conformity",
        "ranking",
        "rules",
        "gwp",
    }
    | {"interpretation", "shown"}
)
"""Parts that say by what a record was made or how it is written, or that its ledger knows better, and texts that came
with the software: a reworded rule is no change of the declaration."""

BY_LINE = frozenset({"activities", "confidential", "factors"})
"""Parts that are compared line by line, for a new line moves all lines behind it."""

FIGURES = frozenset(
    {"total", "boundary", "origins", "intensities", "allocations", "cut_off", "data_quality", "unit", "reference_flow"}
)
"""The other parts that hold figures."""

WORDS = frozenset(
    {"version", "change", "basis", "communication", "audience", "product", "organisation", "study"}
    | {"programme", "verification", "validity", "period", "geography", "stated", "assumptions", "limitations"}
    | {"recommendations", "official_mark", "labels"}
)
"""Parts that hold words, dates and pictures."""

WORDS_INSIDE = frozenset(
    {"id", "name", "of", "short", "content", "clause", "requirement", "because", "excluded_because"}
    | {"intended_use", "performance", "formula", "partial"}
)
"""Keys inside the parts with figures that hold words about them."""

FIGURES_INSIDE = frozenset(
    {"value", "unit", "kind", "stages", "included", "share", "service_life", "divisors", "basis", "others", "total"}
    | {"alternatives", "material_mass", "solid_waste", "single_emission", "total_emission", "excluded", "stage", "flow"}
    | {"mass", "waste_mass", "estimate", "excluded_total", "excluded_share", "primary_activity_share", "primary_share"}
    | {"by_priority", "priority", "illustrative_share"}
)
"""Keys inside the parts with figures that hold figures, or say of what."""

FIGURES_OF_LINE = frozenset({"number", "share", "amount", "unit", "steps", "factor", "terms", "result"})
"""Keys of an inventory line that are figures or follow from them; the causes tell of these."""

WORDS_OF_LINE = frozenset(
    {"stage", "kind", "name", "component", "process", "specification", "data", "source", "year", "geography"}
    | {"allocation", "note"}
)
"""The other keys of an inventory line."""

FREE = frozenset({"origins", "validity", "period"})
"""Mappings whose keys are no part of the shape: a key more or less is a difference, as it is in texts by language."""
