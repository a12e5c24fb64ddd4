"""What a page may load and run: the Content Security Policy, for its head and for web servers.

Scripts run from files of the site, and inline only where their hash is listed.  Listed are the scripts of the frame
alone, found while the frame is empty: a script that came with the content of a page never gets a hash.

Styles may stand inline: the chart library adds a style sheet of its own.

Source: W3C Content Security Policy Level 3; OWASP Secure Headers Project.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
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

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
"""What a web server should send besides the policy."""

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


def policy(hashes: Iterable[str]) -> str:
    """The policy of a page whose frame has inline scripts of these *hashes*."""
    listed = {**DIRECTIVES, "script-src": " ".join([DIRECTIVES["script-src"], *sorted(hashes)])}
    return "; ".join(f"{name} {value}" for name, value in listed.items())


def meta(hashes: Iterable[str]) -> str:
    """The policy as an element for the very beginning of a page's head."""
    return f'<meta http-equiv="Content-Security-Policy" content="{escape(policy(hashes), quote=False)}">'


def header_files(hashes: Iterable[str]) -> dict[str, bytes]:
    """Ready header files for web servers, by path in the site; *hashes* are those of all pages together."""
    headers = {"Content-Security-Policy": policy(hashes), **HEADERS}
    hosting = "/*\n" + "".join(f"  {name}: {value}\n" for name, value in headers.items())
    apache = "".join(f'Header always set {name} "{value}"\n' for name, value in headers.items())
    nginx = "".join(f'add_header {name} "{value}" always;\n' for name, value in headers.items())
    return {
        HOSTING: hosting.encode(),
        APACHE: f"# include this file, or copy it to .htaccess; needs mod_headers\n{apache}".encode(),
        NGINX: f"# include this file in the server block of the site\n{nginx}".encode(),
    }


def _is_no_inline_script(attributes: str) -> bool:
    return bool(SOURCE.search(attributes) or DATA.search(attributes))


@lru_cache(maxsize=256)
def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
