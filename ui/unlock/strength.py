"""How hard a passphrase is to guess, in words."""

import math
from dataclasses import dataclass

from kbh_desktop.i18n import _
from ui.theme import Tone

_WEAK_BITS, _GOOD_BITS, _STRONG_BITS = 30, 50, 75
_LEAST_LETTERS = 10
_WORD_BITS = 12.0
"""What one everyday word adds, out of some four thousand that people pick."""
_RUNS = ("0123456789", "abcdefghijklmnopqrstuvwxyzæøå", "qwertyuiopå", "asdfghjklæø", "zxcvbnm")
_COMMON = ("password", "adgangskode", "kodeord", "sommer", "vinter", "hemmelig", "velkommen")


@dataclass(frozen=True, slots=True)
class Strength:
    """A verdict: `share` of a full bar, and words with their tone."""

    share: float
    words: str
    tone: Tone


def strength(passphrase: str, user_name: str = "") -> Strength:
    """Return the verdict on `passphrase` for the user called `user_name`."""
    if not passphrase:
        return Strength(0.0, _("Four words that do not belong together are good."), "")
    missing = _LEAST_LETTERS - len(passphrase)
    if missing > 0:
        return Strength(0.1, _("Too short: at least 10 characters."), "bad")
    bits = guess_bits(passphrase, user_name)
    share = min(1.0, bits / _STRONG_BITS)
    if bits < _WEAK_BITS:
        return Strength(share, _("Easy to guess. Use four words."), "bad")
    if bits < _GOOD_BITS:
        return Strength(share, _("Fair. One more word makes it good."), "warn")
    if bits < _STRONG_BITS:
        return Strength(share, _("Good."), "ok")
    return Strength(1.0, _("Strong."), "ok")


def guess_bits(passphrase: str, user_name: str = "") -> float:
    """Return about how many bits somebody who knows people's habits must guess."""
    text = passphrase.casefold()
    for known in (*_COMMON, *user_name.casefold().split()):
        if len(known) > 2:  # noqa: PLR2004 - shorter ones are in every word
            text = text.replace(known, known[0])
    words = [word for word in text.split() if word]
    if len(words) > 2:  # noqa: PLR2004 - a phrase of words
        return sum(min(_WORD_BITS, _letter_bits(word)) for word in dict.fromkeys(words))
    return _letter_bits(text)


def _letter_bits(text: str) -> float:
    each = math.log2(_alphabet(text))
    fresh = [here for before, here in zip(" " + text, text, strict=False) if _new(before, here)]
    return each * len(fresh)


def _alphabet(text: str) -> int:
    kinds = (
        (str.isdigit, 10),
        (str.isalpha, 29),
        (lambda letter: not letter.isalnum(), 20),
    )
    return max(2, sum(size for is_kind, size in kinds if any(map(is_kind, text))))


def _new(before: str, here: str) -> bool:
    """A letter that repeats or follows its neighbour on the keyboard adds nothing."""
    return before != here and not any(before + here in run for run in _RUNS)
