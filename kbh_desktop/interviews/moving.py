"""Moves a draft to the newest version of its form, after showing what would come of it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from kbh_desktop.audit.service import AuditLog
from kbh_desktop.clock import Clock
from kbh_desktop.errors import NotAllowedError
from kbh_desktop.i18n import _
from kbh_desktop.ids import InterviewId, new_id
from kbh_desktop.interviews.forms import FormLibrary
from kbh_desktop.interviews.model import FormCard, Interview
from kbh_desktop.interviews.open_interview import OpenInterview
from kbh_desktop.interviews.safe import AnswerSafe
from kbh_desktop.interviews.store import InterviewStore, interview_record
from kbh_desktop.security.audit import AuditAction
from kbh_desktop.security.health import HealthVault
from kbh_desktop.storage.database import Database
from kbh_desktop.xforms.versions import DraftMove, Left, plan_move


@dataclass(frozen=True, slots=True)
class LeftAnswer:
    """An answer that the newest form has no place for; it stays in the history."""

    question: str = field(repr=False)
    answer: str = field(repr=False)
    reason: str
    """Why it does not fit; empty when the question is gone."""


@dataclass(frozen=True, slots=True)
class MovePreview:
    """What moving a draft would do; nothing is done yet."""

    old_version: str
    new_version: str
    kept: int
    new: tuple[str, ...]
    """The words of questions that were not asked before."""
    left: tuple[LeftAnswer, ...]


class DraftMover:
    """Works on drafts that the user may read in full: a sealed answer can't be fitted."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        forms: FormLibrary,
        health: HealthVault,
        audit: AuditLog,
    ) -> None:
        self._database = database
        self._clock = clock
        self._forms = forms
        self._health = health
        self._audit = audit

    def newer(self, interview: Interview) -> FormCard | None:
        """Return the newest version of a draft's form, None when the draft has it already."""
        if interview.state != "draft":
            return None
        card = next((c for c in self._forms.cards() if c.form_id == interview.form_id), None)
        with self._database.read() as session:
            sha256 = interview_record(session, interview.id).form_sha256
        return None if card is None or card.sha256 == sha256 else card

    def preview(self, opened: OpenInterview) -> MovePreview | None:
        """Return what moving the draft would do; None when there is nothing newer."""
        card = self.newer(opened.interview)
        if card is None:
            return None
        form, move = self._forms.load(card.sha256), self._plan(opened, card)
        return MovePreview(
            old_version=opened.interview.form_version,
            new_version=card.version,
            kept=len(move.kept),
            new=tuple(form.words_of(ref) for ref in move.new),
            left=tuple(_left(opened, one) for one in move.left),
        )

    def move(
        self, opened: OpenInterview, store_of: Callable[[InterviewId, AnswerSafe], InterviewStore]
    ) -> Interview:
        """Move the draft in one change; what is left stays in the history of the interview."""
        card = self.newer(opened.interview)
        if card is None:
            return opened.interview
        move = self._plan(opened, card)
        safe = AnswerSafe(self._forms.load(card.sha256), opened.id, self._health)
        store = store_of(opened.id, safe)
        gone = dict.fromkeys(opened.answers().keys() - move.answers.keys())
        with self._database.write():
            store.read()
            moved = store.move(card, {**gone, **move.answers})
            self._audit.record(
                AuditAction.MOVE_DRAFT,
                person_id=moved.person_id,
                subject=f"{card.form_id} {card.version}",
            )
        return moved

    def _plan(self, opened: OpenInterview, card: FormCard) -> DraftMove:
        if opened.has_sealed:
            text = _("The draft has health answers that only its interviewer can move.")
            raise NotAllowedError(text)
        new = self._forms.load(card.sha256)
        return plan_move(opened.form, new, opened.answers(), clock=self._clock, new_id=new_id)


def _left(opened: OpenInterview, one: Left) -> LeftAnswer:
    return LeftAnswer(opened.label(one.key), opened.display(one.key), one.reason)
