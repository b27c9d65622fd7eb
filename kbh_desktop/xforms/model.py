"""What a form is: frozen values, read once and shared by all its sessions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from kbh_desktop.errors import FormError
from kbh_desktop.i18n import _
from kbh_desktop.xforms.rules import Graph
from kbh_desktop.xforms.texts import Text
from kbh_desktop.xforms.xpath.tree import Node

READ_OUT_AS = {"prs": "fa", "ku": "kmr"}
"""Languages whose speakers understand the words of another."""


@dataclass(frozen=True, slots=True)
class Bind:
    """The rules of one node, as expressions; empty where there is none."""

    relevant: str = ""
    required: str = ""
    constraint: str = ""
    readonly: str = ""
    calculate: str = ""
    required_message: Text | None = None
    constraint_message: Text | None = None
    preload: str = ""
    preload_parameter: str = ""
    save_to: str = ""
    data_type: str = "string"
    earlier: str = ""
    """Name of the question or section of an earlier interview that this one asks about again."""
    is_anew: bool = False
    """Asked anew in each interview (`kbh:anew`): never taken over from the one before."""


@dataclass(frozen=True, slots=True)
class ChoiceItem:
    """A choice written in the question itself."""

    value: str
    label: Text


@dataclass(frozen=True, slots=True)
class Choices:
    """Where the choices of a question come from: its own items, or a path to a list."""

    items: tuple[ChoiceItem, ...] = ()
    nodeset: str = ""
    value: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A node that holds a value: asked, shown or worked out."""

    ref: str
    name: str
    type: str
    appearance: str = ""
    sensitivity: str = "K1"
    label: Text | None = None
    hint: Text | None = None
    bind: Bind = field(default_factory=Bind)
    choices: Choices | None = None
    default: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)
    in_body: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A node that holds others; a section when it stands at the top."""

    ref: str
    name: str
    appearance: str = ""
    sensitivity: str = "K1"
    label: Text | None = None
    bind: Bind = field(default_factory=Bind)
    children: tuple["Element", ...] = ()
    attributes: tuple[Question, ...] = ()
    in_body: bool = False

    @property
    def is_wrapper(self) -> bool:
        """Whether this is a section made around a repeat that stands at the top."""
        return any(child.ref == self.ref for child in self.children)


@dataclass(frozen=True, slots=True)
class Repeat:
    """A group that may be there several times.

    It begins with `initial` instances; inside a later instance of a repeat around it, with
    `initial_in_new`.
    """

    ref: str
    name: str
    appearance: str = ""
    sensitivity: str = "K1"
    label: Text | None = None
    bind: Bind = field(default_factory=Bind)
    children: tuple["Element", ...] = ()
    count_expression: str = ""
    initial: int = 1
    initial_in_new: int = 1
    fixed: bool = False
    in_body: bool = True


Element = Question | Group | Repeat


@dataclass(frozen=True, slots=True)
class Action:
    """Sets `target` to a value when `event` happens (at `source`, for a changed value)."""

    event: str
    target: str
    expression: str
    literal: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class EntityList:
    """What the form says of one kind of entity: the node that declares it, and its fields."""

    ref: str
    dataset: str
    fields: Mapping[str, str]


@dataclass(frozen=True)
class Form:
    """A form ready to be filled in; shared by all its sessions."""

    id: str
    version: str
    title: str
    languages: tuple[str, ...]
    default_language: str
    root: Group
    sections: tuple[Group, ...]
    texts: Mapping[str, Text]
    instances: Mapping[str, Node]
    external: Mapping[str, str]
    actions: tuple[Action, ...]
    entity_lists: tuple[EntityList, ...]
    namespaces: Mapping[str, str]
    root_attributes: Mapping[str, str]
    graph: Graph = field(repr=False)
    drafted: tuple[str, ...] = ()
    """Codes of the languages whose words are drafts until a person has reviewed them."""

    @property
    def drafted_languages(self) -> tuple[str, ...]:
        """The full names of the languages in `drafted`."""
        return tuple(name for name in self.languages if language_code(name) in self.drafted)

    def node(self, ref: str) -> Element:
        """Return the element at `ref`, a reference without positions.

        Raises:
            FormError: the form has no such element.
        """
        element = self.elements.get(ref)
        if element is None:
            raise FormError(_("The form has no question {ref}.").format(ref=ref))
        return element

    @cached_property
    def elements(self) -> Mapping[str, Element]:
        """Every element below the root by its reference, in document order."""
        return {element.ref: element for element in elements_below(self.root)}

    @cached_property
    def section_of(self) -> Mapping[str, str]:
        """The reference of the section that each element of the body stands in."""
        found: dict[str, str] = {}
        for section in self.sections:
            for element in elements_below(section):
                found[element.ref] = section.ref
        for section in self.sections:
            found.setdefault(section.ref, section.ref)
        return found

    def words_of(self, ref: str) -> str:
        """Return the label of an element in the form's own language, “…” standing for values."""
        element = self.node(ref)
        if element.label is None:
            return element.name
        pieces = element.label.pieces(self.default_language, self.default_language)
        said = "".join(piece if isinstance(piece, str) else "…" for piece in pieces).strip()
        return said or element.name

    def language_for(self, code: str) -> str | None:
        """Return the full name of the language `code`, such as `العربية (ar)` for `ar`.

        Dari is read out from Persian, and Kurdish without saying which from Kurmanji.
        """
        wanted = (code, READ_OUT_AS.get(code, code))
        for said in wanted:
            for name in self.languages:
                if said in {name, language_code(name)}:
                    return name
        return None


def elements_below(parent: Group | Repeat) -> Iterator[Element]:
    """Return the elements inside `parent`, in document order."""
    for child in parent.children:
        yield child
        if isinstance(child, Group):
            yield from child.attributes
        if not isinstance(child, Question):
            yield from elements_below(child)


def language_code(language: str) -> str:
    """Return the code in a language's name: `ar` for `العربية (ar)`, else the name itself."""
    _name, bracket, code = language.strip().rpartition("(")
    return code.removesuffix(")").strip() if bracket else language.strip()
