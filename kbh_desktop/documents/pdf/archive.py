"""Says in the file that it is PDF/A-1b or PDF/A-2b (ISO 19005): XMP metadata, colour profile."""

from datetime import datetime
from xml.sax.saxutils import escape

from kbh_desktop.documents.pdf.file import PdfDocument
from kbh_desktop.documents.pdf.objects import (
    RawObject,
    RawStream,
    packed_stream,
    reference,
    text_string,
)
from kbh_desktop.documents.pdf.profile import srgb_profile

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
<pdfaid:part>{part}</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def declare_archival(document: PdfDocument, title: str, made_at: datetime) -> None:
    """Add the XMP metadata and the sRGB output intent to `document`.

    Plain files are PDF/A-1b; packed ones can only be PDF/A-2b, as part 1 knows no object streams.
    """
    made = f"D:{made_at:%Y%m%d%H%M%S}+00'00'"
    document.information = RawObject(
        f"<</Title{text_string(title)}/Producer({_PRODUCER})/Creator(KBH Desktop)"
        f"/CreationDate({made})/ModDate({made})>>"
    )
    xmp = _XMP.format(
        title=escape(title),
        producer=_PRODUCER,
        made_at=made_at.isoformat(),
        part=2 if document.packed else 1,
    )
    catalogue = document.Catalog
    catalogue.Metadata = RawStream("/Type/Metadata/Subtype/XML", xmp.encode("utf-8"))
    catalogue.__NoDefault__ = [*catalogue.__NoDefault__, "OutputIntents"]
    profile = reference(document, packed_stream(srgb_profile(), N=3))
    catalogue.OutputIntents = RawObject(
        "[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)"
        f"/Info(sRGB IEC61966-2.1)/DestOutputProfile {profile}>>]"
    )
