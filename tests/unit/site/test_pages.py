"""What an author puts beside the data: pages at addresses of ours, links to declarations, `nav`, front matter."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

import pytest
from mkdocs.structure.files import File

from carbonpress.commands.main import run
from carbonpress.folder.manifest import site_files
from carbonpress.reference.load import shipped_library
from carbonpress.site.declaration_links import place_of, with_addresses
from carbonpress.site.languages import Tongues
from carbonpress.site.page_check import taken_addresses
from carbonpress.site.public import PUBLIC_TYPES

TONGUES = Tongues(("zh", "en"))
RULES = sorted(shipped_library().rules)
PAGES = "declarations/pages"


def both(project: Path, capsys: pytest.CaptureFixture[str], code: int) -> tuple[str, str]:
    """What `check` and `build` say, both ending with *code*."""
    capsys.readouterr()
    assert code == run(["check"])
    checked = capsys.readouterr().out
    assert code == run(["build"])
    return checked, capsys.readouterr().err


def author(project: Path, name: str, text: str = "# x\n") -> None:
    """Write a page."""
    path = project / PAGES / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_no_page_of_ours_can_be_replaced(built: Path) -> None:
    """Markdown at the address of any page of ours is refused; so is a file in the place of one of a product."""
    mine = {"guide/index.html", "en/guide/index.html", "only-zh/index.html"}
    homes = {"index.html", "en/index.html"}
    for name in set(site_files(built)) - mine:
        path = PurePosixPath(name)
        sources = []
        if path.name == "index.html" and name not in homes:
            sources = [f"{path.parent}/index.md", f"{path.parent}.md", f"{path.parent}/README.md"]
        elif name == "404.html":
            sources = ["404.md", "404/index.md"]
        elif path.suffix in PUBLIC_TYPES and path.parts[0] == "p":
            sources = [name]
        for source in sources:
            file = File(source, "docs", "site", use_directory_urls=True)
            assert [source] == [found.file for found in taken_addresses([file], TONGUES, RULES)], source


@pytest.mark.parametrize("name", ["en.md", "EN.md"])
def test_homes_are_ours(name: str) -> None:
    """Only the index of a language stands above its catalogue; a page of another name would replace it."""
    file = File(name, "docs", "site", use_directory_urls=True)
    assert 1 == len(taken_addresses([file], TONGUES, [])) or name == "EN.md"
    for home in ("index.md", "en/index.md", "guide.md", "pump/v1.md", "rules.txt", "rules/about.md", "en/news.md"):
        assert [] == taken_addresses([File(home, "docs", "site", use_directory_urls=True)], TONGUES, RULES)


@pytest.mark.parametrize("name", ["p/x/v1/index.md", "compare.md", "404.md", "en/rules.md"])
def test_addresses_are_refused(project: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    """Check and build refuse such a page with exit code 1, at its file."""
    author(project, name)
    for told in both(project, capsys, 1):
        assert f"{PAGES}/{name}:1:1: error[address-taken]" in told
    assert not (project / "site").exists()


def test_an_introduction_stands_above_the_catalogue(project: Path) -> None:
    """`index.md` of the author takes nothing away: the catalogue is still there."""
    author(project, "index.md", "# 引言\n\n欢迎光临。\n")
    assert 0 == run(["build"])
    html = (project / "site" / "index.html").read_text(encoding="utf-8")
    assert "欢迎光临" in html
    assert 'p/x/v1/">' in html


FRONT_MATTER = ["template: ../../etc/passwd", "template: 5", "icon: nowhere/x", "hide: 5", "search: 5"]


@pytest.mark.parametrize("line", FRONT_MATTER)
def test_front_matter(project: Path, capsys: pytest.CaptureFixture[str], line: str) -> None:
    """A line at the top of a page that cannot be followed is an error at that line, not a fault of the disk."""
    author(project, "page.md", f"---\ndescription: x\n{line}\n---\n# x\n")
    for told in both(project, capsys, 1):
        assert f"{PAGES}/page.md:3:1: error[page]" in told


def test_a_page_that_the_theme_cannot_render(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A template of the author's that fails blames the page that asks for it."""
    (project / "look").mkdir()
    (project / "look" / "own.html").write_text("{% extends 'main.html' %}{% block content %}{{ a.b.c }}{% endblock %}")
    config = (project / "mkdocs.yml").read_text(encoding="utf-8")
    (project / "mkdocs.yml").write_text(config.replace("name: material", "name: material, custom_dir: look"))
    author(project, "page.md", "---\ntemplate: own.html\n---\n# x\n")
    assert 1 == run(["build"])
    assert f"{PAGES}/page.md:1:1: error[page] the page cannot be rendered" in capsys.readouterr().err


LINKED = """\
# x

[one](carbonpress:x) [two](carbonpress:x@1) <a href='carbonpress:x@1/report#method'>three</a>

    [not](carbonpress:nowhere)

`carbonpress:nowhere`, [four][4]

[4]: carbonpress:x
"""


def test_links_to_declarations(project: Path) -> None:
    """`carbonpress:ID` leads to the declaration from any depth, in the language of the page, below any path."""
    author(project, "deep/page.md", LINKED)
    author(project, "en/page.md", LINKED)
    assert 0 == run(["check"])
    assert 0 == run(["build", "--strict"])
    zh = (project / "site" / "deep/page/index.html").read_text(encoding="utf-8")
    en = (project / "site" / "en/page/index.html").read_text(encoding="utf-8")
    for html, begin in ((zh, "../../p/x/"), (en, "../p/x/")):
        for end in ('"', 'v1/"'):
            assert f'href="{begin}{end}' in html
        assert f"href='{begin}v1/report/#method'" in html
        assert 2 == html.count("carbonpress:nowhere")


@pytest.mark.parametrize("name", ["nowhere", "x@2", "x@0", "X", "../x", "x/v1", ""])
def test_lost_links(project: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    """A link to no declaration is an error at its line of the Markdown file."""
    author(project, "page.md", f"---\ntitle: x\n---\n\n# x\n\ntext [x](carbonpress:{name}) [y](carbonpress:x)\n")
    for told in both(project, capsys, 1):
        assert f"{PAGES}/page.md:7:10: error[link]" in told


def test_other_lost_links_are_placed_too(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A link to a page or file that is not there is told at its line of the Markdown file."""
    author(project, "page.md", "# x\n\n[x](../nowhere/) ![y](assets/nowhere.png)\n")
    assert 1 == run(["build"])
    told = capsys.readouterr().err
    assert f"{PAGES}/page.md:3:5: error[link] the link '../nowhere/'" in told


def order(html: str) -> list[str]:
    """The links of the tabs, as the page writes them."""
    return list(dict.fromkeys(re.findall(r'<a href="([^"]*)" class="md-tabs__link', html)))


def test_nav_of_the_author(project: Path) -> None:
    """`nav` keeps its order and titles, and may place our pages and declarations; what it leaves out comes behind."""
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write(
            "nav: [guide.md, {比一比: compare/index.md}, {预制棒: 'carbonpress:x@1'}, method/index.md,"
            " {帮助: [only-zh.md]}, {首页: index.md}]\n"
        )
    assert 0 == run(["check"])
    assert 0 == run(["build", "--strict"])
    html = (project / "site" / "only-zh/index.html").read_text(encoding="utf-8")
    expected = ["../guide/", "../compare/", "../p/x/v1/", "../method/", "./", "..", "../rules/", "../factors/"]
    assert expected == order(html)
    for title in ("比一比", "预制棒", "首页"):
        assert title in html
    en = (project / "site" / "en/p/x/index.html").read_text(encoding="utf-8")
    assert [f"../../../en/{end}/" for end in ("guide", "compare", "p/x/v1", "method")] == order(en)[:4]


def test_nav_to_no_declaration(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A link of `nav` to no declaration is an error at its line of mkdocs.yml."""
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("nav:\n  - guide.md\n  - 预制棒: carbonpress:nowhere\n")
    for told in both(project, capsys, 1):
        assert re.search(r"mkdocs\.yml:\d+:10: error\[link\]", told)


def test_for_github_and_material(built: Path) -> None:
    """GitHub publishes all files as they are; Material finds a sitemap below the root of each language."""
    assert b"" == (built / ".nojekyll").read_bytes()
    listed = re.findall("<loc>([^<]*)</loc>", (built / "en/sitemap.xml").read_text(encoding="utf-8"))
    whole = re.findall("<loc>([^<]*)</loc>", (built / "sitemap.xml").read_text(encoding="utf-8"))
    assert [each for each in whole if "/pcf/en/" in each] == listed


def test_links_are_taken_literally() -> None:
    """What is no link stays; the place of a link is that of its whole name."""
    html = '<p>carbonpress:x</p><a href="carbonpress:x?a=1&amp;b=2">x</a><a title="carbonpress:x" href="carbonpress:%">'
    told = with_addresses(html, "a/b/", lambda address: address)
    assert 'href="../../p/x/?a=1&amp;b=2"' in told
    assert 'title="carbonpress:x" href="carbonpress:%"' in told
    assert (2, 5) == place_of("x", "[](carbonpress:x-1)\n[x](carbonpress:x)")
