"""Which drafted words of forms somebody has reviewed."""

from collections.abc import Iterable

from sqlalchemy import select

from kbh_desktop.clock import Clock
from kbh_desktop.ids import new_id
from kbh_desktop.interviews.records import TextReviewRecord
from kbh_desktop.people.access import require_casework
from kbh_desktop.security.model import Actor
from kbh_desktop.storage.base import WHOLE_OFFICE
from kbh_desktop.storage.database import Database

_IN_USE = TextReviewRecord.state != "deleted"


class FormReviews:
    """Keeps who found which words right; it travels to every laptop with the next bundles."""

    def __init__(self, database: Database, clock: Clock, actor: Actor) -> None:
        self._database = database
        self._clock = clock
        self._actor = actor

    def reviewed(self) -> frozenset[str]:
        """Return the marks of all words that somebody found right."""
        query = select(TextReviewRecord.mark).where(_IN_USE, TextReviewRecord.is_right)
        with self._database.read() as session:
            return frozenset(session.scalars(query))

    def review(self, marks: Iterable[str], language: str, *, is_right: bool = True) -> None:
        """Write down that words are right, or that they are drafts again after all.

        Raises:
            NotAllowedError: the role has no casework.
        """
        require_casework(self._actor)
        wanted = frozenset(marks)
        at = self._clock().isoformat(timespec="seconds")
        with self._database.write() as session:
            kept = select(TextReviewRecord).where(_IN_USE, TextReviewRecord.mark.in_(wanted))
            known = list(session.scalars(kept))
            for record in known:
                if record.is_right != is_right:
                    record.is_right = is_right
                    record.reviewed_by, record.reviewed_at = self._actor.name, at
            for mark in sorted(wanted - {record.mark for record in known}):
                session.add(
                    TextReviewRecord(
                        id=new_id(),
                        scope=WHOLE_OFFICE,
                        mark=mark,
                        language=language,
                        is_right=is_right,
                        reviewed_by=self._actor.name,
                        reviewed_at=at,
                    )
                )
