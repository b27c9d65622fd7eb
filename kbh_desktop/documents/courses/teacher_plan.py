"""A teacher's plan: every session of one teacher or interpreter in order, week by week."""

from dataclasses import dataclass, field
from datetime import date, time
from itertools import groupby

from kbh_desktop.documents import design
from kbh_desktop.documents.blocks import Block, Facts, Para, Section, Stack, Title
from kbh_desktop.documents.pages import Document, Printed
from kbh_desktop.documents.tables import Column, Table
from kbh_desktop.documents.wording import clock, day_span, short_span, weekday_name
from kbh_desktop.i18n import _, long_date, n_, speaking

_MM = design.MM


@dataclass(frozen=True, slots=True)
class TeacherSession:
    """One session as its teacher needs it."""

    day: date
    starts: time
    ends: time
    title: str
    course: str = ""
    room: str = ""
    people: int = 0
    """Participants."""
    beside: str = field(default="", repr=False)
    """Interpreters and others who take part."""
    lessons: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TeacherPlanValues(Printed):
    """Everything the plan says; nothing about any participant but how many they are."""

    name: str = field(repr=False)
    role: str
    sessions: tuple[TeacherSession, ...]
    place: str = ""
    coordinator: str = ""
    contact: str = ""


def teacher_plan(values: TeacherPlanValues) -> Document:
    """Compose the plan."""
    with speaking(values.language):
        title = _("Teacher's plan")
        return Document(
            title=title,
            subject=values.name,
            organisation=values.municipality,
            story=[
                Para(title, design.KICKER),
                Title(values.name.strip() or _("Name unknown"), before=3),
                Facts(_facts(values), before=13.5),
                *_weeks(values),
            ],
            confidentiality="",
            footnote=_("Changes are told the day before at the latest."),
            print_number=values.print_number,
            printed_at=values.printed_at,
            language=values.language,
            draft=values.draft,
        )


def _facts(values: TeacherPlanValues) -> list[tuple[str, str]]:
    days = [session.day for session in values.sessions]
    lessons = sum(session.lessons for session in values.sessions)
    return [
        (_("Role"), values.role),
        (_("Period"), day_span(min(days), max(days)) if days else ""),
        (_("Lessons"), str(lessons)),
        (_("Place"), values.place),
        (_("Coordinator"), values.coordinator),
        (_("Contact"), values.contact),
    ]


def _weeks(values: TeacherPlanValues) -> list[Block]:
    if not values.sessions:
        return [Para(_("Nothing is planned yet."), design.LEAD, before=18)]
    ordered = sorted(values.sessions, key=lambda session: (session.day, session.starts))
    found: list[Block] = []
    for _key, group in groupby(ordered, key=lambda session: session.day.isocalendar()[:2]):
        sessions = list(group)
        number = sessions[0].day.isocalendar().week
        days = short_span(sessions[0].day, sessions[-1].day).replace("\xa0", " ")
        lessons = sum(session.lessons for session in sessions)
        note = n_("{count} lesson", "{count} lessons", lessons).format(count=lessons)
        found.append(Section(number, days, [_table(sessions)], note))
    return found


def _table(sessions: list[TeacherSession]) -> Table:
    columns = (
        Column(_("When"), 28 * _MM),
        Column(_("What")),
        Column(_("Where"), 22 * _MM, design.SMALL_ROW),
        Column(_("With"), 27 * _MM, design.SMALL_ROW),
    )
    return Table(columns, [_row(session) for session in sessions], gap=2.5 * _MM)


def _row(session: TeacherSession) -> tuple[Block, Block, str, str]:
    about = [session.course]
    if session.people:
        people = n_("{count} participant", "{count} participants", session.people)
        about.append(people.format(count=session.people))
    day = f"{weekday_name(session.day.weekday())} {_day(session.day)}"
    hours = f"{clock(session.starts)}–{clock(session.ends)}"
    what = Stack([Para(session.title, design.STRONG), *_small(" · ".join(filter(None, about)))])
    when = Stack([Para(day, design.SMALL_ROW_STRONG), Para(hours, design.SMALL_ROW)])
    return when, what, session.room, session.beside


def _small(text: str) -> list[Block]:
    return [Para(text, design.SMALL)] if text else []


def _day(day: date) -> str:
    return long_date(day).removesuffix(f" {day.year}").replace(" ", "\xa0")
