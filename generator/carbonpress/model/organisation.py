"""Who makes and answers for the declarations, and under whose programme."""

from __future__ import annotations

from carbonpress.model.scalar import Address, Email, Line
from carbonpress.model.text import Text, Words


class Operator(Words):
    """The programme operator."""

    name: Text
    """Name of the operator or its programme."""
    address: Text | None = None
    """Postal address."""
    website: Address | None = None
    """Web address."""


class Contact(Words):
    """Whom to ask."""

    person: Text | None = None
    """Name or department."""
    phone: Line | None = None
    """Telephone number with country code."""
    email: Email | None = None
    """E-mail address."""


class Organisation(Words):
    """Who makes and answers for the declarations: `declarations/organisation.yml`."""

    name: Text
    """Registered name."""
    address: Text | None = None
    """Registered address."""
    legal_representative: Text | None = None
    """Legal representative, for the cover of the report (T/CCSA 603-2024, annex B)."""
    contact: Contact | None = None
    """Whom to ask."""
    website: Address | None = None
    """Web address."""
    about: Text | None = None
    """What the organisation does."""
    programme: Operator | None = None
    """Programme operator of declarations that name none."""
