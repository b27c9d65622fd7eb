"""The kinds of id, so that one is never taken for another."""

from typing import NewType

PersonId = NewType("PersonId", str)
InterviewId = NewType("InterviewId", str)
ChangeId = NewType("ChangeId", str)
NodeId = NewType("NodeId", str)
UserId = NewType("UserId", str)


def new_id() -> str:
    """Return a fresh random id of 32 hexadecimal digits."""
    from uuid import uuid4  # noqa: PLC0415 - 3 ms that no window needs before it is shown

    return uuid4().hex
