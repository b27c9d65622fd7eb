"""The sRGB colour profile (IEC 61966-2-1) as ICC version 2, which PDF/A-1 asks for."""

import struct
from functools import cache

_D50 = (0.9642, 1.0, 0.8249)
# Red, green and blue of sRGB adapted to D50, as XYZ.
_PRIMARIES = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}
_STEPS = 256
_TAG_HEAD = 12


@cache
def srgb_profile() -> bytes:
    """Return the profile; the same bytes every time."""
    tags = {
        b"desc": _description("sRGB IEC61966-2.1"),
        b"cprt": b"text\0\0\0\0No copyright, use freely\0",
        b"wtpt": _xyz(_D50),
        **{name: _xyz(values) for name, values in _PRIMARIES.items()},
    }
    curve = _curve()
    tags |= {b"rTRC": curve, b"gTRC": curve, b"bTRC": curve}
    head = 128 + 4 + _TAG_HEAD * len(tags)
    rows, body, places = [], b"", dict[bytes, int]()
    for name, content in tags.items():
        if content not in places:
            places[content] = head + len(body)
            body += content + bytes(-len(content) % 4)
        rows.append(name + struct.pack(">2I", places[content], len(content)))
    table = struct.pack(">I", len(tags)) + b"".join(rows)
    return _header(head + len(body)) + table + body


def _header(size: int) -> bytes:
    made = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    front = struct.pack(">I4sI", size, b"\0\0\0\0", 0x02100000)
    middle = b"mntrRGB XYZ " + made + b"acsp" + bytes(28)
    return (front + middle + _fixed(_D50)).ljust(128, b"\0")


def _fixed(values: tuple[float, ...]) -> bytes:
    """Write numbers as s15Fixed16."""
    return b"".join(struct.pack(">i", round(value * 65536)) for value in values)


def _xyz(values: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + _fixed(values)


def _description(text: str) -> bytes:
    plain = text.encode("ascii") + b"\0"
    head = b"desc\0\0\0\0" + struct.pack(">I", len(plain)) + plain
    return head + bytes(4 + 4 + 2 + 1 + 67)  # no Unicode and no Macintosh text


def _curve() -> bytes:
    """Write how a value of 0 to 1 becomes light."""
    points = []
    for step in range(_STEPS):
        value = step / (_STEPS - 1)
        light = value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - of the standard
        points.append(round(light * 65535))
    return b"curv\0\0\0\0" + struct.pack(f">I{_STEPS}H", _STEPS, *points)
