"""Text in Chinese and English."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Discriminator, GetJsonSchemaHandler, Tag, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from carbonpress.model.language import LANGUAGES
from carbonpress.model.scalar import Line, Prose, refuse, stands_in_place_of

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
    """The text in Chinese."""
    en: Prose | None = None
    """The text in English."""

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, value: Any) -> Any:
        if isinstance(value, str):
            return {"zh": value} if HAN.search(value) else {"zh": value, "en": value}
        if isinstance(value, (dict, Text)):
            return value
        expected = "a text, or {zh: …, en: …}"
        raise refuse("type", stands_in_place_of(value, "a text"), expected)

    @model_validator(mode="after")
    def _given(self) -> Text:
        if self.zh is None and self.en is None:
            raise refuse("text", "the text is given in no language", "a text, or {zh: …, en: …}")
        return self

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """A plain text, or one by language."""
        by_language = handler.resolve_ref_schema(handler(schema))
        return {"title": "Text", "anyOf": [{"type": ["string", "number"]}, {**by_language, "minProperties": 1}]}

    def missing(self) -> list[str]:
        """The languages in which the text is not given."""
        return [language for language in LANGUAGES if getattr(self, language) is None]


def _form(value: Any) -> str:
    return "form:text" if isinstance(value, (dict, Text)) else "form:line"


LineOrText = Annotated[
    Annotated[Line, Tag("form:line")] | Annotated[Text, Tag("form:text")],
    Discriminator(_form),
]
"""One line that serves both languages, or a text by language."""
