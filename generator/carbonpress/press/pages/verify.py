"""The page on which a reader checks a declaration in the browser: nothing is sent anywhere."""

from __future__ import annotations

from carbonpress.press.charts.charts import escaped_json
from carbonpress.press.common.frame import press_page, voice
from carbonpress.press.common.page import Page, Site

ADDRESS = "verify/"
SAID = (
    "all_good",
    "all_open",
    "all_bad",
    "ledger_good",
    "ledger_broken",
    "no_ledger",
    "copy_good",
    "copy_bad",
    "record_good",
    "record_bad",
    "other_bad",
    "current",
    "superseded",
    "successor_withdrawn",
    "in_force",
    "none_in_force",
    "withdrawn",
    "signature_good",
    "signature_bad",
    "signature_open",
    "unsigned",
    "no_address",
    "no_crypto",
    "json",
    "missing",
    "unreadable",
)
"""What the script may have to say."""


def verify_page(site: Site, language: str) -> Page:
    """The page in *language*; the script looks for signatures where the site has any."""
    spoken = voice(language)
    said = {key: spoken.words[f"verify_say.{key}"] for key in SAID}
    return press_page(
        "verify",
        site,
        ADDRESS,
        language,
        {"said": escaped_json(said)},
        title=spoken.words["verify.title"],
        description=spoken.words["verify.description"],
    )
