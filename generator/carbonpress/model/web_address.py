"""The syntax of web addresses, one for all: those in data files and the one in `mkdocs.yml` that every code leads to.

An address is taken apart once, checked, and put together again in the form that machines agree upon: a host in lower
case and, where it is not ASCII, in punycode; a path whose other letters are percent-encoded.

Source
------
RFC 3986 (syntax, 2 and 3; normal form, 6.2.2); RFC 5891 and UTS #46 (hosts outside ASCII, by the package `idna`).
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

import idna

from carbonpress.source.encoding import described, unwanted_in

LONGEST = 2_000
"""Characters of an address; what goes beyond, some browsers, readers of codes and web servers cut off."""

DEFAULT_PORTS = {"https": 443, "http": 80}
ODD = re.compile(r"[\s\\<>\"'`{}|^\x00-\x1f\x7f]")
"""Characters that no address holds as they are (RFC 3986, 2), and the apostrophe, which ends a value of HTML."""

LABEL = re.compile(r"[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?")
"""A part of a host's name; the underscore, which RFC 952 has not, is found in names that browsers reach."""

LOCAL_ENDINGS = ("localhost", "local", "internal", "intranet", "lan", "home.arpa", "onion")
"""Names below which a host is found inside one machine or network alone (RFC 6761, RFC 6762, RFC 8375, RFC 7686)."""

ASIAN = ("CJK ", "HIRAGANA ", "KATAKANA", "HANGUL ", "BOPOMOFO ", "IDEOGRAPHIC ")
"""How the Unicode names of letters begin that go with Latin ones in one word."""


class AddressError(ValueError):
    """The text is no address of that kind; says what is wrong with it and, where known, how to mend it."""

    def __init__(self, what: str, mend: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.mend = mend


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An address in normal form; `port` is None where it is the usual one of the scheme."""

    scheme: str
    host: str
    port: int | None
    path: str
    query: str | None
    fragment: str | None

    def __str__(self) -> str:
        port = "" if self.port is None else f":{self.port}"
        query = "" if self.query is None else f"?{self.query}"
        fragment = "" if self.fragment is None else f"#{self.fragment}"
        return f"{self.scheme}://{self.host}{port}{self.path}{query}{fragment}"

    @property
    def is_local(self) -> bool:
        """Whether the host is found inside one machine or network alone, or nowhere."""
        if self._number is not None:
            return not self._number.is_global
        return "." not in self.host or any(f".{self.host}".endswith(f".{ending}") for ending in LOCAL_ENDINGS)

    @property
    def _number(self) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
        try:
            return ipaddress.ip_address(self.host.strip("[]"))
        except ValueError:
            return None


def web_address(text: str) -> WebAddress:
    """The address that *text* writes, in normal form: http or https, without user and password.

    Raises
    ------
    AddressError
        Otherwise.
    """
    if len(text) > LONGEST:
        raise AddressError(f"the address has {len(text)} characters, more than {LONGEST}", "shorten it")
    scheme, colon, rest = text.partition(":")
    if scheme.lower() not in DEFAULT_PORTS or not colon or not rest.startswith("//"):
        raise AddressError("the address does not begin with https://", "write it with https://")
    if odd := ODD.search(text):
        raise AddressError(f"the address holds {_named(odd[0])}", "write what the browser's address bar gives to copy")
    if unwanted := unwanted_in(text):
        raise AddressError(f"the address holds {described(unwanted)}", "remove what cannot be seen")
    try:
        parts = urlsplit(text)
    except ValueError as error:
        raise AddressError("the host of the address cannot be read") from error
    if "@" in parts.netloc:
        mend = "remove all between // and @; whoever reads the page or the code would have the password"
        raise AddressError("the address holds a user or password", mend)
    host, port = _authority(parts.netloc)
    query = _encoded(parts.query) if "?" in text.partition("#")[0] else None
    fragment = _encoded(parts.fragment) if "#" in text else None
    port = None if port == DEFAULT_PORTS[parts.scheme] else port
    return WebAddress(parts.scheme, _host(host), port, _encoded(parts.path), query, fragment)


def link_address(text: str) -> str:
    """The normal form of an address that a data file links to: https, a host with a name on the web, no port.

    Raises
    ------
    AddressError
        Where *text* is no such address.
    """
    address = web_address(text)
    if address.scheme != "https":
        raise AddressError("the address is not https", "write it with https:// if the host answers there")
    if address.port is not None:
        raise AddressError(f"the address has the port {address.port}", "link to a host that answers at the usual port")
    if address.host.startswith("[") or address.is_local:
        raise AddressError(f"the host {address.host} is not one of the public web", "link to a public page")
    return str(address)


def site_address(text: str) -> WebAddress:
    """The address of a site, to which addresses of pages are added: without query and fragment, ending in a slash.

    Raises
    ------
    AddressError
        Where *text* is no such address.
    """
    address = web_address(text)
    if address.fragment is not None:
        raise AddressError("the address has a fragment (#)", "remove # and what follows: every code would lead there")
    if address.query is not None:
        raise AddressError("the address has a query (?)", "remove ? and what follows")
    path = address.path.rstrip("/") + "/"
    if any(part in ("", ".", "..") for part in path.split("/")[1:-1]):
        raise AddressError("the path of the address has an empty part, or one of dots alone", "write the path plainly")
    if found := re.search(r"[\[\]]", path):
        raise AddressError(f"the path of the address holds {_named(found[0])}", "write a path of letters and digits")
    return WebAddress(address.scheme, address.host, address.port, path, None, None)


def is_normal(text: str) -> bool:
    """Whether *text* is the address of a page of a site in normal form, but for a slash at its end."""
    try:
        return str(site_address(text)).rstrip("/") == text.rstrip("/")
    except AddressError:
        return False


def _authority(netloc: str) -> tuple[str, int | None]:
    """Host and port as they are written."""
    found = re.fullmatch(r"(\[[^\[\]]*\]|[^:\[\]]*)(?::([^:]*))?", netloc)
    if found is None:
        raise AddressError("the host of the address cannot be read")
    host, port = found[1], found[2]
    if port is None:
        return host, None
    if not re.fullmatch(r"[1-9][0-9]{0,4}", port) or int(port) > 65535:
        what = "an empty port" if not port else f"the port {port[:20]!r}"
        raise AddressError(f"the address has {what}", "leave the port out, with its colon")
    return host, int(port)


def _host(written: str) -> str:
    """The host in lower case and punycode."""
    if not written:
        raise AddressError("the address has no host")
    if written.startswith("["):
        try:
            return f"[{ipaddress.IPv6Address(written[1:-1])}]"
        except ValueError:
            raise AddressError(f"the host {_short(written)} cannot be read as an IPv6 address") from None
    if mixed := next((label for label in re.split("[.。．｡]", written) if _is_mixed(label)), ""):
        what = f"the host {_short(written)} mixes letters of several scripts in {_short(mixed)}"
        raise AddressError(what, "type the name again; letters that look alike lead elsewhere")
    host = _ascii(written)
    # Browsers take a host for a number where its last part is one (WHATWG URL, 3.5): 127.1, 0x7f.1, 2130706433.
    if re.fullmatch(r"[0-9]+|0x[0-9a-f]*", host.rpartition(".")[2]):
        try:
            return str(ipaddress.IPv4Address(host))
        except ValueError:
            raise AddressError(f"the host {_short(written)} is neither a name nor a plain IPv4 address") from None
    return host


def _ascii(written: str) -> str:
    """The name of a host in lower case and, where it is not ASCII, in punycode."""
    host = written.lower()
    if not host.isascii() or "xn--" in host:
        try:
            host = idna.encode(host, uts46=True, std3_rules=True).decode("ascii")
        except idna.IDNAError as error:
            raise AddressError(f"the host {_short(written)} is not the name of a host: {error}") from error
    if len(host) > 253 or not all(LABEL.fullmatch(label) for label in host.split(".")):
        what = f"the host {_short(written)} is not the name of a host"
        raise AddressError(what, "parts of letters, digits and hyphens, with single points between")
    return host


def _is_mixed(label: str) -> bool:
    """Whether the letters of *label* are of scripts that no word mixes, such as Latin and Cyrillic (UTS #39, 5)."""
    names = [unicodedata.name(c, "") for c in unicodedata.normalize("NFKC", label) if c.isalpha()]
    scripts = {"ASIAN" if name.startswith(ASIAN) else name.partition(" ")[0] for name in names}
    return len(scripts - {"ASIAN"}) > 1


def _encoded(part: str) -> str:
    """*part* with letters outside ASCII percent-encoded, as UTF-8, and encodings in capitals (RFC 3986, 6.2.2.1)."""
    if wrong := re.search(r"%(?![0-9A-Fa-f]{2}).{0,2}", part):
        raise AddressError(
            f"the address holds {_short(wrong[0])}, which encodes nothing", "write %25 for a per cent sign"
        )
    plain = re.sub("%..", lambda found: found[0].upper(), unicodedata.normalize("NFC", part))
    return re.sub("[^\x00-\x7f]+", lambda found: quote(found[0], safe=""), plain)


def _named(character: str) -> str:
    blank = character.isspace() or not character.isprintable()
    return "a blank or a line end" if blank else f"the character {character}"


def _short(text: str) -> str:
    return repr(text if len(text) <= 60 else text[:59] + "…")
