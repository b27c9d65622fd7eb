"""The tab with company visits and individual talks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from kbh_desktop.courses.matching import VisitMatch
from kbh_desktop.courses.model import CourseId
from kbh_desktop.courses.talks import Talk
from kbh_desktop.courses.visits import CompanyVisit
from kbh_desktop.i18n import _, n_
from kbh_desktop.ids import PersonId
from kbh_desktop.people.access import does_casework
from ui.background import run_in_background
from ui.course_people.course_tab import CourseTab
from ui.course_people.parts_bar import PartsBar
from ui.course_people.talk_dialog import TalkDialog, TypedTalk
from ui.course_people.talks_part import TalksPart
from ui.course_people.visit_dialog import Keep, VisitDialog
from ui.course_people.visitors import visitors_of
from ui.course_people.visits_part import VisitsPart
from ui.errors import guard, show_error
from ui.navigation import Command, Navigator
from ui.people.words import name_or_unknown
from ui.widgets.buttons import PrimaryButton

if TYPE_CHECKING:
    from kbh_desktop.app import App

_PARTS = ("visits", "talks")
_KEPT = (
    "firm",
    "cvr",
    "contact",
    "phone",
    "address",
    "day",
    "starts",
    "max_persons",
    "transport",
    "safety_gear",
    "trades",
    "session_id",
    "confirmed",
    "note",
)
"""What of a visit is written again when its removal is taken back."""
_TALKERS = ("consultant", "teacher")


@dataclass(frozen=True, slots=True)
class Meetings:
    """The visits and talks of a course as they were last asked for."""

    visits: tuple[CompanyVisit, ...]
    talks: tuple[Talk, ...]
    names: Mapping[PersonId, str] = field(repr=False)
    """Those with a place."""
    staff: Mapping[str, str]
    """Who may talk with participants, by id."""
    sessions: Mapping[str, str]
    """The visits of the plan, by id."""


class VisitsPage(CourseTab[Meetings]):
    """Two parts behind two buttons; everything is saved at once and can be taken back."""

    kinds: ClassVar[frozenset[str]] = frozenset(
        {"course_visit", "course_talk", "course_enrolment", "course_session", "course_resource"}
    )

    def __init__(self, app: "App", navigator: Navigator, course_id: CourseId) -> None:
        super().__init__(_("Visits and talks"), app, navigator, course_id)
        self._meetings: Meetings | None = None
        self._matches: dict[str, Mapping[PersonId, VisitMatch]] = {}
        """By visit, what participants told that speaks for or against it."""
        self.parts = PartsBar(_("Show"), (("visits", _("Visits")), ("talks", _("Talks"))))
        self.add_button = PrimaryButton(_("New visit"), self._ask_new, icon="plus")
        self.visits = VisitsPart()
        self.talks = TalksPart()
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self.open_part("visits")

    def activated(self) -> None:
        """Show visits and talks, and put the keyboard into the list."""
        super().activated()
        self._list().setFocus()

    def bookmark(self) -> str:
        """Return the part in front."""
        return self.parts.part

    def restore(self, bookmark: str) -> None:
        """Return to a part."""
        if bookmark in _PARTS:
            self.open_part(bookmark)

    def panes(self) -> tuple[QWidget, ...]:
        """Return the parts, the list and who goes."""
        return (self.parts, self._list(), self.visits.visitors)

    def commands(self) -> tuple[Command, ...]:
        """Offer a new visit and a new talk."""
        talk = Command(_("New talk"), self._ask_new_talk, "messages-square")
        visit = Command(_("New visit"), self._ask_new_visit, "factory")
        return (*((visit,) if self.may_plan else ()), talk, *super().commands())

    def open_part(self, part: str) -> None:
        """Show `visits` or `talks`."""
        self.parts.show_part(part)
        self._stack.setCurrentIndex(_PARTS.index(part))
        is_visits = part == "visits"
        self.add_button.set_words(_("New visit") if is_visits else _("New talk"))
        self._show_add()

    def fetch(self) -> Meetings:
        """Ask for visits, talks, participants and staff."""
        service = self.app.participants
        rows = service.participants(self.course_id)
        staff = self.app.course_resources.list()
        board = self.app.courses.board(self.course_id)
        return Meetings(
            service.visits.list(self.course_id),
            service.talks.list(self.course_id),
            {
                row.person_id: name_or_unknown(row.name)
                for row in rows
                if row.status in ("enrolled", "finished")
            },
            {each.id: each.name for each in staff if each.kind in _TALKERS},
            {each.id: str(each.title) for each in board.sessions if each.kind == "visit"},
        )

    def show_fetched(self, fetched: Meetings) -> None:
        """Show both parts."""
        if self._meetings is None or fetched.names != self._meetings.names:
            self._matches.clear()
        self._meetings = fetched
        self.visits.tell(fetched.visits)
        self.talks.tell(fetched.talks, fetched.names, fetched.staff)
        self.parts.count({"visits": len(fetched.visits), "talks": len(fetched.talks)})
        self._show_add()

    def _show_add(self) -> None:
        """The empty list offers the first one itself."""
        shown = self._meetings
        some = shown and (shown.visits if self.parts.part == "visits" else shown.talks)
        is_allowed = self.may_plan or self.parts.part == "talks"
        self.add_button.setVisible(bool(some) and is_allowed)

    def _show_visitors(self, visit_id: str) -> None:
        visit = self._visit(visit_id)
        if visit is None or self._meetings is None:
            return
        matches = self._matches.get(visit.id, {})
        self.visits.tell_visitors(
            visitors_of(visit, self._meetings.names, matches), can_propose=bool(matches)
        )

    def _chosen(self, visit_id: str) -> None:
        """Show who may go, and ask whom it suits, which takes longer."""
        self._show_visitors(visit_id)
        if visit_id not in self._matches and does_casework(self.app.user):
            run_in_background(
                self,
                partial(self.app.course_suggestions.visitors, visit_id),
                partial(self._matched, visit_id),
                lambda error: show_error(self, error),
            )

    def _matched(self, visit_id: str, matches: Sequence[VisitMatch]) -> None:
        self._matches[visit_id] = {each.person: each for each in matches}
        if self.visits.list.key == visit_id:
            self._show_visitors(visit_id)

    def _propose(self, visit_id: str) -> None:
        """Let those go whom the visit suits best, as many as there is room for."""
        visit = self._visit(visit_id)
        if visit is None:
            return
        ranked = sorted(self._matches.get(visit_id, {}).values(), key=lambda m: (-m.fit, -m.score))
        new = [m.person for m in ranked if m.fit and m.person not in visit.participants]
        chosen = new if visit.free_places is None else new[: max(0, visit.free_places)]
        service = self.app.participants.visits
        with guard(self):
            for person in chosen:
                service.join(visit_id, person)
            text = n_("{count} more goes", "{count} more go", len(chosen))
            self.navigator.toast(text.format(count=len(chosen)))
            if chosen:
                back = partial(self._leave_all, visit_id, chosen)
                self.did(text.format(count=len(chosen)), back)
        self.refresh()

    def _leave_all(self, visit_id: str, people: Sequence[PersonId]) -> None:
        for person in people:
            self.app.participants.visits.leave(visit_id, person)

    # Visits

    def _ask_new(self) -> None:
        if self.parts.part == "visits":
            self._ask_new_visit()
        else:
            self._ask_new_talk()

    def _ask_new_visit(self) -> None:
        self._visit_dialog(None, self._add_visit)

    def _ask_change_visit(self, visit_id: str) -> None:
        visit = self._visit(visit_id)
        if visit is not None and self.may_plan:
            self._visit_dialog(visit, partial(self._change_visit, visit))

    def _visit_dialog(self, visit: CompanyVisit | None, keep: Keep) -> None:
        sessions = list(self._meetings.sessions.items()) if self._meetings else []
        VisitDialog(self, visit, sessions, self.app.people.today(), keep).start()

    def _add_visit(self, fields: Mapping[str, Any]) -> None:
        service = self.app.participants.visits
        visit = service.add(self.course_id, **fields)
        text = _("New visit to {firm}").format(firm=visit.firm)
        self.did(text, partial(service.remove, visit.id))
        self.refresh()

    def _change_visit(self, visit: CompanyVisit, fields: Mapping[str, Any]) -> None:
        service = self.app.participants.visits
        service.change(visit.id, **fields)
        self._matches.pop(visit.id, None)
        before = {name: getattr(visit, name) for name in fields}
        text = _("Change of the visit to {firm}").format(firm=visit.firm)
        self.did(text, lambda: service.change(visit.id, **before))
        self.refresh()

    def _remove_visit(self, visit_id: str) -> None:
        visit = self._visit(visit_id)
        if visit is None:
            return
        with guard(self):
            self.app.participants.visits.remove(visit.id)
            text = _("The visit to {firm} is removed").format(firm=visit.firm)
            self.navigator.toast(text)
            self.did(text, partial(self._add_visit_again, visit))
            self.refresh()

    def _add_visit_again(self, visit: CompanyVisit) -> None:
        service = self.app.participants.visits
        again = service.add(self.course_id, **{name: getattr(visit, name) for name in _KEPT})
        for person in visit.participants:
            service.join(again.id, person)

    def _tick(self, visit_id: str, key: str, goes: bool) -> None:  # noqa: FBT001 - Qt's signal
        service, person = self.app.participants.visits, PersonId(key)
        act, back = (service.join, service.leave) if goes else (service.leave, service.join)
        with guard(self):
            act(visit_id, person)
            name = self._meetings.names.get(person, "") if self._meetings else ""
            text = _("{name} goes") if goes else _("{name} does not go")
            self.did(text.format(name=name), partial(back, visit_id, person))
        self.refresh()

    def _visit(self, visit_id: str) -> CompanyVisit | None:
        visits = self._meetings.visits if self._meetings else ()
        return next((each for each in visits if each.id == visit_id), None)

    # Talks

    def _ask_new_talk(self) -> None:
        if self._meetings is not None and not self._meetings.names:
            self.show_notice(_("Nobody is on the course yet. Enrol people first."), "info")
        elif self._meetings is not None:
            talked = {each.person for each in self._meetings.talks}
            names = sorted(self._meetings.names.items(), key=lambda item: item[0] in talked)
            self._talk_dialog(None, names, self._add_talk)

    def _ask_change_talk(self, talk_id: str) -> None:
        talk = self._talk(talk_id)
        if talk is not None and self._meetings is not None:
            names = list(self._meetings.names.items())
            self._talk_dialog(talk, names, partial(self._change_talk, talk))

    def _talk_dialog(self, talk: Talk | None, names: list[tuple[PersonId, str]], keep: Any) -> None:  # noqa: ANN401
        staff = list(self._meetings.staff.items()) if self._meetings else []
        TalkDialog(self, talk, names, staff, self.app.people.today(), keep).start()

    def _add_talk(self, typed: TypedTalk) -> None:
        service = self.app.participants.talks
        talk = service.add(
            self.course_id,
            typed.person,
            typed.day,
            typed.starts,
            minutes=typed.minutes,
            resource=typed.resource,
        )
        self.did(_("New talk"), partial(service.remove, talk.id))
        self.refresh()

    def _change_talk(self, talk: Talk, typed: TypedTalk) -> None:
        changed = replace(
            talk,
            day=typed.day,
            starts=typed.starts,
            minutes=typed.minutes,
            resource=typed.resource,
        )
        self._write_talk(talk, changed, _("Change of a talk"))

    def _press_held(self, talk_id: str) -> None:
        talk = self._talk(talk_id)
        if talk is not None:
            with guard(self):
                text = _("A talk is not held") if talk.held else _("A talk is held")
                self._write_talk(talk, replace(talk, held=not talk.held), text)

    def _write_talk(self, before: Talk, changed: Talk, label: str) -> None:
        service = self.app.participants.talks
        service.change(changed)
        self.did(label, partial(service.change, before))
        self.refresh()

    def _remove_talk(self, talk_id: str) -> None:
        talk = self._talk(talk_id)
        if talk is None:
            return
        with guard(self):
            service = self.app.participants.talks
            service.remove(talk.id)
            back = partial(
                service.add,
                self.course_id,
                talk.person,
                talk.day,
                talk.starts,
                minutes=talk.minutes,
                resource=talk.resource,
            )
            self.did(_("A talk is removed"), back)
            self.refresh()

    def _talk(self, talk_id: str) -> Talk | None:
        talks = self._meetings.talks if self._meetings else ()
        return next((each for each in talks if each.id == talk_id), None)

    # Layout

    def _list(self) -> QWidget:
        return self.visits.list if self.parts.part == "visits" else self.talks.list

    def _connect(self) -> None:
        self.parts.chosen.connect(self.open_part)
        self.visits.new_wanted.connect(self._ask_new_visit)
        self.visits.change_wanted.connect(self._ask_change_visit)
        self.visits.remove_wanted.connect(self._remove_visit)
        self.visits.ticked.connect(self._tick)
        self.visits.chosen.connect(self._chosen)
        self.visits.propose_wanted.connect(self._propose)
        self.talks.new_wanted.connect(self._ask_new_talk)
        self.talks.change_wanted.connect(self._ask_change_talk)
        self.talks.remove_wanted.connect(self._remove_talk)
        self.talks.held_wanted.connect(self._press_held)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.parts, 1)
        head.addWidget(self.undo_button)
        head.addWidget(self.add_button)
        self.visits.be_for(may_plan=self.may_plan)
        self._stack.addWidget(self.visits)
        self._stack.addWidget(self.talks)
        self.column.setSpacing(12)
        self.column.addLayout(head)
        self.column.addWidget(self._stack, 1)
