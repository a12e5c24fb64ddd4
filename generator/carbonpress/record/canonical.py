"""One record, one row of bytes: the canonical form that is frozen, hashed and signed.

Source: RFC 8785, JSON Canonicalization Scheme. Numbers in a record are decimal strings, so that no reader's floating
point can change them; the few whole numbers (versions, years) are far below 2^53.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import rfc8785

ALGORITHM = "sha256"


def canonical(value: Mapping[str, Any]) -> bytes:
    """The canonical JSON of *value*: UTF-8, keys in the order of their UTF-16 code units, no space, no line break.

    >>> canonical({"b": "1.50", "a": [True, None, 3]})
    b'{"a":[true,null,3],"b":"1.50"}'

    Raises
    ------
    ValueError
        When *value* holds what JSON cannot carry: half a surrogate pair, an integer beyond 2^53.
    """
    return rfc8785.dumps(dict(value))


def digest(value: Mapping[str, Any]) -> str:
    """`sha256:` and the SHA-256 of the canonical form in hexadecimal; what the ledger keeps of a record."""
    return digest_of(canonical(value))


def digest_of(content: bytes) -> str:
    """`sha256:` and the SHA-256 of *content* in hexadecimal.

    >>> digest_of(b"")
    'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
    """
    return f"{ALGORITHM}:{hashlib.sha256(content).hexdigest()}"
