"""Whatever program builds the documented layout publishes nothing private: MkDocs alone, Zensical, and carbonpress.

A company may run its folder through another program, by mistake or for a trial.  No data file lies below `docs_dir`, so
that none is published; the marked words are those of tests/test_confidential.py.
"""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path

import pytest
from tests.foreign.conftest import HOME
from tests.site.conftest import copied, run_in
from tests.test_confidential import AMOUNTS, MARK, plant, published, searchable

PLUGIN = "  - carbonpress:\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example in the documented layout, frozen, with marked words in sheets, tables, workbook and ledger."""
    folder = copied(tmp_path_factory.mktemp("hosts"))
    written = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    assert "docs_dir: declarations/pages\n" in written
    assert "data_dir: declarations\n" in written
    plant(folder)
    data = folder / "declarations"
    (data / "products" / "zqxtable.csv").write_text("supplier,amount\nzqxsupplier,4.3171819\n", encoding="utf-8")
    with zipfile.ZipFile(data / "products" / "zqxbook.xlsx", "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/sharedStrings.xml", "<sst><si><t>zqxsupplier</t></si></sst>")
    done = run_in(folder, "carbonpress", "publish", "--all")
    assert 0 == done.returncode, done.stderr
    assert list((data / "published").rglob("*.jsonl"))
    return folder


def without_plugin(folder: Path, docs_dir: str = "declarations/pages") -> Path:
    """A configuration of MkDocs alone: the plugin is taken out of `mkdocs.yml`, which is otherwise as it was."""
    written = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    before, _, after = written.partition(PLUGIN)
    lines = after.splitlines(keepends=True)
    while lines and (lines[0].startswith("      ") or not lines[0].strip()):
        del lines[0]
    text = (before + "".join(lines)).replace("docs_dir: declarations/pages", f"docs_dir: {docs_dir}")
    made = folder / "plain.yml"
    made.write_text(text.replace("validation:", "not_in_nav: '*'\n\nvalidation:"), encoding="utf-8")
    return made


def by_mkdocs(folder: Path, docs_dir: str = "declarations/pages") -> Path:
    """The site that MkDocs makes without the plugin."""
    site = folder / f"mkdocs-{docs_dir.count('/')}"
    done = run_in(folder, "mkdocs", "build", "-f", str(without_plugin(folder, docs_dir)), "-d", str(site))
    assert 0 == done.returncode, done.stderr
    return site


def by_zensical(folder: Path) -> Path:
    """The site that Zensical makes of the same `mkdocs.yml`."""
    command = [HOME / "python/bin/zensical", "build", "--clean", "-f", "mkdocs.yml"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stdout + done.stderr
    assert not (folder / "site" / "manifest.sha256").exists()
    return (folder / "site").rename(folder / "zensical")


def by_properdocs(folder: Path) -> Path:
    """The site that ProperDocs makes, with a theme of one line: it has no Material here."""
    plain = without_plugin(folder, "declarations/pages")
    text = plain.read_text(encoding="utf-8").replace(
        "  name: material\n  language: zh\n", "  name: null\n  custom_dir: bare\n"
    )
    plain.write_text(text, encoding="utf-8")
    (folder / "bare").mkdir()
    (folder / "bare" / "main.html").write_text("{{ page.content }}", encoding="utf-8")
    site = folder / "properdocs"
    command = [HOME / "python/bin/properdocs", "build", "-f", str(plain), "-d", str(site)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stdout + done.stderr
    return site


def by_carbonpress(folder: Path) -> Path:
    """The site that is meant."""
    done = run_in(folder, "carbonpress", "build")
    assert 0 == done.returncode, done.stderr
    return (folder / "site").rename(folder / "carbonpress")


def leaks(site: Path) -> dict[str, list[str]]:
    """The marked words and confidential amounts in each file of *site*, and in whatever is packed in it."""
    found = {}
    for name, content in published(site).items():
        texts = [name, *searchable(name, content)]
        words = {word for text in texts for word in MARK.findall(text)}
        words |= {amount for text in texts for amount in AMOUNTS if amount in text}
        if words:
            found[name] = sorted(words)
    return found


@pytest.mark.parametrize("host", [by_mkdocs, by_zensical, by_properdocs, by_carbonpress])
def test_no_host_publishes_what_is_private(project: Path, host: object) -> None:
    """No byte of a site holds a marked word; the author's page is there, so that it is a site."""
    assert callable(host)
    site = host(project)
    assert (site / "guide" / "index.html").exists()
    assert {} == leaks(site)
    kinds = {Path(name).suffix for name in published(site)}
    assert set() == kinds & {".yml", ".yaml", ".xlsx"}


def test_the_layout_is_what_keeps_it_private(project: Path) -> None:
    """With the whole data folder as `docs_dir` MkDocs publishes it all: the search can fail."""
    found = leaks(by_mkdocs(project, "declarations"))
    assert {"products/zqxfile.yml", "products/zqxtable.csv", "products/zqxbook.xlsx", "factors/zqxfactors.yml"} <= set(
        found
    )
    assert "zqxsupplier" in found["products/zqxbook.xlsx"]
    assert "4.3171819" in found["products/zqxfile.yml"]
