"""The structure tree: headings, paragraphs and figures in reading order, for screen readers."""

from typing import NamedTuple

from reportlab.pdfbase import pdfdoc

from kbh_desktop.documents.pdf.objects import RawObject, text_string


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
        root = RawObject("")
        root_reference = document.Reference(root)
        whole = RawObject("")
        whole_reference = document.Reference(whole)
        kids: list[object] = []
        by_page: list[object] = []
        for page, elements in self._pages:
            references = [
                document.Reference(_element(element, whole_reference, document.Reference(page)))
                for element in elements
            ]
            kids += references
            by_page.append(document.Reference(RawObject(f"[{_slots(references)}]", *references)))
        whole.source = f"<</Type/StructElem/S/Document/P %s/K[{_slots(kids)}]>>"
        whole.parts = (root_reference, *kids)
        numbers = " ".join(f"{n} %s" for n in range(len(by_page)))
        root.source = (
            f"<</Type/StructTreeRoot/K %s/ParentTree<</Nums[{numbers}]>>"
            f"/ParentTreeNextKey {len(by_page)}>>"
        )
        root.parts = (whole_reference, *by_page)
        document.Catalog.StructTreeRoot = root
        document.Catalog.MarkInfo = RawObject("<</Marked true>>")


def _element(element: _Element, parent: object, page: object) -> RawObject:
    source = f"<</S/{element.role}/P %s/Pg %s/K {element.mark}{element.attributes}>>"
    return RawObject(source, parent, page)


def _slots(references: list[object]) -> str:
    return " ".join(["%s"] * len(references))
