"""The plan of a course for the wall: a row for each week, a column for each day."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from kbh_desktop.documents import design
from kbh_desktop.documents.blocks import (
    PAGE_CONTENT,
    Block,
    Cell,
    Panel,
    Para,
    Row,
    Space,
    Story,
    Title,
    lay_all,
)
from kbh_desktop.documents.boxes import Box, KeepBox, Rule, stack
from kbh_desktop.documents.courses.kinds import PlanKind, kind_name, look_of
from kbh_desktop.documents.drawing import Area, FigureBox, Label, label
from kbh_desktop.documents.pages import Printed
from kbh_desktop.documents.render import Document
from kbh_desktop.documents.tables import TableBox
from kbh_desktop.documents.text.layout import text_width
from kbh_desktop.documents.wording import clock, day_span, short_span, weekday_name
from kbh_desktop.i18n import _, n_, speaking

_MM = design.MM
_WEEK, _GOAL, _LESSONS = 33 * _MM, 44 * _MM, 17 * _MM
_GAP = 7.0
_BETWEEN = 3.0  # fields of one day
_HEAD = 78.6  # title, line below it and the names of the days
_PAD = (2.8, 5.2)
_ROW_PAD = (4.0, 4.0)
_DAYS = 5


@dataclass(frozen=True, slots=True)
class PlanSlot:
    """One field of the plan."""

    kind: PlanKind
    starts: time
    ends: time
    title: str
    detail: str = ""
    """Room, teacher or address."""


@dataclass(frozen=True, slots=True)
class PlanDay:
    """One day; a closed one says why."""

    day: date
    slots: tuple[PlanSlot, ...] = ()
    closed: str = ""


@dataclass(frozen=True, slots=True)
class PlanWeek:
    """One week of the course."""

    number: int
    days: tuple[PlanDay, ...]
    theme: str = ""
    goal: str = ""
    lessons: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CoursePlanValues(Printed):
    """Everything the plan says; nothing about any participant."""

    title: str
    weeks: tuple[PlanWeek, ...]
    place: str = ""
    coordinator: str = ""
    notice: str = ""
    """Whom to tell of illness and changes, at the foot."""


def course_plan(values: CoursePlanValues) -> Document:
    """Compose the plan."""
    with speaking(values.language):
        return Document(
            title=_("Course plan"),
            subject=values.title,
            organisation=values.municipality,
            story=[Title(values.title), *_below_title(values), _WeekGrid(values.weeks, before=6)],
            confidentiality="",
            footnote=values.notice or _("Changes are told the day before at the latest."),
            print_number=values.print_number,
            printed_at=values.printed_at,
            language=values.language,
            draft=values.draft,
            paper=design.LANDSCAPE,
        )


def _below_title(values: CoursePlanValues) -> Story:
    days = [day.day for week in values.weeks for day in week.days]
    facts = [day_span(min(days), max(days)) if days else "", values.place]
    if values.coordinator:
        facts.append(_("Coordinator {name}").format(name=values.coordinator))
    words = "  ·  ".join(part for part in facts if part)
    kinds = {slot.kind for week in values.weeks for day in week.days for slot in day.slots}
    key = [kind for kind in PlanKind if kind in kinds]
    return Para(words, design.SMALL, before=1), _Key(key, before=2)


@dataclass(frozen=True, slots=True)
class _Key:
    """What the colours and letters mean, in one line."""

    kinds: Sequence[PlanKind]
    before: float = 0

    def lay(self, width: float, missing: set[str]) -> Box:
        """Lay out a chip with the letter before each name."""
        chip, gap, x = 9.6, 13.0, 0.0
        parts: list[Area | Label] = []
        for kind in self.kinds:
            name, look = kind_name(kind), look_of(kind)
            long = text_width(name, design.PLAN_DATES) + 0.5
            parts += [
                Area(x, 0.8, chip, chip, look.color, 2),
                label(name[:1], design.PLAN_CHIP, x, 1.3, chip, missing),
                label(name, design.PLAN_DATES, x + chip + 4, 0.6, long, missing),
            ]
            x += chip + 4 + long + gap
        return FigureBox(width, 11.25, ", ".join(map(kind_name, self.kinds)), parts)


@dataclass(frozen=True, slots=True)
class _WeekGrid:
    """All weeks; their rows share the page where they fit on it."""

    weeks: Sequence[PlanWeek]
    before: float = 0

    def lay(self, width: float, missing: set[str]) -> Box:
        """Lay out the weeks; together they fill the page where they fit on it."""
        last = _last_column(self.weeks)
        head = _head(last).lay(width, missing)
        rows = [_week(week, 0, last).lay(width, missing) for week in self.weeks]
        share = _even_share([row.height for row in rows], design.LANDSCAPE.content - _HEAD)
        if share:
            rows = [
                _week(week, max(share, row.height), last).lay(width, missing)
                for week, row in zip(self.weeks, rows, strict=True)
            ]
        kept = ((0.0, KeepBox(stack([(0.0, row)]), PAGE_CONTENT)) for row in rows)
        return TableBox(head, stack(kept), object())


def _last_column(weeks: Sequence[PlanWeek]) -> float:
    """Return the width of the column after the days: for goals, for lessons alone, or none."""
    if any(week.goal for week in weeks):
        return _GOAL
    return _LESSONS if any(week.lessons for week in weeks) else 0.0


def _head(last: float) -> Row:
    days = [weekday_name(day) for day in range(_DAYS)]
    closing = _("Goal of the week") if last == _GOAL else _("Lessons")
    texts = [_("Week"), *days, *([closing] if last else [])]
    cells = [
        Cell(width, [Para(text, design.PLAN_HEAD)], "TH")
        for width, text in zip(_widths(last), texts, strict=True)
    ]
    return Row(cells, gap=_GAP, pad=(3, 3), rule=Rule(design.INK, 0.8), role="TR")


def _widths(last: float) -> list[float | None]:
    days: list[float | None] = [None] * _DAYS
    return [_WEEK, *days, *([last] if last else [])]


def _week(week: PlanWeek, height: float, last: float) -> Row:
    """Return one week; with a height its fields fill it."""
    inside = max(0.0, height - _ROW_PAD[0] - _ROW_PAD[1])
    by_weekday = {day.day.weekday(): day for day in week.days}
    days: list[Story] = [
        _day(by_weekday[n], inside) if n in by_weekday else [] for n in range(_DAYS)
    ]
    stories = [_name(week), *days, *([_goal(week, inside)] if last else [])]
    cells = [Cell(width, story, "TD") for width, story in zip(_widths(last), stories, strict=True)]
    rule = Rule(design.RULE, 0.5)
    return Row(cells, gap=_GAP, pad=_ROW_PAD, rule=rule, role="TR", divided=True)


def _name(week: PlanWeek) -> Story:
    days = [day.day for day in week.days]
    words: list[Block] = [Space(5)]
    if days:
        words.append(Para(short_span(days[0], days[-1]), design.PLAN_DATES))
    if week.theme:
        words.append(Para(week.theme, design.PLAN_THEME, before=1.5))
    number = [Para(str(week.number), design.PLAN_WEEK)]
    return [Row([Cell(8.6 * _MM, number), Cell(None, words)], gap=0, pad=(0, 0), rule=None)]


def _goal(week: PlanWeek, height: float) -> Story:
    lessons = n_("{count} lesson", "{count} lessons", week.lessons).format(count=week.lessons)
    count = [Para(lessons, design.PLAN_THEME)] if week.lessons else []
    if not week.goal:
        return count
    return [_Spread([Para(week.goal, design.PLAN_DATES)], count, height)]


def _day(day: PlanDay, height: float) -> Story:
    if day.closed and not day.slots:
        story: Story = [Para(day.closed, design.PLAN_CLOSED)]
        return [Panel(story, design.TINT, _PAD, design.INK_3, radius=1.5, least=height)]
    return [_Fields([_slot(slot) for slot in day.slots], height)]


def _slot(slot: PlanSlot) -> Panel:
    look = look_of(slot.kind)
    hours = f"{clock(slot.starts)}–{clock(slot.ends)}"
    above = [(hours, look.hours), (f"  {slot.detail}" if slot.detail else "", design.PLAN_DETAIL)]
    letter = Para(kind_name(slot.kind)[:1], look.letter)
    story: list[Block] = [
        Row([Cell(None, [Para(above, look.hours)]), Cell(10, [letter])], 0, (0, 0), None),
        Para(slot.title, design.PLAN_TITLE),
    ]
    return Panel(story, look.tint, _PAD, look.color, radius=1.5)


@dataclass(frozen=True, slots=True)
class _Fields:
    """The fields of one day, which share its height as evenly as their texts allow."""

    fields: Sequence[Panel]
    height: float
    before: float = 0

    def lay(self, width: float, missing: set[str]) -> Box:
        """Lay out each field as high as it needs, then as high as it may."""
        needs = [field.lay(width, missing).height for field in self.fields]
        share = _even_share(needs, self.height - _BETWEEN * (len(needs) - 1))
        boxes = [replace(field, least=share).lay(width, missing) for field in self.fields]
        return stack((_BETWEEN, box) for box in boxes)


def _even_share(needs: Sequence[float], room: float) -> float:
    """Return the height that all get who need no more, so that together they fill `room`."""
    modest = sorted(needs)
    while modest:
        share = (room - sum(need for need in needs if need > modest[-1])) / len(modest)
        if share >= modest[-1]:
            return share
        modest.pop()
    return 0.0


@dataclass(frozen=True, slots=True)
class _Spread:
    """A story at the top of a height and another at its foot."""

    top: Story
    foot: Story
    height: float
    before: float = 0

    def lay(self, width: float, missing: set[str]) -> Box:
        """Lay out both with the room between them."""
        top, foot = (lay_all(story, width, missing) for story in (self.top, self.foot))
        room = max(4.0, self.height - top.height - foot.height)
        return stack([(0.0, top), (room, foot)]) if self.foot else top
