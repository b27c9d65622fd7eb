"""`kbh courses plan`: an instance in, a plan or the reasons out."""

import json

import pytest

from tests.plan_checker import violations
from tests.planning_world import instance


@pytest.fixture
def file(tmp_path):
    def write(value):
        path = tmp_path / "course.json"
        path.write_text(value if isinstance(value, str) else json.dumps(value), "utf-8")
        return path

    return write


def small(**more):
    return {
        "format": "kbh-plan/1",
        "calendar": {"days": ["2027-04-19"], "slots_per_day": 4},
        "resources": [{"id": "T", "kind": "teacher"}],
        "sessions": [{"id": "cv", "name": "CV", "slots": 2, "needs": [{"kind": "teacher"}]}],
        **more,
    }


def test_a_plan_is_answered_as_json(kbh, file):
    raw = instance(1, 1)
    ran = kbh("courses", "plan", file(raw), "--json", "--seed", "3", "--limit", "2")
    answer = ran.json
    assert (ran.code, answer["status"]) == (0, "complete")
    assert violations(raw, answer["sessions"]) == []
    assert set(answer) >= {"score", "bound", "seconds", "first_plan_seconds", "moved", "clashes"}


def test_a_plan_is_shown_as_a_table(kbh, file):
    out = kbh("courses", "plan", file(small()), "--limit", "0.2").out.splitlines()
    assert out[0].split() == ["session", "day", "slot", "resources"]
    assert out[-1].startswith("Færdig: 1 af 1 lektioner")


def test_what_is_impossible_is_said_in_words(kbh, file):
    raw = small(resources=[])
    ran = kbh("courses", "plan", file(raw), "--limit", "0.2")
    assert ran.code == 0
    assert "CV kræver underviser: det findes ikke." in ran.out
    assert "Find ekstra underviser." in ran.out
    assert "Umuligt, som det står: 0 af 1" in ran.out


def two_teachers(**more):
    raw = small(**more)
    raw["resources"] = [{"id": "T", "kind": "teacher"}, {"id": "U", "kind": "teacher"}]
    raw["resources"][0]["unavailable"] = [["2027-04-19", 0, 4]]
    raw["previous"] = {"cv": {"day": "2027-04-19", "slot": 2, "resources": ["T"]}}
    return raw


def test_a_previous_plan_is_mended_as_far_as_asked(kbh, file):
    path = file(two_teachers())
    answer = kbh("courses", "plan", path, "--json", "--limit", "1", "--repair", "people").json
    assert answer["sessions"]["cv"] == {"day": "2027-04-19", "slot": 2, "resources": ["U"]}
    assert (answer["moved"], answer["least_moved"], answer["told"]) == ([], 0, ["T", "U"])
    out = kbh("courses", "plan", path, "--limit", "1").out
    assert out.startswith("Kun med andre personer: 0 aktiviteter flyttes, 2 skal have besked.")


def test_there_must_be_a_plan_to_mend(kbh, file):
    ran = kbh("courses", "plan", file(small()), "--repair", "all")
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert "ingen tidligere plan" in ran.err


def test_why_not_is_asked_for_alone(kbh, file):
    raw = small()
    raw["resources"][0]["max_slots_per_day"] = 1
    answer = kbh("courses", "plan", file(raw), "--json", "--explain", "--limit", "2").json
    [clash] = answer["clashes"]
    assert clash["minimal"]
    assert "Lad T have 2 lektioner om dagen." in clash["ways_out"]
    assert answer["status"] == "impossible"


def test_a_plan_is_polished_when_asked(kbh, file):
    answer = kbh("courses", "plan", file(small()), "--json", "--polish", "--limit", "3").json
    assert (answer["status"], answer["gap"]) == ("complete", 0)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("{", "course.json er ikke JSON"),
        ("[]", "$: skal være et objekt"),
        (small(sessions=[{"id": "a"}]), "sessions[0].slots: mangler"),
        (small(format="x"), "format: skal være kbh-plan/1"),
    ],
)
def test_a_malformed_instance_is_refused_in_one_line(kbh, file, value, said):
    ran = kbh("courses", "plan", file(value), "--json")
    assert (ran.code, ran.out) == (1, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("limit", ["0", "-1", "nan"])
def test_a_limit_without_sense_is_refused(kbh, file, limit):
    assert kbh("courses", "plan", file(small()), f"--limit={limit}").code == 1


def test_absurd_numbers_do_no_harm(kbh, file):
    raw = small()
    raw["resources"][0]["unavailable"] = [["2027-04-19", 10**15, 10**15]]
    raw["sessions"].append({"id": "b", "slots": 10**15, "not_at": [["2027-04-19", 10**15]]})
    raw["sessions"].append({"id": "c", "slots": 1, "locked": {"slot": 10**15}})
    raw["previous"] = {"cv": {"day": "2027-04-19", "slot": 10**15}}
    answer = kbh("courses", "plan", file(raw), "--json", "--limit", "0.2").json
    assert answer["status"] == "impossible"
    assert {each["id"] for each in answer["unplaced"]} == {"b", "c"}
