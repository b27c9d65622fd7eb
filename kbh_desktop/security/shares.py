"""A secret split among several people, each with a sheet of words (SLIP-39).

Any `needed` of the sheets give the secret back; fewer tell nothing about it. The words are those of
SLIP-39, which no two share their first four letters, and the last three check the others. The
sheets of one split begin with the same two words, which say nothing about the secret.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import pairwise

from shamir_mnemonic import MnemonicError, combine_mnemonics, generate_mnemonics
from shamir_mnemonic.constants import CUSTOMIZATION_STRING_EXTENDABLE
from shamir_mnemonic.rs1024 import create_checksum, verify_checksum
from shamir_mnemonic.share import Share
from shamir_mnemonic.wordlist import WORD_INDEX_MAP, WORDLIST

from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _, n_

FEWEST, MOST = 2, 9
"""How many sheets may be needed, and how many there may be."""
_FIXED_WORDS = 7
"""Of each sheet: four say what belongs together and which one it is, three check the others."""
_CHECKS = 3
_TELLING = 4
"""So many letters tell a word of the list from all others."""
_WORD_BITS = 10
_GAPS = str.maketrans(dict.fromkeys("-–—_.,;:0123456789)", " "))
_NO_PASSPHRASE = 0
"""Iterations of a passphrase that is not used."""


@dataclass(frozen=True, slots=True)
class KeyShare:
    """What one sheet says: its number, how many are needed, and its words."""

    number: int
    needed: int
    words: tuple[str, ...] = field(repr=False)

    @property
    def mark(self) -> str:
        """The two words that all sheets of a split begin with; they are no secret."""
        return " ".join(self.words[:2])

    @property
    def text(self) -> str:
        """The words in one line, as they are typed."""
        return " ".join(self.words)


def split(secret: bytes, needed: int, people: int) -> tuple[KeyShare, ...]:
    """Split `secret`, 16 bytes or more of an even number, into a share for each of `people`.

    Raises: InputError when the numbers make no sense.
    """
    if not FEWEST <= needed <= people <= MOST:
        raise InputError(
            _("Between {fewest} and {most} people, and at least {fewest} sheets needed.").format(
                fewest=FEWEST, most=MOST
            ),
            field="people",
        )
    (lines,) = generate_mnemonics(1, [(needed, people)], secret, iteration_exponent=_NO_PASSPHRASE)
    return tuple(
        KeyShare(place + 1, needed, tuple(line.split())) for place, line in enumerate(lines)
    )


def words_of(size: int) -> int:
    """Return how many words each share of a secret of `size` bytes has."""
    return _FIXED_WORDS + -(-size * 8 // _WORD_BITS)


def all_words() -> tuple[str, ...]:
    """Return the words that sheets are made of."""
    return tuple(WORDLIST)


def completions(begun: str, most: int = 8) -> tuple[str, ...]:
    """Return the words of the list that go on from `begun`."""
    start = begun.strip().lower()
    found = (word for word in WORDLIST if start and word.startswith(start))
    return tuple(word for _place, word in zip(range(most), found, strict=False))


def read_share(typed: str, size: int) -> KeyShare:
    """Return the share of a secret of `size` bytes that the sheet with the words `typed` is.

    The first four letters of a word are enough.

    Raises: InputError naming the word that is wrong by its place.
    """
    words = [
        _word(place, word)
        for place, word in enumerate(typed.lower().translate(_GAPS).split(), start=1)
    ]
    if len(words) != words_of(size):
        raise _refused(
            n_(
                "There is {found} word; a sheet has {count}.",
                "There are {found} words; a sheet has {count}.",
                len(words),
            ).format(found=len(words), count=words_of(size))
        )
    _check(words)
    try:
        share = Share.from_mnemonic(" ".join(words))
    except MnemonicError:
        raise _refused(_("These words are no sheet of a split key.")) from None
    return KeyShare(share.index + 1, share.member_threshold, tuple(words))


def combine(shares: Sequence[KeyShare]) -> bytes:
    """Return the secret that `shares` were made from; more than are needed do no harm.

    Raises: InputError when there are too few, or when one belongs to another split.
    """
    if not shares:
        raise _refused(_("Type the words of the first sheet."))
    first = shares[0]
    for place, share in enumerate(shares[1:], start=2):
        if (share.mark, share.needed) != (first.mark, first.needed):
            raise _refused(
                _(
                    "Sheet {number} as typed belongs to another set: it begins with “{found}”, "
                    "the first with “{expected}”."
                ).format(number=place, found=share.mark, expected=first.mark)
            )
    different = {share.number: share for share in shares}
    missing = first.needed - len(different)
    if missing > 0:
        raise _refused(
            n_("{count} more sheet is needed.", "{count} more sheets are needed.", missing).format(
                count=missing
            )
        )
    try:
        chosen = list(different.values())[: first.needed]
        return bytes(combine_mnemonics([share.text for share in chosen]))
    except MnemonicError:
        raise _refused(_("These sheets do not belong together.")) from None


def _word(place: int, typed: str) -> str:
    if typed in WORD_INDEX_MAP:
        return typed
    begun = completions(typed, 2) if len(typed) >= _TELLING else ()
    if len(begun) == 1:
        return begun[0]
    near = get_close_matches(typed, WORDLIST, n=1)
    if near:
        text = _("Word {place} is not on the list: “{typed}”. Is it “{near}”?")
        raise _refused(text.format(place=place, typed=typed, near=near[0]))
    raise _refused(
        _("Word {place} is not on the list: “{typed}”. Look at the sheet again.").format(
            place=place, typed=typed
        )
    )


def _check(words: Sequence[str]) -> None:
    numbers = [WORD_INDEX_MAP[word] for word in words]
    if verify_checksum(numbers, CUSTOMIZATION_STRING_EXTENDABLE):
        return
    for place, (one, next_one) in enumerate(pairwise(numbers)):
        exchanged = [*numbers[:place], next_one, one, *numbers[place + 2 :]]
        if verify_checksum(exchanged, CUSTOMIZATION_STRING_EXTENDABLE):
            text = _("Words {place} and {next} have changed places.")
            raise _refused(text.format(place=place + 1, next=place + 2))
    wrong = _wrong_place(numbers)
    if wrong is None:
        raise _refused(_("Several words are not as on the sheet. Compare each of them."))
    raise _refused(
        _("Word {place} is not as on the sheet: “{typed}”.").format(
            place=wrong + 1, typed=words[wrong]
        )
    )


def _wrong_place(numbers: Sequence[int]) -> int | None:
    """Return the only word whose exchange makes the check right, or None.

    The code has a distance of four, so that no other word could be to blame if one is; it is
    linear, so that what a word adds to the check is the sum of what its bits add.
    """
    data, right = list(numbers[:-_CHECKS]), _check_of(numbers[:-_CHECKS])
    off = right ^ _in_one(numbers[-_CHECKS:])
    for place, number in enumerate(data):
        sums = [0]
        for bit in range(_WORD_BITS):
            changed = [*data[:place], number ^ 1 << bit, *data[place + 1 :]]
            added = _check_of(changed) ^ right
            sums += [added ^ other for other in sums]
        if off in sums:
            return place
    for place in range(_CHECKS):
        word = ((1 << _WORD_BITS) - 1) << _WORD_BITS * (_CHECKS - 1 - place)
        if off & ~word == 0:
            return len(data) + place
    return None


def _check_of(data: Sequence[int]) -> int:
    return _in_one(create_checksum(data, CUSTOMIZATION_STRING_EXTENDABLE))


def _in_one(numbers: Sequence[int]) -> int:
    joined = 0
    for number in numbers:
        joined = joined << _WORD_BITS | number
    return joined


def _refused(text: str) -> InputError:
    return InputError(text, field="share")
