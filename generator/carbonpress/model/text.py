"""Text in Chinese and English."""

from __future__ import annotations

import re
from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator

from carbonpress.model.scalar import Prose, refuse

LANGUAGES = ("zh", "en")
HAN = re.compile(r"[㐀-鿿豈-﫿\U00020000-\U0003134f]")


class Words(BaseModel):
    """Base of all models of the input: closed, frozen, nothing unknown passes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(Words):
    """A text in Chinese and English; at least one of them is given.

    In YAML either `{zh: 光缆, en: optical cable}` or a plain text.  A plain text
    with Han characters is Chinese only; one without (a model number, a trade
    name) stands for both languages.
    """

    zh: Prose | None = None
    en: Prose | None = None

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, value: Any) -> Any:
        if isinstance(value, str):
            return {"zh": value} if HAN.search(value) else {"zh": value, "en": value}
        if not isinstance(value, dict) or not set(value) & set(LANGUAGES):
            raise refuse("text", "a text is missing", "a text, or {zh: …, en: …}")
        return value

    def missing(self) -> list[str]:
        """The languages in which the text is not given."""
        return [language for language in LANGUAGES if getattr(self, language) is None]
