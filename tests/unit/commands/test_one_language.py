"""A site of one language asks for texts in that language alone, and says so nowhere otherwise."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import yaml

from carbonpress.commands.main import run
from carbonpress.model.language import LANGUAGES


def spoken(given: object, language: str) -> object:
    """*given* with every text by language in *language* alone."""
    if isinstance(given, list):
        return [spoken(item, language) for item in given]
    if isinstance(given, dict):
        if given and set(given) <= set(LANGUAGES):
            return {language: given[language]}
        return {key: spoken(value, language) for key, value in given.items()}
    return given


def one_language(project: Path, site: str, texts: str) -> None:
    """Make the site of *project* one in the language *site*, and all its data speak *texts*."""
    config = project / "mkdocs.yml"
    said = config.read_text(encoding="utf-8")
    said = said.replace("      translations:", f"      languages: [{site}]\n      translations:")
    config.write_text(said.replace("site_name: 示例", "site_name: x"), encoding="utf-8")
    shutil.rmtree(project / "declarations" / "pages" / "en")
    for path in (project / "declarations").rglob("*.yml"):
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        text = yaml.safe_dump(spoken(data, texts), allow_unicode=True, sort_keys=False)
        path.write_text(text, encoding="utf-8")


def found(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What `check` says of languages."""
    capsys.readouterr()
    run(["check", "--format", "json"])
    findings = json.loads(capsys.readouterr().out)["findings"]
    return [f["message"] for f in findings if f["rule"] == "missing-language"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_asks_for_no_other(project: Path, capsys: pytest.CaptureFixture[str], language: str) -> None:
    """Declaration, organisation and factors in the language of the site are all that is asked for; it can be built."""
    one_language(project, language, language)
    assert [] == found(capsys)
    assert 0 == run(["build"])
    record = json.loads((project / "site" / "p/x/v1/declaration.json").read_text(encoding="utf-8"))
    outcomes = {outcome["rule"]: outcome["outcome"] for outcome in record["conformity"]}
    assert "not-applicable" == outcomes["missing-language"]


@pytest.mark.parametrize(("site", "texts", "lacking"), [("zh", "en", "Chinese"), ("en", "zh", "English")])
def test_asks_for_its_own(
    project: Path, capsys: pytest.CaptureFixture[str], site: str, texts: str, lacking: str
) -> None:
    """Where the language of the site itself is missing, that is said, text by text."""
    one_language(project, site, texts)
    assert {f"the text has no {lacking}"} == set(found(capsys))


def test_a_draft_asks_for_the_languages_of_the_site(project: Path) -> None:
    """`carbonpress new` leaves room for the languages of the site, and for no other."""
    one_language(project, "en", "en")
    assert 0 == run(["new", "--rules", "ccsa-603-2024/optical-cable", "--id", "new", "--language", "en"])
    text = (project / "declarations" / "products" / "new.yml").read_text(encoding="utf-8")
    assert '{en: ""}' in text
    assert 'zh: ""' not in text
