"""An editor (yaml-language-server) with the schemas of `carbonpress schema`: no false alarms, help in each language."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import BaseModel
from tests.foreign.conftest import HOME
from tests.site.conftest import copied, run_in

from carbonpress.model.declaration import Declaration
from carbonpress.model.organisation import Organisation
from carbonpress.site.editor import key_description

GLOBS = {
    "declaration": "declarations/products/**/*.yml",
    "organisation": "declarations/organisation.yml",
    "factors": "declarations/factors/**/*.yml",
    "rules": "declarations/rules/**/*.yml",
}
PRODUCT = "declarations/products/gyta53-24b1.yml"
LINE = "inventory:\n  production:\n  - material: x\n"
OWN_FACTOR = "example/pbt-compound@2025"
HAN, ENGLISH = re.compile(r"[\u4e00-\u9fff]"), re.compile(r"[A-Za-z]{3,}")
UNIT = "name: {zh: 托盘, en: pallet}, size: 500, of: piece, clause: '1'"


class Editor:
    """yaml-language-server over stdio, as an editor drives it (Language Server Protocol 3.17)."""

    def __init__(self, folder: Path) -> None:
        server = HOME / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
        self.folder = folder
        self.number = 0
        self.diagnostics: dict[str, list[Any]] = {}
        self.process = subprocess.Popen(
            [str(shutil.which("node")), str(server), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        schemas = {(folder / ".schema" / f"{kind}.json").as_uri(): glob for kind, glob in GLOBS.items()}
        self.settings = {
            "yaml": {
                "schemas": schemas,
                "schemaStore": {"enable": False},
                "validate": True,
                "hover": True,
                "completion": True,
            }
        }
        snippets = {"textDocument": {"completion": {"completionItem": {"snippetSupport": True}}}}
        self.ask(
            "initialize",
            {
                "processId": None,
                "rootUri": folder.as_uri(),
                "capabilities": {**snippets, "workspace": {"configuration": True}},
            },
        )
        self.tell("initialized", {})
        self.tell("workspace/didChangeConfiguration", {"settings": self.settings})

    def open(self, name: str, text: str | None = None) -> list[str]:
        """Open a file, with *text* in place of what it holds, and return the messages of its diagnostics."""
        path = self.folder / name
        if text is None:
            text = path.read_text(encoding="utf-8")
        uri = path.as_uri()
        # The server keeps what it has read by address and version.
        self.number += 1
        told = {"uri": uri, "languageId": "yaml", "version": self.number, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": told})
        self._await(uri)
        return [f"{found['range']['start']['line'] + 1}: {found['message']}" for found in self.diagnostics[uri]]

    def close(self, name: str) -> None:
        """Close a file; the server takes its diagnostics back."""
        uri = (self.folder / name).as_uri()
        self.tell("textDocument/didClose", {"textDocument": {"uri": uri}})
        self._await(uri)

    def hover(self, name: str, line: int, column: int) -> str:
        """What is shown beside the pointer, without the escapes of Markdown."""
        found = self.ask("textDocument/hover", self._at(name, line, column))
        return re.sub(r"\\(.)", r"\1", found["contents"]["value"]) if found else ""

    def complete(self, name: str, line: int, column: int) -> dict[str, str]:
        """What is offered at a place: the text that would be written, by label."""
        found = self.ask("textDocument/completion", self._at(name, line, column))
        items = found["items"] if isinstance(found, dict) else found
        return {item["label"]: item.get("textEdit", {}).get("newText", item.get("insertText")) for item in items}

    def offered(self, name: str, text: str) -> dict[str, str]:
        """What is offered where `|` stands in *text*."""
        before, _, after = text.partition("|")
        self.open(name, before + after)
        found = self.complete(name, before.count("\n"), len(before.rpartition("\n")[2]))
        self.close(name)
        return found

    def stop(self) -> None:
        """End the server."""
        self.process.kill()
        self.process.communicate()

    def _await(self, uri: str) -> None:
        """Wait for diagnostics of a file."""
        self.diagnostics.pop(uri, None)
        while uri not in self.diagnostics:
            self.take()

    def _at(self, name: str, line: int, column: int) -> dict[str, Any]:
        uri = (self.folder / name).as_uri()
        return {"textDocument": {"uri": uri}, "position": {"line": line, "character": column}}

    def ask(self, method: str, params: Any) -> Any:
        """The answer to a request."""
        self.number += 1
        number = self.number
        self._send({"id": number, "method": method, "params": params})
        while True:
            said = self.take()
            if said.get("id") == number and "method" not in said:
                assert "error" not in said, said
                return said["result"]

    def tell(self, method: str, params: Any) -> None:
        """Send a notification."""
        self._send({"method": method, "params": params})

    def take(self) -> dict[str, Any]:
        """The next message of the server; its requests are answered, its diagnostics kept."""
        assert self.process.stdout is not None
        length = 0
        while line := self.process.stdout.readline().strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.partition(b":")[2])
        assert length, "the server has ended"
        said: dict[str, Any] = json.loads(self.process.stdout.read(length))
        if said.get("method") == "textDocument/publishDiagnostics":
            self.diagnostics[said["params"]["uri"]] = said["params"]["diagnostics"]
        elif "method" in said and "id" in said:
            result = None
            if said["method"] == "workspace/configuration":
                result = [self.settings.get(item["section"]) for item in said["params"]["items"]]
            self._send({"id": said["id"], "result": result})
        return said

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """An editor in the example project, to which a unit of its own is added."""
    folder = copied(tmp_path_factory.mktemp("edited"))
    rules = folder / "declarations" / "rules" / "published-server-sheet.yml"
    rules.write_text(f"{rules.read_text(encoding='utf-8')}\nown_units:\n  pallet: {{{UNIT}}}\n", encoding="utf-8")
    running = started(folder)
    yield running
    running.stop()


def started(folder: Path) -> Editor:
    """An editor in a project, with the schemas that `carbonpress schema` makes there."""
    done = run_in(folder, "carbonpress", "schema", "--to", ".schema")
    assert 0 == done.returncode, done.stderr
    return Editor(folder)


def example_files() -> list[str]:
    """Every data file of the example project."""
    root = Path(__file__).parents[2]
    return sorted(path.relative_to(root).as_posix() for path in (root / "declarations").rglob("*.yml"))


def key_nodes(node: yaml.Node, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], yaml.Node]]:
    """Each key of a file, by the keys above it and itself; items of a list share the path of the list."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (*path, key.value), key
            yield from key_nodes(value, (*path, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from key_nodes(item, path)


def marked_keys(editor: Editor, name: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each key of a file once, with the keys above it, and what hovering over it shows."""
    root = yaml.compose((editor.folder / name).read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    for path, key in dict(key_nodes(root)).items():
        # The server explains no key that is a number, as the classes of `secondary_priority` are.
        if key.tag == "tag:yaml.org,2002:str":
            # Between two lines the server takes the pointer to be still on the one before.
            yield path, editor.hover(name, key.start_mark.line, key.start_mark.column + 1)


@pytest.mark.parametrize("name", example_files())
def test_an_example_has_no_diagnostics_and_every_key_is_explained(editor: Editor, name: str) -> None:
    """No example is marked, and hovering over any of its keys tells in Chinese and in English what it is for."""
    assert [] == editor.open(name)
    shown = dict(marked_keys(editor, name))
    editor.close(name)
    untold = {key: told for key, told in shown.items() if not (HAN.search(told) and ENGLISH.search(told))}
    assert {} == untold


@pytest.mark.parametrize(
    ("name", "cls"), [("declarations/organisation.yml", Organisation), (PRODUCT, Declaration)], ids=str
)
def test_the_explanation_is_that_of_the_key(editor: Editor, name: str, cls: type[BaseModel]) -> None:
    """Hovering over a key shows its description in both languages, word by word."""
    editor.open(name)
    shown = {path[0]: told for path, told in marked_keys(editor, name) if len(path) == 1}
    editor.close(name)
    assert shown
    for key, told in shown.items():
        for language in ("zh", "en"):
            assert plain(key_description(cls, key, language)) in plain(told)


def plain(text: str) -> str:
    """A text without what Markdown escapes."""
    return re.sub(r"[\\`*_]", "", text)


def test_in_a_project_of_one_language_keys_are_explained_in_it(tmp_path: Path) -> None:
    """Where the site has English alone, no Chinese is shown."""
    folder = copied(tmp_path)
    said = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    (folder / "mkdocs.yml").write_text(
        said.replace("data_dir: declarations\n", "data_dir: declarations\n      languages: [en]\n"), encoding="utf-8"
    )
    editor = started(folder)
    editor.open(PRODUCT)
    shown = dict(marked_keys(editor, PRODUCT))
    editor.stop()
    assert [] == [key for key, told in shown.items() if HAN.search(told) or not ENGLISH.search(told)]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("status: published", "status: done", "not accepted"),
        ("version: ", "versoin: ", "versoin is not allowed"),
        ("    amount: ", "    amuont: ", "amuont is not allowed"),
        ("amount: 1 km", "amount: a kilometre", "does not match the pattern"),
    ],
)
def test_a_slip_is_marked(editor: Editor, old: str, new: str, message: str) -> None:
    """Wrong choices, unknown keys and amounts without a number are marked at their line."""
    text = (editor.folder / PRODUCT).read_text(encoding="utf-8")
    assert old in text
    line = text[: text.index(old)].count("\n") + 1
    found = editor.open(PRODUCT, text.replace(old, new, 1))
    editor.close(PRODUCT)
    assert any(message in each and each.startswith(f"{line}: ") for each in found), found


def test_what_is_still_to_be_added_is_not_marked(editor: Editor) -> None:
    """A unit or a factor that the schema does not know is for `check` to judge."""
    text = (editor.folder / PRODUCT).read_text(encoding="utf-8")
    new = re.sub(r"factor: \S+", "factor: still/to-be-added@2026", text, count=1).replace("1 km", "1 spool")
    assert new != text
    assert [] == editor.open(PRODUCT, new)
    editor.close(PRODUCT)


@pytest.mark.parametrize(
    ("text", "label", "written"),
    [
        ("inventory:\n  |\n", "end_of_life_treatment", None),
        ("excluded:\n  - name: x\n    stage: |\n", "raw_material_acquisition", "raw_material_acquisition"),
        ("boundary:\n  - |\n", "production", "production"),
        ("boundary: |\n", "cradle-to-grave", "cradle-to-grave"),
        ("rules: |\n", "ccsa-603-2024/optical-cable", "ccsa-603-2024/optical-cable"),
        ("declared_unit:\n  amount: |\n", "km", "${1:12.5} km"),
        ("declared_unit:\n  amount: |\n", "pallet", "${1:12.5} pallet"),
        ("total_solid_waste: |\n", "kg", "${1:12.5} kg"),
        (f"{LINE}    amount: |\n", "kWh", "${1:12.5} kWh"),
        (f"{LINE}    component: |\n", "strength-member", "strength-member"),
        (f"{LINE}    component: |\n", "filling", "filling"),
        (f"{LINE}    factor: |\n", "electricity-co2-cn@2023", "electricity-co2-cn@2023"),
        (f"{LINE}    factor: |\n", OWN_FACTOR, OWN_FACTOR),
        (f"{LINE}    factor: |\n", "declaration/fibre-g652d@1", "declaration/fibre-g652d@1"),
        ("inventory:\n  use:\n  - energy: x\n    fuel: |\n", "diesel", "diesel"),
        ("product:\n  parameters:\n    |\n", "net_mass", None),
    ],
)
def test_names_of_the_project_are_offered(editor: Editor, text: str, label: str, written: str | None) -> None:
    """Completion offers stages, boundaries, units, components, parameters and factors, those of the project too."""
    found = editor.offered("declarations/products/new.yml", text)
    assert label in found
    assert written is None or written == found[label]


def test_only_units_that_fit_are_offered(editor: Editor) -> None:
    """A mass is offered units of mass alone."""
    found = editor.offered("declarations/products/new.yml", "total_solid_waste: |\n")
    assert {"kg", "g", "mg", "t"} <= set(found)
    assert not {"km", "kWh", "pallet"} & set(found)
