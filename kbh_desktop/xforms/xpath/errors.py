"""What is wrong with an expression, said in words with its place."""

from kbh_desktop.errors import FormError
from kbh_desktop.i18n import _


class ExpressionError(FormError):
    """An expression that can't be read; `position` counts characters from 1."""

    def __init__(self, expression: str, position: int, reason: str) -> None:
        super().__init__(
            _("In the expression “{expression}”, at character {position}: {reason}").format(
                expression=expression.strip(), position=position, reason=reason
            )
        )
        self.expression = expression
        self.position = position
        self.reason = reason
