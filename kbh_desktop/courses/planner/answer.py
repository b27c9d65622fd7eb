"""A plan as JSON, the answer to an instance in `kbh-plan/1`."""

from typing import Any

from kbh_desktop.courses.planner.result import Plan


def as_json(found: Plan) -> dict[str, Any]:
    """Return the plan in plain values that JSON can hold; times in seconds."""
    return {
        "status": found.status,
        "sessions": {
            name: {
                "day": each.day.isoformat(),
                "slot": each.slot,
                "resources": list(each.resources),
            }
            for name, each in found.sessions.items()
        },
        "unplaced": [{"id": each.session, "reason": each.reason} for each in found.unplaced],
        "score": {"total": found.score, "parts": dict(found.parts)},
        "bound": found.bound,
        "gap": found.gap,
        "seconds": round(found.seconds, 3),
        "first_plan_seconds": (
            None if found.first_plan_seconds is None else round(found.first_plan_seconds, 3)
        ),
        "moved": list(found.moved),
        "least_moved": found.least_moved,
        "told": list(found.told),
        "clashes": [
            {
                "words": each.words,
                "sessions": list(each.sessions),
                "resources": list(each.resources),
                "ways_out": list(each.ways_out),
                "minimal": each.is_minimal,
            }
            for each in found.clashes
        ],
    }
