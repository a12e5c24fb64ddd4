"""A published site as a stranger sees it: a folder, or a web server; files by their path and nothing else."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Protocol
from urllib.parse import quote, urljoin, urlsplit

from carbonpress.folder.manifest import MANIFEST, site_files
from carbonpress.source.finding import Finding
from carbonpress.source.folder import read

LARGEST_FILE = 200_000_000
PATIENCE_S = 30
FORWARD = re.compile(r'<meta http-equiv="refresh" content="0; url=(https?://[^"]+)">')


class SiteSource(Protocol):
    """Where the files of a site come from."""

    def read(self, name: str) -> bytes | None:
        """The bytes of the file *name*, None when there is none."""

    def names(self) -> list[str] | None:
        """All files, sorted, without the manifest; None where they cannot be listed."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A site as it lies on a disk; links are not followed."""

    root: Path

    def read(self, name: str) -> bytes | None:
        """The bytes of the file *name*, None when there is none."""
        raw = read(self.root, name, LARGEST_FILE)
        return None if isinstance(raw, Finding) else raw

    def names(self) -> list[str] | None:
        """All files, sorted.

        Raises
        ------
        ManifestError
            For a link or a special file, which no site has.
        """
        return list(site_files(self.root))


@dataclass(frozen=True, slots=True)
class Web:
    """A site behind a web server; what it lists in its manifest is all that is known of it."""

    url: str

    def read(self, name: str) -> bytes | None:
        """The bytes at the address *name* below the site, None when the server has none.

        Raises
        ------
        OSError
            When the server cannot be reached, or fails.
        """
        request = urllib.request.Request(urljoin(self.url, quote(name)), headers={"Accept-Encoding": "identity"})  # noqa: S310  checked by `site_source`
        try:
            with _opener().open(request, timeout=PATIENCE_S) as answer:
                content: bytes = answer.read(LARGEST_FILE + 1)
        except urllib.error.HTTPError as error:
            if error.code in (404, 410):
                return None
            raise OSError(f"{self.url}{name}: the server answers {error.code}") from error
        except _LeadsAwayError as error:
            raise MovedAwayError(f"{self.url}: it leads away to {error.target}", error.target) from error
        except urllib.error.URLError as error:
            raise OSError(f"{self.url}: {error.reason}") from error
        return content if len(content) <= LARGEST_FILE else None

    def names(self) -> list[str] | None:
        """Nothing: a web server does not tell what else it has."""
        return None

    def leads_to(self) -> str | None:
        """The address on another host to which a request for the site is redirected; None if it is not.

        By the server, or, where that serves files alone, by its home page.

        Raises
        ------
        OSError
            When the server cannot be reached, or fails.
        """
        try:
            home = self.read("") if self.read(MANIFEST) is None else None
        except MovedAwayError as error:
            return error.target.removesuffix(MANIFEST) if error.target.endswith("/" + MANIFEST) else None
        return forwarded(home)


def forwarded(page: bytes | None) -> str | None:
    """The address to which a page leads on at once, as those for a former host do; None where it does not."""
    found = FORWARD.search((page or b"").decode("utf-8", "replace"))
    return unescape(found[1]) if found else None


class MovedAwayError(OSError):
    """A web server leads away to another host, to the address *target*."""

    def __init__(self, message: str, target: str) -> None:
        super().__init__(message)
        self.target = target


class _LeadsAwayError(urllib.error.URLError):
    def __init__(self, target: str) -> None:
        super().__init__(f"it leads away to {target}")
        self.target = target


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follows a redirection within the site's own host only: what another host shows is not this site."""

    def redirect_request(self, req, fp, code, msg, headers, newurl):  # type: ignore[no-untyped-def]
        """The request that follows, or an error."""
        if urlsplit(newurl).netloc != urlsplit(req.full_url).netloc:
            raise _LeadsAwayError(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(_SameHost)


def site_source(target: str) -> SiteSource | None:
    """The site that *target* names: a web address or a folder; None when it is neither."""
    if target.startswith(("http://", "https://")):
        return Web(target if target.endswith("/") else target + "/")
    return Folder(Path(target)) if Path(target).is_dir() else None
