"""A mistake in one place hides no finding elsewhere, and brings none that is only about its absence."""

from __future__ import annotations

import copy
import json
import shutil
from collections.abc import Iterator
from pathlib import Path as File
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbonpress.rules.registry import RULES
from carbonpress.source.document import Path, parse
from carbonpress.study.project import open_project

TESTS = File(__file__).parents[2]
EXAMPLES = TESTS.parent / "declarations"
OF_ONE_PLACE = [rule.id for rule in RULES if rule.judges_one_place]
URL = "https://pcf.example.com/"


def paths(data: Any, above: Path = ()) -> Iterator[Path]:
    """The path of every value below the top."""
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield (*above, key)
        yield from paths(value, (*above, key))


def test_rules_of_one_place_need_no_footprint() -> None:
    """There are rules that are asked of what is left, and none of them needs the footprint."""
    assert OF_ONE_PLACE
    assert [] == [rule.id for rule in RULES if rule.judges_one_place and rule.needs_footprint]


class Folder:
    """A data folder with one declaration that can be written anew."""

    def __init__(self, root: File, product: File) -> None:
        self.root = root
        for name in ("organisation.yml", "factors", "images", "rules"):
            if (EXAMPLES / name).exists():
                _copy(EXAMPLES / name, root / name)
        (root / "products").mkdir()
        self.file = root / "products" / product.name
        document, _ = parse(product.read_bytes(), product.name)
        assert document is not None
        self.data: Any = document.data

    def findings(self, data: Any) -> set[tuple[str, str]]:
        """Rule and message of everything found when the declaration says *data*."""
        self.file.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        return {(finding.rule, finding.message) for finding in open_project(self.root, URL).findings}


def _copy(source: File, target: File) -> None:
    if source.is_dir():
        shutil.copytree(source, target)
    else:
        shutil.copy(source, target)


@pytest.fixture(scope="module", params=["fibre-g652d", "preform-180", "server-e1"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """A folder with one of the examples that build upon no other."""
    return Folder(tmp_path_factory.mktemp("data"), EXAMPLES / "products" / f"{request.param}.yml")


@settings(max_examples=25)
@given(st.data())
def test_nothing_is_found_because_something_is_missing(folder: Folder, data: st.DataObject) -> None:
    """Whatever value is broken in a sound declaration, no rule complains of anything."""
    path = data.draw(st.sampled_from(list(paths(folder.data))))
    broken = copy.deepcopy(folder.data)
    here = broken
    for key in path[:-1]:
        here = here[key]
    here[path[-1]] = "x" if isinstance(here[path[-1]], dict) else {"no": {"such": "thing"}}
    before = {rule for rule, _ in folder.findings(folder.data)}
    found = {rule for rule, _ in folder.findings(broken)} - before
    assert set() == found & {rule.id for rule in RULES}, path


INVALID = sorted((TESTS / "declarations" / "invalid").glob("*/*.yml"))


@pytest.mark.parametrize("rule", OF_ONE_PLACE)
def test_a_mistake_hides_nothing_elsewhere(rule: str, tmp_path: File) -> None:
    """What a rule of one place finds is found as well when a key far away is misspelt."""
    shown = [file for file in INVALID if file.parent.name == rule]
    assert shown, rule
    for file in shown:
        (tmp_path / file.stem).mkdir()
        folder = Folder(tmp_path / file.stem, file)
        alone = {found for found in folder.findings(folder.data) if found[0] == rule}
        if alone and isinstance(folder.data, dict):
            both = folder.findings({**folder.data, "programm": {"number": "1"}})
            assert ("unknown-key", "unknown key 'programm'") in both
            assert alone <= both
