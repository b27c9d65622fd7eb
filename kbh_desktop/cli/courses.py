"""`kbh courses`: planning timetables."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from kbh_desktop.cli.opening import Groups, add_json, command, group_of, read_json
from kbh_desktop.cli.output import say, show_json, show_table
from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _

if TYPE_CHECKING:
    from kbh_desktop.courses.planner.result import Plan

DEFAULT_LIMIT_S = 10.0


def add_commands(groups: Groups) -> None:
    """Add this group."""
    group = group_of(groups, "courses", _("plan timetables"))
    plan = command(group, "plan", _plan, _("plan the sessions of an instance"))
    plan.add_argument("instance", type=Path, metavar="FILE.json")
    plan.add_argument("--seed", type=int, default=0, metavar="N", help=_("another way to search"))
    plan.add_argument(
        "--limit",
        type=float,
        default=DEFAULT_LIMIT_S,
        metavar="S",
        help=_("seconds to plan for"),
    )
    add_json(plan)


def _plan(wanted: argparse.Namespace) -> None:
    from kbh_desktop.courses.planner.answer import as_json  # noqa: PLC0415 - only this needs it
    from kbh_desktop.courses.planner.plan import Search, plan  # noqa: PLC0415
    from kbh_desktop.courses.planner.reading import read_instance  # noqa: PLC0415

    if not wanted.limit > 0:
        raise InputError(_("The limit must be above 0 seconds."), field="limit")
    instance = read_instance(read_json(wanted.instance))
    found = plan(instance, Search(wanted.seed, wanted.limit))
    if wanted.json:
        show_json(as_json(found))
    else:
        _show(found)


def _show(found: "Plan") -> None:
    placed = sorted(found.sessions.items(), key=lambda each: (each[1].day, each[1].slot))
    show_table(
        [
            {
                "session": name,
                "day": each.day,
                "slot": each.slot,
                "resources": ", ".join(each.resources),
            }
            for name, each in placed
        ]
    )
    for reason in (*found.reasons, *(way for clash in found.clashes for way in clash.ways_out)):
        say(reason)
    words = {
        "complete": _("Complete: {placed} of {total} sessions, score {score}."),
        "partial": _("Not complete: {placed} of {total} sessions, score {score}."),
        "impossible": _("Impossible as it stands: {placed} of {total} sessions placed."),
    }
    total = len(found.sessions) + len(found.unplaced)
    text = words[found.status]
    say(text.format(placed=len(found.sessions), total=total, score=found.score))
