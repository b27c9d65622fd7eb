"""Labels and messages in every language, with places for values."""

from collections.abc import Mapping
from dataclasses import dataclass, field

MISSING = "-"
"""What pyxform writes where a translation is missing."""


@dataclass(frozen=True, slots=True)
class Output:
    """A place in a text where the value of `expression` is shown."""

    expression: str


Pieces = tuple[str | Output, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """One text per language (full names; `""` for any), its media files and its guidance."""

    variants: Mapping[str, Pieces]
    guidance: Mapping[str, Pieces] = field(default_factory=dict)
    media: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def pieces(self, language: str, default: str) -> Pieces:
        """Return the text in `language`, else in `default`, else in any."""
        return _chosen(self.variants, language, default)

    def guidance_pieces(self, language: str, default: str) -> Pieces:
        """Return the guidance in `language`, else in `default`, else in any."""
        return _chosen(self.guidance, language, default)

    def has(self, language: str) -> bool:
        """Return whether there is a translation to `language`."""
        return _is_there(self.variants.get(language) or self.variants.get(""))

    def outputs(self) -> tuple[str, ...]:
        """Return the expressions whose values the text shows, in any language."""
        every = [*self.variants.values(), *self.guidance.values()]
        found = [piece.expression for text in every for piece in text if isinstance(piece, Output)]
        return tuple(dict.fromkeys(found))

    def files(self, language: str, default: str) -> Mapping[str, str]:
        """Return the media beside the text: kind (`image`, `audio` ...) to file name."""
        return self.media.get(language) or self.media.get(default) or self.media.get("") or {}


def _is_there(pieces: Pieces | None) -> bool:
    return bool(pieces) and pieces != (MISSING,)


def _chosen(variants: Mapping[str, Pieces], language: str, default: str) -> Pieces:
    for name in (language, "", default):
        pieces = variants.get(name, ())
        if _is_there(pieces):
            return pieces
    others = [pieces for pieces in variants.values() if _is_there(pieces)]
    return others[0] if others else ()
