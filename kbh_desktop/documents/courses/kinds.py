"""The kinds of session on a plan, each with a colour, and a letter for black-and-white print."""

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from kbh_desktop.documents import design
from kbh_desktop.documents.text.layout import Style
from kbh_desktop.i18n import _


class PlanKind(StrEnum):
    """What a field of a plan is."""

    DANISH = "danish"
    LESSON = "lesson"
    VISIT = "visit"
    MUNICIPALITY = "municipality"
    TALK = "talk"
    INTERNSHIP = "internship"
    EVALUATION = "evaluation"


@dataclass(frozen=True, slots=True)
class KindLook:
    """The colours of a kind, and the styles of its hours and its letter."""

    color: str
    tint: str
    hours: Style
    letter: Style


_COLORS = {
    PlanKind.DANISH: (design.PETROL, design.PETROL_TINT, design.PETROL),
    PlanKind.LESSON: (design.PLUM, design.PLUM_TINT, design.PLUM),
    PlanKind.VISIT: (design.GREEN, design.GREEN_TINT, design.GREEN),
    PlanKind.MUNICIPALITY: (design.GREEN, design.GREEN_TINT, design.GREEN),
    PlanKind.TALK: (design.INK_2, design.TINT, design.INK_2),
    PlanKind.INTERNSHIP: (design.AMBER, design.AMBER_TINT, design.AMBER_TEXT),
    PlanKind.EVALUATION: (design.INK_2, design.TINT, design.INK_2),
}


@cache
def look_of(kind: PlanKind) -> KindLook:
    """Return how a kind looks."""
    color, tint, text = _COLORS[kind]
    hours = replace(design.PLAN_HOURS, color=text, align="left")
    return KindLook(color, tint, hours, replace(hours, align="right"))


def kind_name(kind: PlanKind) -> str:
    """Return the name of a kind; its first letter is the kind's letter."""
    return {
        PlanKind.DANISH: _("Danish"),
        PlanKind.LESSON: _("Teaching"),
        PlanKind.VISIT: _("Visit"),
        PlanKind.MUNICIPALITY: _("Municipality"),
        PlanKind.TALK: _("Individual talk"),
        PlanKind.INTERNSHIP: _("Work placement"),
        PlanKind.EVALUATION: _("Evaluation"),
    }[kind]
