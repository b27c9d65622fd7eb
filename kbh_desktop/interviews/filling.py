"""Filling an interview from a list of answers, as commands and invented people do."""

import re
from collections.abc import Mapping

from kbh_desktop.errors import InputError
from kbh_desktop.interviews.open_interview import OpenInterview

_INSTANCE = re.compile(r"(?P<repeat>.*?[^/\[\]]+)\[(?P<position>\d+)\]")
MOST_INSTANCES = 200


def fill(interview: OpenInterview, answers: Mapping[str, str]) -> None:
    """Answer the questions at the references in `answers`, `/data/job[2]/title` and the like.

    Repeat instances are made as needed.

    Raises:
        InputError: names the reference whose answer can't be taken.
    """
    for ref, value in answers.items():
        try:
            _make_room(interview, ref)
            interview.answer(ref, value)
        except InputError as error:
            raise InputError(f"{ref}: {error}", field=ref) from None


def _make_room(interview: OpenInterview, ref: str) -> None:
    for match in _INSTANCE.finditer(ref):
        repeat, position = ref[: match.end("repeat")], int(match["position"])
        for place in range(1, min(position, MOST_INSTANCES) + 1):
            if not interview.has(f"{repeat}[{place}]"):
                interview.add_repeat(repeat)
