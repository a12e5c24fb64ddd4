"""Which variants of the label there are, and which of them a site and a declaration ask for."""

from __future__ import annotations

from dataclasses import dataclass, field

from carbonpress.press.common.label_size import main_size
from carbonpress.press.common.page import Site
from carbonpress.press.label.ink import Printing
from carbonpress.press.label.label import INKS, LANGUAGES, ORIGINAL, PLAIN, SIZES, Brand, Composed, Print, compose_label
from carbonpress.record.shape import Record

LOOKS = tuple(f"{language}-{ink}" for language in LANGUAGES for ink in INKS)
"""Languages and inks of a label."""

VARIANTS = tuple(f"{size}-{look}" for size in SIZES for look in LOOKS)
"""Every variant of the label: size, language and ink."""

USUAL_SIZES = ("standard", "compact")
"""Sizes that are pressed where neither the site nor the declaration chooses."""


@dataclass(frozen=True, slots=True)
class Labels:
    """Which variants of the label to press.

    `wanted` are those besides the main label, None for the usual ones; a
    declaration may choose other sizes, see `variants_of`.  `images` among them
    come as PNG too.  Without `png` nothing does, nor is there a PDF: that takes
    longer than all the rest.
    """

    wanted: tuple[str, ...] | None = None
    images: tuple[str, ...] = ()
    brand: Brand = PLAIN
    png: bool = True
    printing: Printing = field(default_factory=Printing)


def parts_of(variant: str) -> tuple[str, str, str]:
    """Size, language and ink of a variant.

    >>> parts_of("standard-zh-en-colour")
    ('standard', 'zh-en', 'colour')
    """
    size, _, look = variant.partition("-")
    language, _, ink = look.rpartition("-")
    return size, language, ink


def main_variant(site: Site, record: Record) -> str:
    """The variant that pages show as `label.svg`: in colour, in all languages of the site, in the standard size.

    A declaration that chooses its sizes names that of its main label first.
    """
    return f"{main_size(record)}-{'zh-en' if len(site.languages) > 1 else site.languages[0]}-colour"


def variants_of(record: Record, main: str, labels: Labels) -> tuple[str, ...]:
    """The variants to press of *record*, the *main* one first, each once.

    Sizes that a declaration chooses come in the languages and inks in which the
    site has its labels.
    """
    sizes, wanted = record.get("labels"), labels.wanted
    if wanted is not None and not sizes:
        return tuple(dict.fromkeys([main, *wanted]))
    looks = LOOKS if wanted is None else [variant.partition("-")[2] for variant in wanted or (main,)]
    return tuple(dict.fromkeys([main, *(f"{size}-{look}" for size in sizes or USUAL_SIZES for look in looks)]))


def composed(
    record: Record, variant: str, brand: Brand = PLAIN, printed: Print = ORIGINAL, state: str = ""
) -> Composed:
    """The label of *record* in a variant `<size>-<language>-<ink>`; *state* as `label_texts` takes it.

    Raises
    ------
    LabelDoesNotFit, QrTooSmall
        See `press.label.label.compose_label`.
    """
    return compose_label(record, *parts_of(variant), brand, printed, state)
