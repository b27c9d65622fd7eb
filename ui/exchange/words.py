"""What fields and persons are called on the exchange's screens."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from kbh_desktop.competences import labels as card_labels
from kbh_desktop.consent.labels import said_label
from kbh_desktop.courses import labels as course_labels
from kbh_desktop.errors import KbhError
from kbh_desktop.i18n import _
from kbh_desktop.ids import InterviewId, PersonId
from kbh_desktop.people.labels import field_label
from ui.people.fields import fact_groups

if TYPE_CHECKING:
    from kbh_desktop.app import App

ANSWER = "a."
"""Before the key of an interview answer in the name of a field."""
OF_CARD = "v."
"""Before the name of a field of a line of a competence card."""


class Words:
    """Names persons, fields and values; remembers the persons it has looked up."""

    def __init__(self, app: "App") -> None:
        self._app = app
        self._names: dict[str, str] = {}

    def person(self, person_id: str) -> str:
        """Return the person's name, or that the person is new here."""
        if person_id not in self._names:
            self._names[person_id] = self._name(person_id)
        return self._names[person_id]

    def forget(self) -> None:
        """Look names up again, as they may have changed."""
        self._names.clear()

    def field(self, entity: str, record_id: str, field: str) -> str:
        """Return what the field is called; empty when it has no name that a person would know."""
        if field == "_deleted":
            return _("Deleted")
        if is_answer(entity, field):
            return self._answered(
                lambda: self._app.interviews.label_of(InterviewId(record_id), field[len(ANSWER) :]),
                "",
            )
        if entity in {"note", "same_person", "consent"}:
            return _plain_labels().get((entity, field), "")
        if is_of_card(entity, field):
            return card_labels.field_label(field[len(OF_CARD) :])
        if course_labels.is_of_courses(entity):
            return course_labels.field_label(entity, field)
        label = field_label(field) if entity == "person" else field
        return "" if label == field else label

    def value(self, entity: str, record_id: str, field: str, value: object) -> str:
        """Return the value as a person reads it; of a CPR number only the day."""
        if value in (None, ""):
            return _("(empty)")
        if is_answer(entity, field):
            return self._answered(
                lambda: self._app.interviews.display_of(
                    InterviewId(record_id), field[len(ANSWER) :], str(value)
                ),
                str(value),
            )
        if is_of_card(entity, field):
            return card_labels.value_in_words(field[len(OF_CARD) :], str(value))
        if course_labels.is_of_courses(entity):
            return course_labels.value_words(field, value, self._resources())
        if entity == "same_person":
            return self._decided(field, str(value))
        return _plain(entity, field, value)

    def _decided(self, field: str, value: str) -> str:
        if field == "kept":
            return self.person(value)
        words = {"same": _("Yes"), "different": _("No"), "undone": _("Taken apart again")}
        return words.get(value, value)

    def _resources(self) -> dict[str, str]:
        try:
            return {each.id: each.name for each in self._app.course_resources.list()}
        except KbhError:
            return {}

    def _name(self, person_id: str) -> str:
        if person_id == course_labels.SHARED:
            return _("Courses (shared)")
        try:
            return self._app.people.get(PersonId(person_id)).display_name or _("(no name)")
        except KbhError:
            return _("New person")

    def _answered(self, ask: Callable[[], str], otherwise: str) -> str:
        try:
            return ask() or otherwise
        except KbhError:
            return otherwise


def is_of_card(entity: str, field: str) -> bool:
    """Return whether the field is one of a line of a competence card."""
    return entity == "card_item" and field.startswith(OF_CARD)


def is_answer(entity: str, field: str) -> bool:
    """Return whether the field is an answer of an interview."""
    return entity == "interview" and field.startswith(ANSWER)


def _plain_labels() -> dict[tuple[str, str], str]:
    return {
        ("note", "text"): _("Note"),
        ("consent", "said"): _("Consent"),
        ("same_person", "status"): _("The same person"),
        ("same_person", "kept"): _("Which one is kept"),
    }


def _plain(entity: str, field: str, value: object) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if entity == "consent" and value in ("given", "declined", "withdrawn"):
        return said_label(value)
    return _shown(field, str(value)) if entity == "person" else str(value)


def _shown(field: str, value: str) -> str:
    if field == "cpr":
        return f"{value[:6]}-xxxx"
    if field == "cpr_kind":
        return {"cpr": _("CPR number"), "erstatning": _("Replacement number")}.get(value, value)
    entries = (entry for _title, group in fact_groups() for entry in group)
    entry = next((entry for entry in entries if entry.name == field), None)
    return entry.shown(value) if entry else value
