"""The brief of a record: as much of it as lists over many declarations show."""

from __future__ import annotations

from typing import cast

from carbonpress.record.shape import Record, Stage

KEPT = (
    "id", "version", "address", "url", "status", "change", "withdrawn_because", "basis", "verification", "validity",
    "unit", "total", "programme", "official_mark",
)  # fmt: skip


SHOWN = ("per", "description")
"""What lists show of the result, in each language."""


def brief(record: Record) -> Record:
    """*record* without inventory, factors, texts of the rules and conformity: some 3 KB instead of 60.

    It answers to the keys that catalogue, feed and lists ask for, and to no
    others; ten thousand of them fit into memory at once.
    """
    product, organisation, boundary, rules = (
        record["product"],
        record["organisation"],
        record["boundary"],
        record["rules"],
    )
    shown = record["shown"]
    results = {language: {key: said[key] for key in SHOWN} for language, said in shown["results"].items()}  # type: ignore[literal-required]
    parts = {
        **{key: record[key] for key in KEPT},  # type: ignore[literal-required]
        "product": {
            **{key: product[key] for key in ("name", "model", "category", "gtin")},
            "short_name": product.get("short_name"),
        },
        "organisation": {"name": organisation["name"]},
        "stated": record["stated"] and {key: record["stated"].get(key) for key in ("places", "rounding")},
        "boundary": {**boundary, "stages": [_stage(stage) for stage in boundary["stages"]]},
        "rules": {"id": rules["id"], "document": rules["document"], "product": rules["product"]},
        "shown": {**shown, "results": results, "labels": {}},
    }
    return cast(Record, parts)


def _stage(stage: Stage) -> Stage:
    return {**stage, "content": {}, "excluded_because": None}
