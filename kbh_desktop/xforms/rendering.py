"""Texts with the values of the form put in."""

from kbh_desktop.xforms.texts import Output, Pieces
from kbh_desktop.xforms.xpath.compiler import compile_expression
from kbh_desktop.xforms.xpath.context import Context
from kbh_desktop.xforms.xpath.values import to_text


def rendered(pieces: Pieces, context: Context) -> str:
    """Return `pieces` as one text, each output replaced by its value at the context's node."""
    return "".join(
        to_text(compile_expression(piece.expression)(context))
        if isinstance(piece, Output)
        else piece
        for piece in pieces
    )
