"""From what is wanted to the values of the document, cut to what the user may see."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from kbh_desktop.consent.model import Way
from kbh_desktop.courses.model import CourseId
from kbh_desktop.documents.competence_profile import CompetenceProfileValues
from kbh_desktop.documents.cv_draft import CvValues
from kbh_desktop.documents.health_sheet import HealthSheetValues
from kbh_desktop.documents.mapping import courses, form, goals
from kbh_desktop.documents.mapping.access import access_values
from kbh_desktop.documents.mapping.answers import calculated, read_answers
from kbh_desktop.documents.mapping.citizen import citizen_values
from kbh_desktop.documents.mapping.consents import consent_proof_values
from kbh_desktop.documents.mapping.day import day_list_values
from kbh_desktop.documents.mapping.health import health_values
from kbh_desktop.documents.mapping.person import Occasion, latin_name, native_name
from kbh_desktop.documents.mapping.retention import deletion_proof_values
from kbh_desktop.documents.mapping.summary import summary_values
from kbh_desktop.documents.model import DocumentKind, Wanted
from kbh_desktop.documents.pages import Printed
from kbh_desktop.documents.sources import Sources
from kbh_desktop.errors import NotAllowedError, NotFoundError
from kbh_desktop.i18n import LANGUAGES, _, speaking
from kbh_desktop.ids import InterviewId, PersonId
from kbh_desktop.interviews.service import OpenInterview
from kbh_desktop.people.access import require_casework
from kbh_desktop.security.model import Role
from kbh_desktop.storage.base import WHOLE_OFFICE

_WAYS = {DocumentKind.CV: Way.CV, DocumentKind.COMPETENCE_PROFILE: Way.PROFILE}
_LEAD = "l7_summary"  # the plain summary that the first interview ends with
_NONE = InterviewId("")
_OFFICE = PersonId(WHOLE_OFFICE)


@dataclass(frozen=True, slots=True)
class Made:
    """The values of a document and whom they concern."""

    values: Any
    person_id: PersonId = _OFFICE
    interview_id: InterviewId = _NONE


def make(sources: Sources, wanted: Wanted) -> Made:
    """Return the values of what is wanted.

    Raises:
        NotAllowedError: the role does not include it.
        NotFoundError: the subject is not on this device.
    """
    maker = _MAKERS.get(wanted.kind)
    if maker is None:
        raise NotFoundError(_("That document can't be made here."))
    with speaking(wanted.language):
        made = maker(sources, wanted)
    require_consent(sources, wanted.kind, made.person_id)
    return made


def require_consent(sources: Sources, kind: DocumentKind, person_id: PersonId) -> None:
    """Let no document be made that rests on a consent the person refused or took back.

    Raises:
        ConsentError: says which consent and what can be done.
    """
    way = _WAYS.get(kind)
    if way is not None and person_id != _OFFICE:
        sources.interviews.consents.require(person_id, way)


def _occasion(sources: Sources) -> Occasion:
    return Occasion(sources.office, sources.clock().astimezone(), print_number="")


def _about(sources: Sources, wanted: Wanted) -> Printed:
    language = wanted.language if wanted.language in LANGUAGES else "da"
    return Printed(
        municipality=sources.office,
        printed_at=sources.clock().astimezone(),
        draft=True,
        language=language,
    )


def _of(opened: OpenInterview, values: object) -> Made:
    return Made(values, opened.interview.person_id, opened.id)


def _summary(sources: Sources, wanted: Wanted) -> Made:
    opened = sources.interviews.open(InterviewId(wanted.subject))
    values = summary_values(
        read_answers(opened),
        opened.person,
        opened.interview,
        lead=calculated(opened, _LEAD),
        occasion=_occasion(sources),
        language=wanted.language if wanted.language in LANGUAGES else "da",
    )
    return _of(opened, values)


def _citizen_copy(sources: Sources, wanted: Wanted) -> Made:
    with speaking("da"):
        opened = sources.interviews.open(InterviewId(wanted.subject))
        values = citizen_values(
            read_answers(opened, wanted.language),
            opened.person,
            opened.interview,
            own_language=wanted.language,
            lead=calculated(opened, _LEAD),
            occasion=_occasion(sources),
        )
    return _of(opened, values)


def _health(sources: Sources, wanted: Wanted) -> Made:
    if not sources.actor.has(Role.HEALTH):
        raise NotAllowedError(_("Only the health role may print the health sheet."))
    with speaking("da"):
        reason = wanted.reason or _("Health sheet")
        opened = sources.interviews.open(InterviewId(wanted.subject), reason=reason)
        if any(opened.is_sealed(key) for key in opened.answers()):
            raise NotAllowedError(_("The health answers of this interview are sealed."))
        occasion = replace(_occasion(sources), printed_by=sources.actor.name, reason=wanted.reason)
        values = health_values(
            read_answers(opened), opened.person, opened.interview, occasion=occasion
        )
        values = _unless_withdrawn(sources, opened.interview.person_id, values)
    return _of(opened, values)


def _unless_withdrawn(
    sources: Sources, person_id: PersonId, values: HealthSheetValues
) -> HealthSheetValues:
    """Return the sheet, which says nothing but that once a consent it rests on is closed."""
    consents = sources.interviews.consents
    decision = consents.may_share(person_id, Way.HEALTH_SHEET)
    if decision.may or values.withdrawn_on is not None:
        return values
    counting = consents.consent(person_id, decision.purpose).counting
    return replace(values, withdrawn_on=counting.said_on if counting else consents.today())


def _cv(sources: Sources, wanted: Wanted) -> Made:
    person = sources.people.get(PersonId(wanted.subject))
    cv = replace(sources.cards().cv(person.id), name=latin_name(person))
    about = _fields(_about(sources, wanted))
    return Made(CvValues(cv=cv, native_name=native_name(person), **about), person.id)


def _profile(sources: Sources, wanted: Wanted) -> Made:
    person = sources.people.get(PersonId(wanted.subject))
    profile = replace(sources.cards().profile(person.id), name=latin_name(person))
    about = _fields(_about(sources, wanted))
    values = CompetenceProfileValues(profile=profile, native_name=native_name(person), **about)
    return Made(values, person.id)


def _day_list(sources: Sources, wanted: Wanted) -> Made:
    day = date.fromisoformat(wanted.detail) if wanted.detail else sources.people.today()
    return Made(day_list_values(sources, wanted.subject, day, _about(sources, wanted)))


def _form(sources: Sources, wanted: Wanted) -> Made:
    read = sources.interviews.form(wanted.subject)
    with speaking("da"):
        values = form.form_values(read, wanted.subject, wanted.language, _about(sources, wanted))
    return Made(values)


def _access(sources: Sources, wanted: Wanted) -> Made:
    require_casework(sources.actor)
    about_health = wanted.kind is DocumentKind.ACCESS_REPORT_HEALTH
    if about_health and not sources.actor.has(Role.HEALTH):
        raise NotAllowedError(_("Only the health role may print the health sheet."))
    person = sources.people.get(PersonId(wanted.subject))
    values = access_values(
        sources,
        person,
        _about(sources, wanted),
        about_health=about_health,
        reason=wanted.reason or _("What is held about you"),
    )
    return Made(values, person.id)


def _plan(sources: Sources, wanted: Wanted) -> Made:
    about = _about(sources, wanted)
    return Made(courses.plan_values(sources.courses(), CourseId(wanted.subject), about))


def _teacher(sources: Sources, wanted: Wanted) -> Made:
    return Made(courses.teacher_values(sources.courses(), wanted.subject, _about(sources, wanted)))


def _sheet(sources: Sources, wanted: Wanted) -> Made:
    about, course_id = _about(sources, wanted), CourseId(wanted.subject)
    return Made(courses.sheet_values(sources, course_id, wanted.detail, about))


def _certificate(sources: Sources, wanted: Wanted) -> Made:
    person = sources.people.get(PersonId(wanted.detail))
    course_id, about = CourseId(wanted.subject), _about(sources, wanted)
    values = courses.certificate_values(sources.courses(), course_id, person, about)
    return Made(replace(values, signed_by=sources.actor.name), person.id)


def _settlement(sources: Sources, wanted: Wanted) -> Made:
    values = courses.settlement_values(
        sources.courses(),
        CourseId(wanted.subject),
        "on_account" if wanted.detail == "on_account" else "final",
        sources.actor.name,
        _about(sources, wanted),
    )
    return Made(values)


def _goals(sources: Sources, wanted: Wanted) -> Made:
    if not sources.actor.roles & {Role.LEADER, Role.COORDINATOR}:
        raise NotAllowedError(_("Only leaders and coordinators may print the goal report."))
    if sources.database is None:
        raise NotFoundError(_("That document can't be made here."))
    quarter = goals.Quarter.read(wanted.subject)
    people = goals.arrived_people(sources.database)
    missing = sources.laptops_missing() if sources.laptops_missing else 0
    return Made(goals.goal_values(people, quarter, _about(sources, wanted), missing))


def _consent_proof(sources: Sources, wanted: Wanted) -> Made:
    require_casework(sources.actor)
    person_id = PersonId(wanted.subject)
    with speaking("da"):
        values = consent_proof_values(
            sources, person_id, wanted.detail, wanted.language, _about(sources, wanted)
        )
    return Made(values, person_id)


def _deletion_proof(sources: Sources, wanted: Wanted) -> Made:
    return Made(deletion_proof_values(sources, wanted.subject, _about(sources, wanted)))


def _fields(about: Printed) -> dict[str, Any]:
    return {
        "municipality": about.municipality,
        "printed_at": about.printed_at,
        "draft": about.draft,
        "language": about.language,
    }


_MAKERS: Mapping[DocumentKind, Callable[[Sources, Wanted], Made]] = {
    DocumentKind.SUMMARY: _summary,
    DocumentKind.CITIZEN_COPY: _citizen_copy,
    DocumentKind.HEALTH: _health,
    DocumentKind.CV: _cv,
    DocumentKind.COMPETENCE_PROFILE: _profile,
    DocumentKind.DAY_LIST: _day_list,
    DocumentKind.INTERVIEW_FORM: _form,
    DocumentKind.ACCESS_REPORT: _access,
    DocumentKind.ACCESS_REPORT_HEALTH: _access,
    DocumentKind.COURSE_PLAN: _plan,
    DocumentKind.TEACHER_PLAN: _teacher,
    DocumentKind.ATTENDANCE_SHEET: _sheet,
    DocumentKind.CERTIFICATE: _certificate,
    DocumentKind.SETTLEMENT: _settlement,
    DocumentKind.GOAL_REPORT: _goals,
    DocumentKind.CONSENT_PROOF: _consent_proof,
    DocumentKind.DELETION_PROOF: _deletion_proof,
}
