"""The same pages by other means: MkDocs with Material, Hugo, and nothing but reading and writing.

Each is given more than it would have in life: page bodies ready made or values ready computed and formatted, labels and
codes ready drawn.  A few hundred declarations of ours are the pattern; further ones differ from them by their number.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any

from go_templates import Translator
from make_data import id_of
from markdown_text import markdown_of
from samples import LANGUAGES, Sample, as_json, markup_in

from carbonpress.press.common.template import environment
from carbonpress.press.common.terms import wording

WORDS_OF_RECORD = frozenset({"activities"})
"""Parts of the record that page templates only ask for being there."""


class RivalError(Exception):
    """A page of ours does not look as this file expects."""


def numbered(patterns: Sequence[Sample], count: int) -> Iterator[tuple[Sample, str]]:
    """The pages of *count* declarations, each with the id it shall have; *patterns* are taken again and again."""
    by_id: dict[str, list[Sample]] = {}
    for sample in patterns:
        by_id.setdefault(sample.id, []).append(sample)
    groups = list(by_id.values())
    for number in range(count):
        for sample in groups[number % len(groups)]:
            yield sample, id_of(number)


# MkDocs with Material -------------------------------------------------------------------------------------------------


def write_mkdocs(patterns: Sequence[Sample], count: int, folder: Path, in_navigation: bool) -> int:
    """A MkDocs project with the pages of *count* declarations; how many pages they are.

    A declaration is our own body as it is: one block of HTML, of which Markdown
    has but to find the end.  A report is its text in Markdown, without charts and
    drawings.  Each is the cheaper of the two for MkDocs.
    """
    docs = folder / "docs"
    shutil.rmtree(folder, ignore_errors=True)
    (docs / "p").mkdir(parents=True)
    (docs / "index.md").write_text("# Benchmark\n", encoding="utf-8")
    pages = 0
    for sample, id_ in numbered(patterns, count):
        meta = json.dumps({"title": sample.page.title, "description": sample.page.description}, ensure_ascii=False)
        body = sample.page.body if sample.kind == "declaration" else markdown_of(sample.page.body)
        text = f"---\n{meta}\n---\n\n{body}\n".replace(sample.id, id_)
        name = f"{id_}-{sample.kind}-{sample.page.language}.md"
        (docs / "p" / name).write_text(text, encoding="utf-8")
        pages += 1
    (folder / "mkdocs.yml").write_text(mkdocs_config(in_navigation), encoding="utf-8")
    return pages


def mkdocs_config(in_navigation: bool) -> str:
    """`mkdocs.yml`: Material as our own shells have it; search only where the pages are in the navigation."""
    head = "site_name: Benchmark\nsite_url: https://pcf.example.com/\n"
    theme = "theme: {name: material, language: zh, font: false, features: [navigation.tabs, navigation.top]}\n"
    if in_navigation:
        return f"{head}{theme}plugins: [search]\n"
    return f"{head}{theme}plugins: []\nnav: [index.md]\nnot_in_nav: /p/*\n"


def mkdocs_command(folder: Path) -> list[str]:
    """Builds the project in *folder*."""
    return [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(folder / "mkdocs.yml")]


# Hugo -----------------------------------------------------------------------------------------------------------------


def write_hugo(patterns: Sequence[Sample], ready: Path, count: int, folder: Path) -> int:
    """A Hugo project with the pages of *count* declarations; how many pages they are.

    *ready* is the site of ours that the *patterns* come from: labels, codes and
    records are copied from there.
    """
    shutil.rmtree(folder, ignore_errors=True)
    write_layouts(patterns, folder)
    for language in LANGUAGES:
        put(folder / "data" / "terms" / f"{language}.json", json.dumps(dict(wording(language)), ensure_ascii=False))
    put(folder / "config.json", json.dumps(HUGO_CONFIG))
    texts: dict[int, str] = {}
    pages = 0
    for sample, id_ in numbered(patterns, count):
        name = f"{id_}-{layout_name(sample)}"
        meta = json.dumps({**front_matter(sample), "values": f"values/{name}.json"}, ensure_ascii=False)
        put(folder / "content" / "p" / f"{name}.md", meta.replace(sample.id, id_) + "\n")
        text = texts.setdefault(id(sample), json.dumps(values(sample), ensure_ascii=False))
        put(folder / "values" / f"{name}.json", text.replace(sample.id, id_))
        pages += 1
        if sample.kind == "declaration" and sample.page.language == LANGUAGES[0]:
            copied(ready / sample.page.address, folder / "static" / sample.page.address.replace(sample.id, id_))
    return pages


HUGO_CONFIG = {
    "baseURL": "https://pcf.example.com/",
    "title": "Benchmark",
    "disableKinds": ["taxonomy", "term", "section", "home", "RSS", "sitemap", "robotsTXT", "404"],
    "disableHugoGeneratorInject": True,
}


def hugo_command(folder: Path) -> list[str]:
    """Builds the project in *folder*."""
    return ["hugo", "--quiet", "--source", str(folder), "--destination", str(folder / "site")]


def copied(source: Path, target: Path) -> None:
    """The files beside the pages, which Hugo gets ready made: labels, codes, records."""
    target.mkdir(parents=True)
    for path in source.iterdir():
        if path.is_file() and path.suffix != ".html":
            shutil.copyfile(path, target / path.name)


def front_matter(sample: Sample) -> dict[str, str]:
    """What Hugo must know of a page before it renders it."""
    return {
        "layout": layout_name(sample),
        "url": f"/{sample.address}",
        "address": sample.page.address,
        "title": sample.page.title,
        "description": sample.page.description,
    }


def values(sample: Sample) -> dict[str, Any]:
    """What our template was filled with; of the record no more than it needs.

    Hugo reads this from a file of its own for each page when it renders it: in
    front matter it would keep the values of all pages in memory.
    """
    record = {key: (bool(part) if key in WORDS_OF_RECORD else part) for key, part in sample.view["r"].items()}
    if sample.kind == "declaration":
        del record["conformity"]
    del record["factors"]
    linked_data = str(sample.view["json_ld"] or "")
    return as_json({**sample.view, "r": record, "json_ld": linked_data})  # type: ignore[no-any-return]


def layout_name(sample: Sample) -> str:
    """One layout for each kind of page in each language, as we have shells."""
    return f"{sample.kind}-{sample.page.language}"


def write_layouts(patterns: Sequence[Sample], folder: Path) -> None:
    """The layouts: our shells with our templates in them, in Go."""
    markup = {name for sample in patterns for name in markup_in({**sample.view, "r": {}})}
    firsts: dict[str, Sample] = {}
    for sample in patterns:
        firsts.setdefault(layout_name(sample), sample)
    for name, sample in firsts.items():
        body = Translator(environment(), markup).template(f"pages/{sample.kind}.html")
        put(folder / "layouts" / "_default" / f"{name}.html", layout(sample, body))


def layout(sample: Sample, body: str) -> str:
    """The finished page *sample* with everything of its own taken out, and the template *body* in its place."""
    page = sample.page
    before, article, rest = sample.finished.partition('<article class="cp')
    chrome, link, head = before.partition('<link rel="canonical"')
    _, end, after = rest.rpartition("</article>")
    if not (article and link and end and "</head>" in head):
        raise RivalError(f"{page.address} ({page.language}) is not made as a shell with a body and a head poured in")
    shell = f"{chrome}{HEAD}</head>{head.partition('</head>')[2]}{BODY}{after}"
    shell = shell.replace(escape(page.title), "{{ .Params.title }}")
    shell = shell.replace(escape(page.description), "{{ .Params.description }}")
    shell = shell.replace(sample.id, "{{ $v.r.id }}").replace(BODY, body)
    root = "../" * sample.address.count("/")
    prefix = "" if page.language == LANGUAGES[0] else f"{page.language}/"
    here = "../" * page.address.count("/")
    known = {
        "v": "getJSON .Params.values",
        "lang": f'"{page.language}"',
        "t": "index site.Data.terms $lang",
        "root": f'"{root}"',
        "here": f'"{here}"',
        "feed": f'"{prefix}feed.xml"',
    }
    return "".join(f"{{{{ ${name} := {value} }}}}" for name, value in known.items()) + shell


BODY = "{{ BODY }}"
HEAD = """<link rel="canonical" href="{{ .Permalink }}">
{{ range slice (slice "zh" "" "zh") (slice "en" "en/" "en") (slice "zh" "" "x-default") -}}
<link rel="alternate " hreflang="{{ index . 2 }}" href="https://pcf.example.com/{{ index . 1 }}{{ $.Params.address }}">
{{ end -}}
<link rel="alternate " type="application/atom+xml" title="{{ index $t "feed.title" }}" href="{{ absURL $feed }}">
{{ with $v.json_ld }}<script type="application/ld+json">{{ safeJS . }}</script>
{{ end -}}"""


def put(path: Path, text: str) -> None:
    """Write *text* to *path*, with the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
