"""`kbh consent` and `kbh retention`, as a person types them."""

import pytest


@pytest.fixture
def amina(kbh, vault):
    return kbh(
        "people", "set", "--vault", vault, "--user", "Ane", "new", "given_name=Amina"
    ).out.strip()


@pytest.fixture
def ane(vault):
    return ("--vault", vault, "--user", "Ane")


def test_a_consent_is_withdrawn_and_shown(kbh, ane, amina):
    kbh("consent", "give", *ane, amina, "employers", "--how", "paper")
    kbh("consent", "withdraw", *ane, amina, "employers", "--language", "ar")
    shown = {row["purpose"]: row for row in kbh("consent", "show", *ane, amina, "--json").json}
    assert shown["employers"]["said"] == "withdrawn"
    assert shown["employers"]["language"] == "ar"
    assert shown["volunteers"]["said"] == ""


def test_what_rests_on_it_is_refused_with_one_line(kbh, ane, amina, tmp_path):
    kbh("consent", "withdraw", *ane, amina, "employers")
    ran = kbh("competences", "export", *ane, amina, tmp_path / "cv.json")
    assert ran.code == 1
    assert "Vise CV til virksomheder" in ran.err
    assert not (tmp_path / "cv.json").exists()


def test_what_is_due_is_listed_extended_and_deleted(kbh, ane, amina):
    kbh("people", "set", *ane, amina, "phase=closed")
    assert kbh("retention", "due", *ane, "--json").json == []
    (due,) = kbh("retention", "due", *ane, "--until", "2999-01-01", "--json").json
    assert (due["person"], due["rule"]) == (amina, "case")
    refused = kbh("retention", "delete", *ane, amina, "case", "--reason", "frist")
    assert refused.code == 1
    (gone,) = kbh(
        "retention", "delete", *ane, amina, "request", "--reason", "bad om det", "--json"
    ).json
    assert (gone["person"], gone["by"]) == (amina, "Ane")
    assert kbh("people", "show", *ane, amina).code == 1
    assert [row["id"] for row in kbh("retention", "proofs", *ane, "--json").json] == [gone["id"]]


def test_extending_needs_a_day(kbh, ane, amina):
    ran = kbh("retention", "extend", *ane, amina, "case", "i morgen", "--reason", "klage")
    assert ran.code == 1
    assert "i morgen" in ran.err
    assert (
        kbh("retention", "extend", *ane, amina, "case", "2999-01-01", "--reason", "klage").code == 0
    )
