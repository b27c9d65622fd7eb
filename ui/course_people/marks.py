"""Marks of attendance as keys, letters and words."""

from collections.abc import Mapping

from PySide6.QtCore import Qt

from kbh_desktop.courses.attendance import Attendance, LawfulReason, LessonMark, Mark
from kbh_desktop.i18n import _, n_
from ui.theme import Tone

LETTERS: Mapping[Mark, str] = {
    Mark.PRESENT: "T",
    Mark.LATE: "F",
    Mark.LAWFUL: "S",
    Mark.UNLAWFUL: "U",
}
"""What is pressed and what is shown; the same on every keyboard and in both languages."""
KEYS: Mapping[int, Mark] = {
    Qt.Key.Key_T.value: Mark.PRESENT,
    Qt.Key.Key_F.value: Mark.LATE,
    Qt.Key.Key_S.value: Mark.LAWFUL,
    Qt.Key.Key_U.value: Mark.UNLAWFUL,
    Qt.Key.Key_Delete.value: Mark.UNMARKED,
    Qt.Key.Key_Backspace.value: Mark.UNMARKED,
}
TONES: Mapping[Mark, Tone] = {
    Mark.PRESENT: "ok",
    Mark.LATE: "warn",
    Mark.LAWFUL: "info",
    Mark.UNLAWFUL: "bad",
    Mark.UNMARKED: "",
}
USUAL_LATE_MINUTES = 10
"""What F means until a number is typed."""
MOST_LATE_MINUTES = 45
"""A lesson is no longer; who came later was absent."""


def fresh_mark(mark: Mark) -> LessonMark:
    """Return what the key of `mark` stands for before minutes or a reason are given."""
    if mark is Mark.LATE:
        return LessonMark(mark, USUAL_LATE_MINUTES)
    if mark is Mark.LAWFUL:
        return LessonMark(mark, reason=LawfulReason.ILLNESS)
    return LessonMark(mark)


def mark_label(mark: Mark) -> str:
    """Return the word for a mark."""
    return {
        Mark.PRESENT: _("Present"),
        Mark.LATE: _("Late"),
        Mark.LAWFUL: _("Lawful absence"),
        Mark.UNLAWFUL: _("Unlawful absence"),
        Mark.UNMARKED: _("Not marked"),
    }[mark]


def reason_options(*, is_reduced: bool = False) -> tuple[tuple[str, str], ...]:
    """Return why an absence may be lawful, each value with its words; reduced says no illness."""
    about_health = (LawfulReason.ILLNESS, LawfulReason.CHILD_ILL)
    options = (
        (LawfulReason.ILLNESS, _("Illness")),
        (LawfulReason.AUTHORITY, _("Appointment with an authority")),
        (LawfulReason.ASYLUM_INTERVIEW, _("Asylum interview")),
        (LawfulReason.CHILD_ILL, _("Child ill")),
        (LawfulReason.OTHER, _("Other lawful reason")),
    )
    return tuple(each for each in options if not (is_reduced and each[0] in about_health))


def reason_label(reason: LawfulReason) -> str:
    """Return the words for a lawful reason."""
    return dict(reason_options())[reason]


def _short_reason(reason: LawfulReason | None) -> str:
    return {
        LawfulReason.ILLNESS: _("ill"),
        LawfulReason.AUTHORITY: _("auth."),
        LawfulReason.ASYLUM_INTERVIEW: _("asylum"),
        LawfulReason.CHILD_ILL: _("child"),
        LawfulReason.OTHER: _("other"),
        None: "",
    }[reason]


def short_note(mark: LessonMark) -> str:
    """Return what stands small under the letter: minutes or the reason."""
    if mark.mark is Mark.LATE:
        return _("{minutes} min").format(minutes=mark.late_minutes)
    return _short_reason(mark.reason) if mark.mark is Mark.LAWFUL else ""


def mark_words(mark: LessonMark) -> str:
    """Return a mark as it is read aloud, such as `Forsinket, 10 minutter`."""
    label = mark_label(mark.mark)
    if mark.mark is Mark.LATE:
        minutes = n_("{count} minute", "{count} minutes", mark.late_minutes)
        return f"{label}, {minutes.format(count=mark.late_minutes)}"
    if mark.mark is Mark.LAWFUL and mark.reason is not None:
        return f"{label}, {reason_label(mark.reason)}"
    return label


def proof_label(attendance: Attendance) -> str:
    """Return the certificate that the attendance so far leads to."""
    if attendance.proof == "certificate":
        return _("certificate of the course")
    return _("proof of participation")


def percent_text(attendance: Attendance) -> str:
    """Return the share in per cent, or a dash before anything counts."""
    return "–" if attendance.percent is None else f"{attendance.percent} %"


def percent_words(attendance: Attendance) -> str:
    """Return the percentage, provisional while lessons are unmarked."""
    if attendance.percent is None:
        return _("Nothing counts yet")
    text = percent_text(attendance)
    if attendance.is_provisional:
        return _("{percent} provisional").format(percent=text)
    return text


def attendance_sentence(attendance: Attendance) -> str:
    """Return the arithmetic in words: what counts, what is missing, and what it leads to."""
    if attendance.percent is None:
        return _("No lesson counts yet.")
    counted = _("{percent}: {attended} of {counted} lessons that count").format(
        percent=percent_text(attendance),
        attended=attendance.attended,
        counted=attendance.held - attendance.lawful,
    )
    parts = [counted]
    if attendance.lawful:
        lawful = n_("{count} lawful absence", "{count} lawful absences", attendance.lawful)
        parts.append(lawful.format(count=attendance.lawful))
    if attendance.unmarked:
        text = n_(
            "provisional, {count} lesson is not marked",
            "provisional, {count} lessons are not marked",
            attendance.unmarked,
        )
        parts.append(text.format(count=attendance.unmarked))
    return f"{', '.join(parts)} → {proof_label(attendance)}"
