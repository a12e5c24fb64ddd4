"""All rules, in the order in which reports list them: from the scope of a study to what is said of it."""

from __future__ import annotations

import inspect
from importlib import import_module

from carbonpress.rules.case import Case, Rule

ORDER = (
    "unit",
    "unit_content",
    "reference_flow",
    "required_parameter",
    "recommended_parameter",
    "unknown_parameter",
    "parameter_value",
    "boundary",
    "unknown_boundary",
    "unknown_stage",
    "stage_without_data",
    "stage_outside",
    "optional_stage",
    "unknown_component",
    "inputs_listed",
    "mass_balance",
    "mass_of_amount",
    "cut_off_material_mass",
    "cut_off_waste",
    "cut_off_emission",
    "cut_off_total",
    "cut_off_never",
    "cut_off_reason",
    "excluded_stage",
    "data_type",
    "secondary_source",
    "primary_production",
    "unknown_factor",
    "unknown_fuel",
    "unknown_gas",
    "factor_unit",
    "dimension",
    "negative_amount",
    "factor_region",
    "factor_age",
    "factor_class",
    "outdated_factor",
    "combustion_electricity",
    "illustrative_factor",
    "period_length",
    "period_age",
    "unknown_allocation",
    "unused_allocation",
    "allocation_sum",
    "allocation_order",
    "allocation_alternatives",
    "unknown_gwp",
    "gwp_older",
    "gwp_horizon",
    "offset",
    "no_service_life",
    "service_life_default",
    "use_energy_double",
    "end_of_life_default",
    "uncertainty",
    "monte_carlo",
    "scenario",
    "alternative_scenarios",
    "stated_sum",
    "stated_verification",
    "validity",
    "validity_start",
    "verification_content",
    "verification_date",
    "registration_number",
    "change_note",
    "withdrawn_reason",
    "type_iii_content",
    "type_iii_wording",
    "official_mark",
    "consumer_verification",
    "consumer_boundary",
    "climate_claim",
    "comparison_claim",
    "vague_claim",
    "confidential_alone",
    "confidential_scenario",
    "missing_picture",
    "missing_language",
)
"""The modules of the rules; this is the only place that names them."""


def _every_declaration(case: Case) -> bool:  # noqa: ARG001  rules that ask less of a case have one of their own
    return True


def _rule(name: str) -> Rule:
    """What the module of that name states, with the usual where it states nothing."""
    module = import_module(f"carbonpress.rules.{name}")
    return Rule(
        id=module.ID,
        clause=module.CLAUSE,
        severity=module.SEVERITY,
        documentation=inspect.cleandoc(module.__doc__ or ""),
        check=module.check,
        applies=getattr(module, "applies", _every_declaration),
        needs_footprint=getattr(module, "NEEDS_FOOTPRINT", False),
        judges_one_place=getattr(module, "JUDGES_ONE_PLACE", False),
    )


RULES: tuple[Rule, ...] = tuple(map(_rule, ORDER))

BY_ID: dict[str, Rule] = {rule.id: rule for rule in RULES}
