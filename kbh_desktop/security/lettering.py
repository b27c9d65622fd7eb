"""Bytes as short groups of letters that a person can print, read aloud and type.

Crockford's base 32: no I, L, O or U; small letters, O for 0 and I or L for 1 are forgiven.
"""

from collections.abc import Sequence

from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUP = 5
_DATA = GROUP - 1
_FORGIVEN = str.maketrans("OIL", "011")
_GAPS = str.maketrans(dict.fromkeys("-–—_.,;:", " "))


def letters(raw: bytes) -> str:
    """Return `raw`, a multiple of 5 bytes, as letters: 8 for each 5 bytes."""
    number, count = int.from_bytes(raw, "big"), len(raw) * 8 // 5
    return "".join(ALPHABET[(number >> 5 * place) & 31] for place in reversed(range(count)))


def checked_groups(raw: bytes) -> tuple[str, ...]:
    """Return `raw`, a multiple of 5 bytes, as groups of four letters and a check letter."""
    written = letters(raw)
    parts = [written[start : start + _DATA] for start in range(0, len(written), _DATA)]
    return tuple(part + _check_letter(place, part) for place, part in enumerate(parts))


def read_checked_groups(typed: str, count: int) -> bytes:
    """Return the bytes that `checked_groups` wrote as `count` groups.

    Raises: InputError naming the group that holds a mistake.
    """
    groups = _split(typed, count)
    for place, group in enumerate(groups):
        if len(group) != GROUP or not _is_right(place, group):
            raise InputError(
                _("Group {group} is not as on the sheet: “{typed}”. Check its letters.").format(
                    group=place + 1, typed=group
                ),
                field="recovery_words",
            )
    if len(groups) != count:
        raise InputError(
            _("There are {found} groups; the sheet has {count}.").format(
                found=len(groups), count=count
            ),
            field="recovery_words",
        )
    number = 0
    for letter in "".join(group[:_DATA] for group in groups):
        number = number << 5 | ALPHABET.index(letter)
    return number.to_bytes(count * _DATA * 5 // 8, "big")


def _split(typed: str, count: int) -> Sequence[str]:
    """Split at the spaces typed, or every five letters when they were typed otherwise."""
    groups = typed.upper().translate(_FORGIVEN).translate(_GAPS).split()
    whole = "".join(groups)
    if len(groups) != count and (len(groups) == 1 or len(whole) == count * GROUP):
        return [whole[start : start + GROUP] for start in range(0, len(whole), GROUP)]
    return groups


def _is_right(place: int, group: str) -> bool:
    if any(letter not in ALPHABET for letter in group):
        return False
    return group[_DATA:] == _check_letter(place, group[:_DATA])


def _check_letter(place: int, data: str) -> str:
    """Return a check that notices one wrong letter, two exchanged, or the group in a wrong place.

    A weighted sum in the field of 32 elements, each weight different from the others and not 0.
    """
    total = place + 1
    for weight, letter in enumerate(data, start=2):
        total ^= _times(weight, ALPHABET.index(letter))
    return ALPHABET[total]


def _times(a: int, b: int) -> int:
    """Multiply in GF(32), modulo x^5 + x^2 + 1."""
    product = 0
    for bit in range(5):
        if b >> bit & 1:
            product ^= a << bit
    for bit in range(8, 4, -1):
        if product >> bit & 1:
            product ^= 0b100101 << (bit - 5)
    return product
