"""Plain data to a model: whatever does not fit becomes a finding at its line and column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from carbonpress.model.anatomy import (
    Location,
    all_keys,
    choices_at,
    description,
    fields_that_hold,
    keys,
    model_at,
)
from carbonpress.model.declaration import Declaration
from carbonpress.model.factor import FactorFile
from carbonpress.model.hint import near_miss
from carbonpress.model.inventory import KINDS, Entry
from carbonpress.model.organisation import Organisation
from carbonpress.model.quantity import Units
from carbonpress.model.rules import CategoryRules
from carbonpress.model.scalar import shown, stands_in_place_of
from carbonpress.source.document import MAX_DEPTH, Data, Document, KeyPath, Place
from carbonpress.source.finding import Finding
from carbonpress.source.pruning import pruned

Model = TypeVar("Model", bound=BaseModel)

ROOTS = (Declaration, Organisation, FactorFile, CategoryRules)
"""The models of the files that companies write."""
OFFSET_WORDS = frozenset({"offset", "offsets", "carbon_offset", "carbon_offsets", "carbon_credit", "carbon_credits"})
LIMITS = {
    "greater_than": ("gt", "more than {}"),
    "greater_than_equal": ("ge", "{} or more"),
    "less_than": ("lt", "less than {}"),
    "less_than_equal": ("le", "{} or less"),
}
SHAPES = {
    "list_type": ("a list", "begin each item on a line of its own with '- '"),
    "dict_type": ("a mapping", "write 'key: value' lines below the key"),
    "model_type": ("a mapping", "write 'key: value' lines below the key"),
}


def decode(
    cls: type[Model], document: Document, units: Units, path: KeyPath = ()
) -> tuple[Model | None, list[Finding]]:
    """The model that the data at *path* of *document* describe, or None and what is wrong with them, sorted.

    *units* are the units in which amounts may be given.  A key that speaks of
    offsetting is refused at any depth, unless *cls* itself has that key.

    Raises
    ------
    LookupError
        When the document has no data at *path*.
    """
    data = _value_at(document.data, path)
    findings = [
        _offset(document, found)
        for found in (_offset_keys(data, path) if _speaks_of_offsets(data) else ())
        if found[:-1] != path or found[-1] not in keys(cls)
    ]
    model = None
    try:
        model = cls.model_validate(data, context={"units": units})
    except ValidationError as errors:
        view = _View(cls, document, path)
        findings += [found for error in errors.errors(include_url=False) for found in view.findings(error)]
    return (None if findings else model), sorted(set(findings))


@dataclass(frozen=True, slots=True)
class Remainder(Generic[Model]):
    """What a document describes without its wrong parts: the model, and the document without them.

    `touched` are the places of what held the parts that were left out; what is
    found there may be found because they are missing.
    """

    model: Model
    document: Document
    touched: frozenset[Place]


def decode_remainder(cls: type[Model], document: Document, units: Units) -> Remainder[Model] | None:
    """What *document* describes when each wrong value is left out with the smallest part that the model can spare.

    None where nothing sound is left.
    """
    touched: set[Place] = set()
    for _ in range(MAX_DEPTH):
        try:
            model = cls.model_validate(document.data, context={"units": units})
            return Remainder(model, document, frozenset(touched))
        except ValidationError as errors:
            view = _View(cls, document, ())
            wrong = {view.wrong(error) for error in errors.errors(include_url=False)}
        if () in wrong:
            return None
        touched |= {document.place(path[:length]) for path in wrong for length in range(1, len(path))}
        document = pruned(document, wrong)
    return None


@dataclass(frozen=True, slots=True)
class _View:
    """Turns pydantic's errors into findings, each told by what the author wrote and what the model has there."""

    cls: type[BaseModel]
    document: Document
    base: KeyPath

    def findings(self, error: ErrorDetails) -> Iterator[Finding]:
        """The finding for one error; none where the key in question was refused as an offset already."""
        location = error["loc"]
        path = self._path(location)
        match error["type"]:
            case "missing":
                yield self._missing(location)
            case "extra_forbidden":
                if location[-1] not in OFFSET_WORDS:
                    yield self._unknown(location)
            case "kind":
                if not _is_about_offsets(error["input"]):
                    yield self._no_kind(path, error["input"])
            case "literal_error":
                yield self._no_choice(path, location, error["input"])
            case kind if kind in LIMITS:
                name, words = LIMITS[kind]
                what = f"{shown(error['input'])} is out of range"
                yield self._at(path, "range", what, words.format(error["ctx"][name]))
            case "too_short":
                empty = "mapping" if isinstance(error["input"], dict) else "list"
                least = f"at least {error['ctx']['min_length']} item"
                yield self._at(path, "too-few", f"the {empty} {named(path)} is empty", least)
            case "type" if _is_blank(error["input"]) and "what" in error.get("ctx", {}):
                yield self._at(path, "type", f"{named(path)} is still empty", error["ctx"]["expected"])
            case "text" | "id" if _is_blank(error["input"]):
                yield self._at(path, "text", f"{named(path)} is still empty", error["ctx"]["expected"])
            case kind if kind in SHAPES:
                shape, mend = SHAPES[kind]
                yield self._at(path, "type", stands_in_place_of(error["input"], shape), self._keys(location), mend)
            case kind if "what" in error.get("ctx", {}):
                told = error["ctx"]
                of_key = location[-1:] == ("[key]",) or isinstance(error["input"], dict)
                yield self._at(path, kind, told["what"], told["expected"], told["mend"], of_key)
            case _:
                yield self._at(path, "type", f"{shown(error['input'])} does not fit here")

    def wrong(self, error: ErrorDetails) -> KeyPath:
        """The path of the value that an error is about; for a missing key, of what lacks it."""
        return self._path(error["loc"][:-1] if error["type"] == "missing" else error["loc"])

    def _at(
        self, path: KeyPath, rule: str, what: str, expected: str = "", mend: str = "", key: bool = False
    ) -> Finding:
        line, column = self.document.place(path, key)
        return Finding(self.document.name, line, column, rule, what, expected, mend)

    def _path(self, location: Location) -> KeyPath:
        """The place in the document that *location* means.

        Tags of unions, and what a model put in between by itself (`fossil` around
        a plain mass), are not in the document and are left out.
        """
        path, here = self.base, _value_at(self.document.data, self.base)
        for segment in location:
            if (isinstance(here, dict) and segment in here) or (isinstance(here, list) and isinstance(segment, int)):
                path, here = (*path, segment), _value_at(here, (segment,))
        return path

    def _missing(self, location: Location) -> Finding:
        *above, name = location
        cls = model_at(self.cls, tuple(above))
        use = description(cls, keys(cls)[str(name)]) if cls else ""
        what = f"the key {str(name)!r} is missing"
        return self._at(self._path(tuple(above)), "missing-key", what, use, f"add '{name}: …'", key=True)

    def _unknown(self, location: Location) -> Finding:
        *above, name = location
        cls = model_at(self.cls, tuple(above)) or self.cls
        given = _value_at(self.document.data, self._path(tuple(above)))
        known = [key for key in keys(cls) if key not in OFFSET_WORDS]
        if issubclass(cls, Entry) and name in KINDS:
            mend = f"begin a new line with '- {name}: …'"
        elif name in all_keys(ROOTS):
            # A key that means something elsewhere is no misspelling of another one.
            mend = self._where(cls, tuple(above), str(name))
        else:
            free = [key for key in known if not isinstance(given, dict) or key not in given]
            mend = near_miss(str(name), free) or near_miss(str(name), known)
        path = (*self._path(tuple(above)), name)
        # The list of all keys serves those who cannot be told which one they meant.
        expected = "" if mend else f"one of {', '.join(known)}"
        return self._at(path, "unknown-key", f"unknown key {shown(name)}", expected, mend, key=True)

    def _where(self, cls: type[BaseModel], above: Location, name: str) -> str:
        """Where else near by the key belongs: below a key of *cls*, or beside one that *cls* stands below."""
        if fields := fields_that_hold(cls, name):
            return "write it below " + " or ".join(repr(field) for field in fields)
        for depth in range(len(above) - 1, -1, -1):
            outer = model_at(self.cls, above[:depth])
            named = isinstance(above[depth], str) and ":" not in str(above[depth])
            if named and outer is not None and name in keys(outer):
                return f"write it beside {above[depth]!r}, not below it"
        return ""

    def _no_kind(self, path: KeyPath, value: Any) -> Finding:
        expected = f"a key that says what the line is: {', '.join(KINDS)}"
        if not isinstance(value, dict):
            return self._at(path, "kind", stands_in_place_of(value, "a line of the inventory"), expected)
        hints = {key: near_miss(key, KINDS) for key in value if key not in all_keys(ROOTS)}
        meant = next((key for key, hint in hints.items() if hint), None)
        if meant is None:
            return self._at(path, "kind", "the line does not say what it is", expected)
        return self._at((*path, meant), "kind", f"{shown(meant)} is no kind of line", expected, hints[meant], key=True)

    def _no_choice(self, path: KeyPath, location: Location, value: Any) -> Finding:
        choices = choices_at(self.cls, location)
        what = (
            f"{shown(value)} is not one of the choices"
            if isinstance(value, str)
            else stands_in_place_of(value, "a word")
        )
        mend = near_miss(value, choices) if isinstance(value, str) else ""
        return self._at(path, "choice", what, f"one of {', '.join(choices)}", mend, location[-1:] == ("[key]",))

    def _keys(self, location: Location) -> str:
        cls = model_at(self.cls, location)
        required = [key for key, name in keys(cls).items() if cls.model_fields[name].is_required()] if cls else []
        return f"at least the keys {', '.join(required)}" if required else ""


def _is_blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def named(path: KeyPath) -> str:
    """*path* as an author says it: `inventory.production[2].amount`, the items of a list counted from 1."""
    parts = [f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path]
    return "".join(parts).removeprefix(".")


def _offset(document: Document, path: KeyPath) -> Finding:
    line, column = document.place(path, key=True)
    what = f"{shown(path[-1])}: carbon offsetting never counts towards the footprint of a product"
    expected = "removals inside the product's own system, as lines of kind removal"
    mend = "take it out; there is no place for it in a declaration"
    return Finding(document.name, line, column, "offset", what, expected, mend, "T/CCSA 603-2024, 5.2.1")


def _speaks_of_offsets(data: Data) -> bool:
    """Whether any key does: quicker than to make the paths of all keys, of which hardly ever one is wanted."""
    if type(data) is dict:
        return not OFFSET_WORDS.isdisjoint(data) or any(map(_speaks_of_offsets, data.values()))
    return type(data) is list and any(map(_speaks_of_offsets, data))


def _offset_keys(data: Data, path: KeyPath) -> Iterator[KeyPath]:
    """The paths of all keys that speak of offsetting; not of those inside another one."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from [(*path, key)] if key in OFFSET_WORDS else _offset_keys(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _offset_keys(value, (*path, index))


def _is_about_offsets(line: Any) -> bool:
    return isinstance(line, dict) and not OFFSET_WORDS.isdisjoint(line)


def _value_at(data: Any, path: KeyPath) -> Any:
    for segment in path:
        data = data[segment]
    return data
