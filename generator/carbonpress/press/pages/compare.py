"""The page on which a reader sets two to four products side by side, or learns why that cannot be done."""

from __future__ import annotations

from carbonpress.lca.comparison import REFUSALS
from carbonpress.press.charts.charts import escaped_json
from carbonpress.press.common.frame import press_page, voice
from carbonpress.press.common.headline import POWERS, Scale
from carbonpress.press.common.page import Page, Site
from carbonpress.press.pages.catalogue import data_address

ADDRESS = "compare/"

MOST = 4
"""So many products stand side by side at most."""

REASONS = (*REFUSALS, "uncertainty", "overlap")
VERIFIED = ("third-party", "second-party", "internal", "none")
"""Kinds of verification, of which one stands beside each figure."""

SAID = (
    "refused", "lower", "interval", "pairs", "pair", "and", "few", "counted", "uncounted", "until", "illustrative",
    "listing", "unknown", "several", "unread", "no_catalogue",
)  # fmt: skip
"""What the script may have to say."""


def compare_page(site: Site, language: str) -> Page:
    """The page in *language*; its script reads the catalogue and the records of the products that are chosen."""
    spoken = voice(language)
    said = {key: spoken.words[f"compare.{key}"] for key in SAID}
    verified = {kind: spoken.words[f"verification_kind.{kind}"] for kind in VERIFIED}
    reasons = {reason: spoken.words[f"compare.reason_{reason}"] for reason in REASONS}
    view = {
        "data": data_address(language),
        "places": range(1, MOST + 1),
        "said": escaped_json(
            {
                **said,
                "language": language,
                "units": {power: Scale(mass).unit(language) for mass, power in POWERS.items()},
                "verified": verified,
                "reasons": reasons,
                "refusals": list(REFUSALS),
            }
        ),
    }
    return press_page(
        "compare",
        site,
        ADDRESS,
        language,
        view,
        title=spoken.words["compare.title"],
        description=spoken.words["compare.description"],
    )
