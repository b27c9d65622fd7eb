"""What a new interview knows already: from the person, and from the interview before."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict

from kbh_desktop.people.fields import FIELDS
from kbh_desktop.people.model import Person
from kbh_desktop.xforms.model import Form, Question

_WHOLE_LIST = re.compile(r"instance\('(?P<name>[^']+)'\)/root/item")
_ABOUT_PERSON = "person_"
_OWN_KINDS = frozenset({"dateTime", "note", "image", "audio", "file", "acknowledge"})
"""What belongs to one interview and is never taken over."""


def prefill(form: Form, person: Person, earlier: Mapping[str, str]) -> dict[str, str]:
    """Return the first answers of a new interview by reference.

    A question that is saved to the person begins with what is known of the person. Others begin
    with the answer to the question of the same name in the `earlier` interview.
    """
    known = {name: _written(value) for name, value in asdict(person).items()}
    found = {}
    for question in _questions(form):
        value = _from_person(question, known)
        if not value and not _is_anew(question, form):
            value = _from_earlier(question, earlier)
        if value and _fits(value, question, form):
            found[question.ref] = value
    return found


def person_table(person: Person) -> list[dict[str, str]]:
    """Return the list `person` that a form may look up: this one person."""
    known = {name: _written(value) for name, value in asdict(person).items()}
    return [{**known, "name": person.id, "label": person.display_name}]


def _questions(form: Form) -> Iterator[Question]:
    """Those outside repeats whose value the form does not work out itself."""
    for element in form.elements.values():
        if isinstance(element, Question) and not element.bind.calculate:
            yield element


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _from_person(question: Question, known: Mapping[str, str]) -> str:
    if question.bind.save_to in FIELDS:
        return known[question.bind.save_to]
    if not question.in_body and question.name.startswith(_ABOUT_PERSON):
        return known.get(question.name.removeprefix(_ABOUT_PERSON), "")
    return ""


def _is_anew(question: Question, form: Form) -> bool:
    """Whether the question or a group around it belongs to one interview only."""
    parts = question.ref.split("/")
    above = ("/".join(parts[:length]) for length in range(2, len(parts) + 1))
    return any(form.elements[ref].bind.is_anew for ref in above if ref in form.elements)


def _from_earlier(question: Question, earlier: Mapping[str, str]) -> str:
    if not question.in_body or question.type in _OWN_KINDS or question.sensitivity == "K3":
        return ""
    return earlier.get(question.name, "")


def _fits(value: str, question: Question, form: Form) -> bool:
    """Whether `value` is among the choices; lists that depend on other answers are not asked."""
    choices = question.choices
    if choices is None:
        return True
    values = {item.value for item in choices.items}
    whole_list = _WHOLE_LIST.fullmatch(choices.nodeset)
    if whole_list:
        document = form.instances.get(whole_list["name"])
        items = document.children[0].children if document and document.children else []
        values |= {item.named[choices.value][0].value for item in items if item.named}
    return not values or set(value.split()) <= values
