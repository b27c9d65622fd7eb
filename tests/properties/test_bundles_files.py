"""Whatever is lost, repeated or late, every file arrives once in the end, and nothing else."""

import os
import tempfile
from pathlib import Path

import orjson
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from sqlalchemy import delete

from kbh_desktop.bundles import contents
from kbh_desktop.bundles.intake import Intake
from kbh_desktop.bundles.outgoing import Lines, state_where_we_stand
from kbh_desktop.bundles.records import PeerRecord
from kbh_desktop.storage.base import WHOLE_OFFICE
from kbh_desktop.storage.tables import BlobPieceRecord, BlobRecord
from tests.files_world import files, put
from tests.replicas import OFFICE, Parcel, Replica
from tests.stored_world import fixed_clock

MEMORY = Path("/dev/shm")
HOMES = {"p1": "l1", "p2": "l2", WHOLE_OFFICE: OFFICE}
LAPTOPS = ("l1", "l2")
MOST_BYTES = 60
FEW = settings(
    max_examples=int(os.environ.get("KBH_EXAMPLES", "12")),
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
)


class FileReplica(Replica):
    """A replica whose parcels carry files."""

    def ship_with_files(self, to: str) -> tuple[Parcel, list[bytes]]:
        with self.database.write() as session:
            peer = session.get_one(PeerRecord, to)
            restart = peer.restart
            statement = state_where_we_stand(session, self.name, peer, from_office=self.is_office)
        with self.database.snapshot() as connection:
            said = contents.contents_for(connection, statement, MOST_BYTES)
            lines = [
                orjson.loads(one) for one in Lines(connection, statement, restart, said.lines())
            ]
            pieces = list(contents.bodies(connection, said.sending))
        with self.database.write() as session:
            contents.note_sent(session, to, said.sending)
        return Parcel(statement, lines), pieces

    def take_with_files(self, parcel: Parcel, pieces: list[bytes]) -> None:
        with self.database.write() as session:
            intake = Intake(self.database, session, parcel.statement, is_office=self.is_office)
            intake.take(orjson.loads(orjson.dumps(parcel.lines)))
            for piece in pieces:
                intake.take_file(piece)
            intake.finish()

    def lose(self, addresses: set[str]) -> None:
        """Be as after a backup was put back that was made before these files came."""
        with self.database.write() as session:
            for record_class in (BlobRecord, BlobPieceRecord):
                session.execute(delete(record_class).where(record_class.sha256.in_(addresses)))


class FileExchange(RuleBasedStateMachine):
    """Two laptops with a person each, and an office whose forms show pictures."""

    @initialize()
    def start(self) -> None:
        parent = MEMORY if MEMORY.is_dir() else None
        self.folder = tempfile.TemporaryDirectory(prefix="kbh-files-", dir=parent)
        self.nodes = {
            name: FileReplica(name, Path(self.folder.name) / name, LAPTOPS, fixed_clock)
            for name in (OFFICE, *LAPTOPS)
        }
        self.made: dict[str, dict[str, bytes]] = {scope: {} for scope in HOMES}
        self.pool: list[tuple[Parcel, list[bytes]]] = []
        self.count = 0
        self.erased: set[str] = set()
        for laptop, person in zip(LAPTOPS, ("p1", "p2"), strict=True):
            self.nodes[OFFICE].assign(laptop, person, on=True)

    @rule(scope=st.sampled_from(sorted(HOMES)), same=st.booleans())
    def add(self, scope: str, same: bool) -> None:
        """Somebody keeps a file, perhaps the same as somebody before."""
        if scope not in self.erased:
            self.count += not same
            content = f"file {self.count} ".encode() * 3
            self.made[scope][put(self.nodes[HOMES[scope]], scope, content)] = content

    @rule(laptop=st.sampled_from(LAPTOPS), up=st.booleans())
    def export(self, laptop: str, up: bool) -> None:
        self.pool.append(self.ship(laptop, up))

    @precondition(lambda self: self.pool)
    @rule(which=st.integers(0, 99))
    def deliver(self, which: int) -> None:
        """The parcel stays in the pool: late, repeated, out of order."""
        self.receive(*self.pool[which % len(self.pool)])

    @rule(laptop=st.sampled_from(LAPTOPS), ways=st.lists(st.booleans(), min_size=1, max_size=4))
    def exchange(self, laptop: str, ways: list[bool]) -> None:
        for up in ways:
            self.receive(*self.ship(laptop, up))

    @rule(person=st.sampled_from(("p1", "p2")))
    def office_loses_what_it_confirmed(self, person: str) -> None:
        self.add(person, same=False)
        self.exchange(HOMES[person], [True, False])
        self.office_loses_files(person)

    @rule(person=st.sampled_from(("p1", "p2")))
    def office_loses_files(self, person: str) -> None:
        others = {a for scope, made in self.made.items() if scope != person for a in made}
        self.nodes[OFFICE].lose(self.made[person].keys() - others)

    @rule(person=st.sampled_from(("p1", "p2")))
    def erase(self, person: str) -> None:
        self.nodes[OFFICE].erase(person, LAPTOPS)
        self.erased.add(person)
        self.made[person].clear()

    def ship(self, laptop: str, up: bool) -> tuple[Parcel, list[bytes]]:
        sender, receiver = (laptop, OFFICE) if up else (OFFICE, laptop)
        return self.nodes[sender].ship_with_files(receiver)

    def receive(self, parcel: Parcel, pieces: list[bytes]) -> None:
        self.nodes[parcel.statement.receiver].take_with_files(parcel, pieces)

    def teardown(self) -> None:
        if not hasattr(self, "nodes"):
            return
        try:
            self.settle()
            self.check()
        finally:
            for node in self.nodes.values():
                node.database.close()
            self.folder.cleanup()

    def settle(self) -> None:
        """Let quiet rounds pass until all of it had room."""
        for _quiet in range(4 + sum(map(len, self.made.values()))):
            for laptop in LAPTOPS:
                self.receive(*self.ship(laptop, up=True))
                self.receive(*self.ship(laptop, up=False))

    def check(self) -> None:
        shared = self.made[WHOLE_OFFICE]
        for laptop, person in zip(LAPTOPS, ("p1", "p2"), strict=True):
            assert files(self.nodes[laptop]) == shared | self.made[person]
        assert files(self.nodes[OFFICE]) == shared | self.made["p1"] | self.made["p2"]
        for laptop in LAPTOPS:
            for up in (True, False):
                assert self.ship(laptop, up)[1] == []


TestFileExchange = FileExchange.TestCase
TestFileExchange.settings = FEW
