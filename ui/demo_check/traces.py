"""Looks for names where none may be."""

from collections.abc import Iterable

import pypdfium2

_ENCODINGS = ("utf-8", "utf-16-le", "latin-1")


def bytes_with(content: bytes, names: Iterable[str]) -> list[str]:
    """Return which of `names` stand in `content`, in any usual encoding."""
    found = []
    for name in names:
        forms = {name.encode(code, "ignore") for code in _ENCODINGS}
        if any(form and len(form) >= len(name) and form in content for form in forms):
            found.append(name)
    return found


def readable_text(pdf: bytes) -> str:
    """Return the text that a reader can copy from `pdf`."""
    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
