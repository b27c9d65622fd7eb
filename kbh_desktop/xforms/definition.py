"""From the XML of an XForm to a form that can be filled in."""

from kbh_desktop.xforms.model import (
    Choices,
    Element,
    Form,
    Group,
    Question,
    Repeat,
    language_code,
)
from kbh_desktop.xforms.reader import read_form

__all__ = [
    "Choices",
    "Element",
    "Form",
    "Group",
    "Question",
    "Repeat",
    "language_code",
    "load_form",
]


def load_form(xml: bytes) -> Form:
    """Return the form that the XForm `xml` defines, with all its rules compiled.

    Raises:
        FormError: it can't be read, or a rule in it can't run; says which.
    """
    return read_form(xml)
