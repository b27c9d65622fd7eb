"""What happens to invented plans: most of it locked, somebody ill, something made impossible."""

import random

from tests.planning_world import DAYS, SLOTS


def locked(raw, placed, *, share, seed=0):
    """Return the instance with that share of the sessions locked where the plan has them."""
    chance = random.Random(seed)
    kept = {name: place for name, place in placed.items() if chance.random() < share}
    return _with_sessions(raw, lambda each: {**each, "locked": kept.get(each["id"])})


def ill(raw, placed, kind="interpreter"):
    """Return the instance with the busiest of a kind away for the second week, and the old plan."""
    work = {
        each["id"]: sum(each["id"] in place["resources"] for place in placed.values())
        for each in raw["resources"]
        if each["kind"] == kind
    }
    away = [[day.isoformat(), 0, SLOTS] for day in DAYS[5:10]]
    weights = {**raw["weights"], "stay": 10}
    return {**_away(raw, [max(work, key=work.get)], away), "previous": placed, "weights": weights}


def nobody_for_talks(raw):
    """Return the instance with the consultants of one municipality away while talks are held."""
    names = [each["id"] for each in raw["resources"] if each["id"].startswith("C-Greve")]
    return _away(raw, names, [[day.isoformat(), 0, SLOTS] for day in DAYS[:13]])


def too_few_hours(raw):
    """Return the instance with fewer lessons a week than the first course needs."""
    first, *rest = raw["groups"]
    return {**raw, "groups": [{**first, "max_slots_per_week": 17}, *rest]}


def one_morning_for_talks(raw):
    """Return the instance with the first centre's meeting rooms closed on all days but one."""
    place = raw["sessions"][0]["place"]
    names = [each["id"] for each in raw["resources"] if each["id"].startswith(f"{place}-meet")]
    return _away(raw, names, [[day.isoformat(), 0, SLOTS] for day in DAYS if day != DAYS[2]])


def order_against_locks(raw):
    """Return the instance with the last visit of the first course locked before its first."""
    early = {"c0-visit3": DAYS[5], "c0-visit0": DAYS[21]}
    return _with_sessions(
        raw,
        lambda each: (
            {**each, "locked": {"day": early[each["id"]].isoformat()}}
            if each["id"] in early
            else each
        ),
    )


IMPOSSIBLE = (nobody_for_talks, too_few_hours, one_morning_for_talks, order_against_locks)


def _with_sessions(raw, change):
    return {**raw, "sessions": [change(each) for each in raw["sessions"]]}


def _away(raw, names, spans):
    resources = [
        {**each, "unavailable": [*each.get("unavailable", []), *spans]}
        if each["id"] in names
        else each
        for each in raw["resources"]
    ]
    return {**raw, "resources": resources}
