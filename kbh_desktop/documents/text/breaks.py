"""Where a line may end: what Danish, Arabic, Ethiopic and CJK text needs of UAX #14."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

_SPACE = " \u1680\u2000-\u2006\u2008-\u200a\u205f\u3000"
# Danish keeps these with their number: kl. 8.30, nr. 4, § 7, 40 %.
_GLUED = r"(?:(?<=\bkl\.)|(?<=\bnr\.)|(?<=§)) (?=\d)|(?<=\d) (?=[%°])"
# No line begins with what closes or ends, nor with a joiner, and none ends with what opens
# (rules LB7, LB11, LB13 and LB14), even with spaces between.
_CLOSING = r")\]},;:!?./\u2060\u200b"
_BOUND = rf"[{_SPACE}]+(?=[{_CLOSING}])|(?<=[(\[{{])[{_SPACE}]+"
_TOKEN = re.compile(f"[{_SPACE}]+|(?:[^{_SPACE}]|{_GLUED}|{_BOUND})+", re.IGNORECASE)
_HYPHENS = "-\u2010\u2012\u2013/"
_ETHIOPIC_STOPS = "\u1361-\u1368"
_CJK = "\u2e80-\u303e\u3041-\u9fff\uac00-\ud7af\uf900-\ufaff"
_INSIDE = re.compile(
    f"(?<=\\w[{_HYPHENS}])(?=[^\\W\\d])"  # social-|og, nord/|syd, but 2010–2016
    "|(?<=\u2014)(?=\\w)|(?<=\\w)(?=\u2014)"  # both sides of an em dash
    f"|(?<=[{_ETHIOPIC_STOPS}])(?=\\w)"
    "|(?<=\u200b)"
    f"|(?<=[{_CJK}])(?=[\u4e00-\u9fff\u3041-\u30ff\uac00-\ud7af])"
)
_JOINERS = frozenset("\u200c\u200d\ufe0e\ufe0f")


class Token(NamedTuple):
    """A piece of text that stays on one line, or the spaces between two such."""

    text: str
    is_space: bool


# Words of Latin letters with single spaces between them: nothing to look into.
_PLAIN_WORD = "[(»«]*[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ.,;:()»«]*"
_PLAIN = re.compile(f"{_PLAIN_WORD}(?: {_PLAIN_WORD})*")


def is_plain(text: str) -> bool:
    """Say whether `text` is words of Latin letters with single spaces: `split` finds its breaks."""
    return _PLAIN.fullmatch(text) is not None


def tokens(text: str) -> Iterator[Token]:
    """Cut one paragraph wherever a line may end, losing nothing."""
    for match in _TOKEN.finditer(text):
        word = match.group()
        if word[0].isspace() and word[0] not in "\xa0\u202f\u2007":
            yield Token(word, is_space=True)
            continue
        start = 0
        for cut in _INSIDE.finditer(word):
            if 0 < cut.start() < len(word):
                yield Token(word[start : cut.start()], is_space=False)
                start = cut.start()
        yield Token(word[start:], is_space=False)


def letters(text: str) -> Iterator[str]:
    """Cut a word that no line can hold; marks and joiners stay with their letter."""
    start = 0
    for index in range(1, len(text)):
        char = text[index]
        if unicodedata.combining(char) or char in _JOINERS or text[index - 1] == "\u200d":
            continue
        yield text[start:index]
        start = index
    yield text[start:]
