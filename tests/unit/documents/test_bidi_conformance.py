"""Unicode's own test files, from the Debian package unicode-data."""

import os
from itertools import count
from pathlib import Path

import pytest

from kbh_desktop.documents.text import bidi

FOLDER = Path(os.environ.get("UNICODE_DATA", "/usr/share/unicode"))
BASES = {"0": 0, "1": 1, "2": None}
STEP = 1 if os.environ.get("UNICODE_ALL") else 11  # each 11th line keeps the suite quick


def lines(name: str):
    path = FOLDER / name
    if not path.is_file():
        pytest.skip(f"{name} is not here; install the Debian package unicode-data")
    with path.open(encoding="utf-8") as source:
        yield from (line.partition("#")[0].strip() for line in source)


def shown(level: list[int], classes: list[str]) -> list[str]:
    return [
        "x" if kind in bidi._REMOVED else str(n) for n, kind in zip(level, classes, strict=True)
    ]


def test_every_character_case_gets_the_levels_and_order_that_unicode_says():
    for number, line in zip(count(), lines("BidiCharacterTest.txt")):
        if not line or number % STEP:
            continue
        codes, direction, base, expected, order = line.split(";")
        text = "".join(chr(int(code, 16)) for code in codes.split())
        found = bidi.levels(text, BASES[direction])
        level = [
            "x" if bidi.bidi_class(c) in bidi._REMOVED else str(n)
            for n, c in zip(found.of, text, strict=True)
        ]
        assert (found.base, level) == (int(base), expected.split()), line
        kept = [n for n, mark in enumerate(level) if mark != "x"]
        visual = bidi.visual_order([found.of[n] for n in kept])
        assert [kept[n] for n in visual] == [int(n) for n in order.split()], line


def test_every_combination_of_classes_gets_the_levels_that_unicode_says():
    expected: list[str] = []
    for number, line in zip(count(), lines("BidiTest.txt")):
        if line.startswith("@Levels:"):
            expected = line.split(":")[1].split()
        if not line or line.startswith("@") or number % STEP:
            continue
        classes, _, bits = line.partition(";")
        kinds = classes.split()
        for bit, base in ((1, None), (2, 0), (4, 1)):
            if int(bits, 16) & bit:
                found = bidi.resolve(kinds, base=base)
                assert shown(found.of, kinds) == expected, (line, base)
