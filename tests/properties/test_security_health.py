"""Sealed answers come back as they were, look alike when they are, and fit one place only."""

from collections.abc import Iterator

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kbh_desktop.errors import NotAllowedError, VaultDamagedError
from kbh_desktop.ids import InterviewId
from kbh_desktop.security.health import HealthVault, is_sealed
from tests.vault_world import BO, HealthKeys, make_vaults, opened

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
fields = st.text("abc/.", min_size=1, max_size=5)
talks = st.sampled_from(["one", "two"]).map(InterviewId)


@pytest.fixture(scope="module")
def health(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HealthVault]:
    vaults = make_vaults(tmp_path_factory.mktemp("health"))
    with opened(vaults.office, "Bo", BO) as bo:
        yield HealthVault(bo, HealthKeys())


@given(talks, fields, texts)
def test_an_answer_comes_back(
    health: HealthVault, talk: InterviewId, field: str, text: str
) -> None:
    sealed = health.seal(talk, field, text)
    assert is_sealed(sealed)
    assert sealed.isascii()
    assert health.open(talk, field, sealed) == text


@given(talks, fields, texts, texts)
def test_answers_look_alike_exactly_when_they_are(
    health: HealthVault, talk: InterviewId, field: str, one: str, other: str
) -> None:
    looks_alike = health.seal(talk, field, one) == health.seal(talk, field, other)
    assert looks_alike is (one == other)


@given(st.tuples(talks, fields), st.tuples(talks, fields), texts)
def test_an_answer_fits_its_own_place_only(
    health: HealthVault, place: tuple[InterviewId, str], other: tuple[InterviewId, str], text: str
) -> None:
    assume(place != other)
    sealed = health.seal(*place, text)
    health.seal(*other, text)
    with pytest.raises((VaultDamagedError, NotAllowedError)):
        health.open(*other, sealed)


@given(talks, fields, texts, st.data())
def test_any_changed_letter_is_noticed(
    health: HealthVault, talk: InterviewId, field: str, text: str, data: st.DataObject
) -> None:
    sealed = health.seal(talk, field, text)
    place = data.draw(st.integers(0, len(sealed) - 1))
    letter = data.draw(st.sampled_from("AQgw05-_=:!"))
    changed = sealed[:place] + letter + sealed[place + 1 :]
    assume(changed != sealed)
    with pytest.raises((VaultDamagedError, NotAllowedError)):
        health.open(talk, field, changed)
