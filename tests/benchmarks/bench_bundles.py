"""Export and import of many persons and interviews, against the least such work can cost.

The floor, in the same run and over the same bytes: encode, compress and encrypt; decrypt,
decompress and decode; insert the same rows into SQLCipher with executemany. PouchDB replicates the
same documents. KBH_PERSONS sets how many persons.
"""

import io
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Self

import orjson
import pyrage
import zstandard
from sqlalchemy import text

from kbh_desktop.bundles import codec
from kbh_desktop.bundles.service import BundleService
from kbh_desktop.ids import UserId, new_id
from kbh_desktop.security.keys import OfficeCard, generate_device_keys, generate_office_keys
from kbh_desktop.security.model import User
from kbh_desktop.security.sealing import generate_identity, recipient_of
from kbh_desktop.storage.change import WIRE, Change, Place, Stamp, new_change
from kbh_desktop.storage.engine import raw_connection
from kbh_desktop.storage.receiving import Receiver
from tests.benchmarks.exchange_peers import pouchdb_seconds
from tests.stored_world import KEY, fixed_clock, open_database

Figure = tuple[str, float, str, str]
PERSONS = int(os.environ.get("KBH_PERSONS", "10000"))
WORDS = (
    *("arbejde", "bolig", "børn", "dansk", "engelsk", "kursus", "lager", "køkken", "mekaniker"),
    *("sygeplejerske", "praktik", "københavn", "helsingør", "allerød", "avnstrup", "sandholm"),
)


def changes(persons: int) -> Iterator[Change]:
    """Give one change for each of `persons` invented persons and one for each interview."""
    chance = random.Random(7)

    def words(count: int) -> str:
        return " ".join(chance.choices(WORDS, k=count))

    for number in range(persons):
        person = new_id()
        stamp = Stamp("laptop", 2 * number + 1, "2026-04-16T12:02:00+00:00", "ane")
        yield new_change(
            stamp,
            Place("test_citizen", person, person),
            {
                "given": words(1).title(),
                "family": words(1).title(),
                "status": "ready",
                "note": words(20),
                "children": chance.randrange(6),
                "udl_nr": f"{chance.randrange(10**8):08}",
                "birth_date": f"19{chance.randrange(50, 99)}-0{chance.randrange(1, 10)}-11",
                "languages": "ar en",
            },
            (),
        )
        answers = {f"a./data/part_{q // 5}/question_{q}": words(1 + q % 7) for q in range(22)}
        yield new_change(
            stamp._replace(lamport=2 * number + 2),
            Place("test_talk", new_id(), person),
            {"form": "samtale-1", **answers},
            (),
        )


def run(persons: int = PERSONS) -> list[Figure]:
    """Measure with `persons` persons and as many interviews."""
    with tempfile.TemporaryDirectory() as folder:
        return _measure(Path(folder), persons)


class _Watch:
    def __enter__(self) -> Self:
        self._start = time.perf_counter()
        return self

    def __exit__(self, *_error: object) -> None:
        self.seconds = time.perf_counter() - self._start


def _measure(folder: Path, persons: int) -> list[Figure]:
    office, laptop = _nodes(folder)
    _fill(laptop, persons)
    with _Watch() as exporting:
        bundle = laptop.export(folder)
    with _Watch() as verifying:
        codec.verify(bundle.path, [office._here.keys.identity], lambda *_: None)
    with _Watch() as rehearsing:
        office.inspect(bundle.path)
    with _Watch() as importing:
        office.import_(bundle.path)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    again = laptop.export(folder)
    with _Watch() as known:
        office.import_(again.path)
    least_export, least_import = _floors(folder, persons)
    carried = exporting.seconds + importing.seconds
    peer = pouchdb_seconds(folder, changes(persons))
    return [
        ("export", exporting.seconds, "s", ""),
        ("export, floor", least_export, "s", ""),
        ("export / floor", exporting.seconds / least_export, "", "<= 2"),
        ("bundle", bundle.size / 1e6, "MB", ""),
        ("verify", verifying.seconds, "s", ""),
        ("preview", rehearsing.seconds, "s", ""),
        ("import", importing.seconds, "s", ""),
        ("import, floor", least_import, "s", ""),
        ("import / floor", importing.seconds / least_import, "", "<= 3"),
        ("import, all known", known.seconds, "s", ""),
        ("memory", memory, "MB", "<= 600"),
        *_against_peer(peer, carried),
    ]


def _against_peer(seconds: float | None, carried: float) -> list[Figure]:
    if seconds is None:
        return [("PouchDB: left out, Node and its packages are not here", 0, "", "")]
    return [
        ("PouchDB replicates the same, in memory", seconds, "s", ""),
        ("PouchDB / export and import", seconds / carried, "", ">= 10"),
    ]


def _nodes(folder: Path) -> tuple[BundleService, BundleService]:
    office_keys, laptop_keys = generate_office_keys(), generate_device_keys()
    card = OfficeCard(
        "Welcome House",
        "office",
        office_keys.recipient,
        recipient_of(generate_identity()),
        office_keys.recipient,
        office_keys.verify_key,
    )
    user = User(UserId("ane"), "Ane", frozenset())
    office, laptop = (
        BundleService(open_database(folder / name, name), fixed_clock, user, keys, card)
        for name, keys in (("office", office_keys), ("laptop", laptop_keys))
    )
    device = laptop.device_card()
    assert device is not None
    office.enrol_device(device)
    return office, laptop


def _fill(service: BundleService, persons: int) -> None:
    database = service._database
    with database.write() as session:
        receiver = Receiver(session, database.hooks, "filling")
        rows = as_wire(persons)
        while part := list(islice(rows, 2_000)):
            receiver.take(part)
        receiver.finish()
        session.execute(text("UPDATE change_log SET origin = NULL"))
    database.checkpoint()


def as_wire(persons: int) -> Iterator[list[Any]]:
    """Give the changes as lists of their wire values."""
    return ([getattr(change, name) for name in WIRE] for change in changes(persons))


def _floors(folder: Path, persons: int) -> tuple[float, float]:
    """Return the seconds of the least work for an export and for an import."""
    identity = pyrage.x25519.Identity.generate()
    source = raw_connection(folder / "laptop/vault.db", KEY)
    with _Watch() as out:
        rows = _read(source)
        raw = b"\n".join(map(orjson.dumps, rows))
        packed = zstandard.ZstdCompressor(level=3).compress(raw)
        sealed = io.BytesIO()
        pyrage.encrypt_io(io.BytesIO(packed), sealed, [identity.to_public()])
        (folder / "floor").write_bytes(sealed.getvalue())
    with _Watch() as back:
        opened = io.BytesIO()
        pyrage.decrypt_io(io.BytesIO(sealed.getvalue()), opened, [identity])
        text_ = zstandard.ZstdDecompressor().decompress(opened.getvalue())
        decoded = [orjson.loads(line) for line in text_.split(b"\n")]
    connection = raw_connection(folder / "floor.db", KEY)
    connection.execute(f"CREATE TABLE log ({', '.join(WIRE)})")
    connection.execute("CREATE TABLE citizen (a,b,c,d,e,f,g,h)")
    connection.execute("CREATE TABLE talk (a,b,c)")
    with _Watch() as inserting:
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(
            f"INSERT INTO log VALUES ({', '.join('?' * len(WIRE))})",
            [(*r[:10], "[]", orjson.dumps(r[11]).decode(), *r[12:]) for r in decoded],
        )
        connection.executemany(
            "INSERT INTO citizen VALUES (?,?,?,?,?,?,?,?)",
            [tuple(r[11].values()) for r in decoded if r[7] == "test_citizen"],
        )
        connection.executemany(
            "INSERT INTO talk VALUES (?,?,?)",
            [(r[8], r[9], orjson.dumps(r[11])) for r in decoded if r[7] == "test_talk"],
        )
        connection.execute("COMMIT")
    connection.close()
    source.close()
    return out.seconds, back.seconds + inserting.seconds


def _read(connection: Any) -> list[list[Any]]:
    """Return the rows of the log as they are stored, JSON values decoded."""
    rows = connection.execute(f"SELECT {', '.join(WIRE)} FROM change_log").fetchall()
    return [[*r[:10], orjson.loads(r[10]), orjson.loads(r[11]), *r[12:]] for r in rows]


if __name__ == "__main__":
    for name, value, unit, goal in run(int(sys.argv[1]) if len(sys.argv) > 1 else PERSONS):
        print(f"{name:56} {value:10.2f} {unit:4} {goal}")
