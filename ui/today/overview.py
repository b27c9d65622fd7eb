"""What the first page shows, asked from the services in one go."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from kbh_desktop.bundles.alarms import Alarm
from kbh_desktop.interviews.model import Interview
from kbh_desktop.people.model import PersonQuery, PersonRow
from kbh_desktop.security.model import Role
from ui.today.lessons import LessonToday, lessons_today

if TYPE_CHECKING:
    from kbh_desktop.app import App

MOST_DEADLINES = 7
_MOST_INTERVIEWS = 12


@dataclass(frozen=True, slots=True)
class Overview:
    """The user's interviews, the nearest deadlines, and what waits to be exchanged."""

    interviews: tuple[Interview, ...]
    people: dict[str, PersonRow]
    """Those the interviews are with, by id."""
    due: tuple[PersonRow, ...]
    due_total: int
    everybody: int
    unsent: int
    unsent_people: int
    conflicts: int
    last_bundle_at: datetime | None
    lessons: tuple[LessonToday, ...] = ()
    """Of the courses."""
    to_delete: int = 0
    """How much has to be deleted now; counted for coordinators."""
    alarms: tuple[Alarm, ...] = ()
    """What should worry somebody about the exchange."""


def overview(app: "App") -> Overview:
    """Ask the services; call it in the background."""
    interviews = app.interviews.today()[:_MOST_INTERVIEWS]
    people = app.people.rows(tuple({interview.person_id for interview in interviews}))
    due = app.people.find(PersonQuery(chip="due", order="deadline"), limit=MOST_DEADLINES)
    unsent = app.bundles.unsent()
    last = unsent.last_bundle_at
    return Overview(
        interviews=interviews,
        people={row.id: row for row in people},
        due=app.people.rows(due.ids),
        due_total=due.total,
        everybody=app.people.counts()["all"],
        unsent=unsent.total,
        unsent_people=len(unsent.persons),
        conflicts=len(app.bundles.conflicts()),
        last_bundle_at=datetime.fromisoformat(last) if last else None,
        lessons=lessons_today(app),
        to_delete=app.retention.due(limit=1).total if app.user.has(Role.COORDINATOR) else 0,
        alarms=app.bundles.alarms(app.settings.overdue_days, app.settings.silent_days),
    )
