"""One entry of the change log: what it holds, and how its content is committed to."""

import hmac
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

import orjson

from kbh_desktop.ids import ChangeId, new_id
from kbh_desktop.storage.base import Json

SCHEMA_VERSION = 2
WRITE = "w"
ERASURE = "x"
DELETED = "_deleted"
LARGEST_LAMPORT = 2**53


def canonical(value: Json) -> bytes:
    """Return the one JSON form of `value`: sorted keys, no spaces, UTF-8."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def commitment(salt: str, fields: bytes) -> str:
    """Return what binds a change to its canonical `fields` without telling what they are."""
    return hmac.digest(bytes.fromhex(salt), fields, "sha256").hex()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Some fields of one record, written once on one node; an erased one has no `fields`.

    `prev` names the writes of these fields that the writer had seen; `lamport` orders them for
    the shown value, and `wall` is for people only.
    """

    id: ChangeId
    node: str
    lamport: int
    wall: str
    author: str
    schema: int
    kind: str
    entity: str
    record_id: str
    scope: str
    prev: Sequence[str]
    fields: Mapping[str, Json] | None
    salt: str | None
    commitment: str
    digest: str


WIRE = tuple(Change.__slots__)


def digest(values: Sequence[Json]) -> str:
    """Return the hash of a change without its content: its `WIRE` values up to `prev`, commitment.

    It stays true after an erasure.
    """
    return sha256(orjson.dumps(values)).hexdigest()


class Place(NamedTuple):
    """Which record, and whom it concerns."""

    entity: str
    record_id: str
    scope: str


class Stamp(NamedTuple):
    """Where, in which order, when and by whom a change was written."""

    node: str
    lamport: int
    wall: str
    author: str


def new_change(
    stamp: Stamp,
    place: Place,
    fields: Mapping[str, Json],
    prev: Iterable[str],
    kind: str = WRITE,
) -> Change:
    """Return a change with a fresh id and salt."""
    salt, change_id, seen = os.urandom(16).hex(), ChangeId(new_id()), sorted(prev)
    bound = commitment(salt, canonical(fields))
    return Change(
        id=change_id,
        **stamp._asdict(),
        schema=SCHEMA_VERSION,
        kind=kind,
        **place._asdict(),
        prev=seen,
        fields=fields,
        salt=salt,
        commitment=bound,
        digest=digest([change_id, *stamp, SCHEMA_VERSION, kind, *place, seen, bound]),
    )
