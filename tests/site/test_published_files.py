"""Every file of a site is read by a program that is not ours, and says what the record says."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import jsonschema
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from lxml import etree
from PIL import Image
from tests.site import readers
from tests.site.conftest import copied, run_in

from carbonpress.press.common.outputs import outputs, pattern_of

BASE = "https://pcf.example.com/"
CHAIN = ["preform-180", "fibre-g652d", "gyta53-24b1"]
"""Each builds upon the one before it; the last has a GTIN, a verification and an interval."""

XHTML = "{http://www.w3.org/1999/xhtml}link"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SHOWN = "https://schema.org/"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a file of every type: published, signed, with a code of GS1, a stated product and a draft."""
    folder = copied(tmp_path_factory.mktemp("whole"))
    for path in (folder / "declarations" / "products").glob("*.yml"):
        if path.stem not in {*CHAIN, "server-r2"}:
            path.unlink()
    key = folder / "key.json"
    for command in (["publish", *CHAIN], ["sign", "--new-key", key], ["sign", "--key", key], ["build"]):
        done = run_in(folder, "carbonpress", *map(str, command))
        assert 0 == done.returncode, done.stderr
    return folder / "site"


def files_of(site: Path) -> list[Path]:
    return sorted(path for path in site.rglob("*") if path.is_file())


def test_every_file_has_a_reader_and_is_read(whole: Path) -> None:
    """No type of file is published that nobody but ourselves has ever read."""
    unread, wrong = [], []
    for path in files_of(whole):
        reader = readers.READERS.get(path.suffix) or readers.READERS.get(path.name)
        if reader is None:
            unread.append(path.name)
            continue
        try:
            reader(path.read_bytes(), path)
        except Exception as error:
            wrong.append(f"{path.relative_to(whole)}: {type(error).__name__} {error}"[:300])
    assert [] == unread
    assert [] == wrong


def test_every_file_has_one_row_in_the_registry(whole: Path) -> None:
    """Whatever a site holds is named in the registry of outputs; of two patterns, the narrower one is meant."""
    for path in files_of(whole):
        scope, name = placed(path.relative_to(whole).as_posix())
        found = [o for o in outputs() if o.scope == scope and pattern_of(o.file).fullmatch(name)]
        assert found, path
        assert 1 == len([o for o in found if not o.is_pattern]) or all(o.is_pattern for o in found), path


def placed(path: str) -> tuple[str, str]:
    """The scope of a file and its name below the folder of that scope, without the prefix of a language."""
    plain = re.sub(r"^en/", "", path)
    for scope, folder in (("version", r"p/[^/]+/v[0-9]+/"), ("product", r"p/[^/]+/")):
        if found := re.match(folder, plain):
            return scope, plain[found.end() :]
    return "site", plain


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'),
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>'),
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><image href="https://x.example/a.png"/></svg>'),
        ("a.csv", b"a,b\r\n=1+1,2\r\n"),
        ("a.csv", b"a,b\r\n1\r\n"),
        ("a.json", b'{"a": 1, "a": 2}'),
        ("a.json", b'{"a": NaN}'),
        ("a.html", b"<!doctype html><html lang=en><head><title>x</title></head><p><table><b></p>"),
        ("a.png", b"\xff\xd8\xff\xe0"),
        ("a.xml", b"<a><b></a>"),
        ("a.pdf", b"%PDF-1.7"),
        ("a.docx", b"PK\x03\x04"),
        ("a.jwt", b"a.b"),
        ("schema/a.json", b'{"$schema": "https://json-schema.org/draft/2020-12/schema", "type": 7}'),
    ],
)
def test_the_readers_refuse_what_is_wrong(name: str, content: bytes) -> None:
    """A reader that takes everything would hold nothing."""
    with pytest.raises(Exception):  # noqa: B017  whatever its library raises
        readers.READERS[Path(name).suffix](content, Path(name))


def records(site: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The folder of each version and its record, decimals with their digits."""
    for path in sorted(site.glob("p/*/v*/declaration.json")):
        yield path.parent, readers.strict_json(path.read_bytes())


def test_records_follow_the_schema_of_the_site(whole: Path) -> None:
    """The JSON Schema beside the records is one, and every record of the site follows it."""
    schema = json.loads((whole / "schema" / "declaration-2.json").read_bytes())
    checked = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    found = [json.loads((folder / "declaration.json").read_bytes()) for folder, _ in records(whole)]
    assert len(CHAIN) + 1 == len(found)
    assert [] == [error.message for record in found for error in checked.iter_errors(record)]


def test_the_table_sums_to_the_record(whole: Path) -> None:
    """The results of the CSV are decimals that add up to the total, stage by stage."""
    for folder, record in records(whole):
        file = folder / "inventory.csv"
        assert bool(record["activities"]) == file.exists()
        if not file.exists():
            continue
        sums: dict[str, Decimal] = {}
        for row in readers.table(file.read_bytes()):
            sums[row["stage"]] = sums.get(row["stage"], Decimal(0)) + Decimal(row["result_kg_co2e"])
        for stage in record["boundary"]["stages"]:
            if stage["value"] is not None:
                assert abs(Decimal(stage["value"]) - sums.get(stage["id"], Decimal(0))) < Decimal("1e-9")
        assert abs(Decimal(record["total"]["value"]) - sum(sums.values())) < Decimal("1e-9")


@pytest.mark.parametrize("language", ["", "en/"])
def test_linked_data_says_what_the_page_shows(whole: Path, language: str) -> None:
    """A processor of JSON-LD finds the product with figure, unit and interval in the digits of the page."""
    for folder, record in records(whole):
        tree = readers.html((whole / language / folder.relative_to(whole) / "index.html").read_bytes())
        (product,) = readers.linked_data(tree)
        assert [f"{SHOWN}Product"] == product["@type"]
        assert f"{BASE}{record['address']}#product" == product["@id"]
        total = product[f"{SHOWN}additionalProperty"][0]
        said = {name.removeprefix(SHOWN): value[0]["@value"] for name, value in total.items() if name[:1] != "@"}
        shown = "".join(tree.find(".//span[@class='cp-value']").itertext()).replace("\u2009", "")
        assert Decimal(shown) == Decimal(str(said["value"]))
        block = record["interpretation"]
        if block and block["uncertainty"]:
            page = "".join(tree.find(".//main").itertext())
            assert said["description"] in page
            for end in ("minValue", "maxValue"):
                assert f"{said[end]}" in said["description"].replace("\u2009", "")
            assert said["minValue"] < said["value"] < said["maxValue"]
        else:
            assert "minValue" not in said
        assert said["unitText"].startswith("kg CO₂e / ")


def in_site(site: Path, address: str) -> bool:
    """Whether the absolute *address* is that of a page or file of the site."""
    assert address.startswith(BASE)
    path = site / unquote(urlsplit(address).path.lstrip("/"))
    return (path / "index.html" if path.is_dir() else path).is_file()


def test_the_sitemap_names_every_page_once(whole: Path) -> None:
    """Absolute addresses of pages that exist, each once, each with its counterparts and itself."""
    root = readers.xml((whole / "sitemap.xml").read_bytes())
    assert f"{SITEMAP}urlset" == root.tag
    places = [url.findtext(f"{SITEMAP}loc") for url in root]
    assert len(places) == len(set(places))
    for url in root:
        assert [f"{SITEMAP}loc", *[XHTML] * (len(url) - 1)] == [child.tag for child in url]
        there = {link.get("hreflang"): link.get("href") for link in url.findall(XHTML)}
        assert not there or url.findtext(f"{SITEMAP}loc") in there.values()
        assert set(there.values()) <= set(places)
    assert [] == [place for place in places if not in_site(whole, place)]
    pages = {path.parent.relative_to(whole).as_posix() for path in whole.rglob("index.html")}
    listed = {urlsplit(place).path.strip("/") or "." for place in places}
    unlisted = {page for page in pages - listed if "/01/" not in f"/{page}/"}
    assert set() == unlisted


@pytest.mark.parametrize("language", ["", "en/"])
def test_the_feed_leads_to_pages_that_exist(whole: Path, language: str) -> None:
    """Every link of the feed, that to itself included, is an address of the site; drafts are not in it."""
    root = readers.xml((whole / language / "feed.xml").read_bytes())
    links = [link.get("href") for link in root.iter("{http://www.w3.org/2005/Atom}link")]
    assert f"{BASE}{language}feed.xml" in links
    assert len(CHAIN) + 2 == len(links)
    assert [] == [link for link in links if not in_site(whole, link)]


def test_the_manifest_is_one_that_coreutils_check(whole: Path) -> None:
    """`sha256sum --check` finds every file as the manifest says, and the manifest names every file but itself."""
    done = subprocess.run(
        [shutil.which("sha256sum") or "sha256sum", "--check", "--strict", "--quiet", "manifest.sha256"],
        cwd=whole,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (0, "") == (done.returncode, done.stdout + done.stderr)
    lines = (whole / "manifest.sha256").read_text(encoding="utf-8").splitlines()
    named = {line.split("  ", 1)[1] for line in lines}
    assert named == {path.relative_to(whole).as_posix() for path in files_of(whole)} - {"manifest.sha256"}


def test_a_signature_is_good_by_the_key_in_the_did_document(whole: Path) -> None:
    """With nothing but a library of cryptography: the credential is signed with a key of did.json, over the record."""
    did = readers.strict_json((whole / ".well-known" / "did.json").read_bytes())
    keys = {method["id"]: method["publicKeyJwk"] for method in did["verificationMethod"]}
    tokens = sorted(whole.glob("p/*/v*/credential.jwt"))
    assert len(CHAIN) == len(tokens)
    for path in tokens:
        signed, _, signature = path.read_text(encoding="ascii").strip().rpartition(".")
        head, claims = (readers.strict_json(unpadded(part)) for part in signed.split("."))
        key = Ed25519PublicKey.from_public_bytes(unpadded(keys[head["kid"]]["x"]))
        key.verify(unpadded(signature), signed.encode())
        assert did["id"] == (claims["issuer"] if isinstance(claims["issuer"], str) else claims["issuer"]["id"])
        published = whole.parent / "declarations" / "published"
        digests = {hashlib.sha256(file.read_bytes()).hexdigest() for file in published.glob("*/v*.json")}
        assert any(digest in json.dumps(claims) for digest in digests)


def unpadded(part: str) -> bytes:
    """What base64url without padding says."""
    import base64

    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def test_parsers_of_xml_find_no_declared_entities(whole: Path) -> None:
    """Feeds, sitemaps and drawings are read by the strictest of parsers."""
    parser = etree.XMLParser(recover=False, huge_tree=False, dtd_validation=False)
    for path in files_of(whole):
        if path.suffix in (".xml", ".svg"):
            assert etree.parse(str(path), parser).getroot() is not None


def test_files_that_are_not_what_they_seem_are_told_together(tmp_path: Path) -> None:
    """A script in a drawing and a picture under another name end the build, each at its file; so does a product's."""
    folder = copied(tmp_path, only="preform-180")
    data = folder / "declarations"
    assets = data / "pages" / "assets"
    assets.mkdir()
    drawing = '<svg xmlns="http://www.w3.org/2000/svg">\n <script>x()</script>\n</svg>'
    (assets / "logo.svg").write_text(drawing, encoding="utf-8")
    picture = data / "images" / "preform-180.png"
    with Image.open(picture) as image:
        image.convert("RGB").save(assets / "photo.png", "JPEG")
    done = run_in(folder, "carbonpress", "build")
    assert 1 == done.returncode and not (folder / "site").exists()
    assert "declarations/pages/assets/logo.svg:2:2: error[active-svg] a <script> element" in done.stderr
    assert "declarations/pages/assets/photo.png:1:1: error[file-type] the file holds JPEG" in done.stderr
    assert "rename it to 'photo.jpeg'" in done.stderr
    checked = run_in(folder, "carbonpress", "check")
    assert {"active-svg", "file-type"} <= set(re.findall(r"error\[([a-z-]+)\]", checked.stdout + checked.stderr))
    shutil.copy(assets / "photo.png", picture)
    done = run_in(folder, "carbonpress", "check")
    assert "error[picture] images/preform-180.png is a JPEG picture" in done.stdout + done.stderr
