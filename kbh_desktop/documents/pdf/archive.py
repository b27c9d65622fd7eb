"""Says in the file that it is PDF/A-2b (ISO 19005-2): metadata in XMP and a colour profile."""

from datetime import datetime
from functools import cache
from xml.sax.saxutils import escape

from PIL import ImageCms
from reportlab.pdfbase import pdfdoc

from kbh_desktop.documents.pdf.objects import (
    RawObject,
    RawStream,
    packed_stream,
    reference,
)

_PRODUCER = "ReportLab"
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<pdf:Producer>{producer}</pdf:Producer><xmp:CreatorTool>KBH Desktop</xmp:CreatorTool>
<xmp:CreateDate>{made_at}</xmp:CreateDate><xmp:ModifyDate>{made_at}</xmp:ModifyDate>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def declare_archival(document: pdfdoc.PDFDocument, title: str, made_at: datetime) -> None:
    """Add the XMP metadata and the sRGB output intent to `document`."""
    document.info.producer = _PRODUCER
    xmp = _XMP.format(title=escape(title), producer=_PRODUCER, made_at=made_at.isoformat())
    catalogue = document.Catalog
    catalogue.Metadata = RawStream("/Type/Metadata/Subtype/XML", xmp.encode("utf-8"))
    catalogue.__NoDefault__ = [*catalogue.__NoDefault__, "OutputIntents"]
    profile = reference(document, packed_stream(_srgb(), N=3))
    catalogue.OutputIntents = RawObject(
        "[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)"
        f"/Info(sRGB IEC61966-2.1)/DestOutputProfile {profile}>>]"
    )


@cache
def _srgb() -> bytes:
    """Return the sRGB profile with its date of making blanked, so that files are reproducible."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[24:36] = bytes((0x07, 0xD0, 0, 1, 0, 1)) + bytes(6)  # 1 January 2000
    profile[84:100] = bytes(16)  # the profile's checksum; zero means none
    return bytes(profile)
