"""What an interview asks consent for goes into the ledger of consents as it is answered."""

from collections.abc import Mapping

from sqlalchemy.orm import Session as Transaction

from kbh_desktop.clock import Clock
from kbh_desktop.consent.model import Statement
from kbh_desktop.consent.purposes import purpose_of_question, text_version
from kbh_desktop.consent.service import ConsentService
from kbh_desktop.ids import new_id
from kbh_desktop.interviews.model import Interview
from kbh_desktop.interviews.telling import Listener, Tell, Teller
from kbh_desktop.xforms.effects import Effects
from kbh_desktop.xforms.model import Form, language_code
from kbh_desktop.xforms.session import Session


class ConsentTeller(Teller):
    """Tells the listener as a `Teller` does, and the ledger what was said about consents.

    Yes and no to a consent are kept in plain even where the question is of class K3: whether
    something may be fetched says nothing of what it is.
    """

    def __init__(
        self,
        listener: Listener | None,
        form: Form,
        consents: ConsentService,
        clock: Clock,
        author: str,
    ) -> None:
        super().__init__(listener, form)
        self._consents = consents
        self._clock = clock
        self._author = author

    def telling(self, session: Session, effects: Effects) -> Tell:
        """Return what tells of a change, to be called inside the transaction that saves it."""
        tell_others = super().telling(session, effects)
        said = self._said(session, effects)

        def tell(transaction: Transaction, interview: Interview) -> None:
            tell_others(transaction, interview)
            for key, answer in said.items():
                statement = self._statement(interview)
                person = interview.person_id
                self._consents.answered(transaction, person, key, answer, statement)

        return tell

    def _said(self, session: Session, effects: Effects) -> Mapping[str, str]:
        """Return the answers of the changed questions, by purpose; what is hidden is unsaid."""
        keys = [
            key
            for key in dict.fromkeys((*effects.answers, *effects.changed))
            if purpose_of_question(key.rpartition("/")[2])
        ]
        if not keys:
            return {}
        hidden, answers = frozenset(session.hidden_answers()), session.answers()
        return {
            purpose_of_question(key.rpartition("/")[2]): ""
            if key in hidden
            else answers.get(key, "")
            for key in keys
        }

    def _statement(self, interview: Interview) -> Statement:
        now = self._clock()
        return Statement(
            id=new_id(),
            said="",
            said_on=now.astimezone().date(),
            how="form",
            taken_by=self._author,
            noted_at=now.isoformat(timespec="seconds"),
            language=language_code(interview.language) if interview.language else "",
            text_version=text_version(),
            interview_id=interview.id,
        )
