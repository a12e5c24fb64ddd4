"""The file of public keys: what is sound in it is read, each fault is told."""

from __future__ import annotations

import base64
import json
from dataclasses import asdict
from typing import Any

import pytest

from carbonpress.archive.keys import PublicKey, decoded, did_document, keys_text, read_keys, thumbprint

X = base64.urlsafe_b64encode(bytes(range(32))).rstrip(b"=").decode()
OTHER = base64.urlsafe_b64encode(bytes(range(1, 33))).rstrip(b"=").decode()
KEY = PublicKey(thumbprint(X), X, "2026-01-01")
REVOKED = PublicKey(thumbprint(OTHER), OTHER, "2026-01-01", revoked="2026-02-01", reason="lost")


def test_what_is_written_is_read() -> None:
    """Keys come back as they were written, one line each."""
    text = keys_text([KEY, REVOKED])
    assert ({KEY.kid: KEY, REVOKED.kid: REVOKED}, []) == read_keys(text)
    assert 4 == len(text.splitlines())


def test_which_keys_sign() -> None:
    """A retired key and a revoked one sign no more."""
    retired = PublicKey(KEY.kid, X, "2026-01-01", retired="2026-02-01")
    assert [True, False, False] == [key.signs for key in (KEY, retired, REVOKED)]


@pytest.mark.parametrize(("change", "told"), [
    ({"x": X[:-1]}, "no public key"),
    ({"x": X + "="}, "no public key"),
    ({"x": 7}, "no public key"),
    ({"kid": "mine"}, "not the thumbprint"),
    ({"added": "2026-02-30"}, "a day is not written"),
    ({"retired": "soon"}, "a day is not written"),
    ({"reason": 7}, "the reason is no text"),
    ({"extra": 1}, "has not the entries"),
])  # fmt: skip
def test_a_fault_of_one_key_hides_no_other(change: dict[str, Any], told: str) -> None:
    """The faulty key is told by its number and left out; the key after it is read."""
    keys, findings = read_keys(json.dumps([{**asdict(KEY), **change}, asdict(REVOKED)]).encode())
    assert {REVOKED.kid: REVOKED} == keys
    (finding,) = findings
    assert finding.message.startswith("key 1: ") and told in finding.message


def test_a_key_stands_once() -> None:
    """A second entry of the same key could say another state: it is refused."""
    keys, findings = read_keys(keys_text([KEY, KEY]))
    assert {KEY.kid: KEY} == keys
    assert ["key 2: it is listed twice"] == [finding.message for finding in findings]


@pytest.mark.parametrize("raw", [b"", b"\xff", b"{", b"{}", b"7", b"[" * 100_000])
def test_what_is_no_list_of_keys(raw: bytes) -> None:
    """Whatever the file holds gives one finding and no error."""
    keys, findings = read_keys(raw)
    assert {} == keys and 1 == len(findings)


def test_the_did_document_vouches_for_keys_that_are_not_revoked() -> None:
    """All keys stand in it, the revoked one with its day; only the others may have signed."""
    document = json.loads(did_document({key.kid: key for key in (KEY, REVOKED)}, "https://pcf.example.com/"))
    assert "did:web:pcf.example.com" == document["id"]
    assert [f"{document['id']}#{KEY.kid}"] == document["assertionMethod"]
    assert [None, "2026-02-01T00:00:00Z"] == [method.get("revoked") for method in document["verificationMethod"]]


@pytest.mark.parametrize("text", ["AB", "A", "A=", "AA+A", "AAB", "Ａ"])
def test_one_way_to_write_bytes(text: str) -> None:
    """Base64url with bits that say nothing, with padding or with other signs is refused: no key has two names."""
    assert decoded(text) is None
    assert b"\x00" == decoded("AA")
