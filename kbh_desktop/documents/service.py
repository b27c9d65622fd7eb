"""What can be done with documents: make them ready to look at, print them, see what was printed."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from kbh_desktop.audit.service import AuditLog
from kbh_desktop.clock import Clock
from kbh_desktop.documents.citizen_copy import CitizenCopyValues, citizen_copy
from kbh_desktop.documents.health_sheet import HealthSheetValues, health_sheet
from kbh_desktop.documents.mapping.answers import calculated, read_answers
from kbh_desktop.documents.mapping.citizen import citizen_values
from kbh_desktop.documents.mapping.health import health_values
from kbh_desktop.documents.mapping.person import Occasion
from kbh_desktop.documents.mapping.summary import summary_values
from kbh_desktop.documents.model import (
    DocumentKind,
    PreparedDocument,
    PrintedDocument,
    PrintEntry,
    Printing,
)
from kbh_desktop.documents.own_language import sentences
from kbh_desktop.documents.pdf.embedding import forget_codes
from kbh_desktop.documents.print_log import PrintLog
from kbh_desktop.documents.recovery_sheet import RecoverySheetValues, recovery_sheet
from kbh_desktop.documents.render import Document, render
from kbh_desktop.documents.summary import SummaryValues, interview_summary
from kbh_desktop.documents.text.layout import forget_words
from kbh_desktop.errors import DocumentError, NotAllowedError, NotFoundError
from kbh_desktop.i18n import LANGUAGES, _, speaking
from kbh_desktop.ids import InterviewId, PersonId
from kbh_desktop.interviews.service import InterviewService, OpenInterview
from kbh_desktop.people import lists
from kbh_desktop.people.access import require_casework
from kbh_desktop.people.service import PeopleService
from kbh_desktop.security.model import Actor, Role
from kbh_desktop.settings.model import Settings
from kbh_desktop.storage.base import WHOLE_OFFICE
from kbh_desktop.storage.database import Database
from kbh_desktop.xforms.model import language_code

_OFFICIAL_NAMES = {"0101": "Københavns Kommune", "0400": "Bornholms Regionskommune"}
_LEAD = "l7_summary"  # the plain summary that the first interview ends with

Values = SummaryValues | CitizenCopyValues | HealthSheetValues | RecoverySheetValues


class DocumentService:
    """Makes the documents of interviews.

    Looking at a document gives it no number: it is marked as a draft. Printing or saving it does,
    and is logged. Every method may run in the background.
    """

    def __init__(  # noqa: PLR0913 - the services it stands on
        self,
        database: Database,
        interviews: InterviewService,
        people: PeopleService,
        *,
        audit: AuditLog,
        clock: Clock,
        actor: Actor,
        settings: Settings,
    ) -> None:
        self._interviews = interviews
        self._people = people
        self._clock = clock
        self._actor = actor
        self._settings = settings
        self._log = PrintLog(database, audit, actor.name)

    # What there is

    def kinds(self) -> tuple[DocumentKind, ...]:
        """Return the documents of interviews that this user may print."""
        usual = (DocumentKind.SUMMARY, DocumentKind.CITIZEN_COPY)
        return (*usual, DocumentKind.HEALTH) if self._actor.has(Role.HEALTH) else usual

    def languages(self, interview_id: InterviewId) -> tuple[str, ...]:
        """Return codes of languages for the citizen's copy: the person's first, then Danish."""
        interview = self._interviews.get(interview_id)
        person = self._people.get(interview.person_id)
        form_language = language_code(interview.language)
        codes = [form_language, *person.mother_tongues.split(), *person.languages.split()]
        own = [code for code in codes if code and (sentences(code) or code == form_language)]
        return tuple(dict.fromkeys([*own, "da"]))

    def prints(self, person_id: PersonId) -> tuple[PrintEntry, ...]:
        """Return what was printed about a person, the newest first."""
        require_casework(self._actor)
        return self._log.of_person(person_id)

    def forget(self) -> None:
        """Drop the words of people that are kept to lay pages out quickly; call it when locking."""
        forget_words()
        forget_codes()

    # Making ready

    def prepare(
        self,
        kind: DocumentKind,
        interview_id: InterviewId,
        *,
        language: str = "da",
        reason: str = "",
    ) -> PreparedDocument:
        """Make the document `kind` of an interview; `reason` is for the health sheet.

        Raises:
            NotAllowedError: the role does not include it.
            NotFoundError: the interview or its form is not on this device.
        """
        if kind is DocumentKind.HEALTH:
            return self.health_sheet(interview_id, reason=reason)
        if kind is DocumentKind.CITIZEN_COPY:
            return self.citizen_copy(interview_id, language)
        return self.interview_summary(
            interview_id, language=language if language in LANGUAGES else "da"
        )

    def interview_summary(
        self, interview_id: InterviewId, *, language: str = "da"
    ) -> PreparedDocument:
        """Make the Samtaleresumé of an interview.

        Raises:
            NotAllowedError: the role does not include casework.
            NotFoundError: the interview or its form is not on this device.
        """
        with speaking(language):
            opened = self._interviews.open(interview_id)
            values = summary_values(
                read_answers(opened),
                opened.person,
                opened.interview,
                lead=calculated(opened, _LEAD),
                occasion=self._occasion(),
                language=language,
            )
        return self._prepared(DocumentKind.SUMMARY, values, opened)

    def citizen_copy(self, interview_id: InterviewId, language: str) -> PreparedDocument:
        """Make Borgerens kopi in Danish and `language` (a code; `da` for Danish alone).

        Raises:
            NotAllowedError: the role does not include casework.
            NotFoundError: the interview or its form is not on this device.
        """
        with speaking("da"):
            opened = self._interviews.open(interview_id)
            values = citizen_values(
                read_answers(opened, language),
                opened.person,
                opened.interview,
                own_language=language,
                lead=calculated(opened, _LEAD),
                occasion=self._occasion(),
            )
        return self._prepared(DocumentKind.CITIZEN_COPY, values, opened)

    def health_sheet(self, interview_id: InterviewId, *, reason: str = "") -> PreparedDocument:
        """Make Helbred og hensyn; that the answers were read is logged with the reason.

        Raises:
            NotAllowedError: the user has not the health role, or the answers are sealed for them.
            NotFoundError: the interview or its form is not on this device.
        """
        if not self._actor.has(Role.HEALTH):
            raise NotAllowedError(_("Only the health role may print the health sheet."))
        with speaking("da"):
            opened = self._interviews.open(interview_id, reason=reason or _("Health sheet"))
            if any(opened.is_sealed(key) for key in opened.answers()):
                raise NotAllowedError(_("The health answers of this interview are sealed."))
            occasion = replace(self._occasion(), printed_by=self._actor.name, reason=reason)
            values = health_values(
                read_answers(opened), opened.person, opened.interview, occasion=occasion
            )
        return self._prepared(DocumentKind.HEALTH, values, opened)

    def recovery_sheet(self, values: RecoverySheetValues) -> PreparedDocument:
        """Make the sheet with the recovery key of a vault."""
        none = InterviewId("")
        return self._made(DocumentKind.RECOVERY, values, PersonId(WHOLE_OFFICE), none)

    # Printing

    def record_print(self, prepared: PreparedDocument, printing: Printing) -> PrintedDocument:
        """Give the document its number and log that it is `printed` or `saved`.

        The number is reserved even if the printer then fails: a gap never hides a page.
        """
        at = self._now()
        values = _values_of(prepared)
        pages = prepared.pages

        def make(number: str) -> bytes:
            nonlocal pages
            final = replace(values, print_number=number, printed_at=at)
            if not isinstance(final, RecoverySheetValues):
                final = replace(final, draft=False)
            pdf, pages, _missing = _rendered(final)
            return pdf

        reason = values.reason if isinstance(values, HealthSheetValues) else ""
        number, pdf = self._log.record(prepared, printing, at=at, make=make, reason=reason)
        return PrintedDocument(number, prepared.title, pdf, pages, f"{number}.pdf")

    # Inside

    def _now(self) -> datetime:
        return self._clock().astimezone()

    def _occasion(self) -> Occasion:
        return Occasion(self._office(), self._now(), print_number="")

    def _office(self) -> str:
        if self._settings.office_name:
            return self._settings.office_name
        code = self._settings.municipality
        try:
            return _OFFICIAL_NAMES.get(code) or f"{lists.municipality(code).name} Kommune"
        except NotFoundError:
            return ""

    def _prepared(
        self, kind: DocumentKind, values: Values, opened: OpenInterview
    ) -> PreparedDocument:
        return self._made(kind, values, opened.interview.person_id, opened.id)

    def _made(
        self, kind: DocumentKind, values: Values, person_id: PersonId, interview_id: InterviewId
    ) -> PreparedDocument:
        document = _composed(values)
        pdf, pages, missing = _rendered(values)
        day = f"{self._now():%Y-%m-%d}"
        title = document.title.partition(" · ")[0]
        return PreparedDocument(
            kind=kind,
            title=document.title,
            pdf=pdf,
            pages=pages,
            file_name=f"{title} {day}.pdf",
            missing_glyphs=missing,
            person_id=person_id,
            interview_id=interview_id,
            values=values,
        )


_COMPOSERS: dict[type, Callable[..., Document]] = {
    SummaryValues: interview_summary,
    CitizenCopyValues: citizen_copy,
    HealthSheetValues: health_sheet,
    RecoverySheetValues: recovery_sheet,
}


def _composed(values: Values) -> Document:
    return _COMPOSERS[type(values)](values)


def _rendered(values: Values) -> tuple[bytes, int, frozenset[str]]:
    target = io.BytesIO()
    report = render(_composed(values), target)
    return target.getvalue(), report.pages, report.missing_glyphs


def _values_of(prepared: PreparedDocument) -> Values:
    values = prepared.values
    if not isinstance(values, Values):
        raise DocumentError(_("This document was not made here; make it anew."))
    return values
