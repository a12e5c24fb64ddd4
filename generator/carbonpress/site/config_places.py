"""Where each part of `mkdocs.yml` stands, for findings: MkDocs says what is wrong, but not where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from carbonpress.source.document import KeyPath
from carbonpress.source.finding import Finding, Severity

MOST_BYTES = 1_000_000
MOST_DEPTH = 40
"""Levels of nesting; MkDocs's loader gives up at some hundred, libyaml's composer overruns the stack."""

PLUGIN = "carbonpress"

Parser: Any = getattr(yaml, "CLoader", yaml.Loader)


class ConfigSyntaxError(Exception):
    """`mkdocs.yml` is no YAML mapping; says why, and at which line and column."""

    def __init__(self, what: str, line: int = 1, column: int = 1) -> None:
        super().__init__(what)
        self.line = line
        self.column = column


@dataclass(frozen=True, slots=True)
class ConfigPlaces:
    """The nodes of the `mkdocs.yml` called `name`; without `root` everything stands at its beginning."""

    name: str
    root: yaml.MappingNode | None = None

    def config_finding(
        self,
        rule: str,
        path: KeyPath,
        message: str,
        expected: str = "",
        mend: str = "",
        severity: Severity = Severity.ERROR,
    ) -> Finding:
        """What is wrong with the value at *path*, or with its not being there."""
        line, column = self.place(*path)
        return Finding(self.name, line, column, rule, message, expected, mend, severity=severity)

    def place(self, *path: str | int) -> tuple[int, int]:
        """Line and column of the value at *path*; where it does not exist, of the nearest value around it that does."""
        if self.root is None:
            return 1, 1
        node: yaml.Node = self.root
        for segment in path:
            found = _below(node, segment)
            if found is None:
                break
            node = found
        return node.start_mark.line + 1, node.start_mark.column + 1

    def place_of_text(self, text: str) -> tuple[int, int]:
        """Line and column of the first value that is *text*, wherever it stands."""
        waiting: list[yaml.Node] = [self.root] if self.root else []
        while waiting:
            node = waiting.pop(0)
            if isinstance(node, yaml.ScalarNode) and node.value == text:
                return node.start_mark.line + 1, node.start_mark.column + 1
            if isinstance(node, yaml.CollectionNode):
                pairs = isinstance(node, yaml.MappingNode)
                waiting += [each[1] for each in node.value] if pairs else node.value
        return 1, 1

    def option(self, *path: str | int) -> KeyPath:
        """The path of an option of our plugin."""
        return (*next(self.plugins(), ("plugins",)), *path)

    def plugins(self) -> Iterator[KeyPath]:
        """The path of each place that names our plugin."""
        plugins = None if self.root is None else _below(self.root, "plugins")
        if isinstance(plugins, yaml.MappingNode):
            if _below(plugins, PLUGIN) is not None:
                yield "plugins", PLUGIN
        elif isinstance(plugins, yaml.SequenceNode):
            for index, entry in enumerate(plugins.value):
                if isinstance(entry, yaml.MappingNode) and _below(entry, PLUGIN) is not None:
                    yield "plugins", index, PLUGIN
                elif isinstance(entry, yaml.ScalarNode) and entry.value == PLUGIN:
                    yield "plugins", index


def read_places(config: Path) -> ConfigPlaces:
    """The places of the file *config*.

    Raises
    ------
    ConfigSyntaxError
        Where it is no YAML mapping, too big or too deep.
    OSError
        Where it cannot be read.
    """
    raw = config.read_bytes()
    if len(raw) > MOST_BYTES:
        raise ConfigSyntaxError(f"the file has {len(raw)} bytes, more than {MOST_BYTES}")
    try:
        text = raw.decode("utf-8-sig")
        _look_through(text)
        node = yaml.compose(text, Loader=Parser)
    except UnicodeDecodeError as error:
        raise ConfigSyntaxError(f"the file is not UTF-8 (byte {error.start})") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise ConfigSyntaxError(f"the file is no YAML: {error.problem or error.context}", *place) from error
    except yaml.YAMLError as error:
        raise ConfigSyntaxError(f"the file is no YAML: {str(error).splitlines()[0]}") from error
    if not isinstance(node, yaml.MappingNode):
        raise ConfigSyntaxError("the file holds no keys and values")
    return ConfigPlaces(config.name, node)


def _look_through(text: str) -> None:
    """Refuse what no loader survives, or what is not one document."""
    depth = documents = 0
    for event in yaml.parse(text, Loader=Parser):
        mark = event.start_mark
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.DocumentStartEvent):
            documents += 1
        if depth > MOST_DEPTH or documents > 1:
            what = f"the nesting is deeper than {MOST_DEPTH} levels" if depth else "a second document begins here"
            raise ConfigSyntaxError(what, *((mark.line + 1, mark.column + 1) if mark else (1, 1)))


def _below(node: yaml.Node, segment: str | int) -> yaml.Node | None:
    """The node at *segment* of *node*; of two equal keys the last, which is the one that counts."""
    if isinstance(node, yaml.MappingNode):
        found = [value for key, value in node.value if isinstance(key, yaml.ScalarNode) and key.value == segment]
        return found[-1] if found else None
    if isinstance(node, yaml.SequenceNode) and isinstance(segment, int) and 0 <= segment < len(node.value):
        item: yaml.Node = node.value[segment]
        return item
    return None
