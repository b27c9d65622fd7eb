"""Measures, colours and type of every document; lengths in points.

Every colour keeps its place as a grey, so that pages survive an office printer.
"""

from dataclasses import dataclass, replace
from typing import Final

from kbh_desktop.documents.text.bidi import Base
from kbh_desktop.documents.text.faces import Weight
from kbh_desktop.documents.text.layout import Style

MM: Final = 72 / 25.4

# A4 portrait: twelve columns with a gutter; section titles hang in the first three, and above
# where the page is narrower.
PAGE_WIDTH: Final = 210 * MM
PAGE_HEIGHT: Final = 297 * MM
MARGIN: Final = 18 * MM
MARGIN_TOP: Final = 17 * MM
MARGIN_BOTTOM: Final = 21 * MM
GUTTER: Final = 4 * MM
FULL: Final = PAGE_WIDTH - 2 * MARGIN
SIDE: Final = 3 * (FULL - 11 * GUTTER) / 12 + 2 * GUTTER
BODY: Final = FULL - SIDE - GUTTER
UNIT: Final = 4.5
HANGING_FROM: Final = 420.0  # the narrowest column in which titles hang at the side
HEAD: Final = 30.0  # room for the page head

INK: Final = "#17252D"  # text                            15.6:1 on white
INK_2: Final = "#4A5B65"  # secondary text                 7.1:1
INK_3: Final = "#687881"  # labels and footers             4.6:1
RULE: Final = "#CFD8DC"
TINT: Final = "#F2F5F6"
PETROL: Final = "#0E5A6B"  # the one accent                7.6:1
PETROL_TINT: Final = "#E1EDEF"
AMBER: Final = "#B8741A"  # the citizen's own voice: marks, never text
AMBER_TINT: Final = "#FBF4E8"
PLUM: Final = "#7A4A76"  # of plans                        7.1:1
PLUM_TINT: Final = "#F1E7F0"
GREEN: Final = "#2E7556"  # of plans                        5.6:1
GREEN_TINT: Final = "#E3F0E8"
AMBER_TEXT: Final = "#8A5410"  # letters and hours of amber fields      6.1:1
EMPTY: Final = "#DDE4E7"  # a step not reached
WHITE: Final = "#FFFFFF"

TITLES: Final = tuple(
    Style(size, leading, Weight.SEMIBOLD, align="left", tracking=-12)
    for size, leading in ((24, 29), (20, 25), (17.5, 22), (15.5, 20))
)
TITLES_END: Final = tuple(replace(style, align="right") for style in TITLES)
NATIVE: Final = Style(14, 20, color=INK_2, align="left")
KICKER: Final = Style(7.4, 9, Weight.SEMIBOLD, PETROL, tracking=90, capitals=True)
MARK: Final = Style(7, 9, Weight.SEMIBOLD, PETROL, align="center", tracking=90, capitals=True)
MARK_DRAFT: Final = replace(MARK, color=WHITE)
LEAD: Final = Style(10.6, 16.2)
H2: Final = Style(10.8, 13.5, Weight.SEMIBOLD, align="left")
H2_NUMBER: Final = replace(H2, color=PETROL)
BODY_TEXT: Final = Style(9, 13.5)
ABSENT: Final = replace(BODY_TEXT, color=INK_3)
STRONG: Final = replace(BODY_TEXT, weight=Weight.SEMIBOLD, align="left")
NUMBER: Final = replace(STRONG, color=PETROL)
QUESTION: Final = Style(8.6, 13.5, Weight.SEMIBOLD)
QUOTE: Final = Style(9.4, 15.3)
GLOSS: Final = Style(8.4, 12.4, Weight.ITALIC, INK_2)
VALUE: Final = Style(9, 12.4, Weight.MEDIUM, align="left")
VALUE_RIGHT: Final = replace(VALUE, align="right")
COMPETENCE: Final = replace(VALUE, leading=13.5)
VALUE_QUIET: Final = Style(9, 12.4, color=INK_3)
VALUE_END: Final = Style(10.5, 15, Weight.SEMIBOLD, align="right")
SMALL: Final = Style(7.8, 11.25, color=INK_2)
SMALL_LEFT: Final = replace(SMALL, align="left")
SMALL_MIXED: Final = replace(SMALL, direction=0)  # Danish with words of other scripts in it
SMALL_END: Final = replace(SMALL, align="right")
SIGNATURE: Final = Style(8, 11.25, Weight.MEDIUM)
SMALL_ROW: Final = replace(SMALL, leading=13.5, align="left")
SMALL_ROW_INK: Final = replace(SMALL_ROW, color=INK)
SMALL_INK: Final = replace(SMALL_ROW_INK, size=8.2)
SMALL_ROW_STRONG: Final = replace(SMALL_ROW, weight=Weight.SEMIBOLD, color=INK)
SMALL_STRONG: Final = replace(SMALL, weight=Weight.SEMIBOLD)
NOTE: Final = Style(7.2, 9.9, color=INK_3)
LABEL: Final = Style(6.6, 9, Weight.MEDIUM, INK_3, tracking=20)
LABEL_NUMBER: Final = replace(LABEL, leading=13.5)
LABEL_END: Final = replace(LABEL, align="right")
LABEL_CENTER: Final = replace(LABEL, align="center")
CHART_VALUE: Final = Style(7.6, 10, Weight.SEMIBOLD, align="center")
CHART_UNDER: Final = replace(CHART_VALUE, size=7.2, leading=9.5)
PLAN_WEEK: Final = Style(17, 21, Weight.SEMIBOLD, PETROL, align="left")
PLAN_DATES: Final = Style(7.6, 10, Weight.MEDIUM)
PLAN_THEME: Final = Style(7.2, 9.6, color=INK_2)
PLAN_TITLE: Final = Style(7.6, 9.6, Weight.MEDIUM)
PLAN_DETAIL: Final = Style(6.4, 8.6, color=INK_2)
PLAN_CHIP: Final = Style(6.4, 8.6, Weight.SEMIBOLD, WHITE, align="center")
PLAN_CLOSED: Final = Style(7.6, 9.6, color=INK_2)
PLAN_HEAD: Final = Style(8, 11, Weight.SEMIBOLD)
PLAN_HOURS: Final = Style(6.4, 8.6, Weight.SEMIBOLD)
BOX_MARK: Final = Style(7.6, 10, Weight.SEMIBOLD, align="center")
PROOF_KICKER: Final = Style(12, 16, Weight.SEMIBOLD, PETROL, tracking=60, capitals=True)
PROOF_COURSE: Final = Style(16, 21, Weight.SEMIBOLD)
WORD_CENTER: Final = Style(11.5, 15, Weight.SEMIBOLD, align="center")
KEY_GROUP: Final = Style(22, 28, Weight.SEMIBOLD, align="center", tracking=90)
TAG: Final = Style(7.6, 10, Weight.MEDIUM, PETROL)
TAG_LARGE: Final = replace(TAG, size=9, leading=11)
TAG_QUIET: Final = replace(TAG, color=INK_2)
ORGANISATION: Final = Style(8.6, 11, Weight.SEMIBOLD, align="left")
RUNNING: Final = Style(8, 11, Weight.SEMIBOLD, align="left")
RUNNING_END: Final = Style(7.8, 11, color=INK_2, align="right")
FOOT: Final = Style(6.6, 9, color=INK_3, align="left")
FOOT_STRONG: Final = replace(FOOT, weight=Weight.SEMIBOLD, color=INK_2)
FOOT_END: Final = replace(FOOT, weight=Weight.MEDIUM, color=INK_2, align="right")


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet and how much larger than designed everything on it is drawn."""

    width: float
    height: float
    scale: float = 1
    margin: float = MARGIN
    margin_top: float = MARGIN_TOP
    margin_bottom: float = MARGIN_BOTTOM

    @property
    def is_landscape(self) -> bool:
        """Whether it is wider than high."""
        return self.width > self.height

    @property
    def full(self) -> float:
        """The width between the margins, as designed."""
        return self.width / self.scale - 2 * self.margin

    @property
    def top(self) -> float:
        """Where the page head begins, from the lower edge."""
        return self.height / self.scale - self.margin_top

    @property
    def content(self) -> float:
        """The height between head and foot."""
        return self.top - HEAD - self.margin_bottom


_LARGE: Final = 1.5
_A3: Final = 2**0.5
PORTRAIT: Final = Paper(PAGE_WIDTH, PAGE_HEIGHT)
LANDSCAPE: Final = Paper(PAGE_HEIGHT, PAGE_WIDTH, 1, 14 * MM, 12 * MM, 14 * MM)


def large(paper: Paper) -> Paper:
    """Return the sheet for weak eyes: 150 % on the same one, but plans go on A3 (141 %)."""
    if paper.is_landscape:
        return replace(paper, width=paper.width * _A3, height=paper.height * _A3, scale=_A3)
    return replace(
        paper,
        scale=_LARGE,
        margin=paper.margin / _LARGE,
        margin_top=paper.margin_top / _LARGE,
        margin_bottom=paper.margin_bottom / 1.2,
    )


@dataclass(frozen=True, slots=True)
class OwnStyles:
    """How the citizen's own language is set, in its direction whatever a text begins with."""

    heading: Style
    text: Style
    question: Style
    quiet: Style
    note: Style
    number: Style
    danish: Style
    danish_alone: Style
    due: Style
    who: Style


@dataclass(frozen=True, slots=True)
class PaperStyles:
    """How the own language is set on paper forms, beside the Danish."""

    title: Style
    text: Style
    choice: Style


def _paper(direction: Base) -> PaperStyles:
    text = Style(9.4, 14.2, color=INK_2, direction=direction)
    return PaperStyles(
        title=replace(text, size=10.4, leading=15, weight=Weight.SEMIBOLD),
        text=text,
        choice=Style(8.2, 13.5, color=INK_2),
    )


PAPER_LTR: Final = _paper(0)
PAPER_RTL: Final = _paper(1)


def _own(direction: Base) -> OwnStyles:
    text = Style(10, 17, direction=direction)
    strong = replace(text, weight=Weight.SEMIBOLD)
    small = Style(8, 12, color=INK_2, direction=direction)
    return OwnStyles(
        heading=replace(strong, size=12.5, leading=18),
        text=text,
        question=replace(strong, size=9, leading=14.5),
        quiet=replace(text, size=8.4, leading=13.5, color=INK_3),
        note=replace(text, size=9, leading=14.5),
        number=Style(15, 19, Weight.SEMIBOLD, PETROL, direction=direction),
        danish=Style(8.6, 12.4, align="right" if direction else "left"),
        danish_alone=Style(10, 15, align="right" if direction else "left"),
        due=replace(strong, size=9.4, leading=15),
        who=small,
    )


OWN_LTR: Final = _own(0)
OWN_RTL: Final = _own(1)
