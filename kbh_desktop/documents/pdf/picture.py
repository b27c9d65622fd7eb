"""The logo of the office, made fit for an archive: no transparency, no more pixels than print."""

import logging
from functools import lru_cache

from PIL import Image, UnidentifiedImageError

_LARGEST = (1200, 400)  # pixels; 90 x 20 points at 960 dpi
_log = logging.getLogger(__name__)


@lru_cache(maxsize=4)
def read_logo(path: str, *, grey: bool = False) -> Image.Image | None:
    """Return the picture at `path` on white, or None if there is none that can be read."""
    if not path:
        return None
    try:
        with Image.open(path) as source:
            source.draft("RGB", _LARGEST)
            picture = source.convert("RGBA")
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError, ValueError):
        _log.warning("The logo of the policy file can't be read.")
        return None
    picture.thumbnail(_LARGEST)
    white = Image.new("RGBA", picture.size, "white")
    flat = Image.alpha_composite(white, picture).convert("RGB")
    return flat.convert("L").convert("RGB") if grey else flat
