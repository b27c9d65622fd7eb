"""All that can happen to an office and its laptops, as rules of a state machine."""

import datetime
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from kbh_desktop.storage import change_log
from tests.replica_checks import (
    FIELDS,
    compare_with_oracle,
    nothing_is_absent,
    order_does_not_matter,
    without_local,
)
from tests.replicas import (
    NEW_FIELD,
    OFFICE,
    START,
    Parcel,
    PowerCutError,
    Replica,
    Rows,
    stores,
)
from tests.stored_world import CitizenRecord, TalkRecord

QUESTIONS = ("q1", "q2", "q3")
LAPTOPS = ("l1", "l2", "l3", "l4", "l5")
_MOST_ROUNDS = 9
_BEGUN: dict[Sequence[str], tuple[dict[str, Rows], dict[str, dict[str, Any]]]] = {}


class Exchange(RuleBasedStateMachine):
    few: tuple[int, ...] = (2, 2, 2, 2, 2, 3, 3, 4, 5)
    """How many laptops there are, one of these."""
    old = True
    """Whether there may be programs of the version before."""

    @initialize(choice=st.integers(0, 8), old=st.sets(st.integers(0, 5), max_size=2))
    def start(self, choice: int, old: set[int]) -> None:
        self.laptops = LAPTOPS[: self.few[choice % len(self.few)]]
        self.names = (OFFICE, *self.laptops)
        self.clocks = dict.fromkeys(self.names, START)
        self.made: dict[str, dict[str, Any]] = {}
        self.thrown_away: set[str] = set()
        self.at_risk: set[str] = set()
        self.pool: list[Parcel] = []
        self.screens: list[tuple[Any, str, dict[str, tuple[str, ...]]]] = []
        self.persons: list[str] = []
        self.count = 0
        self.nodes, self.mirror, new = stores(self.laptops)
        for name, node in self.nodes.items():
            node.clock = lambda name=name: self.tick(name)
            node.become(new[name])
        self.mirror.become(new["mirror"])
        self.begin_with_shared_persons()
        for number, node in enumerate(self.nodes.values()):
            node.is_old = self.old and number in old

    def begin_with_shared_persons(self) -> None:
        """Let two persons be everywhere: most faults need shared data to begin with."""
        if self.laptops not in _BEGUN:
            self.share_persons()
            rows = {name: node.remember() for name, node in self.nodes.items()}
            _BEGUN[self.laptops] = (rows, dict(self.made))
        rows, made = _BEGUN[self.laptops]
        for name, node in self.nodes.items():
            node.become(rows[name])
        self.made = dict(made)
        self.persons = ["P0", "P1"]
        self.count = len(made)

    def share_persons(self) -> None:
        self.create(0)
        self.create(1)
        self.exchange(0, [True])
        for laptop in range(len(self.laptops)):
            for which in range(len(self.persons)):
                self.assign(laptop, which, True)
            self.exchange(laptop, [False, True])

    def tick(self, name: str) -> datetime.datetime:
        self.clocks[name] += datetime.timedelta(seconds=1)
        return self.clocks[name]

    def value(self, person: str) -> str:
        self.count += 1
        return f"§{person}§{self.count}"

    def node(self, who: int) -> Replica:
        return self.nodes[self.names[who % len(self.names)]]

    def laptop(self, which: int) -> str:
        return self.laptops[which % len(self.laptops)]

    @rule(who=st.integers(0, 5))
    def create(self, who: int) -> None:
        if len(self.persons) < 3:
            person = f"P{len(self.persons)}"
            self.persons.append(person)
            with self.node(who).writing(self.made) as session:
                session.add(CitizenRecord(id=person, scope=person, given=self.value(person)))

    @rule(
        who=st.integers(0, 5),
        which=st.integers(0, 2),
        fields=st.sets(st.sampled_from(FIELDS), min_size=1, max_size=2),
        stale=st.booleans(),
    )
    def edit(self, who: int, which: int, fields: set[str], stale: bool) -> None:
        node = self.node(who)
        here = [p for p, state in node.citizens() if state != "deleted" or stale]
        if not here:
            return
        if node.is_old:
            fields = fields - {NEW_FIELD} or {"note"}
        person = here[which % len(here)]
        shown = [s for s in self.screens if s[0] is node.database and s[1] == person]
        base = shown[which % len(shown)][2] if stale and shown else None
        known = set(self.made)
        with node.writing(self.made) as session:
            record = session.get(CitizenRecord, person)
            if base is not None:
                change_log.based_on(session, record, {i for f in fields for i in base[f]})
            for field in fields:
                setattr(record, field, self.value(person))
        if base is not None:
            (written,) = self.made.keys() - known
            seen = {i for f in fields for i in base[f]}
            assert set(self.made[written]["prev"]) <= seen, "the screen decides what was seen"

    @rule(who=st.integers(0, 5), which=st.integers(0, 2))
    def talk(self, who: int, which: int) -> None:
        node = self.node(who)
        here = [] if node.is_old else node.citizens()
        if here:
            person = here[which % len(here)][0]
            with node.writing(self.made) as session:
                talk_id = f"T{len(self.made)}-{node.name}"
                answers = {"q1": self.value(person)}
                session.add(TalkRecord(id=talk_id, scope=person, form="first", answers=answers))

    @rule(who=st.integers(0, 5), which=st.integers(0, 9), key=st.sampled_from(QUESTIONS))
    def answer(self, who: int, which: int, key: str) -> None:
        node = self.node(who)
        here = [] if node.is_old else node.talks()
        if here:
            with node.writing(self.made) as session:
                record = session.get(TalkRecord, here[which % len(here)])
                record.answers = {**record.answers, key: self.value(record.scope)}

    @rule(who=st.integers(0, 5), which=st.integers(0, 2))
    def look(self, who: int, which: int) -> None:
        node = self.node(who)
        here = node.citizens()
        if here:
            person = here[which % len(here)][0]
            self.screens.append((node.database, person, node.heads(person, FIELDS)))

    @rule(who=st.integers(0, 5), which=st.integers(0, 2), on=st.booleans())
    def delete(self, who: int, which: int, on: bool) -> None:
        node = self.node(who)
        here = node.citizens()
        if here:
            with node.writing(self.made) as session:
                record = session.get(CitizenRecord, here[which % len(here)][0])
                (change_log.delete_record if on else change_log.undelete_record)(session, record)

    @rule(who=st.integers(0, 5), which=st.integers(0, 5), undo=st.booleans())
    def resolve(self, who: int, which: int, undo: bool) -> None:
        with self.node(who).writing(self.made) as session:
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
        for node in (self.node(0), self.node(1)):
            if person not in [p for p, _state in node.citizens()]:
                return
            with node.writing(self.made) as session:
                record = session.get(CitizenRecord, person)
                if kill and node.is_office:
                    change_log.delete_record(session, record)
                else:
                    setattr(record, "note" if node.is_old else field, self.value(person))

    @rule(
        which=st.integers(0, 9), keys=st.lists(st.sampled_from(QUESTIONS), min_size=2, max_size=2)
    )
    def answered_at_once(self, which: int, keys: list[str]) -> None:
        """Two consultants fill the same interview, the same question or different ones."""
        for who, key in enumerate(keys):
            self.answer(who, which, key)

    @rule(laptop=st.integers(0, 4), which=st.integers(0, 2), on=st.booleans())
    def assign(self, laptop: int, which: int, on: bool) -> None:
        person = self.persons[which % len(self.persons)]
        if person not in self.erased():
            self.nodes[OFFICE].assign(self.laptop(laptop), person, on=on)

    @rule(
        laptop=st.integers(0, 4),
        which=st.integers(0, 2),
        on=st.booleans(),
        ways=st.lists(st.booleans(), min_size=1, max_size=3),
    )
    def reassign(self, laptop: int, which: int, on: bool, ways: list[bool]) -> None:
        self.assign(laptop, which, on)
        self.exchange(laptop, ways)

    @rule(
        laptop=st.integers(0, 4), which=st.integers(0, 2), ways=st.lists(st.booleans(), max_size=2)
    )
    def taken_off_and_back(self, laptop: int, which: int, ways: list[bool]) -> None:
        """A person goes from a laptop and comes back; the office works on meanwhile."""
        self.reassign(laptop, which, False, [False, True])
        self.purge(laptop)
        self.edit(0, which, {"note"}, stale=False)
        self.exchange(laptop, ways)
        self.reassign(laptop, which, True, [False])

    @rule(which=st.integers(0, 2))
    def erase(self, which: int) -> None:
        here = self.nodes[OFFICE].citizens()
        if here:
            self.nodes[OFFICE].erase(here[which % len(here)][0], self.laptops)

    @rule(laptop=st.integers(0, 4), up=st.booleans())
    def export(self, laptop: int, up: bool) -> None:
        self.pool.append(self.ship(self.laptop(laptop), up))

    @rule(laptop=st.integers(0, 4), up=st.booleans())
    def power_fails_in_an_export(self, laptop: int, up: bool) -> None:
        with suppress(PowerCutError):
            self.ship(self.laptop(laptop), up, cut=True)

    @precondition(lambda self: self.pool)
    @rule(which=st.integers(0, 99), cut=st.one_of(st.none(), st.integers(0, 2)))
    def deliver(self, which: int, cut: int | None) -> None:
        """The parcel stays in the pool: late, repeated, out of order."""
        self.receive(self.pool[which % len(self.pool)], cut)

    @rule(laptop=st.integers(0, 4), ways=st.lists(st.booleans(), min_size=1, max_size=4))
    def exchange(self, laptop: int, ways: list[bool]) -> None:
        for up in ways:
            self.receive(self.ship(self.laptop(laptop), up))

    @rule(
        laptop=st.integers(0, 4),
        before=st.lists(st.booleans(), min_size=1, max_size=3),
        after=st.lists(st.booleans(), max_size=2),
        noticed=st.booleans(),
    )
    def work_then_fall_back(
        self, laptop: int, before: list[bool], after: list[bool], noticed: bool
    ) -> None:
        """Work, hand it in, fall back to the copy of this morning and go on."""
        who = self.names.index(self.laptop(laptop))
        self.back_up(who)
        self.edit(who, 0, {"note"}, stale=False)
        self.exchange(laptop, before)
        self.fall_back(who, noticed)
        self.edit(who, 0, {"note"}, stale=False)
        self.edit(who, 0, {"family"}, stale=False)
        self.exchange(laptop, after)

    @rule(who=st.integers(0, 5), years=st.integers(-20, 20))
    def clock_jumps(self, who: int, years: int) -> None:
        self.clocks[self.node(who).name] += datetime.timedelta(days=365 * years)

    @rule(laptop=st.integers(0, 4))
    def purge(self, laptop: int) -> None:
        node = self.nodes[self.laptop(laptop)]
        before = node.change_ids()
        node.purge()
        self.note_gone(before - node.change_ids())

    @rule(laptop=st.integers(0, 4), which=st.integers(0, 2))
    def clear(self, laptop: int, which: int) -> None:
        node = self.nodes[self.laptop(laptop)]
        before = node.change_ids()
        node.clear(self.persons[which % len(self.persons)])
        self.note_gone(before - node.change_ids())

    @rule(who=st.integers(0, 5))
    def back_up(self, who: int) -> None:
        self.node(who).back_up()

    @rule(who=st.integers(0, 5), noticed=st.booleans())
    def fall_back(self, who: int, noticed: bool) -> None:
        node = self.node(who)
        before = node.change_ids()
        if node.fall_back(noticed=noticed):
            gone = before - node.change_ids()
            self.at_risk |= gone
            self.note_gone(gone)

    @rule(who=st.integers(0, 5))
    def update(self, who: int) -> None:
        if self.node(who).is_old:
            self.node(who).update()

    @rule(who=st.integers(0, 5))
    def rows_are_a_function_of_the_log(self, who: int) -> None:
        before, after = self.node(who).rebuilt_view()
        assert without_local(before) == without_local(after)

    def note_gone(self, gone: frozenset[str]) -> None:
        """Note what nobody has any more because a store fell back to an older copy."""
        at_risk = gone & self.at_risk
        if at_risk:
            kept = {change_id for node in self.nodes.values() for change_id in node.change_ids()}
            self.thrown_away |= at_risk - kept

    def ship(self, laptop: str, up: bool, *, cut: bool = False) -> Parcel:
        sender, receiver = (laptop, OFFICE) if up else (OFFICE, laptop)
        return self.nodes[sender].ship(receiver, cut=cut)

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
        for who in range(len(self.names)):
            self.update(who)
        self.settle()
        self.check()

    def settle(self) -> None:
        """Let a few quiet rounds pass with everybody assigned everywhere, until all have all."""
        for number in range(_MOST_ROUNDS):
            if number == 1:
                self.assign_everybody()
            for laptop in self.laptops:
                for up in (True, False):
                    self.receive(self.ship(laptop, up))
            if number and len({node.change_ids() for node in self.nodes.values()}) == 1:
                return

    def assign_everybody(self) -> None:
        for person in set(self.persons) - self.erased():
            for laptop in self.laptops:
                self.nodes[OFFICE].assign(laptop, person, on=True)

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
        known = [c for i, c in self.made.items() if i in log and c["kind"] == "w"]
        compare_with_oracle(office, known, erased)
        nothing_is_absent(office, log, self.made, known, erased)
        order_does_not_matter(office, log, self.mirror, self.laptops[0], self.count)
