"""`check`, `build` and `publish` take the same `mkdocs.yml`, and say where it is wrong."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carbonpress.commands.main import run
from carbonpress.site.config_check import advice, given_site_url
from carbonpress.site.config_places import read_places
from carbonpress.site.configuration import our_plugin, read_configuration

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">'
DEEP = f'{SVG}{"<g>" * 5000}<path d="M0 0h1v1z"/>{"</g>" * 5000}</svg>'
NOT_PLAIN = f"{SVG}<script/></svg>"
PLACED = re.compile(r"mkdocs\.yml:\d+:\d+: error\[(configuration|site-url)\] ")

OPTIONS: dict[str, list[Any]] = {
    "data_dir": ["nowhere", 5, ["declarations"], "mkdocs.yml"],
    "languages": [[], None, "zh", ["de"], ["zh", "zh"], [None], [["zh"]], {"zh": "en"}, 1],
    "labels": ["standard-zh-colour", ["standard"], ["standard-zh-colour", "standard-zh-colour"], {"a": 1}, [5], 0],
    "label_images": [["large-zh-colour"], "compact-zh-mono", [[]]],
    "interpretation": ["yes please", 1, [], {}],
    "png": ["no", 0, [False]],
    "papers": ["pdf", ["docx"], [None], ["report", "report"], 3],
    "brand": ["#00ff00", "teal", "#12", 123456, [], "#gggggg", "# 0b4f4a", ""],
    "logo": ["nowhere.svg", "deep.svg", "script.svg", "organisation.yml", "declarations", 4, []],
    "typeface": ["Arial", {"regular": "nowhere.ttf"}, {"regular": "mkdocs.yml"}, []],
    "label_print": [
        "FOGRA39",
        {"inks": {"#0b4f4a": [1, 2, 3]}},
        {"inks": {"green": [0, 0, 0, 0]}},
        {"inks": {"#0b4f4a": [0, 0, 0, 101]}},
        {"inks": []},
        {"spot": {"name": "P"}},
        {"spot": {"name": "P", "colour": "#ffffff"}},
        {"condition": 39},
    ],
    "public": [
        ["."],
        [".."],
        ["./"],
        ["a/../.."],
        ["/srv/www"],
        ["/"],
        [""],
        ["C:/www"],
        ["\\\\host\\www"],
        ["products"],
        ["Factors/"],
        ["rules/deep"],
        ["plants"],
        ["published"],
        [".git"],
        ["_drafts"],
        "assets",
        [5],
        {"assets": 1},
    ],
    "content_security_policy": [
        {"object-src": ["https://a.example"]},
        {"default-src": ["https://a.example"]},
        {"script-src": ["*"]},
        {"script-src": ["'unsafe-inline'"]},
        {"img-src": ["https://a.example; script-src *"]},
        {"img-src": "https://a.example"},
        {"img-src": [5]},
        {5: ["https://a.example"]},
        ["img-src"],
        "img-src https://a.example",
    ],
    "translations": [{"fr": {"site_name": "x"}}, {"en": "x"}, {"en": {"site_name": 5}}, "en", []],
    "workers": [0, -1, "many", True, 1.5, "dask://", "0", "1e3", [], "99999"],
}
"""Values that an option of the plugin cannot have."""

TOP: dict[str, list[Any]] = {
    "site_url": [
        None,
        "",
        5,
        [],
        "pcf.example.com",
        "ftp://pcf.example.com/",
        "https://pcf.example.com/#a",
        "https://pcf.example.com/?a",
        "https://u:p@pcf.example.com/",
        "https://@pcf.example.com/",
        "https://pcf.example.com/my site/",
        "https://pcf.example.com:/",
        "https://pcf.example.com:0/",
        "https://../",
        "https://a..b/",
        "https:///",
        f"https://pcf.example.com/{'x' * 2000}",
    ],
    "theme": ["readthedocs", "mkdocs", 5, None, {}, {"name": "nowhere"}, {"name": "material", "custom_dir": "nowhere"}],
    "use_directory_urls": [False, "no"],
    "plugins": [
        "carbonpress",
        ["search"],
        [],
        None,
        ["carbonpress", "carbonpress"],
        [{"carbonpress": {"png": False}}, "search", {"carbonpress": None}],
        ["nowhere", "carbonpress"],
        [{"carbonpress": {"enabled": False}}],
        [{"carbonpress": "png"}],
        [5],
    ],
    "docs_dir": ["nowhere", 5, ".", "mkdocs.yml"],
    "site_dir": ["declarations", "declarations/site", "declarations/pages/site", 5],
    "site_name": [None, 5, []],
    "nav": [5, "index.md", [5]],
    "markdown_extensions": ["toc", ["nowhere.extension"]],
    "hooks": [["nowhere.py"], ["broken.py"]],
    "extra_css": ["a.css", 5],
    "INHERIT": ["nowhere.yml"],
}
"""Values that a key of MkDocs cannot have on a site of ours."""


def changed(option: str | None = None, value: Any = None, **keys: Any) -> str:
    """A sound `mkdocs.yml`, but for what is given."""
    options: dict[str, Any] = {"data_dir": "declarations", "papers": [], "png": False}
    if option is not None:
        options[option] = value
    said: dict[str, Any] = {
        "site_name": "x",
        "site_url": "https://pcf.example.com/",
        "docs_dir": "declarations/pages",
        "theme": {"name": "material"},
        "plugins": ["search", {"carbonpress": options}],
    }
    return yaml.safe_dump({**said, **keys}, allow_unicode=True, sort_keys=False)


@pytest.fixture
def company(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A company without products, and files that options may name."""
    (tmp_path / "declarations" / "pages").mkdir(parents=True)
    (tmp_path / "declarations" / "organisation.yml").write_text("name: A\n", encoding="utf-8")
    (tmp_path / "deep.svg").write_text(DEEP, encoding="utf-8")
    (tmp_path / "script.svg").write_text(NOT_PLAIN, encoding="utf-8")
    (tmp_path / "broken.py").write_text("raise OSError('no')\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, text: str) -> None:
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")


def refused_everywhere(folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What `check` says of an `mkdocs.yml` that every command must refuse alike."""
    capsys.readouterr()
    for command in (["build"], ["publish", "--all"], ["check"]):
        assert 2 == run(command), command
        told = capsys.readouterr()
        assert PLACED.search(told.out + told.err), command
        assert "Traceback" not in told.err
    assert not (folder / "site").exists()
    return told.out


def test_the_sound_one_is_taken(company: Path) -> None:
    """The configuration that these tests change is sound, and nothing is said of it."""
    write(company, changed())
    for command in (["check", "--strict"], ["build", "--strict"], ["publish", "--all"]):
        assert 0 == run(command)


@pytest.mark.parametrize(("option", "value"), [(key, value) for key, values in OPTIONS.items() for value in values])
def test_wrong_options(company: Path, capsys: pytest.CaptureFixture[str], option: str, value: Any) -> None:
    """Every command refuses a wrong option with exit code 2 and names its line; nothing else is said."""
    write(company, changed(option, value))
    told = refused_everywhere(company, capsys)
    lines = (company / "mkdocs.yml").read_text(encoding="utf-8").splitlines()
    number = int(re.search(r"mkdocs\.yml:(\d+):", told)[1])  # type: ignore[index]
    begin = next(index for index, line in enumerate(lines, 1) if line.strip().startswith(f"{option}:"))
    assert begin <= number <= begin + len(yaml.safe_dump(value).splitlines())


@pytest.mark.parametrize(("key", "value"), [(key, value) for key, values in TOP.items() for value in values])
def test_wrong_keys(company: Path, capsys: pytest.CaptureFixture[str], key: str, value: Any) -> None:
    """Every command refuses a wrong key of MkDocs, and an address no code may lead to, with exit code 2."""
    write(company, changed(**{key: value}))
    told = refused_everywhere(company, capsys)
    assert "u:p@" not in told


@pytest.mark.parametrize(
    "text",
    [
        "",
        "- a",
        "a",
        "a: [",
        "a: b: c",
        "\x00",
        "---\na: 1\n---\nb: 2",
        "a: " + "[" * 50_000,
        "? [a]: b\n",
        "a: *b",
        "é: 1",
    ],
)
def test_no_mapping(company: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    """A file that is no mapping of keys and values is refused like a wrong key."""
    write(company, text)
    refused_everywhere(company, capsys)


def test_not_utf8(company: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file in another encoding is refused."""
    (company / "mkdocs.yml").write_bytes("site_name: 碳".encode("gb18030"))
    refused_everywhere(company, capsys)


def test_all_in_one_run(company: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is wrong with the address, the theme, an option and the data is told in one run."""
    write(company, changed("brand", "#00ff00", site_url="https://x.example/#a", use_directory_urls=False))
    (company / "declarations" / "organisation.yml").write_text("name: {fr: A}\n", encoding="utf-8")
    assert 2 == run(["check"])
    told = capsys.readouterr().out
    for word in ("contrast", "a fragment", "use_directory_urls", "organisation.yml:1:"):
        assert word in told


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.sampled_from(["zh", "en", "assets", ".", "x", "#0b4f4a", ""]),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["zh", "en", "name"]), inner, max_size=2)
    ),
    max_leaves=4,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.sampled_from(sorted(OPTIONS)), VALUES)
def test_check_and_build_agree(company: Path, option: str, value: Any) -> None:
    """Whatever an option is: what `check` takes, `build` builds; what it refuses, `build` refuses alike."""
    write(company, changed(option, value))
    checked = run(["check"])
    assert checked in (0, 2) or (option == "data_dir" and checked == 1)  # there are no data in another folder
    assert checked == run(["build"])


@pytest.mark.parametrize("day", ["abc", "", " 1780000000", "-1", "+1780000000", "1.5", "1e9", "9" * 20, "１７８", "0"])
def test_source_date_epoch(
    company: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, day: str
) -> None:
    """A SOURCE_DATE_EPOCH that names no day is a wrong call, told by the name of the variable."""
    write(company, changed())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", day)
    for command in (["check"], ["build"], ["publish", "--all"]):
        assert 2 == run(command)
        assert "SOURCE_DATE_EPOCH" in capsys.readouterr().err


@pytest.mark.parametrize("day", ["315532800", "1780000000", "4133980799"])
def test_days_that_can_be(company: Path, monkeypatch: pytest.MonkeyPatch, day: str) -> None:
    """The first and the last day that documents and declarations can carry build a site."""
    write(company, changed())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", day)
    assert 0 == run(["build"])


LOCAL = [
    "http://localhost/",
    "http://pcf.example.com/",
    "https://127.0.0.1:8000/",
    "https://pcf/",
    "https://nas.local/x/",
]


@pytest.mark.parametrize("address", LOCAL)
def test_local_addresses_are_not_published(company: Path, capsys: pytest.CaptureFixture[str], address: str) -> None:
    """`publish` refuses an address that no reader reaches, unless told; `check` and `build` warn."""
    write(company, changed(site_url=address))
    assert 2 == run(["publish", "--all"])
    assert "--allow-local" in capsys.readouterr().err
    assert 0 == run(["publish", "--all", "--allow-local"])
    assert 0 == run(["check"])
    assert "warning[site-url]" in capsys.readouterr().out
    assert 0 == run(["build"])
    assert "warning[site-url]" in capsys.readouterr().err


EXCLUDED = "*.yml\n*.yaml\n*.csv\n*.xlsx\n*.jsonl\npublished/\n"


@pytest.mark.parametrize(
    ("docs_dir", "data_dir", "exclude_docs", "warned"),
    [
        ("declarations/pages", "declarations", None, False),
        ("pages", "declarations", None, False),
        ("declarations", None, None, True),
        ("declarations", "declarations", None, True),
        ("docs", "docs/data", None, True),
        ("declarations", None, EXCLUDED, False),
        ("docs", "docs/data", EXCLUDED, False),
        *(("declarations", None, EXCLUDED.replace(line, ""), True) for line in EXCLUDED.splitlines(keepends=True)),
        ("declarations", None, EXCLUDED + "!organisation.yml\n", True),
        ("declarations", None, "*\n!*.md\n", False),
    ],
)
def test_layout(company: Path, docs_dir: str, data_dir: str | None, exclude_docs: str | None, warned: bool) -> None:
    """Data below `docs_dir` are warned of, unless `exclude_docs` names every kind of file of them."""
    for folder in ("pages", "docs/data"):
        (company / folder).mkdir(parents=True, exist_ok=True)
    extra = {"exclude_docs": exclude_docs} if exclude_docs else {}
    write(company, changed("data_dir", data_dir, docs_dir=docs_dir, **extra))
    read = read_configuration(company / "mkdocs.yml")
    assert () == read.findings
    assert warned == any(found.rule == "layout" for found in read.advice)
    if warned:
        assert all(f"\n      {line}" in read.advice[0].mend for line in EXCLUDED.splitlines())


def test_the_mend_of_the_layout_mends_it(company: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The lines that the warning names, added to the file as they are printed, silence it."""
    write(company, changed("data_dir", None, docs_dir="declarations"))
    assert 0 == run(["check", "--strict"])
    told = capsys.readouterr().out
    lines = told[told.index("    exclude_docs:") :].partition("\n1 warning")[0]
    with (company / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("".join(f"{line[4:]}\n" for line in lines.splitlines()))
    assert 0 == run(["check", "--strict"])
    assert "no findings\n" == capsys.readouterr().out


def test_public_folders_hold_no_data(company: Path) -> None:
    """A public folder that holds the data folder is refused, however the two are named."""
    (company / "docs" / "all" / "data").mkdir(parents=True)
    (company / "docs" / "all" / "data" / "organisation.yml").write_text("name: A\n", encoding="utf-8")
    text = changed("public", ["all"]).replace("declarations/pages", "docs").replace("declarations", "docs/all/data")
    write(company, text)
    assert 2 == run(["check"]) == run(["build"])


def test_a_missing_folder_of_pages_is_made(company: Path) -> None:
    """A project needs no page of its own: git keeps no empty folder, and MkDocs wants one."""
    (company / "declarations" / "pages").rmdir()
    write(company, changed())
    assert 0 == run(["build"])


def test_inherited(company: Path) -> None:
    """What a file inherits counts, and what is wrong there is found."""
    write(company, changed("brand", "#00ff00"))
    (company / "mkdocs.yml").rename(company / "base.yml")
    write(company, "INHERIT: base.yml\n")
    assert 2 == run(["check"]) == run(["build"])
    (company / "base.yml").write_text(changed(), encoding="utf-8")
    assert 0 == run(["check"]) == run(["build"])


def test_warnings_of_mkdocs_count_when_strict(company: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A key that MkDocs does not know is a warning, and an error for a strict run, in `check` as in `build`."""
    write(company, changed(site_nam="x"))
    for command in ("check", "build"):
        assert 0 == run([command])
        told = capsys.readouterr()
        assert "site_nam" in told.out + told.err
        assert 2 == run([command, "--strict"])


def test_han_addresses(company: Path) -> None:
    """A host in punycode and a path percent-encoded reach sitemap and canonical links."""
    write(company, changed(site_url="https://碳足迹.中国/产品"))
    (company / "declarations" / "pages" / "guide.md").write_text("# x\n", encoding="utf-8")
    assert 0 == run(["build"])
    base = "https://xn--gezy16b5tb.xn--fiqs8s/%E4%BA%A7%E5%93%81/"
    for name in ("sitemap.xml", "guide/index.html", "index.html", "feed.xml"):
        text = (company / "site" / name).read_text(encoding="utf-8")
        assert base in text
        assert "碳足迹.中国" not in text
        assert "/产品" not in text


def test_advice_is_given_for_what_works(company: Path) -> None:
    """Advice has a place in the file."""
    write(company, changed(site_url="http://pcf.example.com/"))
    read = read_configuration(company / "mkdocs.yml")
    assert read.config is not None
    plugin = our_plugin(read.config.plugins)
    assert plugin is not None
    places, url = read_places(company / "mkdocs.yml"), given_site_url(str(company / "mkdocs.yml"))
    found = list(advice(read.config, plugin.config, url, places))
    assert [(2, 11)] == [(finding.line, finding.column) for finding in found]
