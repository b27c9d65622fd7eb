"""The colours of the tokens as the palette that Qt's own style draws with."""

from collections.abc import Callable

from PySide6.QtGui import QColor, QPalette

from ui.theme.tokens import Token

_Role = QPalette.ColorRole
_ROLES: tuple[tuple[QPalette.ColorRole, Token], ...] = (
    (_Role.Window, "bg"),
    (_Role.WindowText, "text"),
    (_Role.Base, "surface"),
    (_Role.AlternateBase, "sunken"),
    (_Role.Text, "text"),
    (_Role.Button, "surface"),
    (_Role.ButtonText, "text"),
    (_Role.BrightText, "bad"),
    (_Role.Highlight, "accent"),
    (_Role.HighlightedText, "on_accent"),
    (_Role.ToolTipBase, "text"),
    (_Role.ToolTipText, "surface"),
    (_Role.PlaceholderText, "text3"),
    (_Role.Link, "accent"),
    (_Role.LinkVisited, "accent"),
    (_Role.Light, "surface"),
    (_Role.Midlight, "hover"),
    (_Role.Mid, "line"),
    (_Role.Dark, "field"),
    (_Role.Shadow, "line"),
    (_Role.Accent, "accent"),
)


def palette(color: Callable[[Token], QColor]) -> QPalette:
    """Return the palette made of the colours that `color` gives."""
    made = QPalette()
    for role, token in _ROLES:
        made.setColor(role, color(token))
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, color("text3"))
    return made
