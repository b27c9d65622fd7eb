"""What a new interview takes over: what is known, never what must be asked again."""

import pytest

from kbh_desktop.ids import PersonId
from kbh_desktop.interviews.prefill import prefill
from kbh_desktop.people.model import Person
from tests.forms_world import shipped

PERSON = Person(id=PersonId("p"), given_name="Amal")


@pytest.fixture(scope="module")
def samtale1():
    return shipped("samtale1")


@pytest.mark.parametrize("name", ["k1_work", "m1_confirmed", "l7_choice", "a6_interpreter"])
def test_what_belongs_to_one_interview_begins_empty(samtale1, name):
    found = prefill(samtale1, PERSON, {name: "yes", "j4_dream": "egen frisørsalon"})
    assert not [ref for ref in found if ref.endswith(f"/{name}")]


def test_what_stays_true_is_taken_over(samtale1):
    found = prefill(samtale1, PERSON, {"j4_dream": "egen frisørsalon"})
    assert found["/data/j_wishes/j4_dream"] == "egen frisørsalon"
    assert found["/data/c_identity/c1_given_name"] == "Amal"
