"""What answers say of work and abilities, and what a card says to the questions of a form.

The shipped first interview names its questions so; other forms may use the names too. Only these
names are ever read, so nothing about health, family or numbers can come onto a card.
"""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kbh_desktop.competences import labels
from kbh_desktop.competences.abilities import abilities
from kbh_desktop.competences.items import Item, Kind, lasting_id, only
from kbh_desktop.competences.merging import merged

Answers = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Rows:
    """Questions in a repeat: each instance is one thing of a kind."""

    kind: Kind
    gate: str
    """The question before the repeat whose answer `yes` lets it be asked."""
    fields: Mapping[str, str]
    """Names of questions, and of the fields they fill."""


ROWS: Mapping[str, _Rows] = {
    "g2_jobs": _Rows(
        "work",
        "g1_worked",
        {
            "g2_occupation": "title",
            "g2_industry": "industry",
            "g2_country": "country",
            "g2_from": "began",
            "g2_to": "ended",
            "g2_current": "lasts",
            "g2_employment": "employment",
            "g2_tasks": "tasks",
            "g2_machines": "tools",
            "g5_evidence": "evidence",
        },
    ),
    "h1_skills": _Rows(
        "skill",
        "h1_any",
        {
            "h1_skill": "name",
            "h1_level": "level",
            "h1_years": "years",
            "h1_last_used": "last_used",
            "h1_source": "sources",
            "h1_evidence": "evidence",
        },
    ),
    "h2_licences": _Rows(
        "licence",
        "h2_any",
        {
            "h2_category": "category",
            "h2_country": "country",
            "h2_expires": "expires",
            "h2_held": "held",
        },
    ),
    "e2_languages": _Rows(
        "language",
        "e2_any",
        {
            "e2_language": "language",
            "e2_listen": "listening",
            "e2_read": "reading",
            "e2_speak": "speaking",
            "e2_write": "writing",
        },
    ),
    "f2_education": _Rows(
        "education",
        "f2_any",
        {
            "f2_level": "level",
            "f2_field": "field",
            "f2_title": "original_title",
            "f2_title_danish": "title",
            "f2_country": "country",
            "f2_from_year": "began",
            "f2_to_year": "ended",
            "f2_completed": "completed",
            "f2_paper": "paper",
        },
    ),
    "f6_courses": _Rows("certificate", "f_more", {"f6_course": "name", "f6_year": "year"}),
}
CHOICES: Mapping[str, tuple[Kind, str]] = {
    "h6_informal": ("informal", "code"),
    "h5_tools": ("tool", "code"),
    "h3_certificates": ("certificate", "name"),
}
"""Questions with several choices, each of which is one thing."""
_NO_CHOICE = frozenset({"none", "other"})
ONCE: Mapping[str, tuple[Kind, str]] = {
    "j2_first": ("goals", "first"),
    "j2_second": ("goals", "second"),
    "j2_third": ("goals", "third"),
    "f1_years": ("facts", "school_years"),
    "e4_literacy": ("facts", "literacy"),
    "e6_latin": ("facts", "latin"),
    "e7_recommended": ("facts", "track"),
    "f3_override": ("facts", "highest_level"),
    "g1_worked": ("facts", "ever_worked"),
    "h4_phone": ("facts", "phone"),
    "h4_computer": ("facts", "computer"),
    "h4_office": ("facts", "office"),
    "h4_email": ("facts", "email"),
    "h4_form": ("facts", "form"),
}
DANISH: Mapping[str, str] = {
    "e3_listen": "listening",
    "e3_read": "reading",
    "e3_speak": "speaking",
    "e3_write": "writing",
}
_DANISH_CODE = "da"
NAMES = frozenset(
    {name for rows in ROWS.values() for name in (*rows.fields, rows.gate)}
    | CHOICES.keys()
    | ONCE.keys()
    | DANISH.keys()
    | {"e3_any", "j2_known", "h_more"}
)
"""Names of all questions that say something of a card, or whether something counts."""
_IN_REPEAT = re.compile(r"(?P<instance>.*/(?P<repeat>[^/\[\]]+)\[~(?P<id>[^\[\]]+)\])/[^/]+$")
_WHOLE_ID = re.compile(r"[0-9a-f]{32}")


def told(answers: Answers, person_id: str, interview_id: str) -> dict[str, Item]:
    """Return the things that the `answers` (by key) of an interview tell, by their lasting id.

    An instance of a repeat keeps its own id, so that one which began as a line of the card is
    that line still.
    """
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    kinds: dict[str, Kind] = {}
    for key, value in answers.items():
        for item_id, kind, name, text in said(key, value, person_id, interview_id):
            kinds[item_id] = kind
            found[item_id][name] = text
    items = (
        Item(item_id, kinds[item_id], values, interview_id) for item_id, values in found.items()
    )
    return {item.id: item for item in items if item.has_name}


def said(
    key: str, value: str, person_id: str, interview_id: str
) -> Iterator[tuple[str, Kind, str, str]]:
    """Yield id, kind, field and text of each thing that one answer says something of."""
    name = key.rpartition("/")[2]
    inside = _IN_REPEAT.match(key)
    if inside:
        rows = ROWS.get(inside["repeat"])
        if rows and name in rows.fields:
            yield _instance_id(inside, interview_id), rows.kind, rows.fields[name], value
    elif name in CHOICES:
        kind, named = CHOICES[name]
        for code in value.split():
            if code not in _NO_CHOICE:
                yield lasting_id(person_id, kind, code), kind, named, code
    elif name in ONCE:
        kind, named = ONCE[name]
        yield lasting_id(person_id, kind), kind, named, value
    elif name in DANISH:
        item_id = lasting_id(person_id, "language", _DANISH_CODE)
        yield item_id, "language", "language", _DANISH_CODE
        yield item_id, "language", DANISH[name], value


def _instance_id(inside: re.Match[str], interview_id: str) -> str:
    """Return an id that is no other's: one counted by the form itself is not."""
    own = inside["id"]
    return own if _WHOLE_ID.fullmatch(own) else lasting_id(interview_id, inside["instance"])


@dataclass(frozen=True, slots=True)
class Known:
    """What a card answers before a form is asked."""

    answers: Mapping[str, str] = field(repr=False)
    """By the names of questions outside repeats."""
    rows: Mapping[str, Sequence[tuple[str, Mapping[str, str]]]] = field(repr=False)
    """By the names of repeats: the id of each instance, and its answers by name."""


def known(items: Iterable[Item]) -> Known:
    """Return what the card that `items` make says to the questions of a form."""
    kept = tuple(items)
    rows = {repeat: tuple(_rows(repeat, each, kept)) for repeat, each in ROWS.items()}
    answers = dict(_answered_once(kept)) | dict(_choices(kept))
    for repeat, each in ROWS.items():
        if rows[repeat]:
            answers.setdefault(each.gate, "yes")
    if answers.get("j2_first"):
        answers["j2_known"] = "yes"
    return Known(answers, {repeat: found for repeat, found in rows.items() if found})


def _rows(
    repeat: str, wanted: _Rows, items: Sequence[Item]
) -> Iterator[tuple[str, Mapping[str, str]]]:
    for line in merged(wanted.kind, only(wanted.kind, items)):
        if _is_answered_elsewhere(repeat, line.values):
            continue
        answers = {name: line.get(named) for name, named in wanted.fields.items()}
        yield line.id, {name: value for name, value in answers.items() if value}


def _is_answered_elsewhere(repeat: str, values: Mapping[str, str]) -> bool:
    """Return whether a question outside the repeat asks for it."""
    if repeat == "e2_languages":
        return values["language"] == _DANISH_CODE
    return repeat == "f6_courses" and values["name"] in labels.certificates()


def _answered_once(items: Sequence[Item]) -> Iterator[tuple[str, str]]:
    for name, (kind, named) in ONCE.items():
        for line in merged(kind, only(kind, items)):
            if line.get(named):
                yield name, line.get(named)
    for line in merged("language", only("language", items)):
        if line.get("language") == _DANISH_CODE:
            yield "e3_any", "yes"
            yield from ((name, line.get(n)) for name, n in DANISH.items() if line.get(n))


def _choices(items: Sequence[Item]) -> Iterator[tuple[str, str]]:
    for name, (kind, named) in CHOICES.items():
        codes = [line.get(named) for line in merged(kind, only(kind, items))]
        listed = [code for code in codes if code in _listed(kind)]
        if listed:
            yield name, " ".join(listed)


def _listed(kind: Kind) -> Container[str]:
    if kind == "informal":
        return abilities()
    return labels.tools() if kind == "tool" else labels.certificates()
