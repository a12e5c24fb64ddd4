"""A PDF for the printer, object by object: the same input gives the same bytes.

Shaped by PDF/X-1a:2003 (ISO 15930-4): PDF 1.4, no transparency, no RGB, no font, an output intent, boxes, document
information that agrees with the metadata.  Only an ICC profile could say how an output condition looks that the
registry of the ICC does not name; where none is registered, the file does not claim the standard.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from xml.sax.saxutils import escape

import carbonpress
from carbonpress.press.typeface.outline import number
from carbonpress.source.theme import theme_data

POINTS_PER_MM = 72 / 25.4
STANDARD = "PDF/X-1a:2003"
REGISTRY = "http://www.color.org"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in mm from the lower left corner of the page."""

    left: float
    bottom: float
    right: float
    top: float

    def __str__(self) -> str:
        """As a PDF array in points."""
        edges = (self.left, self.bottom, self.right, self.top)
        return f"[{' '.join(number(edge * POINTS_PER_MM, 4) for edge in edges)}]"


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its boxes, and its content and what that uses, by the kind of resource and the name."""

    media: Box
    bleed: Box
    trim: Box
    content: str


@dataclass(frozen=True, slots=True)
class About:
    """What a PDF says of itself: title, language, day, and the output condition its colours are meant for."""

    title: str
    language: str
    day: date
    condition: str


@dataclass(slots=True)
class Pdf:
    """Objects in the order in which they were added; the first ones are catalogue, pages, information, metadata."""

    objects: list[bytes] = field(default_factory=lambda: [b""] * 4)

    def add(self, body: str | bytes) -> str:
        """Add an object; the reference to it."""
        self.objects.append(body.encode() if isinstance(body, str) else body)
        return f"{len(self.objects)} 0 R"

    def stream(self, entries: str, data: str) -> str:
        """Add a stream, compressed; the reference to it."""
        packed = _packed(data)
        head = f"<<{entries}/Length {len(packed)}/Filter/FlateDecode>>\nstream\n"
        return self.add(head.encode() + packed + b"\nendstream")

    def form(self, box: tuple[float, float, float, float], data: str, resources: str = "<<>>") -> str:
        """Add a drawing that pages can use; *box* in its own units."""
        edges = " ".join(number(edge, 4) for edge in box)
        return self.stream(f"/Type/XObject/Subtype/Form/BBox[{edges}]/Resources{resources}", data)

    def separation(self, name: str, inks: Sequence[float]) -> str:
        """Add a spot ink with its replacement in per cent of the four process inks."""
        full = " ".join(number(each / 100, 4) for each in inks)
        tint = self.add(f"<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1[{full}]/N 1>>")
        return self.add(f"[/Separation{name_of(name)}/DeviceCMYK {tint}]")

    def finish(self, pages: Sequence[Page], resources: str, about: About) -> bytes:
        """The file: *pages*, all with the same *resources*."""
        shared = self.add(resources)
        kids = [self._page(page, shared) for page in pages]
        registered = about.condition in conditions()
        self.objects[0] = (
            f"<</Type/Catalog/Pages 2 0 R/Metadata 4 0 R/Lang{_text(about.language)}"
            f"/OutputIntents[{_intent(about.condition, registered)}]>>"
        ).encode()
        self.objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>".encode()
        self.objects[2] = _information(about, registered).encode()
        metadata = _metadata(about, registered).encode()
        self.objects[3] = b"<</Type/Metadata/Subtype/XML/Length %d>>\nstream\n%s\nendstream" % (len(metadata), metadata)
        return self._assembled()

    def _page(self, page: Page, resources: str) -> str:
        content = self.stream("", page.content)
        return self.add(
            f"<</Type/Page/Parent 2 0 R/MediaBox{page.media}/BleedBox{page.bleed}/TrimBox{page.trim}"
            f"/Resources {resources}/Contents {content}>>"
        )

    def _assembled(self) -> bytes:
        out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
        places = []
        for index, body in enumerate(self.objects, 1):
            places.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (index, body)
        # identifies the content, protects nothing
        known = hashlib.sha256(out).hexdigest()[:32]
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
        out += b"".join(b"%010d 00000 n \n" % place for place in places)
        out += f"trailer\n<</Size {len(places) + 1}/Root 1 0 R/Info 3 0 R/ID[<{known}><{known}>]>>\n".encode()
        out += b"startxref\n%d\n%%%%EOF\n" % start
        return bytes(out)


@lru_cache(maxsize=8192)
def _packed(data: str) -> bytes:
    """Glyphs come again in every file."""
    return zlib.compress(data.encode("ascii"), 9)


def conditions() -> Mapping[str, str]:
    """Output conditions that the ICC's registry of characterisation data names, and what each is."""
    registered: Mapping[str, str] = theme_data("label/conditions.yml")["registered"]
    return registered


def name_of(text: str) -> str:
    """*text* as a PDF name: `/PANTONE#20300#20C`."""
    kept = set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.+")
    return "/" + "".join(chr(byte) if byte in kept else f"#{byte:02X}" for byte in text.encode())


def _intent(condition: str, registered: bool) -> str:
    known = f"/RegistryName{_text(REGISTRY)}" if registered else f"/OutputCondition{_text(condition)}"
    said = condition if registered else "Custom"
    meant = f"{condition}: {conditions()[condition]}" if registered else condition
    return f"<</Type/OutputIntent/S/GTS_PDFX/OutputConditionIdentifier{_text(said)}{known}/Info{_text(meant)}>>"


def _information(about: About, registered: bool) -> str:
    when = f"(D:{about.day:%Y%m%d}000000Z)"
    claim = f"/GTS_PDFXVersion({STANDARD})" if registered else ""
    return (
        f"<</Title{_text(about.title)}/Creator(carbonpress)/Producer(carbonpress {carbonpress.__version__})"
        f"/CreationDate{when}/ModDate{when}/Trapped/False{claim}>>"
    )


def _metadata(about: About, registered: bool) -> str:
    """The same in XMP."""
    when = f"{about.day.isoformat()}T00:00:00Z"
    claim = f"<pdfxid:GTS_PDFXVersion>{STANDARD}</pdfxid:GTS_PDFXVersion>" if registered else ""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"'
        ' xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">'
        "<dc:format>application/pdf</dc:format>"
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(about.title)}</rdf:li></rdf:Alt></dc:title>'
        f"<xmp:CreatorTool>carbonpress</xmp:CreatorTool><xmp:CreateDate>{when}</xmp:CreateDate>"
        f"<xmp:ModifyDate>{when}</xmp:ModifyDate><xmp:MetadataDate>{when}</xmp:MetadataDate>"
        f"<pdf:Producer>carbonpress {carbonpress.__version__}</pdf:Producer><pdf:Trapped>False</pdf:Trapped>{claim}"
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    )


def _text(text: str) -> str:
    """*text* as a PDF string; UTF-16 in hexadecimal where it is not plain ASCII."""
    if text.isascii() and text.isprintable() and not set(text) & set("()\\"):
        return f"({text})"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"
