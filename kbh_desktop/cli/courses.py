"""`kbh courses`: the courses of a vault, and planning timetables from files."""

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kbh_desktop.cli.opening import Groups, add_json, command, group_of, read_json
from kbh_desktop.cli.output import say, show_json, show_table
from kbh_desktop.cli.stored_courses import add_vault_commands
from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _

if TYPE_CHECKING:
    from kbh_desktop.courses.planner.repair import Answer
    from kbh_desktop.courses.planner.result import Plan
    from kbh_desktop.courses.timetable import Instance

DEFAULT_LIMIT_S = 10.0


def add_commands(groups: Groups) -> None:
    """Add this group."""
    group = group_of(groups, "courses", _("courses: plans, participants, calendars"))
    add_vault_commands(group)
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
    plan.add_argument(
        "--repair",
        choices=("people", "courses", "all"),
        help=_("how much may change of the previous plan; otherwise the file says so"),
    )
    plan.add_argument("--explain", action="store_true", help=_("only say why there is no plan"))
    plan.add_argument("--polish", action="store_true", help=_("let OR-tools help, if installed"))
    add_json(plan)


def _plan(wanted: argparse.Namespace) -> None:
    from kbh_desktop.courses.planner.answer import as_json  # noqa: PLC0415 - only this needs it
    from kbh_desktop.courses.planner.reading import read_instance  # noqa: PLC0415

    if not wanted.limit > 0:
        raise InputError(_("The limit must be above 0 seconds."), field="limit")
    found = _planned(read_instance(read_json(wanted.instance)), wanted)
    if wanted.json:
        show_json(as_json(found))
    else:
        _show(found)


def _planned(instance: "Instance", wanted: argparse.Namespace) -> "Plan":
    """Plan anew, or mend the previous plan if there is one."""
    from kbh_desktop.courses.planner.plan import Search, Watch, plan  # noqa: PLC0415
    from kbh_desktop.courses.planner.repair import repair  # noqa: PLC0415

    search = Search(
        wanted.seed,
        wanted.limit,
        improve=not wanted.explain,
        exact=wanted.polish or wanted.explain,
    )
    if wanted.repair and not instance.previous:
        raise InputError(_("There is no previous plan to repair in the file."), field="previous")
    if not instance.previous or wanted.explain:
        return plan(instance, search)
    scoped = replace(instance, repair_scope=wanted.repair or instance.repair_scope)
    return repair(scoped, search, Watch(), lambda answer: None if wanted.json else _tell(answer))


def _tell(answer: "Answer") -> None:
    """Say at once what a rung of a repair has found."""
    words = {
        "people": _("With other people only: {moved} sessions moved, {told} to be told."),
        "courses": _("Within the courses affected: {moved} sessions moved, {told} to be told."),
        "all": _("With everything free to move: {moved} sessions moved, {told} to be told."),
    }
    text = words[answer.scope]
    say(text.format(moved=len(answer.plan.moved), told=len(answer.plan.told)))


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
