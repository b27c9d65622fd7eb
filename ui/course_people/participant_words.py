"""People of a course as rows of the list and as what the card beside it shows."""

from kbh_desktop.courses.matching import JoinMatch
from kbh_desktop.courses.participation import Candidate, ParticipantRow
from kbh_desktop.i18n import _, short_date
from ui.course_people.marks import attendance_sentence, percent_words
from ui.course_people.participant_card import PersonView
from ui.course_people.rows import Row
from ui.course_people.words import STATUS_TONES, exit_label, permit_label, status_label
from ui.people.words import language_text, municipality_text, name_or_unknown
from ui.theme import Tone


def participant_row(row: ParticipantRow) -> Row:
    """Return somebody on the course, on the waiting list, or who left."""
    below = " · ".join(
        filter(None, (municipality_text(row.municipality), language_text(row.language)))
    )
    chip, tone = _participant_chip(row)
    return Row(row.person_id, name_or_unknown(row.name), below, chip, tone)


def _participant_chip(row: ParticipantRow) -> tuple[str, Tone]:
    if row.status == "waiting":
        return _("No. {number}").format(number=row.waiting_number), "warn"
    if row.status == "left":
        return exit_label(row.exit_reason), ""
    if row.attendance.percent is None:
        return "", ""
    return percent_words(row.attendance), "ok" if row.attendance.proof == "certificate" else "warn"


def candidate_row(candidate: Candidate) -> Row:
    """Return somebody who could join; below the name what stands in the way."""
    allowed = candidate.eligibility
    unmet = [line.text for line in allowed.lines if not line.is_met]
    chip: tuple[str, Tone] = (_("May join"), "ok")
    if not allowed.may_join:
        chip = (_("May wait"), "warn") if allowed.may_wait else (_("May not join"), "")
    below = unmet[0] if unmet else _("Every condition is met.")
    return Row(candidate.person_id, name_or_unknown(candidate.name), below, *chip)


def candidate_view(candidate: Candidate, match: JoinMatch | None) -> PersonView:
    """Return what the card shows of a candidate; a match says why to ask them."""
    allowed = candidate.eligibility
    row = candidate_row(candidate)
    deeds = ("enrol", "wait") if allowed.may_join else ("wait",) if allowed.may_wait else ()
    return PersonView(
        candidate.person_id,
        row.title,
        (row.chip, row.tone),
        facts=(_("Ask as no. {number}").format(number=match.rank),) if match and match.rank else (),
        reasons=match.reasons if match and match.may_join else (),
        lines=allowed.lines,
        deeds=deeds,
    )


def participant_view(
    row: ParticipantRow, candidate: Candidate | None, *, is_free: bool
) -> PersonView:
    """Return what the card shows of somebody on the course; `is_free` is whether a place is."""
    return PersonView(
        row.person_id,
        name_or_unknown(row.name),
        (status_label(row.status), STATUS_TONES[row.status]),
        facts=_facts(row),
        lines=candidate.eligibility.lines if candidate and row.status != "left" else (),
        deeds=_deeds(row, is_free=is_free),
    )


def _deeds(row: ParticipantRow, *, is_free: bool) -> tuple[str, ...]:
    if row.status == "waiting":
        return ("offer", "leave") if is_free else ("leave",)
    return ("come_back",) if row.status == "left" else ("leave",)


def _facts(row: ParticipantRow) -> tuple[str, ...]:
    who = (municipality_text(row.municipality), language_text(row.language))
    texts = [" · ".join(filter(None, (*who, permit_label(row.permit))))]
    if row.waiting_number:
        text = _("Number {number} on the waiting list").format(number=row.waiting_number)
        texts.append(text)
    if row.left_on:
        reason = exit_label(row.exit_reason)
        texts.append(_("Left {date}: {reason}").format(date=short_date(row.left_on), reason=reason))
    if row.erase_on:
        text = _("Everything about the person is erased on {date}.")
        texts.append(text.format(date=short_date(row.erase_on)))
    if row.attendance.held:
        texts.append(attendance_sentence(row.attendance))
    return tuple(texts)
