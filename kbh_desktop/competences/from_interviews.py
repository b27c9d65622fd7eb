"""Keeps cards and interviews one truth: an answer is a line of the card, and a line an answer."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from kbh_desktop.clock import Clock
from kbh_desktop.competences import answers, store
from kbh_desktop.competences.esco import Esco
from kbh_desktop.competences.items import NAMING, Item, only
from kbh_desktop.competences.merging import merged
from kbh_desktop.competences.origins import with_origin
from kbh_desktop.competences.records import VALUE, CardItemRecord
from kbh_desktop.interviews.model import Interview
from kbh_desktop.interviews.records import InterviewRecord
from kbh_desktop.interviews.store import ANSWER
from kbh_desktop.interviews.telling import Listener
from kbh_desktop.storage import change_log
from kbh_desktop.storage.tables import ConflictRecord


def listener(clock: Clock, esco: Esco) -> Listener:
    """Return what the interviews are to tell, and to ask before they begin."""

    def told(
        session: Session, interview: Interview, before: Mapping[str, str], now: Mapping[str, str]
    ) -> None:
        _Telling(session, interview, clock(), esco).write(before, now)

    def known(session: Session, person_id: str) -> answers.Known:
        return answers.known(store.items_of(session, person_id))

    return Listener(names=answers.NAMES, told=told, known=known)


def follow_decision(session: Session, record_id: str, field: str) -> None:
    """Let the card say what was decided of an answer, so that nobody has to decide it twice."""
    record = session.get(InterviewRecord, record_id) if field.startswith(ANSWER) else None
    if record is None:
        return
    key = field.removeprefix(ANSWER)
    value = record.answers.get(key, "")
    for item_id, _kind, name, _text in answers.said(key, value, record.scope, record.id):
        item = session.get(CardItemRecord, item_id)
        if item is None or item.state != "ok":
            continue
        if session.get(ConflictRecord, (item_id, VALUE + name)):
            change_log.resolve(session, item_id, VALUE + name, value or None)
        elif item.fields.get(name, "") != value:
            kept = {**item.fields, name: value}
            item.fields = {each: text for each, text in kept.items() if text}


class _Telling:
    """What one saved change of answers does to the card."""

    def __init__(self, session: Session, interview: Interview, now: datetime, esco: Esco) -> None:
        self._esco = esco
        self._session = session
        self._person_id = interview.person_id
        self._interview_id = interview.id
        self._now = now

    def write(self, before: Mapping[str, str], after: Mapping[str, str]) -> None:
        was = answers.told(before, self._person_id, self._interview_id)
        now = answers.told(after, self._person_id, self._interview_id)
        kept = store.items_of(self._session, self._person_id)
        for item_id in was.keys() - now.keys():
            for same in _line(kept, was[item_id]):
                store.remove(self._session, same)
        for place, item in enumerate(now.values()):
            changed = _difference(was.get(item.id), item)
            if changed:
                changed = with_origin(self._esco, item.kind, changed)
                # What is told at once keeps its order.
                at = (self._now + timedelta(microseconds=place)).isoformat()
                self._spread(kept, item, changed, at)

    def _spread(
        self, kept: tuple[Item, ...], item: Item, changed: Mapping[str, str], at: str
    ) -> None:
        """Write to all that are one line; what a line is called, only to the one it was told of."""
        naming = NAMING.get(item.kind)
        everybody = {name: value for name, value in changed.items() if name != naming}
        for item_id in _line(kept, item) - {item.id}:
            other = Item(item_id, item.kind, {})
            store.write(self._session, self._person_id, other, everybody, now=at)
        store.write(self._session, self._person_id, item, changed, now=at)


def _line(kept: tuple[Item, ...], item: Item) -> set[str]:
    """Return the ids of all that stand on the card as one line with `item` now."""
    lines = merged(item.kind, only(item.kind, kept))
    return next((set(line.ids) for line in lines if item.id in line.ids), set())


def _difference(before: Item | None, item: Item) -> dict[str, str]:
    if before is None:
        return dict(item.values)
    gone = dict.fromkeys(before.values.keys() - item.values.keys(), "")
    return gone | {name: value for name, value in item.values.items() if before.get(name) != value}
