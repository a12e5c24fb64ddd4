"""The commands tell what they do by their exit codes, and leave alone what is not theirs."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from carbonpress.commands.main import COMMANDS, run
from carbonpress.terminal.exits import Exit

ORGANISATION = "name: {zh: 示例公司, en: Example}\n"
RULES = "ccsa-603-2024/optical-cable"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with an organisation and no declarations, and the working folder in it."""
    (tmp_path / "organisation.yml").write_text(ORGANISATION, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_help_imports_little() -> None:
    """`--help` lists every command and imports neither MkDocs nor pydantic."""
    code = (
        "import sys; from carbonpress.commands.main import run; code = run(['--help']);"
        "sys.exit(code or bool({'mkdocs', 'pydantic', 'yaml', 'jinja2'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert 0 == done.returncode
    assert [] == [name for name in COMMANDS if not re.search(rf"^  {name} ", done.stdout, re.MULTILINE)]


@pytest.mark.parametrize("name", COMMANDS)
def test_help_teaches(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The help of every command shows it at work."""
    assert Exit.GOOD == run([name, "--help"])
    assert f"carbonpress {name}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["chekc"], "did you mean 'check'?"),
        (["check", "nowhere"], "there is no nowhere"),
        (["check", "--format", "xml"], "xml"),
        (["schema"], "name a kind"),
        (["explain", "x"], "no declaration 'x'"),
        (["new"], "--rules is missing"),
        (["new", "--rules", "ccsa-603-2024/optical-cabel"], "did you mean 'ccsa-603-2024/optical-cable'?"),
        (["new", "--rules", RULES, "--id", "GYTA 1"], "'gyta-1' would do"),
        (["new", "--rules", RULES, "--id", "x", "--boundary", "gate"], "no boundary 'gate'"),
        (["new", "--rules", RULES, "--id", "x", "--name", "fr=câble"], "zh=TEXT or en=TEXT"),
        (["build"], "no mkdocs.yml"),
        (["serve"], "no mkdocs.yml"),
    ],
)
def test_wrong_usage(data: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str) -> None:
    """A wrong command line ends with exit code 2 and a hint."""
    assert Exit.USAGE == run(arguments)
    assert told in capsys.readouterr().err


def test_defects_are_told_in_one_line(
    data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A defect ends with exit code 70 and one line; the traceback comes with --debug alone."""

    def broken(*_: object) -> None:
        raise KeyError("lost")

    monkeypatch.setattr("carbonpress.commands.check.checked_data", broken)
    assert Exit.DEFECT == run(["check"])
    told = capsys.readouterr().err
    assert 1 == told.count("\n")
    assert "KeyError: 'lost' (test_commands.py" in told or "KeyError: 'lost' (check.py" in told
    assert Exit.DEFECT == run(["--debug", "check"])
    assert "Traceback" in capsys.readouterr().err


def test_environment(data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that refuses ends with exit code 4 and names the file."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "x.yml")

    monkeypatch.setattr("carbonpress.commands.check.checked_data", full)
    assert Exit.ENVIRONMENT == run(["check"])
    assert "error: x.yml: No space left on device\n" == capsys.readouterr().err


def test_check_finds(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Errors end with exit code 1 and are named from the working folder; of one file only its own are shown."""
    assert Exit.GOOD == run(["check"])
    assert "no findings\n" == capsys.readouterr().out
    (data / "products").mkdir()
    for name in ("a", "b"):
        (data / "products" / f"{name}.yml").write_text(f"id: {name.upper()}\n", encoding="utf-8")
    assert Exit.FINDINGS == run(["check"])
    told = re.findall(r"^products/(\w)\.yml:1:5: error\[id\]", capsys.readouterr().out, re.MULTILINE)
    assert ["a", "b"] == told
    assert Exit.FINDINGS == run(["check", "products/b.yml"])
    assert "products/a.yml" not in capsys.readouterr().out


@pytest.mark.parametrize(("form", "begin"), [("json", "{"), ("github", "::error file=products/a.yml,line=")])
def test_check_formats(data: Path, capsys: pytest.CaptureFixture[str], form: str, begin: str) -> None:
    """Findings come as JSON or as annotations of a pull request."""
    (data / "products").mkdir()
    (data / "products" / "a.yml").write_text("id: A\n", encoding="utf-8")
    assert Exit.FINDINGS == run(["check", "--format", form])
    told = capsys.readouterr().out
    assert told.startswith(begin)
    if form == "json":
        assert json.loads(told)["summary"]["errors"] > 0


def test_check_shows_what_is_asked_for(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--only`, `--rule` and `--quiet` choose what is shown; the exit code is that of all findings."""
    (data / "organisation.yml").write_text("name: {zh: 公司, en: A}\naddress: {zh: 街}\nwebb: x\n", encoding="utf-8")

    def said(*arguments: str) -> list[str]:
        assert Exit.FINDINGS == run(["check", *arguments])
        return capsys.readouterr().out.splitlines()

    everything = said()
    assert everything[0].startswith("organisation.yml:3:1: error[unknown-key]")
    assert everything[-1].strip() == "1 error[unknown-key]"
    assert everything == said("--only", "errors") == said("--rule", "unknown-key")
    assert ["no findings"] == said("--only", "warnings") == said("--rule", "number")
    assert ["1 error in 1 file", "  1 error[unknown-key]"] == said("--quiet")
    assert Exit.USAGE == run(["check", "--rule", "unknwon-key"])
    assert "did you mean 'unknown-key'?" in capsys.readouterr().err
    assert Exit.USAGE == run(["check", "--quiet", "--format", "json"])


def test_check_finds_the_project(
    data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """mkdocs.yml names the data folder, by docs_dir or by the plugin; tags of MkDocs in it do no harm."""
    (data / "cfp").mkdir()
    (data / "organisation.yml").rename(data / "cfp" / "organisation.yml")
    said = (
        "site_name: x\nsite_url: !ENV [URL, 'https://x.example/']\ntheme: {name: material}\n"
        "docs_dir: cfp/pages\nplugins: [{carbonpress: {data_dir: cfp}}]\n"
    )
    (data / "mkdocs.yml").write_text(said, encoding="utf-8")
    assert Exit.GOOD == run(["check"])
    monkeypatch.chdir("/")
    assert Exit.GOOD == run(["check", str(data)])
    assert Exit.GOOD == run(["check", str(data / "cfp" / "organisation.yml")])


@pytest.mark.parametrize("kind", ["declaration", "organisation", "factors", "rules", "record"])
def test_schema(kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each schema is a valid JSON Schema, on standard output as in a file."""
    assert Exit.GOOD == run(["schema", kind])
    printed = json.loads(capsys.readouterr().out)
    Draft202012Validator.check_schema(printed)
    assert Exit.GOOD == run(["schema", "--to", str(tmp_path / "schema")])
    assert printed == json.loads((tmp_path / "schema" / f"{kind}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "rules", [RULES, "ccsa-603-2024/optical-fibre", "ccsa-603-2024/fibre-preform", "cesa-2024-061/server"]
)
def test_new_for_each_category(data: Path, capsys: pytest.CaptureFixture[str], rules: str, language: str) -> None:
    """The draft of every category is YAML whose only errors are the empty places."""
    assert Exit.GOOD == run(["new", "--rules", rules, "--id", "x", "--language", language])
    capsys.readouterr()
    text = (data / "products" / "x.yml").read_text(encoding="utf-8")
    assert "x" == yaml.safe_load(text)["id"]
    assert Exit.FINDINGS == run(["check", "--format", "json"])
    lines = text.splitlines()
    for finding in json.loads(capsys.readouterr().out)["findings"]:
        assert '""' in lines[finding["line"] - 1], finding


def test_new_passes_once_filled_in(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The draft of a cable has no errors left when its empty places are filled in."""
    names = ["--name", 'zh=光缆 "A": #1', "--name", "en=Cable & Co."]
    assert Exit.GOOD == run(["new", "--rules", RULES, "--id", "x", "--model", "A-1", *names])
    path = data / "products" / "x.yml"
    path.write_text(filled(path.read_text(encoding="utf-8")), encoding="utf-8")
    assert Exit.GOOD == run(["check"]), capsys.readouterr().out
    assert Exit.GOOD == run(["explain", "x", "--language", "en"])
    told = capsys.readouterr().out
    assert "Cable & Co." in told
    assert "AD 1-1-1-1-2 −6.5% … +7%; EF " in told  # sqrt(2) x ln 1.05 / 2, 1.96 times
    assert "  By the uncertainty of the data the footprint lies between " in told
    assert "  Quality of the data: " in told


def test_the_draft_shows_how_to_say_how_good_a_datum_is(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the draft shows in comments is understood where it stands under a line, and `explain` tells of it."""
    assert Exit.GOOD == run(["new", "--rules", RULES, "--id", "x", "--model", "A-1", "--name", "zh=光缆"])
    path = data / "products" / "x.yml"
    draft = path.read_text(encoding="utf-8")
    shown = [line.removeprefix("#   ") for line in draft.splitlines() if line.startswith(("#   quality", "#   uncert"))]
    assert 2 == len(shown)
    amount = "      amount: 4 kWh"
    text = filled(draft).replace(amount, "\n".join([amount, *(f"      {line}" for line in shown)]))
    path.write_text(text, encoding="utf-8")
    assert Exit.GOOD == run(["check"]), capsys.readouterr().out
    assert Exit.GOOD == run(["explain", "x", "--language", "en"])
    assert "AD 2-1-1-1-2 −5% … +5% (given); EF " in capsys.readouterr().out


def filled(text: str) -> str:
    """The draft with something in every empty place."""
    by_key = {
        "amount": "1 km",
        "period": "{from: 2025-01-01, to: 2025-12-31}",
        "validity": "{from: 2026-01-01, to: 2028-12-31}",
        "geography": "CN",
        "type": "primary",
        "source": "meters",
        "year": "2025",
        "component": "core",
        "substance": "polymer",
        "cores": "24",
        "factor": "polypropylene-gb@2025",
        "transport": "[{by: road-freight-18t@2019, distance: 1 km}]",
        "mass": "2 kg",
        "legs": "[{by: road-freight-18t@2019, distance: 1 km}]",
    }
    lines, kind = [], ""
    for line in text.splitlines():
        key = line.strip().removeprefix("- ").partition(":")[0]
        kind = key if line.strip().startswith("- ") else kind
        if '""' in line and not line.strip().startswith("#"):
            names_the_line = line.strip().startswith("- ")
            value = by_key.get("" if names_the_line else key, "{zh: 文, en: text}")
            value = {"material": "3 kg", "energy": "4 kWh"}.get(kind, value) if key == "amount" else value
            value = "electricity-cn@2024" if (kind, key) == ("energy", "factor") else value
            line = line[: line.index(":") + 1] + f" {value}"
        lines.append(line)
    return "\n".join(lines) + "\n"


def test_new_never_overwrites(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is there stays as it is."""
    (data / "products").mkdir()
    (data / "products" / "x.yml").write_text("mine\n")
    assert Exit.USAGE == run(["new", "--rules", RULES, "--id", "x"])
    assert "nothing was written" in capsys.readouterr().err
    assert "mine\n" == (data / "products" / "x.yml").read_text()


def test_no_mkdocs_but_for_the_site(data: Path) -> None:
    """check, explain, new and schema work without importing MkDocs."""
    code = (
        "import sys; from carbonpress.commands.main import run;"
        f"run(['new', '--rules', '{RULES}', '--id', 'y']);"
        "run(['check']); run(['schema', 'record']); run(['explain', 'y']);"
        "sys.exit('mkdocs' in sys.modules)"
    )
    assert 0 == subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode
