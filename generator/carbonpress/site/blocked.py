"""What of an author's Markdown page the content security policy will block, found in the HTML that Markdown makes."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from carbonpress.folder.content_security import DATA, Sources, allowed
from carbonpress.folder.policy_sources import allows
from carbonpress.source.finding import Finding, Severity

RULE = "blocked"

SUSPECT = re.compile(r"<[a-z]|!\[|\bon[a-z]+\s*=|\bjavascript\s*:", re.IGNORECASE)
"""What stands in any Markdown text of which the policy can block something."""

CODE = re.compile(
    r"^ {0,3}(`{3,}|~{3,}).*?^ {0,3}\1|<!--.*?-->|(?<!`)(`+)(?!`)[^\n]*?(?<!`)\2(?!`)", re.DOTALL | re.MULTILINE
)
"""What of a Markdown text shows markup and is none: fences, comments, text between backticks."""

LOADED = {
    ("script", "src"): "script-src",
    ("img", "src"): "img-src",
    ("img", "srcset"): "img-src",
    ("input", "src"): "img-src",
    ("image", "href"): "img-src",
    ("image", "xlink:href"): "img-src",
    ("video", "poster"): "img-src",
    ("video", "src"): "media-src",
    ("audio", "src"): "media-src",
    ("track", "src"): "media-src",
    ("iframe", "src"): "frame-src",
    ("frame", "src"): "frame-src",
    ("object", "data"): "object-src",
    ("embed", "src"): "object-src",
    ("form", "action"): "form-action",
    ("button", "formaction"): "form-action",
    ("input", "formaction"): "form-action",
    ("base", "href"): "base-uri",
}
"""Directive that is asked before an element loads what an attribute names."""

STYLED = re.compile(r"(@import\s+(?:url\()?|url\()\s*[\"']?\s*([^\"')\s;]+)", re.IGNORECASE)
LINKED = {"stylesheet": "style-src", "icon": "img-src", "modulepreload": "script-src"}


@dataclass(frozen=True, slots=True)
class Blocked:
    """Something that the policy blocks: what it is, the directive that does, and text to find it by in the Markdown."""

    what: str
    directive: str
    needle: str


@dataclass
class _Reader(HTMLParser):
    """Reads HTML and keeps what a policy with *sources* blocks on the page at the address *page*."""

    page: str
    sources: Sources
    found: list[Blocked] = field(default_factory=list)
    around: list[str] = field(default_factory=list)
    script: list[str] | None = None
    style: bool = False

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at what the element loads and runs."""
        given = {name: value or "" for name, value in attrs}
        if tag in ("picture", "video", "audio"):
            self.around.append(tag)
        if tag == "script" and "src" not in given:
            data = DATA.search(f' type="{given["type"]}"') if given.get("type") else None
            self.script = None if data else []
        self.style = tag == "style"
        for name, value in given.items():
            if name.startswith("on") and name[2:].isalpha():
                self._block(f"the event handler {name}", "script-src", f"{name}=")
            elif name == "style":
                self._styled(value)
            elif name in ("href", "src", "action", "formaction", "xlink:href") and _is_script(value):
                self._block("a javascript: address", "script-src", "javascript:")
            else:
                self._load(tag, name, value, given)

    def _load(self, tag: str, name: str, value: str, given: dict[str, str]) -> None:
        directive = LOADED.get((tag, name))
        if tag == "source" and name in ("src", "srcset"):
            directive = "img-src" if self.around[-1:] == ["picture"] else "media-src"
        if tag == "link" and name == "href":
            directive = next((LINKED[rel] for rel in given.get("rel", "").lower().split() if rel in LINKED), None)
        if directive is None or (value.strip() == "" and directive != "base-uri"):
            return
        links = [part.split()[0] for part in value.split(", ") if part.split()] if name == "srcset" else [value.strip()]
        for link in links:
            short = directive in ("object-src", "base-uri")  # closed to any link, also to one that is hardly a word
            self._ask(f"<{tag} {name}>", directive, link, f"<{tag}" if short else link)

    def _ask(self, what: str, directive: str, link: str, needle: str = "") -> None:
        if not allows(allowed(directive, self.sources), link, self.page):
            self._block(f"{what} {link[:80]!r}", directive, needle or link)

    def _styled(self, text: str) -> None:
        for how, link in STYLED.findall(text):
            imported = how.lower().startswith("@import")
            self._ask("a style sheet" if imported else "a picture", "style-src" if imported else "img-src", link)

    def _block(self, what: str, directive: str, needle: str) -> None:
        self.found.append(Blocked(what, directive, needle))

    def handle_data(self, data: str) -> None:
        """Keep the text of a script, look through that of a style sheet."""
        if self.script is not None:
            self.script.append(data)
        elif self.style:
            self._styled(data)

    def handle_endtag(self, tag: str) -> None:
        """A script is whole."""
        if self.around[-1:] == [tag]:
            self.around.pop()
        if tag == "script" and self.script is not None:
            text, self.script = "".join(self.script), None
            if text.strip() and not _hashes(text).intersection(allowed("script-src", self.sources)):
                self._block("an inline script", "script-src", "<script")
        self.style = False


def may_be_blocked(text: str) -> bool:
    """Whether the Markdown *text* holds anything at all that a policy can block."""
    return bool(SUSPECT.search(text))


def blocked_in(html: str, page: str, sources: Sources = ()) -> list[Blocked]:
    """What of *html*, on the page at the whole address *page*, a policy with *sources* added blocks, in its order."""
    reader = _Reader(page, sources)
    reader.feed(html)
    reader.close()
    return reader.found


def blocked_findings(name: str, text: str, html: str, page: str, sources: Sources) -> Iterator[Finding]:
    """A warning for whatever of the Markdown page *name*, which is *text* and became *html*, will be blocked."""
    plain = CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), text)
    after: dict[str, int] = {}
    for one in blocked_in(html, page, sources):
        at = _place(one.needle, plain, text, after.get(one.needle, 0))
        after[one.needle] = at + 1
        line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
        what = f"the content security policy of the site blocks {one.what} ({one.directive})"
        expected, mend = _advice(one)
        yield Finding(name, line, column, RULE, what, expected, mend, severity=Severity.WARNING)


def _place(needle: str, plain: str, text: str, start: int) -> int:
    """Where *needle* stands next in *plain*, or else anywhere in *text*; 0 where an extension of Markdown made it."""
    wanted = re.compile(re.escape(needle).replace("=", r"\s*="), re.IGNORECASE)
    found = wanted.search(plain, start) or wanted.search(plain) or wanted.search(text)
    return found.start() if found else 0


def _advice(one: Blocked) -> tuple[str, str]:
    if one.needle == "<script":
        mend = "put the script into a file of a public folder and name it under extra_javascript"
        return "a script of a file", mend
    if one.needle.endswith("=") or one.needle == "javascript:":
        return "a script of a file that listens to the element", "move it into a file named under extra_javascript"
    if one.directive in ("object-src", "base-uri"):
        return "no such element", "show a file by a link or a picture" if one.directive == "object-src" else "remove it"
    mend = f"keep the file in a public folder, or add the host under content_security_policy, {one.directive}"
    return "a file of the site, or a host that mkdocs.yml adds", mend


def _is_script(value: str) -> bool:
    return re.sub(r"[\x00-\x20]", "", value).lower().startswith("javascript:")


def _hashes(script: str) -> set[str]:
    raw = script.encode()
    return {
        f"'{name}-{base64.b64encode(hashlib.new(name, raw).digest()).decode()}'"
        for name in ("sha256", "sha384", "sha512")
    }
