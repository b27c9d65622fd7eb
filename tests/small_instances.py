"""Small random instances with every rule in them, for Hypothesis."""

from hypothesis import strategies as st

DAYS = ["2027-05-05", "2027-05-06", "2027-05-07", "2027-05-10"]
SLOTS = 4
NAMES = ["a", "b", "c", "d"]
GROUPS = ["g1", "g2"]
PLACES = ["Avnstrup", "Greve"]
days, slots = st.sampled_from(DAYS), st.integers(0, SLOTS - 1)
spans = st.lists(st.tuples(days, slots, st.integers(1, SLOTS)).map(list), max_size=2)
few = st.none() | st.integers(1, 5)


def _optional(**fields):
    return st.fixed_dictionaries({}, optional=fields)


@st.composite
def instances(draw):
    """Return an instance of up to four sessions that may or may not have a plan."""
    resources = [
        {"id": name, "kind": kind, **draw(_resource)}
        for name, kind in (("T1", "teacher"), ("T2", "teacher"), ("R1", "room"), ("R2", "room"))
    ]
    names = NAMES[: draw(st.integers(1, 4))]
    sessions = [{"id": name, "name": name.upper(), **draw(_session)} for name in names]
    pairs = st.sampled_from([(x, y) for x in names for y in names if x != y] or [None])
    found = {
        "format": "kbh-plan/1",
        "calendar": {
            "days": DAYS,
            "slots_per_day": SLOTS,
            "breaks": [{"after_slot": 2, "minutes": 45}],
            "closed": draw(st.sampled_from([[], ["2027-05-06"]])),
        },
        "resources": resources,
        "groups": [{"id": name, **draw(_group)} for name in GROUPS],
        "sessions": sessions,
        "travel_slots": draw(st.sampled_from([[], [["Avnstrup", "Greve", 1]]])),
        "weights": draw(
            st.sampled_from([{"compact": 2, "half_day": 1, "room_stability": 1}, _ALL])
        ),
    }
    if len(names) > 1:
        rows = draw(st.lists(st.tuples(pairs, st.integers(0, 2), st.none() | st.integers(0, 5))))
        found["order"] = [
            {"before": pair[0], "after": pair[1], "min_days": least, "max_days": most}
            for pair, least, most in rows[:2]
        ]
        found["different_days"] = draw(st.lists(pairs.map(list), max_size=1))
        found["same_resource"] = [
            {"sessions": list(pair), "kind": "teacher"}
            for pair in draw(st.lists(pairs, max_size=1))
        ]
        found["spread"] = [{"sessions": names, "min_days": 2}]
    return found


_ALL = {
    "seats": 3,
    "spread": 5,
    "compact": 2,
    "room_stability": 1,
    "half_day": 1,
    "continuity": 1,
    "few_bookings": 1,
    "stay": 10,
}
_resource = _optional(
    skills=st.lists(st.sampled_from(["m1", "m2"]), unique=True),
    places=st.lists(st.sampled_from(PLACES), unique=True),
    capacity=st.none() | st.sampled_from([5, 20]),
    unavailable=spans,
    max_slots_per_week=few,
    max_slots_per_day=few,
)
_group = _optional(unavailable=spans, max_slots_per_day=few, max_slots_per_week=few)
_session = st.fixed_dictionaries(
    {
        "slots": st.integers(1, 3),
        "course": st.sampled_from(["c1", "c2"]),
        "groups": st.lists(st.sampled_from(GROUPS), unique=True),
        "size": st.sampled_from([4, 10]),
        "needs": st.lists(
            st.sampled_from(
                [
                    {"kind": "teacher", "skill": "m1"},
                    {"kind": "teacher", "skill": ""},
                    {"kind": "room", "skill": ""},
                ]
            ),
            max_size=2,
        ).map(lambda needs: [dict(each) for each in needs]),
    },
    optional={
        "place": st.sampled_from(PLACES),
        "earliest": days,
        "latest": days,
        "start_slots": st.lists(slots, min_size=1, unique=True),
        "not_at": st.lists(st.tuples(days, slots).map(list), max_size=2),
        "may_cross_break": st.booleans(),
        "half": st.sampled_from(["morning", "afternoon"]),
        "locked": st.fixed_dictionaries({"day": days, "slot": slots}),
    },
)


def _clean(instance):
    for session in instance["sessions"]:
        for need in session["needs"]:
            if not need["skill"]:
                del need["skill"]
    return instance


small_instances = instances().map(_clean)
placements = st.dictionaries(
    st.sampled_from(NAMES),
    st.fixed_dictionaries(
        {
            "day": days,
            "slot": slots,
            "resources": st.lists(st.sampled_from(["T1", "T2", "R1", "R2"]), max_size=2),
        }
    ),
    min_size=1,
)
