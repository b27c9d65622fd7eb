"""What colours become on paper: as designed, in grey, and with little toner."""

from dataclasses import dataclass, field
from typing import Final

_LIGHT: Final = 0.8  # fills above this luminance carry no meaning of their own
_OUTLINE: Final = "#9AA7AD"
_WHITE: Final = "#FFFFFF"
_WEIGHTS: Final = (0.299, 0.587, 0.114)  # of red, green and blue, as the eye weighs them


@dataclass(frozen=True, slots=True)
class Look:
    """How a document is printed: in grey, with little toner, or large for weak eyes (150 %)."""

    grey: bool = False
    save_toner: bool = False
    large: bool = False
    logo: str = ""
    """The path of the office's logo, a PNG or JPEG file that IT chose."""


PLAIN: Final = Look()


@dataclass(slots=True)
class Ink:
    """Writes colours as PDF operators."""

    look: Look
    _fills: dict[str, str] = field(default_factory=dict)

    def fill(self, color: str) -> str:
        """Return the operator that fills, and sets text, in `color`."""
        found = self._fills.get(color)
        if found is None:
            found = self._fills[color] = self._operator(color, "g", "rg")
        return found

    def stroke(self, color: str) -> str:
        """Return the operator that draws lines in `color`."""
        return self._operator(color, "G", "RG")

    def outline(self, color: str) -> str:
        """Return the colour of the line that stands in for a fill of `color`, or nothing."""
        if not self.look.save_toner or color == _WHITE:
            return ""
        return _OUTLINE if _luminance(color) > _LIGHT else ""

    def _operator(self, color: str, grey: str, colored: str) -> str:
        if self.look.grey:
            return f"{_luminance(color):.3g} {grey}"
        return f"{' '.join(f'{part:.3g}' for part in _parts(color))} {colored}"


def _parts(color: str) -> tuple[float, ...]:
    """Return the red, green and blue of `#RRGGBB`, 0 to 1."""
    return tuple(int(color[n : n + 2], 16) / 255 for n in (1, 3, 5))


def _luminance(color: str) -> float:
    return sum(weight * part for weight, part in zip(_WEIGHTS, _parts(color), strict=True))
