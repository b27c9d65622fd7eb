"""Whatever is said where, and however it travels, all come to the same word, the cautious one."""

import tempfile
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kbh_desktop.consent.service import ConsentService
from kbh_desktop.people.service import PeopleService
from tests.casework_world import user
from tests.exchange_world import OFFICE, World
from tests.stored_world import fixed_clock

NAMES = (OFFICE, "l1", "l2")
DEEDS = st.sampled_from(["give", "withdraw", "up", "down"])
STEPS = st.lists(st.tuples(st.sampled_from(NAMES), DEEDS), max_size=7)
KEY = "employers"


@cache
def world() -> World:
    """One office and two laptops for all examples; each example has a person of its own."""
    return World(Path(tempfile.mkdtemp()) / "world", laptops=("l1", "l2"))


def new_person() -> str:
    people = PeopleService(world().office.database, fixed_clock, user())
    people.prepare()
    person_id = people.register(given_name="Amina").id
    for laptop in ("l1", "l2"):
        device = world().nodes[laptop].bundles.device_card().device_id
        world().office.bundles.assign(device, [person_id])
        world().down(laptop)
    return person_id


def consents(name: str) -> ConsentService:
    return ConsentService(world().nodes[name].database, fixed_clock, user(name))


def carry_out(name: str, deed: str, person_id: str) -> None:
    if deed == "give":
        consents(name).give(person_id, KEY, how="paper")
    elif deed == "withdraw":
        consents(name).withdraw(person_id, KEY, how="spoken")
    elif name != OFFICE:
        {"up": world().up, "down": world().down}[deed](name)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(STEPS)
def test_all_come_to_the_same_word(steps):
    person_id = new_person()
    for name, deed in steps:
        carry_out(name, deed, person_id)
    for laptop in ("l1", "l2"):
        world().up(laptop)
    for laptop in ("l1", "l2"):
        world().down(laptop)
    found = {name: consents(name).consent(person_id, KEY) for name in NAMES}
    assert found[OFFICE] == found["l1"] == found["l2"]
    words = [deed for _name, deed in steps if deed in ("give", "withdraw")]
    assert len(found[OFFICE].statements) == len(words)
    if found[OFFICE].is_disputed:
        assert found[OFFICE].said == "withdrawn"
    if len(set(words)) == 1:
        assert found[OFFICE].said == {"give": "given", "withdraw": "withdrawn"}[words[0]]
