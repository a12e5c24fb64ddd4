"""Text by language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import (
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    GetJsonSchemaHandler,
    Tag,
    create_model,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from carbonpress.model.language import FALLBACK, KNOWN_LANGUAGES, LANGUAGES
from carbonpress.model.scalar import Line, Prose, refuse, stands_in_place_of

FORM = "a text, or {" + ", ".join(f"{language}: …" for language in LANGUAGES) + "}"


class Words(BaseModel):
    """Base of all models of the input: closed, frozen, nothing unknown passes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class TextByLanguage(Words):
    """A text by language, given in one of them at least.

    In YAML either `{zh: …, en: optical cable}` or a plain text.  A plain text
    with characters of one language (Han for Chinese) is in that language only;
    one without (a model number, a trade name) serves all of them.
    """

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, value: Any) -> Any:
        if isinstance(value, str):
            return dict.fromkeys(_languages_of(value), value)
        if isinstance(value, (dict, TextByLanguage)):
            return value
        raise refuse("type", stands_in_place_of(value, "a text"), FORM)

    @model_validator(mode="after")
    def _given(self) -> TextByLanguage:
        if not self.by_language():
            raise refuse("text", "the text is given in no language", FORM)
        return self

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """A plain text, or one by language."""
        by_language = handler.resolve_ref_schema(handler(schema))
        return {"title": "Text", "anyOf": [{"type": ["string", "number"]}, {**by_language, "minProperties": 1}]}

    def by_language(self) -> dict[str, str]:
        """The text in each language in which it is given, in the order of `LANGUAGES`."""
        return {language: said for language in LANGUAGES if (said := getattr(self, language)) is not None}

    def get(self, language: str) -> str | None:
        """The text in *language*; None where it is not given there."""
        said: str | None = getattr(self, language)
        return said

    def in_(self, language: str) -> str:
        """The text in *language*, or in the first other one in which it is given."""
        return self.get(language) or next(iter(self.by_language().values()))

    @property
    def any(self) -> str:
        """The text in the language of findings, or in another one where it is given only there."""
        return self.in_(FALLBACK)

    def missing(self) -> list[str]:
        """The languages in which the text is not given."""
        return [language for language in LANGUAGES if self.get(language) is None]


def _languages_of(plain: str) -> Iterator[str]:
    """The languages that a plain text is in."""
    own = [
        id_ for id_, language in KNOWN_LANGUAGES.items() if language.plain is not None and language.plain.search(plain)
    ]
    yield from own or LANGUAGES


if TYPE_CHECKING:

    class Text(TextByLanguage):
        """A field for each language of `LANGUAGES`."""

        def __init__(self, **by_language: str | None) -> None: ...

else:
    Text = create_model(
        "Text",
        __base__=TextByLanguage,
        __module__=__name__,
        __doc__=TextByLanguage.__doc__,
        **{
            id_: (Prose | None, Field(None, description=f"The text in {language.english}."))
            for id_, language in KNOWN_LANGUAGES.items()
        },
    )


def _form(value: Any) -> str:
    return "form:text" if isinstance(value, (dict, TextByLanguage)) else "form:line"


LineOrText = Annotated[
    Annotated[Line, Tag("form:line")] | Annotated[Text, Tag("form:text")],
    Discriminator(_form),
]
"""One line that serves every language, or a text by language."""
