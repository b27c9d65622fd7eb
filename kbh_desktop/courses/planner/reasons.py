"""Why a session can't go anywhere on a board, and what would open most starts."""

from kbh_desktop.courses.planner.board import Board, Layer
from kbh_desktop.courses.wording import need_words
from kbh_desktop.i18n import _


def why_not(board: Board, s: int) -> str:
    """Return one sentence: what bars the most of the starts the calendar leaves."""
    layers = list(board.layers(s))
    starts, session = board.frame.domain[s], board.frame.sessions[s]
    if not starts:
        return _("{session} has no time at all that its days, people and rooms allow.").format(
            session=session.name
        )
    barred = [(layer, (starts & ~layer.starts).bit_count()) for layer in layers[1:]]
    worst, count = max(barred, key=lambda each: each[1], default=(layers[0], 0))
    if not count:
        return _("{session} would fit, but not beside the rest.").format(session=session.name)
    text = _("{session}: of {total} possible times {count} are barred because {reason}.")
    return text.format(
        session=session.name,
        total=starts.bit_count(),
        count=count,
        reason=_reason(board, s, worst),
    )


def _reason(board: Board, s: int, layer: Layer) -> str:
    if layer.reason == "order":
        return _("the order of the sessions does not allow them")
    if layer.reason == "day":
        return _("a session that needs another day lies there")
    if layer.reason == "group":
        return _("{group} has something else").format(group=board.frame.units[layer.which].label)
    need = board.frame.sessions[s].needs[layer.which]
    return _("no {what} is free").format(what=need_words(need))
