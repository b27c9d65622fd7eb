"""Reads the texts of a form: its translations, and labels that point into them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kbh_desktop.xforms.markup import Markup
from kbh_desktop.xforms.texts import Output, Pieces, Text

_POINTER = re.compile(r"""\s*jr:itext\(\s*(['"])(?P<id>[^'"]*)\1\s*\)\s*""")
_SCHEME = re.compile(r"jr://[\w-]+/")


@dataclass(frozen=True, slots=True)
class Translations:
    """All texts of a form by their id, and its languages, the default first known."""

    texts: Mapping[str, Text]
    languages: tuple[str, ...]
    default: str


class _Entry:
    """One text while its translations are collected."""

    def __init__(self) -> None:
        self.variants: dict[str, Pieces] = {}
        self.guidance: dict[str, Pieces] = {}
        self.media: dict[str, dict[str, str]] = {}

    def add(self, language: str, value: Markup) -> None:
        form = value.get("form")
        if form in {"", "long"}:
            self.variants.setdefault(language, pieces(value))
        elif form == "guidance":
            self.guidance[language] = pieces(value)
        elif form != "short":
            name = _SCHEME.sub("", value.text().strip(), count=1)
            self.media.setdefault(language, {})[form] = name

    def text(self) -> Text:
        return Text(self.variants, self.guidance, self.media)


def read_translations(itext: Markup | None) -> Translations:
    """Return what the `itext` element of a model holds."""
    entries: dict[str, _Entry] = {}
    languages: list[str] = []
    default = ""
    for translation in itext.all("translation") if itext else ():
        language = translation.get("lang")
        languages.append(language)
        if translation.get("default"):
            default = language
        for text in translation.all("text"):
            entry = entries.setdefault(text.get("id"), _Entry())
            for value in text.all("value"):
                entry.add(language, value)
    texts = {name: entry.text() for name, entry in entries.items()}
    return Translations(texts, tuple(languages), default or (languages[0] if languages else ""))


def pieces(markup: Markup) -> Pieces:
    """Return the text inside `markup`, cut at its outputs."""
    found: list[str | Output] = []
    for part in markup.content:
        if isinstance(part, str):
            found.append(part)
        elif part.name == "output":
            found.append(Output((part.get("value") or part.get("ref")).strip()))
    return _trimmed(found)


def _trimmed(found: list[str | Output]) -> Pieces:
    if found and isinstance(found[0], str):
        found[0] = found[0].lstrip()
    if found and isinstance(found[-1], str):
        found[-1] = found[-1].rstrip()
    return tuple(piece for piece in found if piece != "")


def read_text(markup: Markup | None, texts: Mapping[str, Text]) -> Text | None:
    """Return the text of a `label` or `hint` element."""
    if markup is None:
        return None
    pointer = markup.get("ref")
    if pointer:
        return message(pointer, texts)
    inline = pieces(markup)
    return Text({"": inline}) if inline else None


def message(value: str, texts: Mapping[str, Text]) -> Text | None:
    """Return the text of an attribute: a pointer into the translations, or the text itself."""
    if not value:
        return None
    match = _POINTER.fullmatch(value)
    if match:
        return texts.get(match["id"])
    if value.lstrip().startswith("jr:itext("):
        return Text({"": (Output(value.strip()),)})
    return Text({"": (value,)})
