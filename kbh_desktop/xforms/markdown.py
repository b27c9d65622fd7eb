"""The part of Markdown that ODK's labels and hints may hold: stress, headings, links, lines."""

import re
from html import escape

_LINK = re.compile(r"\[(?P<text>[^\[\]\n]+)\]\((?P<url>[^()\s]+)\)")
_HEADING = re.compile(r"^ {0,3}#{1,6}\s+(?P<text>.+?)\s*#*$", re.MULTILINE)
_STRONG = re.compile(r"(?<![\w*])\*\*(?=\S)(?P<text>.+?)(?<=\S)\*\*(?![\w*])")
_STRONG_LINE = re.compile(r"(?<!\w)__(?=\S)(?P<text>.+?)(?<=\S)__(?!\w)")
_STRESS = re.compile(r"(?<![\w*])\*(?=[^\s*])(?P<text>[^*\n]+?)(?<=\S)\*(?![\w*])")
_STRESS_LINE = re.compile(r"(?<!\w)_(?=[^\s_])(?P<text>[^_\n]+?)(?<=\S)_(?!\w)")
_RULES = (
    (_HEADING, "b"),
    (_STRONG, "b"),
    (_STRONG_LINE, "b"),
    (_STRESS, "i"),
    (_STRESS_LINE, "i"),
)


def to_html(text: str) -> str:
    """Return `text` as HTML with `b`, `i` and `br` only; all else is escaped."""
    safe = _LINK.sub(_link_text, escape(text, quote=False))
    for pattern, tag in _RULES:
        safe = pattern.sub(rf"<{tag}>\g<text></{tag}>", safe)
    return safe.replace("\n", "<br>")


def to_plain(text: str) -> str:
    """Return `text` without its marks."""
    plain = _LINK.sub(_link_text, text)
    for pattern, _tag in _RULES:
        plain = pattern.sub(r"\g<text>", plain)
    return plain


def _link_text(match: re.Match[str]) -> str:
    """The program opens nothing on the net, so a link shows where it would lead."""
    return f"{match['text']} ({match['url']})"
