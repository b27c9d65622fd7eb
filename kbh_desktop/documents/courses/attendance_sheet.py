"""The attendance sheet of one week: a row for each participant, a box for each lesson."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from kbh_desktop.documents import design
from kbh_desktop.documents.blocks import Block, Cell, Para, Row, Signatures, Title
from kbh_desktop.documents.boxes import Box
from kbh_desktop.documents.drawing import Area, FigureBox, Label, Stroke, label
from kbh_desktop.documents.pages import Document, Printed
from kbh_desktop.documents.tables import Column, Table
from kbh_desktop.documents.wording import short_span, weekday_name
from kbh_desktop.i18n import _, speaking

_MM = design.MM
_BOX = 13.0
_WIDEST = 25.0  # from one box to the next
_FEWEST = 2.4  # lessons that even a closed day has the room of


@dataclass(frozen=True, slots=True)
class SheetDay:
    """A day and the hours at which its lessons begin; a closed day says why."""

    day: date
    lessons: tuple[str, ...] = ()
    closed: str = ""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A participant and what is marked already: for each day a letter or nothing per lesson."""

    name: str = field(repr=False)
    """In Latin letters, as teachers read them."""
    marks: tuple[tuple[str, ...], ...] = field(default=(), repr=False)
    note: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceSheetValues(Printed):
    """Everything the sheet says; names and marks, no reasons for absence."""

    course: str
    week: int
    days: tuple[SheetDay, ...]
    rows: tuple[SheetRow, ...]
    place: str = ""
    teacher: str = field(default="", repr=False)


def attendance_sheet(values: AttendanceSheetValues) -> Document:
    """Compose the sheet."""
    with speaking(values.language):
        title = _("Attendance sheet")
        return Document(
            title=title,
            subject=values.course,
            organisation=values.municipality,
            story=[
                *_masthead(title, values),
                _table(values),
                Signatures([(values.teacher, _("Teacher"))], _("Date"), before=10),
            ],
            confidentiality=_("Confidential"),
            footnote=_("Handed to the coordinator after the last lesson of the week."),
            print_number=values.print_number,
            printed_at=values.printed_at,
            language=values.language,
            draft=values.draft,
            paper=design.LANDSCAPE,
        )


def marks_key() -> tuple[tuple[str, str], ...]:
    """Return the letter of each mark with its meaning: present, late, lawful, unlawful."""
    words = (_("present"), _("late"), _("excused absence"), _("absence without leave"))
    return tuple((word[:1].upper(), word) for word in words)


def _masthead(title: str, values: AttendanceSheetValues) -> list[Block]:
    days = [day.day for day in values.days]
    when = _("Week {number}").format(number=values.week)
    facts = [when, short_span(days[0], days[-1]) if days else "", values.place]
    key = [
        span
        for letter, meaning in marks_key()
        for span in ((f"{letter} ", design.SMALL_STRONG), (f"{meaning}     ", design.SMALL_END))
    ]
    below = [
        Cell(None, [Para("  ·  ".join(part for part in facts if part), design.SMALL)]),
        Cell(None, [Para(key, design.SMALL_END)]),
    ]
    return [
        Para(title, design.KICKER),
        Title(values.course, before=2),
        Row(below, pad=(2, 8), rule=None),
    ]


def _table(values: AttendanceSheetValues) -> Table:
    days = [Column(_DayHead(day), None, grow=max(_FEWEST, len(day.lessons))) for day in values.days]
    columns = (
        Column("", 6 * _MM, design.NUMBER),
        Column(_("Name"), 52 * _MM, design.VALUE),
        *days,
        Column(_("Remarks"), 38 * _MM, design.SMALL),
    )
    rows = [_row(place, row, values.days) for place, row in enumerate(values.rows, 1)]
    return Table(columns, rows, gap=2.5 * _MM, pad=2.6)


def _row(place: int, row: SheetRow, days: Sequence[SheetDay]) -> Sequence[str | Block]:
    marks = [*row.marks, *((),) * len(days)]
    boxes = [_Boxes(len(day.lessons), given) for day, given in zip(days, marks, strict=False)]
    return (str(place), row.name, *boxes, row.note)


def _pitch(width: float, count: int) -> float:
    """Return the distance from one box of a day to the next."""
    return min(_WIDEST, width / max(1, count))


@dataclass(frozen=True, slots=True)
class _DayHead:
    """A day and the hour of each lesson, above its box."""

    day: SheetDay
    before: float = 0

    def lay(self, width: float, missing: set[str]) -> Box:
        """Lay out the name of the day above its hours."""
        day = self.day.day
        name = f"{weekday_name(day.weekday())} {day.day}."
        parts: list[Area | Stroke | Label] = [label(name, design.LABEL, 0, 0, width, missing)]
        if self.day.closed:
            parts.append(label(self.day.closed, design.LABEL, 0, 9.5, width, missing))
        pitch = _pitch(width, len(self.day.lessons))
        for place, hour in enumerate(self.day.lessons):
            parts.append(label(hour, design.LABEL, place * pitch, 9.5, pitch, missing))
        words = ", ".join([name, self.day.closed, *self.day.lessons])
        return FigureBox(width, 18.5, words, parts)


@dataclass(frozen=True, slots=True)
class _Boxes:
    """A box for each lesson of a day, with the letter of what is marked already."""

    count: int
    marks: Sequence[str]
    before: float = 0

    def lay(self, width: float, missing: set[str]) -> Box:
        """Lay out side by side, smaller where the column is narrow."""
        pitch = _pitch(width, self.count)
        size = min(_BOX, pitch * 0.8)
        parts: list[Area | Stroke | Label] = []
        for place in range(self.count):
            x = place * pitch
            ring = ((x, 0.0), (x + size, 0.0), (x + size, size), (x, size), (x, 0.0))
            parts.append(Stroke(ring, design.INK_3, 0.6))
            mark = self.marks[place] if place < len(self.marks) else ""
            if mark:
                parts.append(label(mark, design.BOX_MARK, x, (size - 10) / 2, size, missing))
        words = " ".join(mark or "–" for mark in self.marks)
        return FigureBox(width, _BOX, words, parts)
