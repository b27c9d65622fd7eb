"""Recovery words, sealing and the key file under invented input."""

import io
import json

import pyrage
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kbh_desktop.errors import BundleError, InputError, VaultError
from kbh_desktop.security.bech32 import bech32
from kbh_desktop.security.header import Header, Slot, header_text, read_header
from kbh_desktop.security.lettering import ALPHABET, checked_groups, letters, read_checked_groups
from kbh_desktop.security.model import Cost, NodeKind, Role
from kbh_desktop.security.sealing import generate_identity, recipient_of, seal, unseal

entropy = st.binary(min_size=20, max_size=20)


@given(entropy)
def test_groups_are_read_back(raw: bytes) -> None:
    groups = checked_groups(raw)
    assert [len(group) for group in groups] == [5] * 8
    assert read_checked_groups(" ".join(groups), 8) == raw


@given(entropy, st.data())
def test_groups_survive_untidy_typing(raw: bytes, data: st.DataObject) -> None:
    looks = {"0": "0oO", "1": "1iIlL"}
    typed = "".join(
        data.draw(st.sampled_from(looks.get(letter, letter + letter.lower())))
        for letter in " ".join(checked_groups(raw))
    )
    gap = data.draw(st.sampled_from([" ", "-", "  ", "\n", "", " - "]))
    assert read_checked_groups(typed.replace(" ", gap), 8) == raw


@given(entropy, st.integers(0, 7), st.integers(0, 4), st.sampled_from(ALPHABET))
def test_one_wrong_letter_names_its_group(raw: bytes, group: int, place: int, letter: str) -> None:
    groups = [list(part) for part in checked_groups(raw)]
    assume(groups[group][place] != letter)
    groups[group][place] = letter
    with pytest.raises(InputError) as refused:
        read_checked_groups(" ".join("".join(part) for part in groups), 8)
    assert f" {group + 1} " in str(refused.value)


@given(entropy, st.integers(0, 7), st.permutations(range(5)))
def test_two_letters_exchanged_are_noticed(raw: bytes, group: int, order: list[int]) -> None:
    groups = [list(part) for part in checked_groups(raw)]
    first, second = order[:2]
    part = groups[group]
    assume(part[first] != part[second])
    part[first], part[second] = part[second], part[first]
    with pytest.raises(InputError):
        read_checked_groups(" ".join("".join(part) for part in groups), 8)


@given(entropy, st.permutations(range(8)))
def test_groups_in_another_order_are_noticed(raw: bytes, order: list[int]) -> None:
    groups = checked_groups(raw)
    assume(order != sorted(order))
    with pytest.raises(InputError):
        read_checked_groups(" ".join(groups[place] for place in order), 8)


@given(st.text())
def test_any_other_text_is_an_input_error(text: str) -> None:
    with pytest.raises(InputError) as refused:
        read_checked_groups(text, 8)
    assert refused.value.field == "recovery_words"


@given(st.binary(min_size=5, max_size=40).filter(lambda raw: len(raw) % 5 == 0))
def test_letters_keep_every_bit(raw: bytes) -> None:
    number = 0
    for letter in letters(raw):
        number = number * 32 + ALPHABET.index(letter)
    assert number.to_bytes(len(raw), "big") == raw


@given(st.binary(min_size=32, max_size=32))
def test_age_reads_our_spelling_of_an_identity(raw: bytes) -> None:
    identity = bech32("age-secret-key-", raw).upper()
    assert str(pyrage.x25519.Identity.from_str(identity)) == identity


IDENTITY = generate_identity()


@given(st.binary(max_size=200_000), st.data())
def test_a_sealed_file_comes_back_whole_or_not_at_all(content: bytes, data: st.DataObject) -> None:
    out = io.BytesIO()
    seal(io.BytesIO(content), out, [recipient_of(IDENTITY)])
    sealed = bytearray(out.getvalue())
    opened = io.BytesIO()
    unseal(io.BytesIO(sealed), opened, [IDENTITY])
    assert opened.getvalue() == content

    place = int(data.draw(st.floats(0, 1, exclude_max=True)) * len(sealed))
    sealed[place] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(BundleError):
        unseal(io.BytesIO(sealed), io.BytesIO(), [IDENTITY])


names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
slots = st.builds(
    Slot,
    id=names,
    name=names,
    roles=st.frozensets(st.sampled_from(Role)),
    recipient=names,
    cost=st.builds(Cost, st.integers(0), st.integers(0), st.integers(0)),
    salt=st.binary(max_size=16),
    nonce=st.binary(max_size=12),
    sealed=st.binary(max_size=40),
    escrow=names,
    health=names | st.just(""),
)
headers = st.builds(
    Header,
    vault_id=names,
    kind=st.sampled_from(NodeKind),
    created_at=names,
    generation=st.integers(0),
    recovery_recipients=st.lists(names, max_size=3).map(tuple),
    recovery=names,
    health_recipient=names,
    health_recovery=names,
    slots=st.lists(slots, max_size=3).map(tuple),
    mac=names,
)


@given(headers)
def test_a_header_is_read_back(header: Header) -> None:
    assert read_header(header_text(header)) == header


@given(headers, st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32))
def test_a_header_is_authentic_under_its_own_key_only(
    header: Header, key: bytes, other: bytes
) -> None:
    written = header.authenticated(key)
    assert written.generation == header.generation + 1
    assert written.is_authentic(key)
    assert written.is_authentic(other) is (key == other)
    assert not written.without_slot("none").with_slot(EVE).is_authentic(key)


EVE = Slot("eve", "Eve", frozenset(), "", Cost(0, 0, 0), b"", b"", b"", "")


@given(st.text() | st.dictionaries(names, names | st.integers() | st.none()).map(json.dumps))
def test_any_other_text_is_a_vault_error(text: str) -> None:
    with pytest.raises(VaultError):
        read_header(text)
