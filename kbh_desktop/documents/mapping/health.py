"""From the health answers of an interview to Helbred og hensyn."""

from kbh_desktop.documents.health_sheet import HealthSheetValues
from kbh_desktop.documents.mapping.answers import Answers
from kbh_desktop.documents.mapping.person import Occasion, latin_name
from kbh_desktop.i18n import short_date
from kbh_desktop.interviews.model import Interview
from kbh_desktop.people.model import Person


def health_values(
    answers: Answers,
    person: Person,
    interview: Interview,
    *,
    occasion: Occasion,
) -> HealthSheetValues:
    """Choose what the sheet says, in the words of the form's choices only."""
    withdrawn = answers.value("b7_withdrawn") == "yes"
    return HealthSheetValues(
        person_name=latin_name(person),
        interview_title=interview.title,
        held_on=answers.day("a2_start", "n1_start") or interview.started_at.astimezone().date(),
        municipality=occasion.municipality,
        print_number=occasion.print_number,
        printed_at=occasion.printed_at,
        printed_by=occasion.printed_by,
        reason=occasion.reason,
        cpr_masked=person.masked_cpr,
        matters=answers.text("i1_matters"),
        difficulties=answers.parts("i2_difficult"),
        adjustments=answers.parts("i3_adjustments", "r1_adjustments"),
        treatment=answers.text("i4_treatment"),
        assessment=answers.text("i5_assessment", "r1_reply"),
        offered_on=answers.day("i6_offered_on", "r1_offered_on"),
        leave=_leave(answers),
        consent=answers.text("b4_health", "r2_consent"),
        withdrawn_on=answers.day("b7_withdrawn_on") if withdrawn else None,
        draft=True,
    )


def _leave(answers: Answers) -> str:
    begin, end = answers.day("i7_from"), answers.day("i7_to")
    days = "–".join(short_date(day) for day in (begin, end) if day)
    return ", ".join(part for part in (answers.text("i7_leave"), days) if part)
