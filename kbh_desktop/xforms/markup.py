"""Reads XML without trusting it: no document types, no entities, no bottomless nesting."""

from dataclasses import dataclass, field
from xml.parsers import expat

from kbh_desktop.errors import FormError
from kbh_desktop.i18n import _

XML_LARGEST_BYTES = 20_000_000
_DEEPEST = 100
_SEPARATOR = "\n"


@dataclass(slots=True)
class Markup:
    """An element: its namespace, local name and prefix, and its content in order."""

    namespace: str
    name: str
    prefix: str
    attributes: dict[tuple[str, str], str]
    content: list["str | Markup"] = field(default_factory=list)

    @property
    def elements(self) -> list["Markup"]:
        """The elements directly inside."""
        return [part for part in self.content if isinstance(part, Markup)]

    @property
    def qualified(self) -> str:
        """The name with its prefix, as it was written."""
        return f"{self.prefix}:{self.name}" if self.prefix else self.name

    def all(self, name: str) -> list["Markup"]:
        """Return the elements directly inside that are called `name`."""
        return [part for part in self.elements if part.name == name]

    def first(self, name: str) -> "Markup | None":
        """Return the first element directly inside that is called `name`."""
        found = self.all(name)
        return found[0] if found else None

    def get(self, name: str, namespace: str = "") -> str:
        """Return the attribute `name`, or an empty text."""
        return self.attributes.get((namespace, name), "")

    def text(self) -> str:
        """Return all text inside."""
        return "".join(part if isinstance(part, str) else part.text() for part in self.content)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole XML document, and what its prefixes stand for."""

    root: Markup
    namespaces: dict[str, str]


def read_xml(xml: bytes) -> Document:
    """Return the document that `xml` writes.

    Raises:
        FormError: malformed, too large, too deep, or with a document type.
    """
    if len(xml) > XML_LARGEST_BYTES:
        raise FormError(_("The form is larger than 20 MB, so it was not opened."))
    reader = _Reader()
    try:
        reader.parser.Parse(xml, True)  # noqa: FBT003 - expat's own signature
    except expat.ExpatError as fault:
        raise FormError(
            _("The form is damaged: its XML can't be read at line {line}, column {column}.").format(
                line=fault.lineno, column=fault.offset + 1
            )
        ) from None
    except (UnicodeError, ValueError, LookupError):
        raise FormError(_("The form is damaged: its XML can't be read.")) from None
    return Document(reader.top.elements[0], reader.namespaces)


class _Reader:
    """Builds the tree from the events of expat."""

    def __init__(self) -> None:
        self.top = Markup("", "", "", {})
        self.namespaces: dict[str, str] = {}
        self._open = [self.top]
        self.parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
        self.parser.namespace_prefixes = True
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.StartNamespaceDeclHandler = self._namespace
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.EntityDeclHandler = self._refuse

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) > _DEEPEST:
            raise FormError(_("The form has too many elements inside one another."))
        namespace, local, prefix = _split(name)
        named = {_split(key)[:2]: value for key, value in attributes.items()}
        element = Markup(namespace, local, prefix, named)
        self._open[-1].content.append(element)
        self._open.append(element)

    def _end(self, _name: str) -> None:
        self._open.pop()

    def _characters(self, text: str) -> None:
        self._open[-1].content.append(text)

    def _namespace(self, prefix: str | None, uri: str | None) -> None:
        self.namespaces.setdefault(prefix or "", uri or "")

    def _refuse(self, *_arguments: object) -> None:
        raise FormError(_("The form declares a document type or entities, which are not allowed."))


def _split(name: str) -> tuple[str, str, str]:
    namespace, local, prefix = (*name.split(_SEPARATOR), "", "")[:3]
    return (namespace, local, prefix) if local else ("", namespace, "")
