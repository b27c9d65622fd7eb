"""What lists and timelines of people say about interviews."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from kbh_desktop.i18n import _
from kbh_desktop.interviews.records import InterviewRecord, RevisionRecord
from kbh_desktop.people.aliases import registrations_of
from kbh_desktop.people.index import InterviewFacts
from kbh_desktop.people.model import TimelineEvent


class _Held(NamedTuple):
    form_id: str
    finished_at: str
    revision: int
    answered: int
    total: int


def interview_facts(session: Session, person_ids: Sequence[str]) -> Mapping[str, InterviewFacts]:
    """Return the facts of those of `person_ids` who had an interview."""
    groups = registrations_of(session, person_ids)
    shown = {each: person_id for person_id, group in groups.items() for each in group}
    query = select(
        InterviewRecord.scope,
        InterviewRecord.form_id,
        InterviewRecord.finished_at,
        InterviewRecord.revision,
        InterviewRecord.answered,
        InterviewRecord.total,
    ).where(InterviewRecord.scope.in_(shown), InterviewRecord.state != "deleted")
    held: defaultdict[str, list[_Held]] = defaultdict(list)
    for scope, form_id, finished_at, revision, answered, total in session.execute(
        query.order_by(InterviewRecord.started_at)
    ):
        held[shown[scope]].append(_Held(form_id, finished_at, revision, answered, total))
    return {person_id: _facts(interviews) for person_id, interviews in held.items()}


def _facts(interviews: Sequence[_Held]) -> InterviewFacts:
    """Progress is that of the latest draft, otherwise of the latest interview."""
    drafts = [one for one in interviews if not one.finished_at]
    shown = (drafts or interviews)[-1]
    finished = frozenset(one.form_id for one in interviews if one.finished_at or one.revision)
    return InterviewFacts(len(interviews), finished, shown.answered, shown.total)


def interview_events(session: Session, person_id: str) -> tuple[TimelineEvent, ...]:
    """Return the interviews of a person as events: when each began and was finished."""
    events = []
    titles = {}
    began = select(InterviewRecord).where(InterviewRecord.scope == person_id)
    for record in session.scalars(began.where(InterviewRecord.state != "deleted")):
        titles[record.id] = record.title
        text = _("{title} began").format(title=record.title)
        events.append(_event(record.started_at, text, record.consultant, record.id))
    for revision in session.scalars(
        select(RevisionRecord).where(RevisionRecord.interview_id.in_(titles))
    ):
        words = _("{title} finished") if revision.number == 1 else _("{title} revised")
        text = words.format(title=titles[revision.interview_id])
        events.append(
            _event(revision.finished_at, text, revision.finished_by, revision.interview_id)
        )
    return tuple(events)


def _event(at: str, text: str, author: str, subject: str) -> TimelineEvent:
    return TimelineEvent(datetime.fromisoformat(at), "interview", text, author, subject)
