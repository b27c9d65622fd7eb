"""What a proposed plan would change: before and after, session by session."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from kbh_desktop.courses.timetable import Placement
from kbh_desktop.i18n import _, n_
from ui.courses.row_delegate import Row
from ui.courses.view import PlanView
from ui.courses.words import when
from ui.theme import Tone

Kind = Literal["placed", "moved", "people"]
_ICONS: dict[Kind, str] = {"placed": "plus", "moved": "move", "people": "users"}
_TONES: dict[Kind, Tone] = {"placed": "ok", "moved": "warn", "people": "info"}


@dataclass(frozen=True, slots=True)
class Change:
    """One session that would stand elsewhere or have others."""

    session: str
    kind: Kind
    after: Placement
    before: Placement | None = None
    leaves: tuple[str, ...] = field(default=(), repr=False)
    """Who is no longer needed."""
    joins: tuple[str, ...] = field(default=(), repr=False)


def changes(view: PlanView, proposed: Mapping[str, Placement]) -> tuple[Change, ...]:
    """Return what differs, in the order of the new times; what is not proposed stays."""
    found = []
    for name, after in proposed.items():
        before = view.placements.get(name)
        if before == after:
            continue
        old = set(filter(None, before.resources)) if before else set()
        new = set(filter(None, after.resources))
        found.append(
            Change(
                name,
                _kind(before, after),
                after,
                before,
                tuple(sorted(view.name(each) for each in old - new)),
                tuple(sorted(view.name(each) for each in new - old)),
            )
        )
    return tuple(sorted(found, key=lambda each: (each.after.day, each.after.slot, each.session)))


def _kind(before: Placement | None, after: Placement) -> Kind:
    if before is None:
        return "placed"
    return "people" if (before.day, before.slot) == (after.day, after.slot) else "moved"


def change_row(view: PlanView, change: Change) -> Row:
    """Return a change as a list shows it."""
    grid = view.instance.grid
    after = when(grid, change.after.day, change.after.slot)
    words = {"placed": _("New"), "moved": _("Moved"), "people": _("Other people")}
    time = after
    if change.before is not None and change.kind == "moved":
        before = when(grid, change.before.day, change.before.slot)
        time = _("from {before} to {after}").format(before=before, after=after)
    joins = ", ".join(change.joins)
    leaves = ", ".join(change.leaves) if change.before else ""
    people = (
        _("with {names}").format(names=joins) if joins else "",
        _("without {names}").format(names=leaves) if leaves else "",
    )
    return Row(
        change.session,
        view.instance.session[change.session].name,
        " \u00b7 ".join(filter(None, (time, *people))),
        _ICONS[change.kind],
        ((words[change.kind], _TONES[change.kind]),),
    )


def summary(found: tuple[Change, ...]) -> str:
    """Return in one sentence how much would change."""
    count = {kind: sum(each.kind == kind for each in found) for kind in _ICONS}
    told = {n for each in found if each.before for n in (*each.joins, *each.leaves)}
    parts = (
        _counted(
            n_("{count} session is placed", "{count} sessions are placed", count["placed"]),
            count["placed"],
        ),
        _counted(n_("{count} is moved", "{count} are moved", count["moved"]), count["moved"]),
        _counted(
            n_("{count} gets other people", "{count} get other people", count["people"]),
            count["people"],
        ),
        _counted(n_("{count} person is told", "{count} people are told", len(told)), len(told)),
    )
    return ", ".join(filter(None, parts)) + "." if any(parts) else ""


def _counted(text: str, count: int) -> str:
    return text.format(count=count) if count else ""
