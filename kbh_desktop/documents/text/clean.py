"""Makes anything typed or pasted printable without changing what it says."""

import re
import unicodedata

_NEWLINE = re.compile("\r\n?|[\u2028\u2029\x85\x0b\x0c]")
# Controls, the byte-order mark, interlinear notes, lone surrogates, noncharacters, tag characters,
# the soft hyphen, and the embedding controls that could turn around the text after them
# (isolates stay: they end with their paragraph).
_INVISIBLE = re.compile(
    "[\x00-\x09\x0e-\x1f\x7f-\x9f\xad\u202a-\u202e\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_MARK = (
    "\u0300-\u036f\u0483-\u0489\u0610-\u061a\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
)
_HEAP = re.compile(f"([{_MARK}]{{4}})[{_MARK}]+")  # more than four marks on one letter


def clean(text: str) -> str:
    r"""Return `text` in NFC with `\n` for every kind of line end and nothing unprintable."""
    if text.isascii() and text.isprintable():
        return text
    text = _NEWLINE.sub("\n", text).replace("\t", "    ")
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    return _HEAP.sub(r"\1", text)


def isolated(text: str) -> str:
    """Return `text` kept left to right and on one line inside right-to-left text.

    For telephone numbers, ids and dates: LRI ... PDI with no-break spaces (UAX #9).
    """
    return f"\u2066{text.replace(' ', chr(0xA0))}\u2069"
