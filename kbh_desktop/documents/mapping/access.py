"""From everything that is held about a person to the report they may ask for."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from kbh_desktop.documents.access_report import AccessReportValues, HeldSection, LogRow
from kbh_desktop.documents.mapping.answers import Answer, Answers, read_answers
from kbh_desktop.documents.mapping.consents import consents_held
from kbh_desktop.documents.mapping.held import earlier_values, held_elsewhere
from kbh_desktop.documents.mapping.person import latin_name, native_name
from kbh_desktop.documents.mapping.person_words import field_words
from kbh_desktop.documents.mapping.retention import kept_how_long
from kbh_desktop.documents.mapping.summary import summary_row
from kbh_desktop.documents.pages import Printed
from kbh_desktop.documents.person_parts import SummaryRow
from kbh_desktop.documents.sources import Sources
from kbh_desktop.i18n import _, long_date
from kbh_desktop.ids import PersonId
from kbh_desktop.interviews.model import Interview
from kbh_desktop.people.labels import field_label
from kbh_desktop.people.model import Person, mask_udl_nr
from kbh_desktop.security.audit import AuditAction

_FIELDS = (
    "given_name", "family_name", "latin_name", "called_name", "birth_date", "sex", "citizenships",
    "residence_basis", "decision_date", "municipality_expected", "municipality_decided",
    "municipality_actual", "entry_date", "arrival_date", "moved_on", "phone", "civil_status",
    "mother_tongues", "languages", "centre", "phase", "consultant", "notes",
)  # fmt: skip
_MOST_ENTRIES = 500


def access_values(
    sources: Sources, person: Person, about: Printed, *, about_health: bool, reason: str = ""
) -> AccessReportValues:
    """Return what is held about `person`, or of that only what is about health."""
    interviews = sources.interviews.for_person(person.id)
    read = [(each, _answers(sources, each, reason if about_health else "")) for each in interviews]
    sections = [_interview(person, each, answers, about_health) for each, answers in read]
    if not about_health:
        sections = [
            _facts(person),
            *sections,
            *_notes(sources, person.id),
            *consents_held(sources, person.id),
            *held_elsewhere(sources, person.id),
            *earlier_values(sources, person.id),
            *kept_how_long(sources, person.id),
        ]
    return AccessReportValues(
        person_name=latin_name(person),
        native_name=native_name(person),
        number_masked=person.masked_number,
        answered_by=sources.actor.name,
        about_health=about_health,
        has_health=any(answer.is_health for _each, answers in read for answer in answers),
        sections=tuple(sections),
        recipients=sources.recipients(person.id) if sources.recipients else (),
        log=() if about_health else tuple(_log(sources, person.id)),
        municipality=about.municipality,
        printed_at=about.printed_at,
        draft=True,
        language=about.language,
    )


def _answers(sources: Sources, interview: Interview, reason: str) -> Answers:
    return read_answers(sources.interviews.open(interview.id, reason=reason))


def _facts(person: Person) -> HeldSection:
    rows = [
        SummaryRow(field_label(name), words)
        for name in _FIELDS
        if (words := field_words(person, name))
    ]
    return HeldSection(_("Facts about you"), tuple(rows))


def _interview(
    person: Person,
    interview: Interview,
    answers: Answers,
    about_health: bool,  # noqa: FBT001 - which half
) -> HeldSection:
    kept: Iterable[Answer] = (each for each in answers if each.is_health == about_health)
    rows = tuple(_masked(summary_row(each), person) for each in kept)
    day = long_date(interview.started_at.astimezone().date())
    note = ", ".join(part for part in (day, interview.consultant) if part)
    return HeldSection(interview.title, rows, note)


def _masked(row: SummaryRow, person: Person) -> SummaryRow:
    """Return the row with the person's numbers masked, as on every paper."""
    digits = "".join(char for char in row.value if char.isdigit())
    masks = {person.cpr: person.masked_cpr, person.udl_nr: mask_udl_nr(person.udl_nr)}
    return replace(row, value=masks[digits]) if digits and digits in masks else row


def _notes(sources: Sources, person_id: PersonId) -> list[HeldSection]:
    rows = [
        SummaryRow(f"{_moment(event.at)}, {event.author}", event.text)
        for event in sources.people.timeline(person_id)
        if event.kind == "note"
    ]
    return [HeldSection(_("Notes"), tuple(rows))] if rows else []


def _log(sources: Sources, person_id: PersonId) -> Iterable[LogRow]:
    words = _deeds()
    for entry in sources.audit.entries(_MOST_ENTRIES, person_id):
        deed = entry.deed
        what = words.get(deed.action, deed.action)
        yield LogRow(_moment(deed.moment), deed.user_name, what, deed.subject)


def _deeds() -> dict[str, str]:
    return {
        AuditAction.OPEN_PERSON: _("Your page was opened"),
        AuditAction.REVEAL_CPR: _("Your CPR number was shown"),
        AuditAction.REVEAL_FIELD: _("A hidden field was shown"),
        AuditAction.VIEW_HEALTH: _("Answers about health were read"),
        AuditAction.PRINT: _("A document was printed"),
        AuditAction.SAVE_FILE: _("A document was saved as a file"),
        AuditAction.EXPORT_BUNDLE: _("Sent to the office or to a laptop"),
        AuditAction.IMPORT_BUNDLE: _("Received from the office or a laptop"),
        AuditAction.GIVE_CONSENT: _("You gave a consent"),
        AuditAction.WITHDRAW_CONSENT: _("You withdrew a consent"),
        AuditAction.EXTEND_RETENTION: _("It was decided to keep something longer"),
        AuditAction.ERASE_PART: _("A part of it was deleted"),
        AuditAction.ACCESS_REQUEST: _("You asked what is held about you"),
    }


def _moment(at: datetime) -> str:
    return f"{at.astimezone():%d-%m-%Y %H.%M}"
