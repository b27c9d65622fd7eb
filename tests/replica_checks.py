"""What an office and laptops must be like when all have all; asked of an oracle of its own."""

import random
from typing import Any

from kbh_desktop.bundles.outgoing import Statement
from tests.oracle import fates, merged_slowly
from tests.replicas import OFFICE, Parcel, Replica

FIELDS = ("given", "family", "status", "note")


def compare_with_oracle(office: Any, known: Any, erased: set[str]) -> None:
    wanted = merged_slowly(known, erased)
    assert {place[1] for place in office if place[0] != "field_conflict"} == wanted.keys()
    for record_id, (values, conflicts) in wanted.items():
        assert conflicts == {
            place[2]: set(conflict["heads"])
            for place, conflict in office.items()
            if place[:2] == ("field_conflict", record_id)
        }
        if record_id.startswith("T"):
            answers = {f"a.{k}": v for k, v in office["test_talk", record_id]["answers"].items()}
            assert answers == {k: v for k, v in values.items() if k.startswith("a.")}
            continue
        row = office["test_citizen", record_id]
        for field in FIELDS:
            assert row[field] == values.get(field, "new" if field == "status" else row[field])
        assert (row["state"] == "deleted") == bool(values.get("_deleted"))


def nothing_is_absent(office: Any, log: Any, made: Any, known: Any, erased: set[str]) -> None:
    """Every change is current, superseded, in conflict or erased on purpose."""
    for (change_id, field), (fate, others) in fates(known, erased).items():
        kept, told = log[change_id], made[change_id]
        if fate == "erased":
            assert kept["fields"] is None
            assert kept["salt"] is None
            continue
        assert kept == {name: told[name] for name in kept}
        place = (told["entity"], told["record_id"])
        if fate == "superseded":
            assert others <= log.keys()
        elif fate == "in conflict":
            heads = office["field_conflict", told["record_id"], field]["heads"]
            # Bringing back what edits keep in any case is what is shown.
            brought_back = field == "_deleted" and not told["fields"][field]
            assert change_id in heads or (brought_back and office[place]["state"] != "deleted")
        elif field in FIELDS:
            assert office[place][field] == told["fields"][field]
        elif field.startswith("a."):
            assert office[place]["answers"][field[2:]] == told["fields"][field]


def order_does_not_matter(office: Any, log: Any, mirror: Replica, sender: str, seed: int) -> None:
    """The same changes in another order, in other portions and some twice give the same."""
    chance = random.Random(seed)
    wanted = sorted(log.values(), key=lambda c: (c["kind"] != "x", chance.random()))
    erasures = sum(change["kind"] == "x" for change in wanted)
    lines = [["change", *change.values()] for change in wanted]
    start = 0
    while start < len(lines):
        portion = lines[start : start + chance.randint(1, 9)]
        start += len(portion)
        again = chance.sample(lines[erasures:start], min(2, max(0, start - erasures)))
        said = Statement(sender, OFFICE, 0, start, "x", 0, None, None, 1)
        mirror.take(Parcel(said, [*portion, *again]))
    assert without_local(mirror.view()) == office


def without_local(view: dict[Any, dict[str, Any]]) -> dict[Any, dict[str, Any]]:
    return {
        place: {name: value for name, value in row.items() if name != "folded"}
        for place, row in view.items()
    }
