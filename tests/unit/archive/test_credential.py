"""A signature counts only when our key made it over this very record; nothing in a token decides how it is judged."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonpress.acts.publish import RefusedError, publish_version, publishable
from carbonpress.acts.sign import add_key, revoke_key, sign_versions
from carbonpress.archive import credential as signing
from carbonpress.archive.archive import archive_files, read_archive
from carbonpress.archive.credential import (
    ForgeryError,
    SigningUnavailableError,
    credential,
    judged,
    new_key,
    read_private_key,
    sign,
)
from carbonpress.archive.keys import PublicKey, did_document, keys_text, read_keys, thumbprint
from carbonpress.archive.ledger import Published
from carbonpress.record.canonical import canonical
from carbonpress.study.project import Project

pytest.importorskip("joserfc")

BASE = "https://pcf.example.com/"
DIGEST = "sha256:" + "a" * 64
VERSION = Published("x", 1, f"{BASE}p/x/v1/", DIGEST, "2026-03-01", "current", "2026-03-01", None, None)
DAY = date(2026, 3, 5)
PRIVATE = new_key()
OTHER = new_key()


def public(private: dict[str, str], **more: str) -> PublicKey:
    return PublicKey(private["kid"], private["x"], **{"added": "2026-01-01", **more})


def ring(*keys: PublicKey) -> dict[str, PublicKey]:
    return {key.kid: key for key in keys}


KEYS = ring(public(PRIVATE))
GOOD = sign(VERSION, BASE, DAY, PRIVATE).encode()


def b64(raw: bytes) -> bytes:
    return base64.urlsafe_b64encode(raw).rstrip(b"=")


def parts(token: bytes) -> tuple[dict[str, Any], dict[str, Any], bytes]:
    header, payload, signature = token.split(b".")
    return (
        json.loads(base64.urlsafe_b64decode(header + b"==")),
        json.loads(base64.urlsafe_b64decode(payload + b"==")),
        signature,
    )


def token(header: dict[str, Any], payload: dict[str, Any] | bytes, private: dict[str, str] = PRIVATE) -> bytes:
    """A token with this header and payload and a signature by *private* that fits them."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    raw = payload if isinstance(payload, bytes) else canonical(payload)
    text = b64(json.dumps(header).encode()) + b"." + b64(raw)
    key = Ed25519PrivateKey.from_private_bytes(base64.urlsafe_b64decode(private["d"] + "=="))
    return text + b"." + b64(key.sign(text))


def refusal(forged: bytes, keys: dict[str, PublicKey] = KEYS, version: Published = VERSION, base: str = BASE) -> str:
    with pytest.raises(ForgeryError) as caught:
        judged(forged, version, base, keys)
    return str(caught.value)


HEAD, BODY, SIGNATURE = parts(GOOD)


def test_good_signature() -> None:
    """What we sign is good, and tells key and day."""
    assert (PRIVATE["kid"], "2026-03-05") == ((found := judged(GOOD, VERSION, BASE, KEYS)).kid, found.signed)
    assert {"alg": "Ed25519", "typ": "vc+jwt", "cty": "vc", "kid": f"did:web:pcf.example.com#{PRIVATE['kid']}"} == HEAD


def test_credential_is_a_vc_2() -> None:
    """The payload is a Verifiable Credential 2.0 about the address and the digest of the record."""
    assert "https://www.w3.org/ns/credentials/v2" == BODY["@context"][0]
    assert "VerifiableCredential" in BODY["type"]
    assert ("did:web:pcf.example.com", "2026-03-05T00:00:00Z") == (BODY["issuer"], BODY["validFrom"])
    assert {DIGEST, VERSION.url} <= set(map(str, BODY["credentialSubject"].values()))


def test_another_library_agrees() -> None:
    """The signature is plain Ed25519 over header and payload: it verifies without our code."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    text, _, signature = GOOD.rpartition(b".")
    key = Ed25519PublicKey.from_public_bytes(base64.urlsafe_b64decode(PRIVATE["x"] + "="))
    key.verify(base64.urlsafe_b64decode(signature + b"=="), text)


def test_payload_swap() -> None:
    """A payload put under another signature is refused."""
    swapped = {**BODY, "credentialSubject": {**BODY["credentialSubject"], "recordDigest": "sha256:" + "b" * 64}}
    header, _, signature = GOOD.split(b".")
    forged = b".".join([header, b64(canonical(swapped)), signature])
    assert "the signature is not of this content by this key" == refusal(forged)


def test_credential_of_another_version() -> None:
    """A good credential of one version is no credential of another, nor of another record or site."""
    elsewhere = replace(VERSION, version=2, url=f"{BASE}p/x/v2/")
    assert "speaks of something else" in refusal(GOOD, version=elsewhere)
    assert "speaks of something else" in refusal(GOOD, version=replace(VERSION, digest="sha256:" + "b" * 64))
    assert "is not one of this company" in refusal(GOOD, base="https://other.example.com/")


@pytest.mark.parametrize("alg", ["none", "None", "NONE", "", None, "EdDSA", "ES256", "RS256", ["Ed25519"]])
def test_alg_none_and_others(alg: Any) -> None:
    """The algorithm is ours: a token that names none or another is refused, signed or not."""
    for forged in (token({**HEAD, "alg": alg}, BODY), token({**HEAD, "alg": alg}, BODY).rpartition(b".")[0] + b"."):
        assert "the algorithm is" in refusal(forged)


def test_hs256_confusion() -> None:
    """A token that uses our public key as an HMAC secret is refused, in whatever form the key is taken."""
    secrets = [PRIVATE["x"].encode(), base64.urlsafe_b64decode(PRIVATE["x"] + "="), json.dumps(HEAD).encode()]
    text = b64(json.dumps({**HEAD, "alg": "HS256"}).encode()) + b"." + b64(canonical(BODY))
    for secret in secrets:
        forged = text + b"." + b64(hmac.new(secret, text, hashlib.sha256).digest())
        assert "the algorithm is 'HS256', not 'Ed25519'" == refusal(forged)


def test_unknown_kid() -> None:
    """A key that the company did not publish signs nothing for it."""
    header = {**HEAD, "kid": f"did:web:pcf.example.com#{OTHER['kid']}"}
    assert "is not one of this company" in refusal(token(header, BODY, OTHER))
    for kid in (None, "", PRIVATE["kid"], "#" + PRIVATE["kid"], f"did:web:evil.example#{PRIVATE['kid']}", 5, ["x"]):
        assert "is not one of this company" in refusal(token({**HEAD, "kid": kid}, BODY))


@pytest.mark.parametrize(
    "extra",
    [
        {"jwk": {"kty": "OKP", "crv": "Ed25519", "x": OTHER["x"]}},
        {"jku": "https://evil.example/keys"},
        {"x5c": ["MII"]},
        {"x5u": "https://evil.example/c"},
        {"crit": ["b64"], "b64": False},
        {"iss": "x"},
    ],
)
def test_embedded_jwk(extra: dict[str, Any]) -> None:
    """A token that brings its own key, or anything else we never write, is refused, whoever signed it."""
    for private in (OTHER, PRIVATE):
        assert "which no credential of ours has" in refusal(token({**HEAD, **extra}, BODY, private))


def test_foreign_key() -> None:
    """A token signed by a foreign key under the name of ours is refused."""
    assert "the signature is not of this content by this key" == refusal(token(HEAD, BODY, OTHER))


def test_key_under_a_stolen_name() -> None:
    """A foreign key cannot be listed under the name of ours: the name is the thumbprint of the key."""
    entry = {**json.loads(keys_text([public(PRIVATE)]))[0], "x": OTHER["x"]}
    keys, findings = read_keys(json.dumps([entry]).encode())
    assert {} == keys
    assert "is not the thumbprint of the key" in findings[0].message


def test_revoked_key() -> None:
    """What a revoked key signed is good no more, whenever it was signed."""
    revoked = ring(public(PRIVATE, revoked="2027-01-01", reason="laptop stolen"))
    assert f"the key {PRIVATE['kid']} was revoked on 2027-01-01: laptop stolen" == refusal(GOOD, revoked)


def test_retired_key() -> None:
    """What a retired key signed before stays good; what it signs afterwards is not."""
    assert judged(GOOD, VERSION, BASE, ring(public(PRIVATE, retired="2026-03-05")))
    assert "was retired on 2026-03-04" in refusal(GOOD, ring(public(PRIVATE, retired="2026-03-04")))
    assert "was added on 2026-03-06" in refusal(GOOD, ring(public(PRIVATE, added="2026-03-06")))


@pytest.mark.parametrize(
    "change",
    [
        {"validFrom": "2026-03-05"},
        {"validFrom": None},
        {"validFrom": "2026-02-30T00:00:00Z"},
        {"validFrom": "2026-03-05T00:00:00Z "},
        {"issuer": "did:web:evil.example"},
        {"validUntil": "2030-01-01T00:00:00Z"},
        {"credentialSubject": {}},
        {"more": 1},
    ],
)
def test_other_claims(change: dict[str, Any]) -> None:
    """A payload says what we say and nothing else, even when our own key signed it."""
    assert refusal(token(HEAD, {**BODY, **change}))


@pytest.mark.parametrize(
    "forged",
    [
        b"",
        b"..",
        b"a.b.c",
        GOOD + b".",
        GOOD[:-4],
        GOOD + b"=",
        GOOD.replace(b".", b"..", 1),
        b"." + GOOD.partition(b".")[2],
        b64(b"[]") + GOOD[GOOD.index(b".") :],
        b64(b"[" * 9_000) + GOOD[GOOD.index(b".") :],
        "é".encode() + GOOD,
        b"x" * 30_000,
    ],
)
def test_what_is_no_token(forged: bytes) -> None:
    """Whatever else lies where a credential should be, it is refused in words."""
    assert refusal(forged)


def test_payload_is_canonical() -> None:
    """One credential has one form: the same content written otherwise is refused."""
    assert "not in canonical form" in refusal(token(HEAD, json.dumps(BODY).encode()))
    assert "no JSON object" in refusal(token(HEAD, b"null"))


@given(st.binary(max_size=300))
def test_judging_never_fails_otherwise(raw: bytes) -> None:
    """Whatever the bytes, judging them ends with a refusal in words."""
    assert refusal(raw)


@given(st.integers(0, len(GOOD) - 1), st.sampled_from(b"ABab01-_."))
def test_no_character_can_change(place: int, character: int) -> None:
    """Any character that is changed makes the credential worthless."""
    forged = GOOD[:place] + bytes([character]) + GOOD[place + 1 :]
    if forged != GOOD:
        assert refusal(forged)


def test_thumbprint() -> None:
    """The example of RFC 8037, appendix A.3."""
    assert "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k" == thumbprint("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")


@pytest.mark.parametrize(
    "raw",
    [b"", b"{}", b"[1]", b"[[]]", b'[{"kid":"x"}]', b"\xff", b"[" * 9_000, keys_text([public(PRIVATE)]) * 2],
)
def test_damaged_keys(raw: bytes) -> None:
    """A file of keys that is none gives findings, never a traceback."""
    keys, findings = read_keys(raw)
    assert ({}, ["keys"] * len(findings)) == (keys, [finding.rule for finding in findings])
    assert findings


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"added": "yesterday"}, "a day is not written"),
        ({"revoked": "2026-13-01"}, "a day is not written"),
        ({"reason": 5}, "the reason is no text"),
        ({"x": "short"}, "x is no public key of Ed25519"),
        ({"x": PRIVATE["x"] + "="}, "x is no public key of Ed25519"),
    ],
)
def test_damaged_key(change: dict[str, Any], message: str) -> None:
    """A key with an entry that cannot be is told by its number."""
    entry = json.loads(keys_text([public(PRIVATE)]))[0]
    keys, (finding,) = read_keys(json.dumps([{**entry, **change}]).encode())
    assert {} == keys
    assert f"key 1: {message}" in finding.message


def test_did_document() -> None:
    """The DID document lists all keys; one that was revoked says when and is left out of those that may assert."""
    keys = ring(public(PRIVATE, revoked="2026-04-01"), public(OTHER))
    document = json.loads(did_document(keys, "https://example.com/pcf/"))
    assert "did:web:example.com:pcf" == document["id"]
    assert [f"did:web:example.com:pcf#{OTHER['kid']}"] == document["assertionMethod"]
    assert ["2026-04-01T00:00:00Z", None] == [m.get("revoked") for m in document["verificationMethod"]]
    assert "d" not in document["verificationMethod"][0]["publicKeyJwk"]


def test_private_key_file() -> None:
    """A private key is read as it was written; anything else is refused."""
    assert PRIVATE == read_private_key(json.dumps(PRIVATE).encode())
    for raw in (b"", b"[]", json.dumps({**PRIVATE, "kid": "x"}).encode(), json.dumps({**PRIVATE, "d": ""}).encode()):
        with pytest.raises(ForgeryError, match="no private key"):
            read_private_key(raw)


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the library is not installed, that is said; nothing is taken for good."""
    import sys

    monkeypatch.setitem(sys.modules, "joserfc.jwk", None)
    assert not signing.available()
    with pytest.raises(SigningUnavailableError, match=r"pip install 'carbonpress\[sign\]'"):
        judged(GOOD, VERSION, BASE, KEYS)


# ---- from key to credential, in a data folder


@pytest.fixture
def published(data: Path, opened: Callable[[], Project]) -> Path:
    for id_ in publishable(opened()):
        publish_version(opened(), id_, DAY)
    return data


def test_sign_all(published: Path, tmp_path: Path) -> None:
    """A new key signs all versions once; the site gets credentials, keys and DID document, and no private half."""
    add_key(published, tmp_path / "key.json", DAY)
    assert 0o600 == stat.S_IMODE((tmp_path / "key.json").stat().st_mode)
    private = read_private_key((tmp_path / "key.json").read_bytes())
    assert [("fibre-g652d", 1), ("preform-180", 1)] == sorted(sign_versions(published, BASE, private, DAY))
    assert [] == sign_versions(published, BASE, private, DAY)
    archive = read_archive(published)
    assert () == archive.findings
    for key, credential_ in archive.credentials.items():
        assert private["kid"] == judged(credential_, archive.ledger.versions[key], BASE, archive.keys).kid
    files = archive_files(archive, BASE)
    assert b"\n".join(archive.credentials.values()).count(b".") == 4
    assert ".well-known/did.json" in files
    assert private["d"].encode() not in b"".join(files.values())


def test_rotation_and_revocation(published: Path, tmp_path: Path) -> None:
    """A second key retires the first, whose signatures stay; revoking the first makes them worthless."""
    add_key(published, tmp_path / "one", DAY)
    one = read_private_key((tmp_path / "one").read_bytes())
    sign_versions(published, BASE, one, DAY)
    add_key(published, tmp_path / "two", date(2026, 6, 1))
    two = read_private_key((tmp_path / "two").read_bytes())
    assert [] == sign_versions(published, BASE, two, date(2026, 6, 2))
    with pytest.raises(RefusedError, match="signs no more: retired on 2026-06-01"):
        sign_versions(published, BASE, one, date(2026, 6, 2))
    revoke_key(published, one["kid"], "lost", date(2026, 7, 1))
    assert 2 == len(sign_versions(published, BASE, two, date(2026, 7, 2)))
    keys = read_archive(published).keys
    assert ["lost", None] == [key.reason for key in keys.values()]
    with pytest.raises(RefusedError, match="was revoked on 2026-07-01"):
        revoke_key(published, one["kid"], "again", DAY)
    with pytest.raises(RefusedError, match="there is no key 'x'"):
        revoke_key(published, "x", "who", DAY)


def test_foreign_private_key(published: Path) -> None:
    """A key that is not the company's signs nothing."""
    with pytest.raises(RefusedError, match=r"is not in published/keys\.json"):
        sign_versions(published, BASE, OTHER, DAY)


def test_places_of_a_private_key(published: Path, tmp_path: Path) -> None:
    """A private key never lies in the data folder and never overwrites anything."""
    with pytest.raises(RefusedError, match="must not lie in the data folder"):
        add_key(published, published / "published" / "key.json", DAY)
    (tmp_path / "there").write_text("x")
    with pytest.raises(RefusedError, match="never overwrites"):
        add_key(published, tmp_path / "there", DAY)
    assert {} == read_archive(published).keys


def test_credential_helper_is_stable() -> None:
    """Equal facts make equal credentials: signing twice on one day gives the same bytes."""
    assert credential(VERSION, BASE, DAY) == credential(VERSION, BASE, DAY)
    assert GOOD == sign(VERSION, BASE, DAY, PRIVATE).encode()
