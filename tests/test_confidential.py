"""What a company keeps to itself appears in no byte of its site.

Marked words are planted wherever something private can stand: comments, confidential lines and what only they use,
notes to oneself, file names, folders, metadata of pictures, the environment.  Then every published file is searched,
packed ones unpacked.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin
from tests.site.conftest import copied, run_in

# Two letters more than the mark itself: three alone turn up by chance among megabytes of packed bytes.
MARK = re.compile(r"zqx[a-z]{2,}")
AMOUNTS = ("4.3171819", "1.9271828", "87.6543", "8.31969", "3.14159265")
"""A confidential amount, the factor it takes, a distance, their product, and a private factor that nothing uses."""

GEL = "    - material: {zh: 纤膏, en: Tube filling gel}\n"
SECRET_LINE = """\
    # zqxcomment: bought from zqxsupplier
    - material: {zh: 纤膏 zqxzh, en: Gel zqxen}
      component: filling
      substance: other
      specification: zqxspecification
      process: {zh: 工序 zqxprocess, en: zqxprocess}
      amount: 4.3171819 kg
      factor: own/zqxfactor@2025
      confidential: yes
      source: zqxsource
      note: {zh: zqxnote, en: zqxnote}
      transport: [{by: own/zqxtruck@2025, distance: 87.6543 km}]
"""
FACTORS = """\
# zqxfactorcomment
title: {zh: zqxtitle, en: zqxtitle}
source: {document: zqxdocument, publisher: zqxpublisher, year: 2025}
factors:
  - {id: own/zqxfactor, edition: 2025, name: {zh: zqxname, en: zqxname}, category: gel, per: 1 kg, co2e: 1.9271828 kg,
     priority: 4, year: 2022, geography: zqxplace, illustrative: yes}
  - {id: own/zqxtruck, edition: 2025, name: {zh: zqxtruck, en: zqxtruck}, category: transport, per: 1 tkm, co2e: 0.1 kg,
     priority: 4, year: 2022, geography: CN, illustrative: yes}
  - {id: own/zqxunused, edition: 2025, name: {zh: zqxunused, en: zqxunused}, category: gel, per: 1 kg,
     co2e: 3.14159265 kg, priority: 4, year: 2022, geography: CN, illustrative: yes}
"""


def plant(folder: Path) -> None:
    """Put marked words into the project in *folder*."""
    data = folder / "declarations"
    for path in (data / "products").iterdir():
        if path.stem not in ("gyta53-24b1", "fibre-g652d", "preform-180"):
            path.unlink()
    product = data / "products" / "gyta53-24b1.yml"
    text = product.read_text(encoding="utf-8")
    start = text.index(GEL)
    text = text[:start] + SECRET_LINE + text[text.index("    - material:", start + len(GEL)) :]
    (data / "products" / "zqxfile.yml").write_text("# zqxtop\n" + text + "# zqxend\n", encoding="utf-8")
    product.unlink()
    (data / "factors" / "zqxfactors.yml").write_text(FACTORS, encoding="utf-8")
    for name in ("organisation.yml", "rules/published-server-sheet.yml"):
        with (data / name).open("a", encoding="utf-8") as file:
            file.write("\n# zqxcomment\n")
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("\n# zqxcomment\n")
    for name in ("README.md", "products/notes.md", "factors/zqxnotes.txt", "images/zqxdraft.png", "zqxprivate.csv"):
        (data / name).write_text("zqxprivate", encoding="utf-8")
    stain(data / "images" / "gyta53-24b1.png")


def stain(picture: Path) -> None:
    """Give a picture an author, a place and a note."""
    image = Image.open(picture)
    info, exif = PngImagePlugin.PngInfo(), Image.Exif()
    info.add_text("Author", "zqxauthor")
    info.add_itxt("Comment", "zqxcomment", zip=True)
    exif[0x013B] = "zqxartist"
    exif.get_ifd(0x8825)[1] = "zqxgps"
    image.save(picture, pnginfo=info, exif=exif)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with one declaration in force, one newer draft, and marked words in everything private."""
    folder = copied(tmp_path_factory.mktemp("zqxfolder"))
    plant(folder)
    private = {"USER": "zqxuser", "GIT_AUTHOR_NAME": "zqxgit", "HOSTNAME": "zqxhost", "LOGNAME": "zqxlog"}
    done = run_in(folder, "carbonpress", "publish", "--all", **private)
    assert 0 == done.returncode, done.stderr
    sheet = folder / "declarations" / "products" / "zqxfile.yml"
    text = sheet.read_text(encoding="utf-8").replace("\nversion: 1", "\nversion: 2", 1)
    sheet.write_text(text.replace("status: published", "status: draft", 1), encoding="utf-8")
    done = run_in(folder, "carbonpress", "build", **private)
    assert 0 == done.returncode, done.stderr
    return folder / "site"


def unpacked(name: str, content: bytes) -> Iterator[bytes]:
    """The bytes of a file, and of whatever is packed inside it."""
    yield content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for info in archive.infolist():
                yield info.filename.encode() + info.comment
                yield from unpacked(info.filename, archive.read(info))
    if content.startswith(b"\x89PNG"):
        with Image.open(io.BytesIO(content)) as image:
            yield repr({**image.info, "exif": dict(image.getexif())}).encode()
    if content.startswith(b"%PDF"):
        yield from pdf_parts(content)
    if content.startswith(b"\x1f\x8b"):
        yield zlib.decompress(content, 31)


def pdf_parts(content: bytes) -> Iterator[bytes]:
    """Streams, metadata, attachments and text of a PDF."""
    pypdf = pytest.importorskip("pypdf")
    reader = pypdf.PdfReader(io.BytesIO(content))
    yield repr(reader.metadata).encode()
    for page in reader.pages:
        yield page.extract_text().encode()
    for files in reader.attachments.values():
        for raw in files:
            yield from unpacked("attachment", raw)
    for stream in re.finditer(rb"stream\r?\n(.*?)endstream", content, re.DOTALL):
        try:
            yield zlib.decompress(stream[1])
        except zlib.error:
            yield stream[1]


def searchable(name: str, content: bytes) -> Iterator[str]:
    """What stands in a file, read as UTF-8 and as UTF-16."""
    for part in unpacked(name, content):
        yield part.decode("utf-8", "replace")
        yield part.decode("utf-16-be", "replace")
        yield part.decode("utf-16-le", "replace")


def published(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}


def test_the_search_finds_what_it_looks_for(tmp_path: Path) -> None:
    """A marked word is found in text, in packed pictures, archives and PDF streams, in any encoding used there."""
    picture = io.BytesIO()
    info = PngImagePlugin.PngInfo()
    info.add_itxt("Comment", "zqxaa", zip=True)
    Image.new("RGB", (2, 2)).save(picture, "PNG", pnginfo=info)
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", "zqxbb " * 50)
    wide = "zqxcc".encode("utf-16-be")
    contents = [picture.getvalue(), archive.getvalue(), wide, b"<p>zqxdd</p>", zlib.compress(b"")]
    found = [any(MARK.search(text) for text in searchable("x", content)) for content in contents]
    assert [True, True, True, True, False] == found


def test_no_marked_word_is_published(site: Path) -> None:
    """No comment, confidential line, private factor, note, path, author or metadata is in any published file."""
    found = {}
    for name, content in published(site).items():
        words = {word for text in searchable(name, content) for word in MARK.findall(text)}
        if words or MARK.search(name):
            found[name] = sorted(words)
    assert {} == found


def test_no_confidential_number_is_published(site: Path) -> None:
    """Neither amount, factor, distance nor result of a single confidential line can be read anywhere."""
    found = [
        (name, amount)
        for name, content in published(site).items()
        for text in searchable(name, content)
        for amount in AMOUNTS
        if amount in text
    ]
    assert [] == found


def test_what_may_be_known_is_there(site: Path) -> None:
    """The sum of the confidential lines of a stage is published, for the total must add up."""
    record = (site / "p" / "gyta53-24b1" / "v1" / "declaration.json").read_text(encoding="utf-8")
    assert '"confidential"' in record
    assert (site / "p" / "gyta53-24b1" / "v2" / "index.html").exists()


def test_only_known_kinds_of_files(site: Path) -> None:
    """A site holds no YAML, no leavings of an editor, no hidden file but ours; the maps are those of Material."""
    names = list(published(site))
    kinds = {Path(name).suffix for name in names}
    assert set() == kinds - {
        *(".html", ".css", ".js", ".json", ".jsonl", ".xml", ".svg", ".png", ".csv", ".txt", ".sha256", ".ico", ""),
        *(".pdf", ".docx", ".jpg", ".webp", ".woff2", ".conf", ".map"),
    }
    hidden = [name for name in names if any(part.startswith(".") for part in Path(name).parts)]
    wording = [name for name in hidden if re.fullmatch(r"\.well-known/carbonpress/wording/[0-9a-f]{64}\.json", name)]
    assert 1 == len(wording)
    ours = [f".well-known/carbonpress/{name}" for name in ("apache.conf", "head.json", "ledger.jsonl", "nginx.conf")]
    assert [".nojekyll", *ours, *wording] == hidden
