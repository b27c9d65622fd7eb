"""The structure tree: headings, paragraphs and figures in reading order, for screen readers."""

from typing import NamedTuple

from reportlab.pdfbase import pdfdoc

from kbh_desktop.documents.pdf.objects import RawObject, reference, text_string


class _Element(NamedTuple):
    role: str
    mark: int
    attributes: str


class Structure:
    """Collects the elements of each page and writes them as a flat tree."""

    def __init__(self) -> None:
        self._pages: list[tuple[pdfdoc.PDFPage, list[_Element]]] = []
        self._current: list[_Element] = []

    def add(self, role: str, language: str, alt: str, actual_text: str) -> int:
        """Add an element to the page being drawn and return its number there."""
        entries = (("Lang", language), ("Alt", alt), ("ActualText", actual_text))
        attributes = "".join(f"/{key}{text_string(text)}" for key, text in entries if text)
        mark = len(self._current)
        self._current.append(_Element(role, mark, attributes))
        return mark

    def end_page(self, page: pdfdoc.PDFPage) -> None:
        """Close the page that all elements since the last call are on."""
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = len(self._pages)
        page.Tabs = "/S"
        self._pages.append((page, self._current))
        self._current = []

    def write(self, document: pdfdoc.PDFDocument) -> None:
        """Write the tree into `document`."""
        root, whole = RawObject(), RawObject()
        root_is, whole_is = reference(document, root), reference(document, whole)
        kids: list[str] = []
        by_page: list[str] = []
        for page, elements in self._pages:
            page_is = reference(document, page)
            here = [
                reference(document, RawObject(_source(element, whole_is, page_is)))
                for element in elements
            ]
            kids += here
            by_page.append(reference(document, RawObject(f"[{' '.join(here)}]")))
        whole.source = f"<</Type/StructElem/S/Document/P {root_is}/K[{' '.join(kids)}]>>"
        numbers = " ".join(f"{number} {array}" for number, array in enumerate(by_page))
        root.source = (
            f"<</Type/StructTreeRoot/K {whole_is}/ParentTree<</Nums[{numbers}]>>"
            f"/ParentTreeNextKey {len(by_page)}>>"
        )
        document.Catalog.StructTreeRoot = root
        document.Catalog.MarkInfo = RawObject("<</Marked true>>")


def _source(element: _Element, parent: str, page: str) -> str:
    return f"<</S/{element.role}/P {parent}/Pg {page}/K {element.mark}{element.attributes}>>"
