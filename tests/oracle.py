"""Merging again, slowly and in another way: heads by everything that happened before."""

import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any


def merged_slowly(
    changes: Iterable[Mapping[str, Any]], erased: Collection[str]
) -> dict[str, tuple[dict[str, Any], dict[str, set[str]]]]:
    """Return the values and the conflicts of each record."""
    changes = [change for change in changes if change["scope"] not in erased]
    before = _before({change["id"]: change for change in changes})
    records: dict[str, list[Mapping[str, Any]]] = {}
    for change in changes:
        records.setdefault(change["record_id"], []).append(change)
    return {record_id: _merged(mine, before) for record_id, mine in records.items()}


def _before(by_id: Mapping[str, Mapping[str, Any]]) -> dict[str, set[str]]:
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


def _merged(
    mine: list[Mapping[str, Any]], before: Mapping[str, set[str]]
) -> tuple[dict[str, Any], dict[str, set[str]]]:
    values: dict[str, Any] = {}
    conflicts: dict[str, set[str]] = {}
    for field in {name for change in mine for name in change["fields"]}:
        writers = [change for change in mine if field in change["fields"]]
        heads = [c for c in writers if not any(c["id"] in before[w["id"]] for w in writers)]
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
