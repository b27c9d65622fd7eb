"""Which composer makes a document of which values; also what the worker process runs."""

import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from kbh_desktop.documents.access_report import AccessReportValues, access_report
from kbh_desktop.documents.citizen_copy import CitizenCopyValues, citizen_copy
from kbh_desktop.documents.competence_profile import (
    CompetenceProfileValues,
    competence_profile_document,
)
from kbh_desktop.documents.consent_proof import ConsentProofValues, consent_proof
from kbh_desktop.documents.courses.attendance_sheet import AttendanceSheetValues, attendance_sheet
from kbh_desktop.documents.courses.certificate import CertificateValues, certificate
from kbh_desktop.documents.courses.course_plan import CoursePlanValues, course_plan
from kbh_desktop.documents.courses.settlement import SettlementValues, settlement_report
from kbh_desktop.documents.courses.teacher_plan import TeacherPlanValues, teacher_plan
from kbh_desktop.documents.cv_draft import CvValues, cv_document
from kbh_desktop.documents.day_list import DayListValues, day_list
from kbh_desktop.documents.deletion_proof import DeletionProofValues, deletion_proof
from kbh_desktop.documents.goal_report import GoalReportValues, goal_report
from kbh_desktop.documents.health_sheet import HealthSheetValues, health_sheet
from kbh_desktop.documents.interview_form import InterviewFormValues, interview_form
from kbh_desktop.documents.pdf.ink import PLAIN, Look
from kbh_desktop.documents.protocol import ProtocolValues, protocol
from kbh_desktop.documents.recovery_sheet import RecoverySheetValues, recovery_sheet
from kbh_desktop.documents.render import Document, RenderReport, render, render_batch
from kbh_desktop.documents.summary import SummaryValues, interview_summary
from kbh_desktop.errors import DocumentError
from kbh_desktop.i18n import _

COMPOSERS: dict[type, Callable[..., Document]] = {
    AccessReportValues: access_report,
    AttendanceSheetValues: attendance_sheet,
    CertificateValues: certificate,
    CitizenCopyValues: citizen_copy,
    CompetenceProfileValues: competence_profile_document,
    ConsentProofValues: consent_proof,
    CoursePlanValues: course_plan,
    CvValues: cv_document,
    DayListValues: day_list,
    DeletionProofValues: deletion_proof,
    GoalReportValues: goal_report,
    HealthSheetValues: health_sheet,
    InterviewFormValues: interview_form,
    ProtocolValues: protocol,
    RecoverySheetValues: recovery_sheet,
    SettlementValues: settlement_report,
    SummaryValues: interview_summary,
    TeacherPlanValues: teacher_plan,
}


def compose(values: object) -> Document:
    """Return the document that says `values`.

    Raises:
        DocumentError: they are no values of a document.
    """
    composer = COMPOSERS.get(type(values))
    if composer is None:
        raise DocumentError(_("This document was not made here; make it anew."))
    return composer(values)


def numbered(values: Any, number: str, at: datetime) -> Any:  # noqa: ANN401 - any of the above
    """Return the values of a print: with its number and moment, and no longer a draft.

    Raises:
        DocumentError: they are no values of a document.
    """
    if type(values) not in COMPOSERS:
        raise DocumentError(_("This document was not made here; make it anew."))
    final = replace(values, print_number=number, printed_at=at)
    return final if isinstance(final, RecoverySheetValues) else replace(final, draft=False)


def rendered(values: object, look: Look = PLAIN) -> tuple[bytes, RenderReport]:
    """Return the file of one document."""
    target = io.BytesIO()
    report = render(compose(values), target, look=look)
    return target.getvalue(), report


def rendered_together(
    values: Sequence[object],
    look: Look = PLAIN,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[bytes, RenderReport]:
    """Return one file of all documents.

    Raises:
        CancelledError: as soon as `cancelled` says so.
    """
    target = io.BytesIO()
    documents = [compose(each) for each in values]
    report = render_batch(documents, target, look=look, progress=progress, cancelled=cancelled)
    return target.getvalue(), report
