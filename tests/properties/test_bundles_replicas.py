"""An office and laptops whose bundles are lost, repeated and reordered end in the same state.

Power fails inside imports, clocks jump by decades, laptops and the office fall back to older
copies without noticing; people are assigned, taken off, cleared, deleted and erased meanwhile.
KBH_EXAMPLES raises the number of examples for a long search.
"""

import datetime
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from kbh_desktop.storage import change_log
from tests.oracle import merged_slowly
from tests.replicas import OFFICE, Parcel, PowerCutError, Replica
from tests.stored_world import CitizenRecord, TalkRecord

FIELDS = ("given", "family", "status", "note")
FEW = settings(
    max_examples=int(os.environ.get("KBH_EXAMPLES", "8")),
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
    print_blob=True,
)
MEMORY = Path("/dev/shm")


class Exchange(RuleBasedStateMachine):
    laptops: tuple[str, ...] = ("l1", "l2")

    @initialize()
    def start(self) -> None:
        parent = MEMORY if MEMORY.is_dir() else None
        self.folder = Path(tempfile.mkdtemp(prefix="kbh-replicas-", dir=parent))
        self.names = (OFFICE, *self.laptops)
        self.clocks = dict.fromkeys(self.names, datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC))
        self.made: dict[str, dict[str, Any]] = {}
        self.thrown_away: set[str] = set()
        self.pool: list[Parcel] = []
        self.screens: list[tuple[Any, str, dict[str, tuple[str, ...]]]] = []
        self.persons: list[str] = []
        self.count = 0
        self.nodes = {
            name: Replica(name, self.folder / name, self.laptops, lambda name=name: self.tick(name))
            for name in self.names
        }
        # Most faults need shared data to begin with.
        self.create(OFFICE)
        self.create(self.laptops[0])
        for _ in range(2):
            for laptop in self.laptops:
                self.exchange(laptop, [True])
                for person in self.persons:
                    self.nodes[OFFICE].assign(laptop, person, on=True)
                self.exchange(laptop, [False])

    def tick(self, name: str) -> datetime.datetime:
        self.clocks[name] += datetime.timedelta(seconds=1)
        return self.clocks[name]

    def value(self, person: str) -> str:
        self.count += 1
        return f"§{person}§{self.count}"

    @rule(name=st.sampled_from((OFFICE, "l1", "l2")))
    def create(self, name: str) -> None:
        if len(self.persons) < 3 and name in self.names:
            person = f"P{len(self.persons)}"
            self.persons.append(person)
            with self.nodes[name].writing(self.made) as session:
                session.add(CitizenRecord(id=person, scope=person, given=self.value(person)))

    @rule(
        name=st.sampled_from((OFFICE, "l1", "l2")),
        which=st.integers(0, 2),
        fields=st.sets(st.sampled_from(FIELDS), min_size=1, max_size=2),
        stale=st.booleans(),
    )
    def edit(self, name: str, which: int, fields: set[str], stale: bool) -> None:
        node = self.nodes.get(name)
        here = [p for p, state in node.citizens() if state != "deleted" or stale] if node else []
        if not here:
            return
        person = here[which % len(here)]
        shown = [s for s in self.screens if s[0] is node.database and s[1] == person]
        with node.writing(self.made) as session:
            record = session.get(CitizenRecord, person)
            if stale and shown:
                heads = shown[which % len(shown)][2]
                change_log.based_on(session, record, {i for f in fields for i in heads[f]})
            for field in fields:
                setattr(record, field, self.value(person))

    @rule(name=st.sampled_from((OFFICE, "l1", "l2")), which=st.integers(0, 2))
    def talk(self, name: str, which: int) -> None:
        node = self.nodes.get(name)
        here = node.citizens() if node else []
        if here:
            person = here[which % len(here)][0]
            with node.writing(self.made) as session:
                talk_id = f"T{len(self.made)}-{name}"
                answers = {"q1": self.value(person)}
                session.add(TalkRecord(id=talk_id, scope=person, form="first", answers=answers))

    @rule(name=st.sampled_from((OFFICE, "l1", "l2")), which=st.integers(0, 2))
    def look(self, name: str, which: int) -> None:
        node = self.nodes.get(name)
        here = node.citizens() if node else []
        if here:
            person = here[which % len(here)][0]
            self.screens.append((node.database, person, node.heads(person, FIELDS)))

    @rule(name=st.sampled_from((OFFICE, "l1", "l2")), which=st.integers(0, 2), on=st.booleans())
    def delete(self, name: str, which: int, on: bool) -> None:
        node = self.nodes.get(name)
        here = node.citizens() if node else []
        if here:
            with node.writing(self.made) as session:
                record = session.get(CitizenRecord, here[which % len(here)][0])
                (change_log.delete_record if on else change_log.undelete_record)(session, record)

    @rule(name=st.sampled_from((OFFICE, "l1", "l2")), which=st.integers(0, 5), undo=st.booleans())
    def resolve(self, name: str, which: int, undo: bool) -> None:
        node = self.nodes.get(name)
        if node is None:
            return
        with node.writing(self.made) as session:
            found = change_log.conflicts(session)
            if found:
                conflict = found[which % len(found)]
                deletion = conflict.field == "_deleted"
                value = False if deletion else self.value(conflict.scope)
                change_id = change_log.resolve(
                    session, conflict.record_id, conflict.field, value, "seen"
                )
                if undo and not deletion:
                    change_log.reopen(session, change_id)

    @rule(which=st.integers(0, 1), field=st.sampled_from(FIELDS), kill=st.booleans())
    def at_once(self, which: int, field: str, kill: bool) -> None:
        """Two stores touch the same person before they meet."""
        person = f"P{which}"
        for name in (OFFICE, self.laptops[0]):
            node = self.nodes[name]
            if person not in [p for p, _state in node.citizens()]:
                return
            with node.writing(self.made) as session:
                record = session.get(CitizenRecord, person)
                if kill and name == OFFICE:
                    change_log.delete_record(session, record)
                else:
                    setattr(record, field, self.value(person))

    @rule(laptop=st.sampled_from(("l1", "l2")), which=st.integers(0, 2), on=st.booleans())
    def assign(self, laptop: str, which: int, on: bool) -> None:
        person = self.persons[which % len(self.persons)]
        if laptop in self.laptops and person not in self.erased():
            self.nodes[OFFICE].assign(laptop, person, on=on)

    @rule(
        laptop=st.sampled_from(("l1", "l2")),
        which=st.integers(0, 2),
        on=st.booleans(),
        ways=st.lists(st.booleans(), min_size=1, max_size=3),
    )
    def reassign(self, laptop: str, which: int, on: bool, ways: list[bool]) -> None:
        self.assign(laptop, which, on)
        self.exchange(laptop, ways)

    @rule(which=st.integers(0, 2))
    def erase(self, which: int) -> None:
        here = self.nodes[OFFICE].citizens()
        if here:
            self.nodes[OFFICE].erase(here[which % len(here)][0], self.laptops)

    @rule(laptop=st.sampled_from(("l1", "l2")), up=st.booleans())
    def export(self, laptop: str, up: bool) -> None:
        if laptop in self.laptops:
            self.pool.append(self.ship(laptop, up))

    @precondition(lambda self: self.pool)
    @rule(which=st.integers(0, 99), cut=st.one_of(st.none(), st.integers(0, 2)))
    def deliver(self, which: int, cut: int | None) -> None:
        """The parcel stays in the pool: late, repeated, out of order."""
        self.receive(self.pool[which % len(self.pool)], cut)

    @rule(
        laptop=st.sampled_from(("l1", "l2")), ways=st.lists(st.booleans(), min_size=1, max_size=4)
    )
    def exchange(self, laptop: str, ways: list[bool]) -> None:
        if laptop in self.laptops:
            for up in ways:
                self.receive(self.ship(laptop, up))

    @rule(
        laptop=st.sampled_from(("l1", "l2")),
        before=st.lists(st.booleans(), min_size=1, max_size=3),
        after=st.lists(st.booleans(), max_size=2),
    )
    def work_then_fall_back(self, laptop: str, before: list[bool], after: list[bool]) -> None:
        """Work, hand it in, fall back to the copy of this morning and go on."""
        self.back_up(laptop)
        self.edit(laptop, 0, {"note"}, stale=False)
        self.exchange(laptop, before)
        self.fall_back(laptop)
        self.edit(laptop, 0, {"note"}, stale=False)
        self.edit(laptop, 0, {"family"}, stale=False)
        self.exchange(laptop, after)

    @rule(name=st.sampled_from((OFFICE, "l1", "l2")), years=st.integers(-20, 20))
    def clock_jumps(self, name: str, years: int) -> None:
        if name in self.clocks:
            self.clocks[name] += datetime.timedelta(days=365 * years)

    @rule(laptop=st.sampled_from(("l1", "l2")))
    def purge(self, laptop: str) -> None:
        if laptop in self.laptops:
            self.nodes[laptop].purge()

    @rule(laptop=st.sampled_from(("l1", "l2")), which=st.integers(0, 2))
    def clear(self, laptop: str, which: int) -> None:
        if laptop in self.laptops:
            self.nodes[laptop].clear(self.persons[which % len(self.persons)])

    @rule(name=st.sampled_from((OFFICE, "l1", "l2")))
    def back_up(self, name: str) -> None:
        if name in self.nodes:
            self.nodes[name].back_up()

    @rule(name=st.sampled_from((OFFICE, "l1", "l2")))
    def fall_back(self, name: str) -> None:
        node = self.nodes.get(name)
        if node is not None and node.fall_back():
            here = node.changes()
            self.thrown_away |= {
                i for i, change in self.made.items() if change["by"] == name and i not in here
            }

    @rule(name=st.sampled_from((OFFICE, "l1", "l2")))
    def rows_are_a_function_of_the_log(self, name: str) -> None:
        if name in self.nodes:
            before, after = self.nodes[name].rebuilt_view()
            assert without_local(before) == without_local(after)

    def ship(self, laptop: str, up: bool) -> Parcel:
        sender, receiver = (laptop, OFFICE) if up else (OFFICE, laptop)
        return self.nodes[sender].ship(receiver)

    def receive(self, parcel: Parcel, cut: int | None = None) -> None:
        node = self.nodes[parcel.statement.receiver]
        if cut is None:
            node.take(parcel)
            return
        before = node.view()
        with suppress(PowerCutError):
            node.take(parcel, cut_after=cut)
        assert node.view() == before

    def erased(self) -> set[str]:
        changes = self.nodes[OFFICE].changes().values()
        return {change["scope"] for change in changes if change["kind"] == "x"}

    def teardown(self) -> None:
        if not hasattr(self, "nodes"):
            return
        try:
            self.settle()
            self.check()
        finally:
            for node in self.nodes.values():
                node.database.close()
            shutil.rmtree(self.folder)

    def settle(self) -> None:
        """Let a few quiet rounds pass, with everybody assigned everywhere."""
        for quiet in range(7):
            for laptop in self.laptops:
                if quiet == 2:
                    for person in set(self.persons) - self.erased():
                        self.nodes[OFFICE].assign(laptop, person, on=True)
                self.receive(self.ship(laptop, up=True))
                self.receive(self.ship(laptop, up=False))

    def check(self) -> None:
        erased = self.erased()
        office = without_local(self.nodes[OFFICE].view())
        for laptop in self.laptops:
            assert without_local(self.nodes[laptop].view()) == office
        for node in self.nodes.values():
            everything = node.all_text()
            for person in erased:
                assert f"§{person}§" not in everything
        log = self.nodes[OFFICE].changes()
        # Only what a fall-back threw away before anybody had it may be missing.
        assert self.made.keys() - log.keys() <= self.thrown_away
        self.compare_with_oracle(office, log, erased)

    def compare_with_oracle(self, office: Any, log: Any, erased: set[str]) -> None:
        known = [c for i, c in self.made.items() if i in log and c["kind"] == "w"]
        wanted = merged_slowly(known, erased)
        assert {place[1] for place in office if place[0] != "field_conflict"} == wanted.keys()
        for record_id, (values, conflicts) in wanted.items():
            table = "test_talk" if record_id.startswith("T") else "test_citizen"
            row = office[(table, record_id)]
            if table == "test_talk":
                assert row["answers"]["q1"] == values["a.q1"]
                continue
            for field in FIELDS:
                assert row[field] == values.get(field, "new" if field == "status" else row[field])
            assert (row["state"] == "deleted") == bool(values.get("_deleted"))
            assert conflicts == {
                place[2]: set(conflict["heads"])
                for place, conflict in office.items()
                if place[:2] == ("field_conflict", record_id)
            }


def without_local(view: dict[Any, dict[str, Any]]) -> dict[Any, dict[str, Any]]:
    return {
        place: {name: value for name, value in row.items() if name != "folded"}
        for place, row in view.items()
    }


class Protocol(Exchange):
    """One laptop and few rules: the exchange alone, explored deeper."""

    laptops = ("l1",)
    look = delete = resolve = erase = export = deliver = clock_jumps = at_once = talk = None
    rows_are_a_function_of_the_log = None

    @rule()
    def up(self) -> None:
        self.receive(self.ship("l1", up=True))

    @rule()
    def down(self) -> None:
        self.receive(self.ship("l1", up=False))

    @rule(up=st.booleans())
    def lost(self, up: bool) -> None:
        self.ship("l1", up)

    @rule(which=st.integers(0, 2))
    def office_edits(self, which: int) -> None:
        self.edit(OFFICE, which, {"note"}, stale=False)


TestExchange = Exchange.TestCase
TestExchange.settings = FEW
TestProtocol = Protocol.TestCase
TestProtocol.settings = FEW
