"""A second opinion on plans, from the JSON of the instance alone; uses nothing of the program."""

from datetime import date
from itertools import combinations, pairwise


def violations(instance, plan):
    """Return a word for every hard rule that the plan breaks; `plan` is the JSON answer's."""
    sessions = {each["id"]: each for each in instance["sessions"]}
    placed = {name: (sessions[name], place) for name, place in plan.items()}
    return [
        *(word for session, place in placed.values() for word in _alone(instance, session, place)),
        *_units(instance, placed),
        *_pairs(instance, placed),
    ]


def _cells(session, place):
    return [(place["day"], place["slot"] + n) for n in range(session["slots"])]


def _alone(instance, session, place):
    grid, day, slot = instance["calendar"], place["day"], place["slot"]
    end = slot + session["slots"]
    if day not in grid["days"] or day in grid.get("closed", ()):
        yield "closed"
    if slot < 0 or end > grid["slots_per_day"]:
        yield "outside"
    breaks = [each["after_slot"] for each in grid.get("breaks", ())]
    if any(slot < at < end for at in breaks) and not session.get("may_cross_break"):
        yield "break"
    if not (session.get("earliest") or "") <= day <= (session.get("latest") or "9999"):
        yield "window"
    if session.get("start_slots") is not None and slot not in session["start_slots"]:
        yield "start"
    if any(list(cell) in session.get("not_at", ()) for cell in _cells(session, place)):
        yield "not at"
    yield from _locks(session, place)
    yield from _staff(instance, session, place)


def _locks(session, place):
    day, slot, lock = place["day"], place["slot"], session.get("locked") or {}
    if lock.get("day", day) != day or lock.get("slot", slot) != slot:
        yield "locked time"
    if not set(lock.get("resources", ())) <= set(place["resources"]):
        yield "locked resources"


def _staff(instance, session, place):
    known = {each["id"]: each for each in instance["resources"]}
    needs, names = session.get("needs", []), place["resources"]
    if len(names) != len(needs) or len(set(names)) != len(names):
        yield "number of resources"
        return
    for need, name in zip(needs, names, strict=True):
        resource = known.get(name)
        if resource is None or resource["kind"] != need["kind"]:
            yield "kind"
            continue
        if need.get("skill") and need["skill"] not in resource.get("skills", ()):
            yield "skill"
        where = resource.get("places") or [session.get("place")]
        if session.get("place") and session["place"] not in where:
            yield "place"
        seats = resource.get("capacity")
        is_hard = (instance.get("weights") or {}).get("seats") is None
        if is_hard and seats is not None and session.get("size", 0) > seats:
            yield "seats"


def _units(instance, placed):
    for unit in (*instance["resources"], *instance.get("groups", ())):
        mine = [
            (session, place)
            for session, place in placed.values()
            if unit["id"] in (*session.get("groups", ()), *place["resources"])
        ]
        cells = [cell for session, place in mine for cell in _cells(session, place)]
        if len(set(cells)) < len(cells):
            yield "twice"
        off = {
            (d, first + n) for d, first, count in unit.get("unavailable", ()) for n in range(count)
        }
        if off & set(cells):
            yield "away"
        yield from _loads(unit, cells)
        yield from _journeys(instance, unit, mine)


def _loads(unit, cells):
    for key, period in (
        ("max_slots_per_day", lambda day: day),
        ("max_slots_per_week", lambda day: date.fromisoformat(day).isocalendar()[:2]),
    ):
        most = unit.get(key)
        loads = {}
        for day, _slot in cells:
            loads[period(day)] = loads.get(period(day), 0) + 1
        if most is not None and any(load > most for load in loads.values()):
            yield key


def _journeys(instance, unit, mine):
    is_group = "kind" not in unit
    travel = {frozenset(row[:2]): row[2] for row in instance.get("travel_slots", ())}
    for (one, at), (other, then) in combinations(mine, 2):
        places = {one.get("place"), other.get("place")} - {None, ""}
        if at["day"] == then["day"] and len(places) == 2:
            slots = travel.get(frozenset(places), 0 if is_group else None)
            apart = max(
                then["slot"] - at["slot"] - one["slots"], at["slot"] - then["slot"] - other["slots"]
            )
            if slots is None or apart < slots > 0:
                yield "travel"


def _pairs(instance, placed):
    for rule in instance.get("order", ()):
        if rule["before"] in placed and rule["after"] in placed:
            (first, at), (_second, then) = placed[rule["before"]], placed[rule["after"]]
            days = _days(at["day"], then["day"])
            too_late = rule.get("max_days") is not None and days > rule["max_days"]
            overlap = days == 0 and at["slot"] + first["slots"] > then["slot"]
            if days < rule.get("min_days", 0) or too_late or overlap or days < 0:
                yield "order"
    for names in instance.get("different_days", ()):
        days = [placed[name][1]["day"] for name in names if name in placed]
        if len(set(days)) < len(days):
            yield "same day"
    kinds = {each["id"]: each["kind"] for each in instance["resources"]}
    for rule in instance.get("same_resource", ()):
        names = [name for name in rule["sessions"] if name in placed]
        of_kind = [
            {r for r in placed[name][1]["resources"] if kinds.get(r) == rule["kind"]}
            for name in names
        ]
        if any(not (a <= b or b <= a) for a, b in pairwise(of_kind)):
            yield "same resource"


def _days(one, other):
    return (date.fromisoformat(other) - date.fromisoformat(one)).days
