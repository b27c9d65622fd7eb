"""Lists interviews with the person they are shown under."""

from dataclasses import replace

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from kbh_desktop.ids import PersonId
from kbh_desktop.interviews.model import Interview
from kbh_desktop.interviews.records import InterviewRecord
from kbh_desktop.people.aliases import shown_ids


def listed(session: Session, *conditions: ColumnElement[bool]) -> tuple[Interview, ...]:
    """Return the interviews in use that meet `conditions`, the newest first."""
    query = select(InterviewRecord).where(InterviewRecord.state != "deleted", *conditions)
    found = session.scalars(query.order_by(InterviewRecord.started_at.desc()))
    interviews = [record.as_model() for record in found]
    shown = shown_ids(session, {each.person_id for each in interviews})
    return tuple(
        replace(each, person_id=PersonId(shown.get(each.person_id, each.person_id)))
        for each in interviews
    )
