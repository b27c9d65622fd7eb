"""What can be done with documents: make them ready to look at, print them, see what was printed."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from kbh_desktop.documents.composing import compose, numbered, rendered
from kbh_desktop.documents.health_sheet import HealthSheetValues
from kbh_desktop.documents.making import Made, make, require_consent
from kbh_desktop.documents.model import (
    DocumentKind,
    PreparedBatch,
    PreparedDocument,
    PrintedBatch,
    PrintedDocument,
    PrintEntry,
    Printing,
    Wanted,
)
from kbh_desktop.documents.own_language import sentences
from kbh_desktop.documents.pdf.embedding import forget_codes
from kbh_desktop.documents.pdf.ink import PLAIN, Look
from kbh_desktop.documents.print_log import PrintLog
from kbh_desktop.documents.protocol import ProtocolValues
from kbh_desktop.documents.recovery_sheet import RecoverySheetValues
from kbh_desktop.documents.sources import Sources
from kbh_desktop.documents.text.layout import forget_words
from kbh_desktop.documents.worker import DrawingProcess
from kbh_desktop.errors import CancelledError, ConsentError, DocumentError
from kbh_desktop.i18n import _
from kbh_desktop.ids import InterviewId, PersonId
from kbh_desktop.people.access import require_casework
from kbh_desktop.security.model import Role
from kbh_desktop.storage.base import WHOLE_OFFICE
from kbh_desktop.storage.database import Database
from kbh_desktop.xforms.model import language_code

_CASEWORK = (DocumentKind.SUMMARY, DocumentKind.CITIZEN_COPY)


class DocumentService:
    """Makes all documents.

    Looking at a document gives it no number: it is marked as a draft. Printing or saving it does,
    and is logged. Every method may run in the background.
    """

    def __init__(self, database: Database, sources: Sources) -> None:
        self._sources = sources
        self._log = PrintLog(database, sources.audit, sources.actor.name)
        self._process = DrawingProcess()

    # What there is

    def kinds(self) -> tuple[DocumentKind, ...]:
        """Return the documents of interviews that this user may print."""
        health = (DocumentKind.HEALTH,) if self._sources.actor.has(Role.HEALTH) else ()
        return (*_CASEWORK, *health)

    def languages(self, interview_id: InterviewId) -> tuple[str, ...]:
        """Return codes of languages for the citizen's copy: the person's first, then Danish."""
        interview = self._sources.interviews.get(interview_id)
        person = self._sources.people.get(interview.person_id)
        form_language = language_code(interview.language)
        codes = [form_language, *person.mother_tongues.split(), *person.languages.split()]
        own = [code for code in codes if code and (sentences(code) or code == form_language)]
        return tuple(dict.fromkeys([*own, "da"]))

    def latest_interview(self, person_id: PersonId) -> InterviewId | None:
        """Return the interview that documents about a person are made of: the newest finished one.

        Without a finished one it is the newest; None if there was none.
        """
        found = self._sources.interviews.for_person(person_id)
        order = sorted(found, key=lambda each: (each.state == "finished", each.started_at))
        return order[-1].id if order else None

    def prints(self, person_id: PersonId) -> tuple[PrintEntry, ...]:
        """Return what was printed about a person, the newest first."""
        require_casework(self._sources.actor)
        return self._log.of_person(person_id)

    def forget(self) -> None:
        """Drop everything of people that is kept to draw pages quickly; call it when locking."""
        forget_words()
        forget_codes()
        self._process.forget()

    # Making ready

    def prepare(
        self,
        kind: DocumentKind,
        subject: str,
        *,
        detail: str = "",
        language: str = "da",
        reason: str = "",
        look: Look = PLAIN,
    ) -> PreparedDocument:
        """Make one document ready to look at; `Wanted` says what subject and detail are.

        Raises:
            NotAllowedError: the role does not include it.
            NotFoundError: the subject is not on this device.
        """
        wanted = Wanted(kind, subject, detail, language, reason)
        return self._drawn(kind, make(self._sources, wanted), look)

    def prepare_many(
        self,
        wanted: Sequence[Wanted],
        *,
        look: Look = PLAIN,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> PreparedBatch:
        """Make many documents ready as one file; `progress` hears how many of how many are done.

        Reading and drawing count as half a document each. Drawing happens in a process of its
        own, which stays for the next batch.

        Raises:
            CancelledError: as soon as `cancelled` says so.
            ConsentError: all rest on consents that were refused or taken back; when only some
                do, those are left out and counted.
            DocumentError: nothing was wanted, or drawing failed.
            NotAllowedError: the role does not include one of them.
            NotFoundError: one of the subjects is not on this device.
        """
        prepared, left_out = [], []
        for done, each in enumerate(wanted, 1):
            if cancelled and cancelled():
                raise CancelledError(_("Stopped. Nothing was printed."))
            try:
                made = make(self._sources, each)
                prepared.append(self._prepared(each.kind, made, b"", 0, frozenset(), look))
            except ConsentError as error:
                left_out.append(str(error))
            if progress:
                progress(done, 2 * len(wanted))
        if left_out and not prepared:
            raise ConsentError(left_out[0])
        pdf, pages, missing = self._together(
            [one.values for one in prepared],
            look,
            progress=_second_half(progress),
            cancelled=cancelled,
        )
        return PreparedBatch(pdf, pages, tuple(prepared), missing, len(left_out))

    def interview_summary(
        self, interview_id: InterviewId, *, language: str = "da"
    ) -> PreparedDocument:
        """Make the Samtaleresumé of an interview, as `prepare` does."""
        return self.prepare(DocumentKind.SUMMARY, interview_id, language=language)

    def citizen_copy(self, interview_id: InterviewId, language: str) -> PreparedDocument:
        """Make Borgerens kopi in Danish and `language`, as `prepare` does."""
        return self.prepare(DocumentKind.CITIZEN_COPY, interview_id, language=language)

    def health_sheet(self, interview_id: InterviewId, *, reason: str = "") -> PreparedDocument:
        """Make Helbred og hensyn, as `prepare` does; that it was read is logged with the reason."""
        return self.prepare(DocumentKind.HEALTH, interview_id, reason=reason)

    def recovery_sheet(self, values: RecoverySheetValues) -> PreparedDocument:
        """Make the sheet with the recovery key of a vault."""
        made = Made(values, PersonId(WHOLE_OFFICE), InterviewId(""))
        return self._drawn(DocumentKind.RECOVERY, made, PLAIN)

    def protocol(self, kind: DocumentKind, values: ProtocolValues) -> PreparedDocument:
        """Make a protocol of what was done with keys or a lost device; about no one person."""
        made = Made(values, PersonId(WHOLE_OFFICE), InterviewId(""))
        return self._drawn(kind, made, PLAIN)

    # Printing

    def record_print(self, prepared: PreparedDocument, printing: Printing) -> PrintedDocument:
        """Give the document its number and log that it is `printed` or `saved`.

        The number is reserved even if the printer then fails: a gap never hides a page.
        """
        require_consent(self._sources, prepared.kind, prepared.person_id)
        at = self._now()
        pages = prepared.pages

        def draw(number: str) -> bytes:
            nonlocal pages
            pdf, report = rendered(numbered(prepared.values, number, at), self._look(prepared.look))
            pages = report.pages
            return pdf

        number, pdf = self._log.record(
            prepared, printing, at=at, make=draw, reason=_reason(prepared.values)
        )
        return PrintedDocument(number, prepared.title, pdf, pages, f"{number}.pdf")

    def record_prints(
        self,
        batch: PreparedBatch,
        printing: Printing,
        *,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> PrintedBatch:
        """Give every document of a batch its number, draw them as one file and log each.

        Raises:
            CancelledError: as soon as `cancelled` says so; then nothing has a number.
        """
        if not batch.documents:
            raise DocumentError(_("Choose at least one document."))
        for each in batch.documents:
            require_consent(self._sources, each.kind, each.person_id)
        at = self._now()
        pages = 0

        def draw(numbers: Sequence[str]) -> bytes:
            nonlocal pages
            final = [
                numbered(each.values, number, at)
                for each, number in zip(batch.documents, numbers, strict=True)
            ]
            look = batch.documents[0].look
            pdf, pages, _missing = self._together(
                final, look, progress=progress, cancelled=cancelled
            )
            return pdf

        reasons = [_reason(each.values) for each in batch.documents]
        numbers, pdf = self._log.record_many(
            batch.documents, printing, at=at, make=draw, reasons=reasons
        )
        return PrintedBatch(numbers, pdf, pages)

    # Inside

    def _now(self) -> datetime:
        return self._sources.clock().astimezone()

    def _look(self, look: Look) -> Look:
        return Look(look.grey, look.save_toner, look.large, self._sources.settings.logo)

    def _drawn(self, kind: DocumentKind, made: Made, look: Look) -> PreparedDocument:
        pdf, report = rendered(made.values, self._look(look))
        return self._prepared(kind, made, pdf, report.pages, report.missing_glyphs, look)

    def _prepared(
        self,
        kind: DocumentKind,
        made: Made,
        pdf: bytes,
        pages: int,
        missing: frozenset[str],
        look: Look,
    ) -> PreparedDocument:
        document = compose(made.values)
        title = document.title.partition(" · ")[0]
        return PreparedDocument(
            kind=kind,
            title=document.title,
            pdf=pdf,
            pages=pages,
            file_name=f"{title.replace('/', '-')} {self._now():%Y-%m-%d}.pdf",
            missing_glyphs=missing,
            person_id=made.person_id,
            interview_id=made.interview_id,
            values=made.values,
            look=look,
        )

    def _together(
        self,
        values: Sequence[object],
        look: Look,
        *,
        progress: Callable[[int, int], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> tuple[bytes, int, frozenset[str]]:
        if not values:
            raise DocumentError(_("Choose at least one document."))
        pdf, report = self._process.draw(
            values, self._look(look), progress=progress, cancelled=cancelled
        )
        return pdf, report.pages, report.missing_glyphs


def _second_half(
    progress: Callable[[int, int], None] | None,
) -> Callable[[int, int], None] | None:
    if progress is None:
        return None
    return lambda done, of: progress(of + done, 2 * of)


def _reason(values: Any) -> str:  # noqa: ANN401 - the values of any document
    return values.reason if isinstance(values, HealthSheetValues) else ""
