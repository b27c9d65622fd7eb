"""Bech32 (BIP 173), the spelling that age gives its keys."""

_ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def bech32(prefix: str, raw: bytes) -> str:
    """Return `raw` with the lower-case `prefix` and a checksum, in lower case."""
    values = _fives(raw)
    return prefix + "1" + "".join(_ALPHABET[v] for v in (*values, *_checksum(prefix, values)))


def _fives(raw: bytes) -> list[int]:
    count = -(-len(raw) * 8 // 5)
    number = int.from_bytes(raw, "big") << (count * 5 - len(raw) * 8)
    return [(number >> 5 * place) & 31 for place in reversed(range(count))]


def _checksum(prefix: str, values: list[int]) -> list[int]:
    letters = prefix.encode("ascii")
    state = 1
    for value in (*(c >> 5 for c in letters), 0, *(c & 31 for c in letters), *values, *[0] * 6):
        top = state >> 25
        state = (state & 0x1FFFFFF) << 5 ^ value
        for bit, word in enumerate(_GENERATOR):
            if top >> bit & 1:
                state ^= word
    state ^= 1
    return [(state >> 5 * place) & 31 for place in reversed(range(6))]
