"""The plugin makes MkDocs build a bilingual site around pages that MkDocs knows nothing of."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from carbonpress.commands.main import run
from carbonpress.folder.manifest import differences

SHEET = "declarations/products/x.yml"


def text(site: Path, name: str) -> str:
    """A file of the site."""
    return (site / name).read_text(encoding="utf-8")


def test_declaration_in_both_languages(built: Path) -> None:
    """A declaration lies at its address in each language, in Material's frame and wording of that language."""
    zh, en = text(built, "p/x/v1/index.html"), text(built, "en/p/x/v1/index.html")
    assert '<html lang="zh"' in zh
    assert '<html lang="en"' in en
    assert 'placeholder="搜索"' in zh
    assert 'placeholder="Search"' in en
    assert "- 示例</title>" in zh
    assert "- Example</title>" in en


def test_names_are_text(built: Path) -> None:
    """A name full of markup is text in title, header, catalogue and search."""
    for path in built.rglob("*.html"):
        assert "<script>alert" not in path.read_text(encoding="utf-8")
    titles = [doc["title"] for doc in json.loads(text(built, "search/search_index.json"))["docs"]]
    assert [] == [title for title in titles if "<" in title]
    assert any("&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;" in title for title in titles)


def test_switch_stays_on_the_page(built: Path) -> None:
    """The language switch leads to the same declaration, and to the same Markdown page; or home where there is none."""

    def switch(name: str) -> list[str]:
        return re.findall(r'<a href="([^"]*)" hreflang="[a-z]+" class="md-select__link">', text(built, name))

    assert ["../../../p/x/v1/", "../../../en/p/x/v1/"] == switch("p/x/v1/index.html")
    assert ["../../../../p/x/v1/", "../../../../en/p/x/v1/"] == switch("en/p/x/v1/index.html")
    assert ["./", "../en/guide/"] == switch("guide/index.html")
    assert ["../../guide/", "./"] == switch("en/guide/index.html")
    assert "../en/" == switch("only-zh/index.html")[1]
    assert [".", "en/"] == switch("index.html")
    assert ["../../method/", "./"] == switch("en/method/index.html")


def test_alternates_of_markdown_pages(built: Path) -> None:
    """A Markdown page names its counterparts with whole addresses; a page in one language names none."""
    expected = [("zh", "guide/"), ("en", "en/guide/"), ("x-default", "guide/")]
    found = re.findall(
        r'<link rel="alternate " hreflang="([^"]+)" href="https://x.example/pcf/([^"]*)">',
        text(built, "guide/index.html"),
    )
    assert expected == found
    assert "hreflang" not in text(built, "only-zh/index.html").split("</head>")[0]
    assert '<link rel="canonical" href="https://x.example/pcf/guide/">' in text(built, "guide/index.html")


def test_own_pages_are_framed(built: Path) -> None:
    """Our own pages carry their head and body, and stand first in the navigation of their language."""
    for name in ("index.html", "en/method/index.html", "p/x/index.html"):
        html = text(built, name)
        assert 1 == len(re.findall("<h1", html))
        canonical = f"https://x.example/pcf/{name.removesuffix('index.html')}"
        assert 1 == html.count(f'<link rel="canonical" href="{canonical}">')
        assert "carbonpress:body" not in html
    nav = re.findall(
        r'class="md-nav__link[^"]*"[^>]*>\s*<span class="md-ellipsis">\s*(.*?)\s*</span>',
        text(built, "en/guide/index.html"),
    )
    assert 5 == len(dict.fromkeys(nav))
    assert "Guide" == list(dict.fromkeys(nav))[-1]


def test_nothing_private_is_published(built: Path) -> None:
    """No YAML, no notes, no picture outside the public folder reaches the site; the public folder does."""
    files = sorted(path.relative_to(built).as_posix() for path in built.rglob("*") if path.is_file())
    assert [] == [name for name in files if name.endswith((".yml", ".yaml")) or "notes" in name or "photo" in name]
    assert [] == [name for name in files if b"secret-note" in (built / name).read_bytes()]
    assert "assets/plan.pdf" in files
    assert "assets/carbonpress/brand.css" in files


def test_search_by_language(built: Path) -> None:
    """Each language has its own search index, with locations from its own root, and pages that load it from there."""
    zh = {doc["location"] for doc in json.loads(text(built, "search/search_index.json"))["docs"]}
    en = {doc["location"] for doc in json.loads(text(built, "en/search/search_index.json"))["docs"]}
    both = {"", "guide/", "p/x/", "p/x/v1/", "p/x/v1/report/", "rules/", "factors/", "method/"}
    assert set() == both - {location.split("#")[0] for location in zh & en}
    assert {"only-zh/"} == {location.split("#")[0] for location in zh} - {location.split("#")[0] for location in en}
    for name, base in [("en/index.html", "."), ("en/guide/index.html", ".."), ("en/p/x/v1/index.html", "../../..")]:
        assert f'"base": "{base}"' in text(built, name)


def test_sitemap(built: Path) -> None:
    """The sitemap holds every page once, with its counterparts, and no date."""
    sitemap = text(built, "sitemap.xml")
    pages = {path.parent.relative_to(built).as_posix() for path in built.rglob("index.html")}
    expected = {"https://x.example/pcf/" + ("" if page == "." else f"{page}/") for page in pages}
    locations = re.findall("<loc>([^<]*)</loc>", sitemap)
    assert expected == set(locations)
    assert len(expected) == len(locations)
    assert "lastmod" not in sitemap
    assert '<xhtml:link rel="alternate" hreflang="en" href="https://x.example/pcf/en/p/x/v1/"/>' in sitemap


def test_nothing_foreign(built: Path) -> None:
    """No page loads anything from another host."""
    for path in [*built.rglob("*.html"), *built.rglob("*.css")]:
        text = re.sub(r'<a href="[^"]*"[^>]*>', "", path.read_text(encoding="utf-8"))
        hosts = set(re.findall(r"""(?:href|src|url\()\s*[="'(]*\s*(?:https?:)?//([^/"')\s]+)""", text))
        assert set() == hosts - {"x.example"}, path


def test_404(built: Path) -> None:
    """The page for addresses that do not exist speaks both languages and finds home from any depth."""
    html = text(built, "404.html")
    assert "没有这个页面" in html
    assert "There is no such page" in html
    assert 'href="/pcf/' in html


def test_manifest_agrees(built: Path) -> None:
    """The published site agrees with its manifest."""
    assert [] == differences(built)


def test_errors_leave_the_site(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An error in the data ends the build with exit code 1, says where, and leaves the site as it was."""
    assert 0 == run(["build"])
    before = (project / "site" / "manifest.sha256").read_bytes()
    sheet = project / SHEET
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("version: 1", "version: 1 O"), encoding="utf-8")
    assert 1 == run(["build"])
    assert f"{SHEET}:3:10: error[number] '1 O' is not a whole number" in capsys.readouterr().err
    assert before == (project / "site" / "manifest.sha256").read_bytes()
    assert ["declarations", "mkdocs.yml", "site"] == sorted(p.name for p in project.iterdir() if p.name[0] != ".")


def test_warnings_do_not_stop(project: Path) -> None:
    """A warning among the findings stops no build, not even a strict one."""
    sheet = project / SHEET
    sheet.write_text(re.sub(r"(?ms)^  image:.*?^  parameters:", "  parameters:", sheet.read_text(encoding="utf-8")))
    assert 1 == run(["check", "--strict"])
    assert 0 == run(["build", "--strict"])


def test_strict_counts_mkdocs_warnings(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A Markdown link to a page that does not exist is a broken link of the site, strict or not."""
    (project / "declarations" / "pages" / "guide.md").write_text("[x](nowhere.md)")
    assert 1 == run(["build"])
    assert "leads nowhere" in capsys.readouterr().err
    assert not (project / "site").exists()


def test_symlinks_are_refused(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A symlink in the documentation folder is an error: MkDocs would publish what it points to."""
    (project / "declarations" / "pages" / "assets" / "passwd.txt").symlink_to("/etc/passwd")
    assert 1 == run(["build"])
    assert "declarations/pages/assets/passwd.txt:1:1: error[symlink]" in capsys.readouterr().err
    assert not (project / "site").exists()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("site_url: https://x.example/pcf/\n", "", "needs a site_url"),
        ("theme: {name: material}", "theme: {name: readthedocs}", "needs `theme: {name: material}`"),
        ("theme: {name: material}", "theme: {name: material}\nuse_directory_urls: false", "use_directory_urls"),
        ("plugins:\n  - search\n  - carbonpress:", "plugins:\n  - search:", "does not name the plugin"),
        ("      translations:", "      brand: '#00ff00'\n      translations:", "contrast"),
        ("      translations:", "      languages: [zh, de]\n      translations:", "de"),
    ],
)
def test_configuration(project: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, told: str) -> None:
    """What `mkdocs.yml` cannot ask for is said in words, with exit code 2."""
    config = project / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    if "search:" in new:
        config.write_text(config.read_text(encoding="utf-8").split("      translations")[0], encoding="utf-8")
    assert 2 == run(["build"])
    assert told in capsys.readouterr().err


def test_busy(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A second build at the same time ends with exit code 4."""
    from carbonpress.folder.stage import staged

    with staged(project / "site"):
        assert 4 == run(["build"])
    assert "another build" in capsys.readouterr().err


def test_one_language(project: Path) -> None:
    """A site of one language has no switch and no other folder."""
    config = project / "mkdocs.yml"
    said = config.read_text(encoding="utf-8").replace("translations:", "languages: [zh]\n      translations:")
    config.write_text(said, encoding="utf-8")
    (project / "declarations" / "pages" / "en" / "guide.md").unlink()
    assert 0 == run(["build"])
    assert not (project / "site" / "en").exists()
    assert "md-select" not in text(project / "site", "p/x/v1/index.html")
