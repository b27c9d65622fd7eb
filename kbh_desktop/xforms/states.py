"""What others see of a form while it is being filled in."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """A choice with its label in one or two languages, and pictures or sounds beside it."""

    value: str
    label: str
    label_other: str = ""
    media: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class View:
    """An element as it is to be shown, in document order; `depth` 0 stands in the section.

    `kind` is question, note, group, repeat (the whole, where instances are added) or instance.
    `valid` is false while a value breaks its constraint; `error` then says why. An empty
    required answer is told by `required` and `value`, so that typing is never scolded.
    """

    key: str
    ref: str
    kind: str
    type: str
    appearance: str
    depth: int
    label: str = field(repr=False)
    label_other: str = field(repr=False)
    hint: str = field(repr=False)
    hint_other: str = field(repr=False)
    guidance: str
    value: str = field(repr=False)
    display: str = field(repr=False)
    choices: tuple[ChoiceView, ...]
    required: bool
    required_message: str
    readonly: bool
    valid: bool
    error: str = field(repr=False)
    relevant: bool
    sensitivity: str
    media: Mapping[str, str]
    parameters: Mapping[str, str]
    guidance_other: str = ""
    can_add: bool = False
    can_remove: bool = False
    is_draft: bool = False
    """Whether no translator has seen the words of the second language."""


@dataclass(frozen=True, slots=True)
class NodeState:
    """A node as the rules see it; `valid` is also false for a required answer that is missing."""

    ref: str
    type: str
    relevant: bool
    required: bool
    readonly: bool
    valid: bool
    value: str = field(repr=False)
    label: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class SectionProgress:
    """How far a section has come: constraints broken, and required answers still to be given."""

    ref: str
    title: str = field(repr=False)
    title_other: str = field(repr=False)
    answered: int
    total: int
    errors: int
    missing: int
    relevant: bool


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to be put right before the form is finished."""

    key: str
    section_ref: str
    label: str = field(repr=False)
    message: str = field(repr=False)
    is_missing: bool
    """Whether nothing is answered yet; else what is answered does not fit."""


@dataclass(frozen=True, slots=True)
class Entity:
    """What a finished form says of one entity: its label and its fields."""

    dataset: str
    label: str = field(repr=False)
    values: Mapping[str, str] = field(repr=False)
