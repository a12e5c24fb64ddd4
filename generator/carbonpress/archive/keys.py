"""The public keys of a company: which ones signed when, which are retired, which are revoked.

    published/keys.json                     the keys, one object each; kept in the data folder
    .well-known/carbonpress/keys.json       the same on the site
    .well-known/did.json                    the DID document of the site, which other programs read

A key is called by its thumbprint (RFC 7638), so that a name cannot be given to another key.  A retired key signs no
more, and what it signed before stays good.  A revoked key is no good for anything it ever signed.

Source: did:web method specification; W3C Controlled Identifiers 1.0; RFC 7638; RFC 8037.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any
from urllib.parse import urlsplit

from carbonpress.archive.event_shape import is_date
from carbonpress.record.canonical import canonical
from carbonpress.source.finding import Finding

KEYS = "published/keys.json"
"""Path of the keys below the data folder."""

PUBLIC_KEYS = ".well-known/carbonpress/keys.json"
"""Where a site shows its keys."""

RULE = "keys"
KEY_BYTES = 32
"""Length of a public key of Ed25519, RFC 8032."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A public key of Ed25519: `x` in base64url, `kid` its thumbprint, and the days on which its state changed."""

    kid: str
    x: str
    added: str
    retired: str | None = None
    revoked: str | None = None
    reason: str | None = None

    @property
    def jwk(self) -> dict[str, str]:
        """The key as a JSON Web Key (RFC 8037)."""
        return {"crv": "Ed25519", "kty": "OKP", "x": self.x}

    @property
    def signs(self) -> bool:
        """Whether the key may still sign."""
        return self.retired is None and self.revoked is None


def thumbprint(x: str) -> str:
    """The thumbprint of the Ed25519 key *x* in base64url: SHA-256 of its required members in canonical form.

    >>> thumbprint("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")
    'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k'

    Source: RFC 8037, appendix A.3, whose example this is.
    """
    return _unpadded(hashlib.sha256(canonical({"crv": "Ed25519", "kty": "OKP", "x": x})).digest())


def read_keys(raw: bytes, name: str = KEYS) -> tuple[dict[str, PublicKey], list[Finding]]:
    """The keys in *raw* by their thumbprint, and what is wrong with the file; never raises on what it holds."""
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError):
        return {}, [_finding(name, "the file is no JSON")]
    if not isinstance(data, list):
        return {}, [_finding(name, "the file is no list of keys")]
    keys: dict[str, PublicKey] = {}
    findings: list[Finding] = []
    for number, entry in enumerate(data, 1):
        wrong = _flaw(entry)
        if wrong or entry["kid"] in keys:
            findings.append(_finding(name, f"key {number}: {wrong or 'it is listed twice'}"))
            continue
        key = PublicKey(**entry)
        keys[key.kid] = key
    return keys, findings


def keys_text(keys: Iterable[PublicKey]) -> bytes:
    """The file that holds *keys*, one line each."""
    lines = ",\n".join(json.dumps(asdict(key), ensure_ascii=False) for key in keys)
    return f"[\n{lines}\n]\n".encode()


def did(base_url: str) -> str:
    """The DID of the site at *base_url*.

    >>> did("https://pcf.example.com/"), did("https://example.com:8443/pcf/")
    ('did:web:pcf.example.com', 'did:web:example.com%3A8443:pcf')
    """
    parts = urlsplit(base_url)
    path = [part for part in parts.path.split("/") if part]
    return ":".join(["did:web", parts.netloc.replace(":", "%3A"), *path])


def did_address(base_url: str) -> str:
    """Where the DID document of the site lies below its root.

    >>> did_address("https://pcf.example.com/"), did_address("https://example.com/pcf/")
    ('.well-known/did.json', 'did.json')
    """
    return "did.json" if urlsplit(base_url).path.strip("/") else ".well-known/did.json"


def did_document(keys: Mapping[str, PublicKey], base_url: str) -> bytes:
    """The DID document: all keys, with the day of revocation where there is one; those not revoked may have signed."""
    subject = did(base_url)
    methods = [_method(key, subject) for key in keys.values()]
    document = {
        "@context": ["https://www.w3.org/ns/did/v1", "https://www.w3.org/ns/cid/v1"],
        "id": subject,
        "verificationMethod": methods,
        "assertionMethod": [f"{subject}#{key.kid}" for key in keys.values() if key.revoked is None],
    }
    return (json.dumps(document, indent=1) + "\n").encode()


def _method(key: PublicKey, subject: str) -> dict[str, Any]:
    method: dict[str, Any] = {
        "id": f"{subject}#{key.kid}",
        "type": "JsonWebKey",
        "controller": subject,
        "publicKeyJwk": {**key.jwk, "kid": key.kid, "alg": "Ed25519"},
    }
    return method if key.revoked is None else {**method, "revoked": f"{key.revoked}T00:00:00Z"}


def _flaw(entry: Any) -> str:
    """What is wrong with one entry of the file; empty when nothing is."""
    names = {field.name for field in fields(PublicKey)}
    if not isinstance(entry, dict) or set(entry) != names:
        return f"it has not the entries {', '.join(sorted(names))}"
    if not isinstance(entry["x"], str) or len(decoded(entry["x"]) or b"") != KEY_BYTES:
        return "x is no public key of Ed25519 in base64url"
    if entry["kid"] != thumbprint(entry["x"]):
        return f"{entry['kid']!r} is not the thumbprint of the key"
    if not is_date(entry["added"]) or not all(entry[n] is None or is_date(entry[n]) for n in ("retired", "revoked")):
        return "a day is not written YYYY-MM-DD"
    return "" if entry["reason"] is None or isinstance(entry["reason"], str) else "the reason is no text"


def decoded(text: str) -> bytes | None:
    """The bytes that *text* writes in base64url without padding, None when it is not the one way to write them."""
    if not re.fullmatch(r"[A-Za-z0-9_-]*", text):
        return None
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        return None
    return raw if _unpadded(raw) == text else None


def _unpadded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _finding(name: str, message: str) -> Finding:
    return Finding(name, 1, 1, RULE, message, "the keys as `carbonpress sign` wrote them", "restore the file from git")
