"""One office and five laptops through the `kbh` command alone end with the same on every screen.

KBH_DEEDS sets how many random deeds there are, KBH_SEED which ones.
"""

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kbh_desktop.cli import main
from tests.casework_world import PASSPHRASES, make_laptop, make_office

OFFICE = "office"
LAPTOPS = ("l1", "l2", "l3", "l4", "l5")
DEEDS = int(os.environ.get("KBH_DEEDS", "15"))
CHOSEN = 7 if "CI" in os.environ else random.randrange(1, 10**6)
SEED = int(os.environ.get("KBH_SEED", CHOSEN))
FIELDS = ("phone", "given_name", "family_name", "birth_date")
GIVEN, WORKED, MATTERS = "/data/about/given_name", "/data/work/worked", "/data/health/matters"
NAMES = ("Amal", "Sara", "Yusuf", "Lina", "Omar", "Hodan", "Dawit", "Olena")


class Ring:
    """The vaults, and how a person works with them at a terminal."""

    def __init__(self, folder: Path, clock: Any, capsys: Any, monkeypatch: Any) -> None:
        self.folder = folder
        self.stick = folder / "stick"
        self.stick.mkdir()
        self.capsys, self.monkeypatch = capsys, monkeypatch
        self.chance = random.Random(SEED)
        self.devices: dict[str, str] = {}
        self.pool: list[tuple[Path, str]] = []
        make_office(folder / OFFICE, clock).close()
        card = next((folder / OFFICE).glob("*.kbhoffice"))
        for name in LAPTOPS:
            make_laptop(folder / name, card, clock).close()

    def kbh(self, node: str, words: str, *arguments: object) -> str:
        """Run one command in this process and return what it says."""
        command = self.command(node, words, *arguments)
        self.capsys.readouterr()
        code = main(command)
        said = self.capsys.readouterr()
        assert code == 0, f"{node}: {words}: {said.err}"
        return str(said.out)

    def ask(self, node: str, words: str, *arguments: object) -> Any:
        """Run one command and return the JSON it says."""
        return json.loads(self.kbh(node, words, "--json", *arguments))

    def asked_outside(self, node: str, words: str) -> Any:
        """Ask in a process of its own."""
        command = self.command(node, words, "--json")
        program = "import sys; from kbh_desktop.cli import main; sys.exit(main())"
        run = [sys.executable, "-c", program, *command]
        return json.loads(subprocess.run(run, check=True, capture_output=True, timeout=60).stdout)

    def command(self, node: str, words: str, *arguments: object) -> list[str]:
        """Return a command line for the vault of `node`; its passphrase is in the environment."""
        user = "Ane" if node == OFFICE else "Cille"
        self.monkeypatch.setenv("KBH_PASSPHRASE", PASSPHRASES[user])
        where = ("--vault", self.folder / node, "--user", user)
        return [*words.split(), *map(str, (*where, *arguments))]

    def people(self, node: str) -> list[str]:
        return sorted(row["id"] for row in self.ask(node, "people list"))

    def register(self, node: str) -> None:
        self.kbh(node, "people set", "new", f"given_name={self.chance.choice(NAMES)}")

    def edit(self, node: str) -> None:
        here = self.people(node)
        if here:
            field = self.chance.choice(FIELDS)
            value = {
                "phone": f"{self.chance.randrange(20_000_000, 70_000_000)}",
                "birth_date": f"{self.chance.randrange(1, 28)}-5-19{self.chance.randrange(60, 99)}",
            }.get(field, self.chance.choice(NAMES))
            self.kbh(node, "people set", self.chance.choice(here), f"{field}={value}")

    def interview(self, node: str) -> None:
        here = self.people(node)
        if here:
            answers = self.folder / "answers.json"
            given, worked = self.chance.choice(NAMES), self.chance.choice(("yes", "no"))
            answers.write_text(json.dumps({GIVEN: given, WORKED: worked, MATTERS: "no"}), "utf-8")
            finish = ("--finish",) if worked == "no" else ()
            person = ("--person", self.chance.choice(here))
            self.kbh(node, "interviews fill", *person, "--form", "samtale1", *finish, answers)

    def send(self, laptop: str, *, up: bool) -> tuple[Path, str]:
        sender, receiver = (laptop, OFFICE) if up else (OFFICE, laptop)
        to = () if up else ("--to", self.devices[laptop])
        made = self.ask(sender, "bundles export", self.stick, *to)
        return Path(made["path"]), receiver

    def take(self, parcel: tuple[Path, str]) -> None:
        path, receiver = parcel
        accept = ("--accept-device",) if receiver == OFFICE else ()
        self.kbh(receiver, "bundles import", *accept, path)

    def decide(self) -> bool:
        """Decide one conflict at the office; say whether there was one."""
        found = self.ask(OFFICE, "bundles conflicts")
        if found:
            conflict = self.chance.choice(found)
            head = self.chance.choice(conflict["heads"])["change_id"]
            record = (conflict["record_id"], conflict["field"])
            self.kbh(OFFICE, "bundles resolve", *record, "--head", head, "--reason", "asked")
        return bool(found)

    def deed(self) -> None:
        node = self.chance.choice((OFFICE, *LAPTOPS))
        laptop = self.chance.choice(LAPTOPS)
        match self.chance.choices(range(6), (6, 2, 1, 6, 2, 2))[0]:
            case 0:
                self.edit(node)
            case 1:
                self.interview(node)
            case 2:
                self.register(laptop)
            case 3:
                parcel = self.send(laptop, up=self.chance.random() < 0.6)
                self.pool.append(parcel)
                if self.chance.random() < 0.7:  # the others are lost, or come late
                    self.take(parcel)
            case 4 if self.pool:
                self.take(self.chance.choice(self.pool))
            case _:
                self.decide()

    def hand_out(self) -> None:
        """Let every laptop work with everybody."""
        for laptop in LAPTOPS:
            self.kbh(OFFICE, "bundles assign", self.devices[laptop], "all")
            self.take(self.send(laptop, up=False))

    def settle(self) -> None:
        """Bring everything to the office, decide what differs, and bring it to everybody."""
        for laptop in LAPTOPS:
            self.take(self.send(laptop, up=True))
        while self.decide():
            pass
        self.hand_out()

    def everything(self, node: str) -> Any:
        """Return all that a person at `node` can look at; who may see health differs by role."""
        people = self.people(node)
        shown = {person: self.ask(node, "people show", person) for person in people}
        talks = {
            talk["id"]: self.ask(node, "interviews show", talk["id"])
            for person in people
            for talk in self.ask(node, "interviews list", "--person", person)
        }
        for talk in talks.values():
            talk["answers"].pop(MATTERS, None)
            del talk["total"]  # of an interview begun elsewhere the usual number of questions
        return {"list": self.listed(node), "people": shown, "interviews": talks}

    def listed(self, node: str) -> list[dict[str, Any]]:
        """Return the list of people, with how much was answered but not out of how much."""
        rows = self.ask(node, "people list")
        return [{**row, "answered": row["answered"].partition("/")[0]} for row in rows]


@pytest.fixture
def ring(tmp_path, clock, capsys, monkeypatch):
    ring = Ring(tmp_path, clock, capsys, monkeypatch)
    for laptop in LAPTOPS:
        ring.register(laptop)
        ring.take(ring.send(laptop, up=True))
        known = ring.ask(OFFICE, "bundles keys")["devices"]
        (new,) = {device["id"] for device in known} - set(ring.devices.values())
        ring.devices[laptop] = new
    return ring


def test_all_see_the_same_in_the_end(ring):
    print(f"KBH_SEED={SEED} KBH_DEEDS={DEEDS}")
    ring.hand_out()
    for _deed in range(DEEDS):
        ring.deed()
    ring.settle()
    office = ring.everything(OFFICE)
    assert len(office["people"]) >= len(LAPTOPS)
    for laptop in LAPTOPS:
        differing = differences(ring.everything(laptop), office)
        assert not differing, f"{laptop}: {differing[:5]}"
    for node in (OFFICE, *LAPTOPS):
        assert ring.ask(node, "check")["ok"]
        assert ring.ask(node, "audit verify")["ok"]
    outside = ring.asked_outside("l1", "people list")
    assert [row["id"] for row in outside] == [row["id"] for row in office["list"]]


def differences(here: Any, there: Any, place: str = "") -> list[str]:
    """Return where two answers differ, and what stands there."""
    if isinstance(here, dict) and isinstance(there, dict):
        return [
            line
            for key in sorted(here.keys() | there.keys())
            for line in differences(here.get(key), there.get(key), f"{place}/{key}")
        ]
    return [] if here == there else [f"{place}: {here!r} or {there!r}"]
