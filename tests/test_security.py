"""SECURITY.md names the limits of the code; the recipe for GitHub checks, builds and deploys in this order."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from carbonpress.archive import archive as frozen
from carbonpress.archive import frozen_record, head, ledger
from carbonpress.folder import policy_sources
from carbonpress.model import number, scalar, web_address
from carbonpress.press.label import logo
from carbonpress.site import config_places
from carbonpress.source import asset, document, picture
from carbonpress.verify import site_source

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
LIMITS = {
    "a file of data (YAML)": (document.MAX_BYTES, "bytes"),
    "nesting in it": (document.MAX_DEPTH, "levels"),
    "values in it": (document.MAX_NODES, ""),
    "one text in it": (document.MAX_SCALAR, "characters"),
    "a text of several paragraphs, as a declaration shows it": (scalar.LONGEST_TEXT, "characters"),
    "a text of one line": (scalar.LONGEST_LINE, "characters"),
    "an id": (scalar.LONGEST_ID, "characters"),
    "a web address": (web_address.LONGEST, "characters"),
    "significant digits of a number": (number.SIGNIFICANT, ""),
    "digits of a number behind the point": (number.LONGEST_FRACTION, ""),
    "a picture": (picture.MAX_PICTURE_BYTES, "bytes"),
    "pixels of a picture": (picture.MAX_PIXELS, ""),
    "longer side of a picture": (picture.LONGEST_SIDE, "pixels"),
    "longer side of a picture to the shorter": (picture.LARGEST_RATIO, "times"),
    "a published SVG drawing": (asset.MAX_SVG_BYTES, "bytes"),
    "a logo": (logo.MOST_BYTES, "bytes"),
    "groups in groups of a logo": (logo.MOST_DEPTH, "levels"),
    "`mkdocs.yml`": (config_places.MOST_BYTES, "bytes"),
    "nesting in `mkdocs.yml`": (config_places.MOST_DEPTH, "levels"),
    "a source of `content_security_policy`": (policy_sources.MOST_CHARACTERS, "characters"),
    "a frozen record": (frozen_record.LARGEST_RECORD, "bytes"),
    "the ledger": (head.LARGEST_LEDGER, "bytes"),
    "the head of the ledger": (head.LARGEST_HEAD, "bytes"),
    "a file of keys": (frozen.LARGEST_KEYS, "bytes"),
    "a line of the ledger": (ledger.LONGEST_LINE, "bytes"),
    "a file that `verify` fetches": (site_source.LARGEST_FILE, "bytes"),
}


def test_limits_are_those_of_the_code() -> None:
    """Each limit in the table is the constant that the program compares with, and none is left out."""
    rows = re.findall(r"^\| (?!input|---)(.+?) \| ([\d,]+) ?(\w*) \|$", TEXT, re.MULTILINE)
    assert [(name, f"{value:,}", unit) for name, (value, unit) in LIMITS.items()] == rows


@pytest.mark.parametrize("name", ["README.md", "README.zh.md", "docs/publishing.md"])
def test_the_page_is_linked(name: str) -> None:
    """Readers find the page from the readme in both languages and from the page on publishing."""
    assert re.search(r"\]\((\.\./)?SECURITY\.md\)", (ROOT / name).read_text(encoding="utf-8"))


def workflow() -> dict[Any, Any]:
    """The recipe for GitHub in docs/publishing.md."""
    text = (ROOT / "docs/publishing.md").read_text(encoding="utf-8")
    (found,) = re.findall(r"^```yaml\n(# \.github/workflows/.*?)^```", text, re.DOTALL | re.MULTILINE)
    read = yaml.safe_load(found)
    assert isinstance(read, dict)
    return read


def test_the_recipe_checks_then_builds_then_uploads_then_deploys() -> None:
    """What is deployed was checked and built in the same run, with its hidden files, and what is left for the next."""
    jobs = workflow()["jobs"]
    assert ["build", "deploy"] == list(jobs)
    build, deploy = jobs["build"]["steps"], jobs["deploy"]["steps"]
    done = [step.get("uses", step.get("run", "")) for step in build]
    wanted = [
        "actions/checkout@",
        "actions/setup-python@",
        "pip install",
        "actions/cache@",
        "carbonpress check --strict",
    ]
    wanted += ["carbonpress build --strict", "actions/upload-pages-artifact@"]
    assert len(wanted) == len(done)
    assert [] == [(one, said) for one, said in zip(wanted, done, strict=True) if not said.startswith(one)]
    cache, upload = (
        next(s["with"] for s in build if name in s.get("uses", "")) for name in ("/cache@", "/upload-pages")
    )
    assert ".carbonpress" in cache["path"].split()
    assert {"path": "site", "include-hidden-files": True} == upload
    assert int(done[-1].partition("@v")[2]) >= 5, "earlier ones have no such input"
    assert ["actions/deploy-pages"] == [step["uses"].partition("@")[0] for step in deploy]
    assert "build" == jobs["deploy"]["needs"]
    assert "github-pages" == jobs["deploy"]["environment"]["name"]
    assert f"${{{{ steps.{deploy[0]['id']}.outputs.page_url }}}}" == jobs["deploy"]["environment"]["url"]


def test_the_recipe_lets_nobody_write_but_the_deployment() -> None:
    """A pull request is built with a token that only reads, and is not deployed."""
    read = workflow()
    assert {"contents": "read"} == read["permissions"]
    assert "permissions" not in read["jobs"]["build"]
    assert {"contents": "read", "pages": "write", "id-token": "write"} == read["jobs"]["deploy"]["permissions"]
    events = read[True]  # YAML 1.1 reads `on` as true
    assert {"push", "pull_request"} == set(events)
    assert ["main"] == events["push"]["branches"]
    assert "github.event_name == 'push'" == read["jobs"]["deploy"]["if"]
    assert "github.event_name == 'push'" in [step.get("if") for step in read["jobs"]["build"]["steps"]]
