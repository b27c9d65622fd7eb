"""May a session go here? What is painted and said while one is held."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from kbh_desktop.courses.conflicts import Rule
from kbh_desktop.courses.planner.hand import Start, Verdict
from kbh_desktop.i18n import _

State = Literal["ok", "warning", "forbidden"]
SHADES = 3


@dataclass(frozen=True, slots=True)
class Feasibility:
    """What to think of one start."""

    state: State
    words: str = ""
    """Why it is not simply good."""
    shade: int = 0
    """0 to 2 among the good ones; 2 is best."""
    is_start: bool = True
    """False where the hours of the day alone leave no room, such as before a break."""

    def said(self) -> str:
        """Return it in words, as they are read aloud and shown beside the icon."""
        if self.state == "ok":
            return _("Fits best") if self.shade == SHADES - 1 else _("Fits")
        return self.words or (_("Possible") if self.state == "warning" else _("Not possible"))


FREE = Feasibility("ok")
BARRED = Feasibility("forbidden", is_start=False)
Verdicts = Mapping[Start, Feasibility]
ICONS: Mapping[State, str] = {
    "ok": "circle-check",
    "warning": "triangle-alert",
    "forbidden": "circle-x",
}


def feasible(verdicts: Mapping[Start, Verdict]) -> dict[Start, Feasibility]:
    """Return what is painted for the planner's verdicts."""
    shades = shaded({at: each.cost for at, each in verdicts.items() if each.answer == "ok"})
    return {
        at: Feasibility(
            each.answer, each.words, shades.get(at, 0), is_start=each.rule is not Rule.CALENDAR
        )
        for at, each in verdicts.items()
    }


def shaded(costs: Mapping[Start, float]) -> dict[Start, int]:
    """Return how good each start is among the others: 2 for the cheapest third of the range."""
    if not costs:
        return {}
    least, most = min(costs.values()), max(costs.values())
    step = (most - least) / SHADES
    if not step:
        return dict.fromkeys(costs, SHADES - 1)
    return {
        start: SHADES - 1 - min(SHADES - 1, int((cost - least) / step))
        for start, cost in costs.items()
    }
