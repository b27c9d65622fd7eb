"""Turns characters into placed glyphs with HarfBuzz."""

from functools import lru_cache
from typing import NamedTuple

import uharfbuzz as hb

from kbh_desktop.documents.text.faces import Face

# Optional ligatures only harm the copying of right-to-left text; required ones (lam-alef) stay.
_FEATURES = ({"kern": True, "liga": True}, {"kern": True, "liga": False, "dlig": False})


class Glyph(NamedTuple):
    """A glyph, the text it stands for, its advance and its offsets in 1/1000 em."""

    id: int
    text: str
    advance: float
    dx: float
    dy: float


class Shaped(NamedTuple):
    """The glyphs of one run from left to right, and its width in 1/1000 em."""

    glyphs: tuple[Glyph, ...]
    width: float


@lru_cache(maxsize=30_000)
def shape(face: Face, text: str, *, rtl: bool) -> Shaped:
    """Return the glyphs of `text`, which is all of one face and one direction."""
    buffer = hb.Buffer()
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_GRAPHEMES  # marks with their letter
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if rtl else "ltr"
    hb.shape(face.font, buffer, _FEATURES[rtl])
    infos, positions, scale = buffer.glyph_infos, buffer.glyph_positions, face.scale
    texts = _texts(text, [i.cluster for i in infos], [p.x_advance for p in positions], rtl=rtl)
    glyphs = tuple(
        Glyph(
            info.codepoint,
            stands_for,
            position.x_advance * scale,
            position.x_offset * scale,
            position.y_offset * scale,
        )
        for info, position, stands_for in zip(infos, positions, texts, strict=True)
    )
    return Shaped(glyphs, sum(glyph.advance for glyph in glyphs))


def _texts(text: str, clusters: list[int], advances: list[int], *, rtl: bool) -> list[str]:
    """Give the text of each cluster to its widest glyph, and nothing to the others.

    Readers turn right-to-left text around glyph by glyph and, inside a glyph, letter by letter;
    a ligature therefore carries its letters in visual order.
    """
    starts = sorted(set(clusters))
    end_of = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    owner: dict[int, int] = {}
    for index, cluster in enumerate(clusters):
        if cluster not in owner or advances[index] > advances[owner[cluster]]:
            owner[cluster] = index
    texts = [""] * len(clusters)
    for cluster, index in owner.items():
        letters = text[cluster : end_of[cluster]]
        texts[index] = letters[::-1] if rtl else letters
    return texts
