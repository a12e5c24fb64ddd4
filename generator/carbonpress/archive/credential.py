"""Credentials: what a company signs about a published version, and how a signature is judged.

A credential says that the record at an address has a digest.  It is a Verifiable Credential 2.0, secured as a JWT
(`vc+jwt`) with Ed25519.  Nothing in a token decides how it is judged: algorithm, type and keys are ours, and a header
with anything more than the four entries we write is refused.

Source: W3C Verifiable Credentials Data Model 2.0; Securing Verifiable Credentials using JOSE and COSE; RFC 7515;
RFC 9864 (the algorithm name `Ed25519`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from carbonpress.archive.keys import PublicKey, decoded, did, thumbprint
from carbonpress.archive.ledger import Published
from carbonpress.record.canonical import canonical
from carbonpress.record.schema import ADDRESS as SCHEMA

if TYPE_CHECKING:
    from joserfc.jwk import OKPKey

CREDENTIAL = "credential.jwt"
"""Name of a credential beside the declaration it speaks of."""

ALGORITHM, TYPE, CONTENT = "Ed25519", "vc+jwt", "vc"
HEADER = frozenset({"alg", "cty", "kid", "typ"})
LONGEST_TOKEN = 20_000
MIDNIGHT = "T00:00:00Z"


class SigningUnavailableError(Exception):
    """The library that signs and checks signatures is not installed."""


class ForgeryError(Exception):
    """A token that is not what it claims to be; the message says why."""


@dataclass(frozen=True, slots=True)
class Signature:
    """A good signature: whose key, and the day that the credential was signed for."""

    kid: str
    signed: str


def available() -> bool:
    """Whether signatures can be made and checked here."""
    try:
        _okp()
    except SigningUnavailableError:
        return False
    return True


def new_key() -> dict[str, str]:
    """A new private key as a JSON Web Key; it belongs into a safe place and never into the data folder."""
    made = _okp().generate_key("Ed25519", private=True).as_dict(private=True)
    x, d = str(made["x"]), str(made["d"])
    return {"kty": "OKP", "crv": ALGORITHM, "kid": thumbprint(x), "x": x, "d": d}


def read_private_key(raw: bytes) -> dict[str, str]:
    """The private key in *raw*.

    Raises
    ------
    ForgeryError
        When it is no private key of Ed25519 with its own thumbprint.
    """
    try:
        key = json.loads(raw)
        halves = [decoded(key[name]) for name in ("x", "d")]
        sound = (key["kty"], key["crv"], key["kid"]) == ("OKP", ALGORITHM, thumbprint(key["x"])) and all(halves)
    except (ValueError, KeyError, TypeError, RecursionError):
        sound = False
    if not sound:
        raise ForgeryError("the file holds no private key that `carbonpress sign --new-key` made")
    return {name: key[name] for name in ("kty", "crv", "kid", "x", "d")}


def credential(published: Published, base_url: str, day: date) -> dict[str, Any]:
    """What is said about *published*: the record at its address has this digest."""
    schema = f"{base_url}{SCHEMA}#"
    terms = {name: schema + name for name in ("CarbonFootprintDeclaration", "recordDigest", "version")}
    return {
        "@context": ["https://www.w3.org/ns/credentials/v2", terms],
        "id": published.url + CREDENTIAL,
        "type": ["VerifiableCredential"],
        "issuer": did(base_url),
        "validFrom": day.isoformat() + MIDNIGHT,
        "credentialSubject": {
            "id": published.url,
            "type": "CarbonFootprintDeclaration",
            "version": published.version,
            "recordDigest": published.digest,
        },
    }


def sign(published: Published, base_url: str, day: date, private_key: Mapping[str, str]) -> str:
    """The credential of *published*, signed with *private_key* (a JSON Web Key)."""
    from joserfc import jws

    okp = _okp()
    header = {"alg": ALGORITHM, "cty": CONTENT, "kid": _key_url(base_url, private_key["kid"]), "typ": TYPE}
    key = okp.import_key({name: private_key[name] for name in ("kty", "crv", "x", "d")})
    claims = canonical(credential(published, base_url, day))
    return jws.serialize_compact(header, claims, key, algorithms=[ALGORITHM])


def judged(token: bytes, published: Published, base_url: str, keys: Mapping[str, PublicKey]) -> Signature:
    """The signature of *token*, when it is a good one about *published* by one of *keys*.

    Raises
    ------
    ForgeryError
        When it is not; the message says why.
    SigningUnavailableError
        When signatures cannot be checked here.
    """
    key = _key_of(_header(token), base_url, keys)
    payload = _verified(token, key)
    signed = _day_of(payload)
    if payload != credential(published, base_url, date.fromisoformat(signed)):
        raise ForgeryError("the credential speaks of something else than this version and its record")
    if key.retired is not None and signed > key.retired:
        raise ForgeryError(f"the credential is of {signed}, but the key {key.kid} was retired on {key.retired}")
    if signed < key.added:
        raise ForgeryError(f"the credential is of {signed}, but the key {key.kid} was added on {key.added}")
    return Signature(key.kid, signed)


def judged_at(token: bytes, published: Published, bases: Sequence[str], keys: Mapping[str, PublicKey]) -> Signature:
    """As `judged`, for a site that had several addresses: *bases*, each of which may have signed.

    Raises
    ------
    ForgeryError
        When it is a good one of none of them; the message is about the first.
    SigningUnavailableError
        When signatures cannot be checked here.
    """
    wrong: ForgeryError | None = None
    for base_url in bases:
        try:
            return judged(token, published, base_url, keys)
        except ForgeryError as error:
            wrong = wrong or error
    raise wrong or ForgeryError("the site has no address")


def _header(token: bytes) -> dict[str, Any]:
    """The header of *token*, which has our four entries and nothing else."""
    parts = token.split(b".")
    if len(token) > LONGEST_TOKEN or len(parts) != 3:
        raise ForgeryError("the file is no token in three parts")
    raw = [decoded(part.decode("ascii", "replace")) for part in parts]
    if raw[0] is None or raw[1] is None or raw[2] is None:
        raise ForgeryError("a part of the token is not in base64url")
    header = _object(raw[0], "header")
    if header.get("alg") != ALGORITHM:
        raise ForgeryError(f"the algorithm is {str(header.get('alg'))[:40]!r}, not {ALGORITHM!r}")
    if (header.get("typ"), header.get("cty")) != (TYPE, CONTENT):
        raise ForgeryError("the token is no credential")
    if extra := sorted(set(header) - HEADER):
        raise ForgeryError(f"the header has the entry {extra[0]!r}, which no credential of ours has")
    return header


def _key_of(header: Mapping[str, Any], base_url: str, keys: Mapping[str, PublicKey]) -> PublicKey:
    kid = header.get("kid")
    key = next((key for key in keys.values() if kid == _key_url(base_url, key.kid)), None)
    if key is None:
        raise ForgeryError(f"the key {str(kid)[:120]!r} is not one of this company")
    if key.revoked is not None:
        reason = f": {key.reason}" if key.reason else ""
        raise ForgeryError(f"the key {key.kid} was revoked on {key.revoked}{reason}")
    return key


def _verified(token: bytes, key: PublicKey) -> dict[str, Any]:
    """The payload of *token*, when *key* signed it."""
    okp = _okp()
    from joserfc import jws
    from joserfc.errors import JoseError

    try:
        opened = jws.deserialize_compact(token, okp.import_key({**key.jwk}), algorithms=[ALGORITHM])
    except (JoseError, ValueError) as error:
        raise ForgeryError("the signature is not of this content by this key") from error
    payload = _object(opened.payload, "payload")
    if canonical(payload) != opened.payload:
        raise ForgeryError("the payload is not in canonical form")
    return payload


def _day_of(payload: Mapping[str, Any]) -> str:
    moment = payload.get("validFrom")
    day = moment.removesuffix(MIDNIGHT) if isinstance(moment, str) else ""
    try:
        return date.fromisoformat(day).isoformat()
    except ValueError:
        raise ForgeryError("the credential names no day on which it was signed") from None


def _object(raw: bytes, what: str) -> dict[str, Any]:
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        raise ForgeryError(f"the {what} of the token is no JSON object")
    return data


def _key_url(base_url: str, kid: str) -> str:
    return f"{did(base_url)}#{kid}"


def _okp() -> type[OKPKey]:
    try:
        from joserfc.jwk import OKPKey
    except ImportError as error:
        raise SigningUnavailableError("signatures need `pip install 'carbonpress[sign]'`") from error
    return OKPKey
