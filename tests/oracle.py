"""Merging again, slowly and in another way: heads by everything that happened before."""

import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any

Raw = Mapping[str, Any]
Known = Mapping[str, set[str]]


def merged_slowly(
    changes: Iterable[Raw], erased: Collection[str]
) -> dict[str, tuple[dict[str, Any], dict[str, set[str]]]]:
    """Return the values and the conflicts of each record."""
    records, before = _records_and_past(changes, erased)
    return {record_id: _merged(mine, before) for record_id, mine in records.items()}


def fates(
    changes: Collection[Raw], erased: Collection[str]
) -> dict[tuple[str, str], tuple[str, frozenset[str]]]:
    """Return what became of each field each change wrote, and the writes that say so.

    `erased` with nothing; `superseded` by the writes that had seen it; `in conflict` with the
    heads; `current` with the heads of the same value.
    """
    found = {
        (change["id"], field): ("erased", frozenset[str]())
        for change in changes
        if change["scope"] in erased
        for field in change["fields"]
    }
    records, before = _records_and_past(changes, erased)
    for mine in records.values():
        for field in {name for change in mine for name in change["fields"]}:
            writers = [change for change in mine if field in change["fields"]]
            heads = _heads(writers, before)
            agree = len({json.dumps(c["fields"][field]) for c in heads}) == 1
            head_ids = frozenset(c["id"] for c in heads)
            for change in writers:
                later = {w["id"] for w in writers if change["id"] in before[w["id"]]}
                fate = ("current" if agree else "in conflict", head_ids)
                found[change["id"], field] = ("superseded", frozenset(later)) if later else fate
    return found


def _records_and_past(
    changes: Iterable[Raw], erased: Collection[str]
) -> tuple[dict[str, list[Raw]], Known]:
    changes = [change for change in changes if change["scope"] not in erased]
    records: dict[str, list[Raw]] = {}
    for change in changes:
        records.setdefault(change["record_id"], []).append(change)
    return records, _before({change["id"]: change for change in changes})


def _before(by_id: Mapping[str, Raw]) -> dict[str, set[str]]:
    """Return for each change all that its writer had seen, directly or not."""
    found: dict[str, set[str]] = {}

    def of(change_id: str) -> set[str]:
        if change_id not in found:
            found[change_id] = set()
            for earlier in by_id[change_id]["prev"]:
                if earlier in by_id:
                    found[change_id] |= {earlier} | of(earlier)
        return found[change_id]

    for change_id in by_id:
        of(change_id)
    return found


def _heads(writers: list[Raw], before: Known) -> list[Raw]:
    return [c for c in writers if not any(c["id"] in before[w["id"]] for w in writers)]


def _merged(mine: list[Raw], before: Known) -> tuple[dict[str, Any], dict[str, set[str]]]:
    values: dict[str, Any] = {}
    conflicts: dict[str, set[str]] = {}
    for field in {name for change in mine for name in change["fields"]}:
        heads = _heads([change for change in mine if field in change["fields"]], before)
        shown = max(heads, key=lambda c: (c["lamport"], c["id"]))
        values[field] = shown["fields"][field]
        if len({json.dumps(c["fields"][field]) for c in heads}) > 1:
            conflicts[field] = {c["id"] for c in heads}
    if values.get("_deleted"):
        deletion = max(
            (c for c in mine if c["fields"].get("_deleted")),
            key=lambda c: (c["lamport"], c["id"]),
        )
        late = {
            c["id"]
            for c in mine
            if c is not deletion
            and c["id"] not in before[deletion["id"]]
            and any(not name.startswith("_") for name in c["fields"])
        }
        values["_deleted"] = not late
        if late:
            conflicts["_deleted"] = late | {deletion["id"]}
    return values, conflicts
