"""What the old host of a site that moved must serve, so that printed codes go on leading to the right page.

The site holds a folder for each address that it had before, `.well-known/carbonpress/moved/<host>/`, to be uploaded
there.  It has the same in four forms, of which a host needs one:

    p/<id>/v<N>/index.html ...   a page at each address that may be in print or in bookmarks, which leads on at once
    _redirects                   for static hosting that reads it
    apache.conf                  to be included, or copied to `.htaccess`
    nginx.conf                   to be included in the server block

The last three lead on everything, also files.  The DID document of the old address stays valid, so it comes along.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from carbonpress.archive.archive import Archive
from carbonpress.archive.keys import PUBLIC_KEYS, did_address, did_document, keys_text
from carbonpress.archive.ledger import Key, Ledger
from carbonpress.press.common.gs1 import GTIN, gtin14
from carbonpress.press.common.page import Site
from carbonpress.press.common.template import template
from carbonpress.record.compose import address

FOLDER = ".well-known/carbonpress/moved/"


def moved_files(archive: Archive, site: Site) -> dict[str, bytes]:
    """The files for all addresses that the site had before, by their path in the site."""
    files: dict[str, bytes] = {}
    for base, last in former_bases(archive.ledger).items():
        folder = folder_of(base)
        versions = [key for key, line in archive.ledger.publications.items() if line.seq < last]
        pages = dict.fromkeys(page for key in versions for page in _addresses(archive, key, site))
        homes = [site.address("", language) for language in site.languages]
        files |= {f"{folder}{page}index.html": _page(site.base_url + page) for page in [*homes, *pages]}
        files[f"{folder}404.html"] = _page(site.base_url)
        files |= {folder + name: text.encode() for name, text in server_files(base, site.base_url).items()}
        if archive.keys:
            files[folder + PUBLIC_KEYS] = keys_text(archive.keys.values())
            files[folder + did_address(base)] = did_document(archive.keys, base)
    return files


def former_bases(ledger: Ledger) -> Mapping[str, int]:
    """The addresses that the site had before, each with the number of the event by which it left it last."""
    return {move.old: move.seq for move in ledger.moves if move.old != ledger.base_url}


def folder_of(base_url: str) -> str:
    """The folder of the site with what the host at *base_url* must serve.

    >>> folder_of("https://pcf.example.com/"), folder_of("https://example.com:8443/pcf/")
    ('.well-known/carbonpress/moved/pcf.example.com/', '.well-known/carbonpress/moved/example.com_8443_pcf/')
    """
    parts = urlsplit(base_url)
    return FOLDER + re.sub(r"[^A-Za-z0-9.-]+", "_", f"{parts.netloc}{parts.path}".strip("/")) + "/"


def server_files(old: str, new: str) -> dict[str, str]:
    """What tells web servers that everything below *old* is below *new* now, by name."""
    path, target = urlsplit(old).path, new.replace("$", "%24")  # a dollar would be a variable
    below = f'"^{re.escape(path)}(.*)$" "{target}$1"'
    return {
        "_redirects": f"{path}*  {new}:splat  301\n",
        "apache.conf": f"# include this file, or copy it to .htaccess; needs mod_alias\nRedirectMatch 301 {below}\n",
        "nginx.conf": f"# include this file in the server block of the old host\nrewrite {below} permanent;\n",
    }


def _addresses(archive: Archive, key: Key, site: Site) -> Iterator[str]:
    """The pages of a version, in every language, below the root of the site."""
    here = address(*key)
    for language in site.languages:
        yield from (site.address(page, language) for page in (here, f"{here}report/", f"p/{key[0]}/"))
    outline = archive.outlines.get(key)
    if outline is not None and outline.gtin:
        yield f"{here}{GTIN}/{gtin14(outline.gtin)}/"


def _page(target: str) -> bytes:
    page: str = template("pages/landing.html").render(language="en", name=target, canonical=target, target=target)
    return page.encode()
