"""What a page may load and run: the Content Security Policy, for its head and for web servers.

Scripts run from files of the site, and inline only where their hash is listed.  Listed are the scripts of the frame
alone, found while the frame is empty: a script that came with the content of a page never gets a hash.

Styles may stand inline: the chart library adds a style sheet of its own.

The files for web servers also tell the types of files: under `nosniff` a browser uses no script or style sheet of an
unknown type, and the tables that come with servers know neither CSV nor JavaScript modules everywhere.

Source: W3C Content Security Policy Level 3; OWASP Secure Headers Project.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import escape

INLINE = re.compile(r"<script\b((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>(.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
SOURCE = re.compile(r"\ssrc\s*=", re.IGNORECASE)
DATA = re.compile(r"\stype\s*=\s*[\"']?(?!text/javascript|application/javascript|module)[a-z]", re.IGNORECASE)
"""A script of another type is data; browsers do not run it."""

DIRECTIVES = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
}

Sources = tuple[tuple[str, tuple[str, ...]], ...]
"""Directives, and what `mkdocs.yml` adds to each: sources as a policy lists them."""

SERVED_ALONE = {"frame-ancestors": "'self'"}
"""Directives that count in a header alone: browsers ignore them in a page."""

DRAWING = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; sandbox"
"""The policy of an SVG file that is opened by itself: a drawing runs no script and loads nothing."""

HEADERS = {
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
"""What a web server should send besides the policy; `no-cache` lets browsers keep files, but ask for newer ones."""

Types = Mapping[str, tuple[str, ...]]
"""Ends of files' names, without the dot, by media type."""

NO_TYPES: Types = {}

TYPES: Types = {
    "application/json": ("json", "map"),
    "application/pdf": ("pdf",),
    "application/xml": ("xml",),
    "application/zip": ("zip",),
    "font/woff": ("woff",),
    "font/woff2": ("woff2",),
    "image/avif": ("avif",),
    "image/gif": ("gif",),
    "image/jpeg": ("jpeg", "jpg"),
    "image/png": ("png",),
    "image/svg+xml": ("svg",),
    "image/vnd.microsoft.icon": ("ico",),
    "image/webp": ("webp",),
    "text/css": ("css",),
    "text/csv": ("csv",),
    "text/html": ("html",),
    "text/javascript": ("js", "mjs"),
    "text/plain": ("conf", "sha256", "txt"),
    "video/mp4": ("mp4",),
    "video/webm": ("webm",),
}
"""Media types of what MkDocs, a theme and public folders bring, with the ends of the files' names."""

MOST_AT_ONCE = 2000
"""Characters of a policy in one line for nginx, which takes no longer word than 4,096 bytes."""

HEAD = re.compile(r"<head\b[^>]*>", re.IGNORECASE)

HOSTING = "_headers"
"""File with these headers that static hosting reads (Netlify, Cloudflare Pages and others)."""

APACHE, NGINX = ".well-known/carbonpress/apache.conf", ".well-known/carbonpress/nginx.conf"
"""The same to be included by Apache, or copied to its `.htaccess`, and by nginx."""


def script_hashes(frame: str) -> frozenset[str]:
    """The hashes, as a policy lists them, of all inline scripts of a page without its content.

    >>> sorted(script_hashes('<script src="x.js"></script><script type="application/ld+json">{}</script>'))
    []
    """
    scripts = (text for attributes, text in INLINE.findall(frame) if not _is_no_inline_script(attributes))
    return frozenset(_hash(text) for text in scripts)


def allowed(name: str, sources: Sources = ()) -> list[str]:
    """What the directive *name* allows, with what *sources* add to it; one of its own falls back to `default-src`.

    >>> allowed("frame-src", (("frame-src", ("https://maps.example",)),)), allowed("object-src")
    (["'self'", 'https://maps.example'], ["'none'"])
    """
    own = SERVED_ALONE.get(name) or DIRECTIVES.get(name) or DIRECTIVES["default-src"]
    return [*own.split(), *dict(sources).get(name, ())]


def policy(hashes: Iterable[str], sources: Sources = (), served: bool = False) -> str:
    """The policy of a page whose frame has inline scripts of these *hashes*; *served* is that of a header."""
    names = dict.fromkeys([*DIRECTIVES, *(name for name, _ in sources if name not in SERVED_ALONE)])
    listed = {name: allowed(name, sources) for name in [*names, *(SERVED_ALONE if served else ())]}
    listed["script-src"] += sorted(hashes)
    return "; ".join(f"{name} {' '.join(dict.fromkeys(values))}" for name, values in listed.items())


def meta(hashes: Iterable[str], sources: Sources = ()) -> str:
    """The policy as an element for the very beginning of a page's head."""
    return f'<meta http-equiv="Content-Security-Policy" content="{escape(policy(hashes, sources), quote=False)}">'


def all_types(own: Types) -> Types:
    """The media types of everything in a site: *own* are those of the files that the build makes.

    >>> all_types({"text/css": ("scss",), "text/csv": ("csv",)})["text/css"]
    ('css', 'scss')
    """
    names = sorted(TYPES.keys() | own.keys())
    return {kind: tuple(sorted({*TYPES.get(kind, ()), *own.get(kind, ())})) for kind in names}


def header_files(hashes: Iterable[str], sources: Sources = (), own: Types = NO_TYPES) -> dict[str, bytes]:
    """Ready header files for web servers, by path in the site; *hashes* are those of all pages together.

    *own* are the media types of the files that the build makes.
    """
    types = all_types(own)
    page = policy(hashes, sources, served=True)
    drawing = f"{DRAWING}; frame-ancestors {' '.join(allowed('frame-ancestors', sources))}"
    return {
        HOSTING: _hosting(page, drawing).encode(),
        APACHE: _apache(page, drawing, types).encode(),
        NGINX: _nginx(page, drawing, types).encode(),
    }


def _hosting(page: str, drawing: str) -> str:
    """Where both parts are about a file, it is sent both policies, and a browser keeps to both."""
    headers = {"Content-Security-Policy": page, **HEADERS}
    lines = "".join(f"  {name}: {value}\n" for name, value in headers.items())
    return f"/*\n{lines}/*.svg\n  Content-Security-Policy: {drawing}\n"


def _apache(page: str, drawing: str, kinds: Types) -> str:
    headers = {"Content-Security-Policy": page, **HEADERS}
    types = [f"AddType {kind} {' '.join(f'.{end}' for end in ends)}" for kind, ends in kinds.items()]
    texts = " ".join(f".{end}" for kind, ends in kinds.items() if kind.startswith("text/") for end in ends)
    lines = [
        "# include this file in the virtual host of the site, or copy it to .htaccess; needs mod_headers and mod_mime",
        *(f'Header always set {name} "{value}"' for name, value in headers.items()),
        '<FilesMatch "(?i)\\.svg$">',
        f'Header always set Content-Security-Policy "{drawing}"',
        "</FilesMatch>",
        *types,
        f"AddCharset utf-8 {texts}",
    ]
    return "\n".join(lines) + "\n"


def _nginx(page: str, drawing: str, kinds: Types) -> str:
    """An `add_header` in a `location` would drop all of the server's: so that none is needed, a variable differs."""
    texts = " ".join(kind for kind in kinds if kind.startswith("text/") and kind != "text/html")
    first, *others = [page[start : start + MOST_AT_ONCE] for start in range(0, len(page), MOST_AT_ONCE)]
    lines = [
        "# include this file in the server block of the site; a location with its own add_header sends none of these",
        f'set $carbonpress_policy "{first}";',
        *(f'set $carbonpress_policy "${{carbonpress_policy}}{part}";' for part in others),
        'if ($uri ~* "\\.svg$") {',
        f'    set $carbonpress_policy "{drawing}";',
        "}",
        "add_header Content-Security-Policy $carbonpress_policy always;",
        *(f'add_header {name} "{value}" always;' for name, value in HEADERS.items()),
        "types {",
        *(f"    {kind} {' '.join(ends)};" for kind, ends in kinds.items()),
        "}",
        "default_type text/plain;",
        "charset utf-8;",
        f"charset_types {texts};",
    ]
    return "\n".join(lines) + "\n"


def _is_no_inline_script(attributes: str) -> bool:
    return bool(SOURCE.search(attributes) or DATA.search(attributes))


@lru_cache(maxsize=256)
def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
