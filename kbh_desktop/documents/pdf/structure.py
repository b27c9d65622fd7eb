"""The structure tree: what headings, lists, tables and their parts are, in reading order."""

from collections.abc import Hashable
from contextlib import AbstractContextManager

from reportlab.pdfbase import pdfdoc

from kbh_desktop.documents.pdf.file import PdfDocument
from kbh_desktop.documents.pdf.objects import RawObject, reference, text_string


class _Element:
    """One element: a mark on one page, or a group of other elements."""

    __slots__ = ("attributes", "kids", "mark", "page", "parent", "role")

    def __init__(self, role: str, parent: int, page: int, attributes: str = "") -> None:
        self.role = role
        self.parent = parent
        self.page = page
        self.attributes = attributes
        self.mark: int | None = None
        self.kids: list[int] = []


class Structure:
    """Collects the elements of all pages as a tree."""

    def __init__(self) -> None:
        self._elements = [_Element("Document", -1, 0)]
        self._pages: list[tuple[pdfdoc.PDFPage, list[int]]] = []
        self._marked: list[int] = []  # the element of each mark on this page
        self._open = [0]
        self._by_key: dict[Hashable, int] = {}
        self._group = _Group(self)

    def add(self, role: str, language: str, alt: str, actual_text: str) -> int:
        """Add an element to the page being drawn and return its mark there."""
        entries = (("Lang", language), ("Alt", alt), ("ActualText", actual_text))
        number = self._new(role, "".join(f"/{k}{text_string(t)}" for k, t in entries if t))
        mark = len(self._marked)
        self._marked.append(number)
        self._elements[number].mark = mark
        return mark

    def inside(
        self, role: str, key: Hashable, attributes: str = ""
    ) -> AbstractContextManager[None]:
        """Put what is added inside into one element; with the same key it goes on on a new page."""
        number = self._by_key.get(key)
        if number is None:
            number = self._by_key[key] = self._new(role, attributes)
        self._open.append(number)
        return self._group

    def end_group(self) -> None:
        """End the group that `inside` began last."""
        self._open.pop()

    def end_page(self, page: pdfdoc.PDFPage) -> None:
        """Close the page that all elements since the last call are on."""
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = len(self._pages)
        page.Tabs = "/S"
        self._pages.append((page, self._marked))
        self._marked = []

    def write(self, document: PdfDocument) -> None:
        """Write the tree into `document`."""
        first = document.reserve(len(self._elements))
        named = [f"{first + number} 0 R" for number in range(len(self._elements))]
        pages = [f"/Pg {reference(document, page)}/K " for page, _marked in self._pages]
        root = RawObject()
        named.append(reference(document, root))  # the parent of the first, whose parent is -1
        for number, element in enumerate(self._elements):
            document.fill(first + number, _source(element, named, pages))
        numbers = " ".join(
            f"{page}[{' '.join([named[number] for number in marked])}]"
            for page, (_page, marked) in enumerate(self._pages)
        )
        root.source = (
            f"<</Type/StructTreeRoot/K {named[0]}/ParentTree<</Nums[{numbers}]>>"
            f"/ParentTreeNextKey {len(pages)}>>"
        )
        document.Catalog.StructTreeRoot = root
        document.Catalog.MarkInfo = RawObject("<</Marked true>>")

    def _new(self, role: str, attributes: str) -> int:
        number = len(self._elements)
        parent = self._open[-1]
        self._elements.append(_Element(role, parent, len(self._pages), attributes))
        self._elements[parent].kids.append(number)
        return number


class _Group(AbstractContextManager[None]):
    """Ends the group that was begun last."""

    def __init__(self, structure: Structure) -> None:
        self.structure = structure

    def __exit__(self, *_error: object) -> None:
        self.structure.end_group()


def _source(element: _Element, named: list[str], pages: list[str]) -> str:
    if element.mark is not None:
        kids = f"{pages[element.page]}{element.mark}"
    else:
        kids = f"/K[{' '.join([named[kid] for kid in element.kids])}]"
    return f"<</S/{element.role}/P {named[element.parent]}{kids}{element.attributes}>>"
