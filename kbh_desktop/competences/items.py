"""The things on a competence card as they are kept: fields of text, as answers of a form are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Literal, get_args

Kind = Literal[
    "work",
    "skill",
    "licence",
    "certificate",
    "language",
    "education",
    "informal",
    "tool",
    "goals",
    "facts",
    "placement",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
NAMING: Mapping[Kind, str] = {
    "work": "title",
    "skill": "name",
    "licence": "category",
    "certificate": "name",
    "language": "language",
    "education": "level",
    "informal": "code",
    "tool": "code",
    "placement": "workplace",
}
"""The field without which there is no such thing; goals and facts are one thing for each person."""
CHOSEN = ("code", "uri", "label_language", "version")
"""Where a title or a skill was chosen from; empty for words of the person's own."""
GOALS = ("first", "second", "third")
"""The dearest first; `first_code` and so on are the groups they belong to."""
FIELDS: Mapping[Kind, tuple[str, ...]] = {
    "work": (
        "title",
        *CHOSEN,
        "began",
        "ended",
        "lasts",
        "country",
        "employment",
        "industry",
        "tasks",
        "tools",
        "evidence",
    ),
    "skill": ("name", *CHOSEN, "level", "years", "last_used", "sources", "evidence"),
    "licence": ("category", "country", "expires", "held"),
    "certificate": ("name", "year", "expires"),
    "language": ("language", "listening", "reading", "speaking", "writing"),
    "education": (
        "level",
        "field",
        "title",
        "original_title",
        "country",
        "began",
        "ended",
        "completed",
        "paper",
        "recognised",
    ),
    "informal": ("code",),
    "tool": ("code",),
    "goals": (*GOALS, *(f"{name}_code" for name in GOALS)),
    "facts": (
        "school_years",
        "literacy",
        "latin",
        "track",
        "highest_level",
        "ever_worked",
        "phone",
        "computer",
        "office",
        "email",
        "form",
    ),
    "placement": (
        "workplace",
        "title",
        "began",
        "ended",
        "hours",
        "tasks",
        "next_to_learn",
        "danish",
        "remarks",
        "given_by",
        "skills",
    ),
}
_ID_BYTES = 16


@dataclass(frozen=True, slots=True)
class Item:
    """One thing on a person's card."""

    id: str
    kind: Kind
    values: Mapping[str, str] = field(repr=False)
    """By the names in `FIELDS`; one that is not there was not told."""
    interview_id: str = ""
    """Where it was told; empty when it was put on the card itself."""
    added_at: str = ""
    """ISO moment."""
    in_conflict: bool = False
    """Two laptops wrote a field of it without knowing of each other."""

    def get(self, name: str) -> str:
        """Return a field; empty when it was not told."""
        return self.values.get(name, "")

    @property
    def has_name(self) -> bool:
        """Whether it says what it is."""
        naming = NAMING.get(self.kind)
        return naming is None or bool(self.get(naming))


def lasting_id(*parts: str) -> str:
    """Return an id that every laptop works out alike; 32 hexadecimal digits."""
    return blake2b("\n".join(parts).encode(), digest_size=_ID_BYTES).hexdigest()


def only(kind: Kind, items: Iterable[Item]) -> tuple[Item, ...]:
    """Return the items of one kind."""
    return tuple(item for item in items if item.kind == kind)
