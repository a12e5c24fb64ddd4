"""What tests of the model share: the table of units, and reading a snippet of YAML as a model."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pydantic import BaseModel

from carbonpress.model.decode import decode
from carbonpress.model.quantity import Units
from carbonpress.reference.load import shipped_library
from carbonpress.source.document import parse
from carbonpress.source.finding import Finding

Decoder = Callable[[type[BaseModel], str], tuple[Any, list[Finding]]]


@pytest.fixture(scope="session")
def units() -> Units:
    """All units of the shipped table."""
    return shipped_library().units


@pytest.fixture(scope="session")
def decoded(units: Units) -> Decoder:
    """Reads sound YAML as a model: the model or None, and the findings."""

    def read(cls: type[BaseModel], text: str) -> tuple[Any, list[Finding]]:
        document, findings = parse(text.encode(), "a.yml")
        assert document is not None
        assert [] == findings
        return decode(cls, document, units)

    return read
