"""`kbh people duplicates`, `merge` and `unmerge`, as a person types them."""

import pytest


@pytest.fixture
def ane(vault):
    return ("--vault", vault, "--user", "Ane")


@pytest.fixture
def two(kbh, ane):
    fields = ("family_name=Ali", "birth_date=12-5-1990")
    one = kbh("people", "set", *ane, "new", "given_name=Mohamed", *fields).out.strip()
    other = kbh(
        "people", "set", *ane, "new", "given_name=Muhammed", "phone=40506070", *fields
    ).out.strip()
    return one, other


def test_a_pair_is_listed_merged_and_taken_apart(kbh, ane, two):
    (pair,) = kbh("people", "duplicates", *ane, "--json").json
    assert {pair["one"], pair["other"]} == set(two)
    assert "spelt-in-two-ways" in pair["signs"]
    link = kbh("people", "merge", *ane, *two, "--reason", "Samme kort", "--take", "phone")
    assert [row["id"] for row in kbh("people", "list", *ane, "--json").json] == [two[0]]
    (merged,) = kbh("people", "duplicates", *ane, "--merged", "--json").json
    assert merged["link"] == link.out.strip()
    kbh("people", "set", *ane, two[0], "phone=11223344")
    apart = kbh("people", "unmerge", *ane, merged["link"])
    assert "Telefon" in apart.err
    assert len(kbh("people", "list", *ane, "--json").json) == 2
