"""What an open interview needs from the service that opened it, and says of each change."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from kbh_desktop.clock import Clock
from kbh_desktop.interviews.model import EarlierAnswer, Interview
from kbh_desktop.interviews.store import InterviewStore
from kbh_desktop.interviews.telling import Teller
from kbh_desktop.xforms.effects import Effects
from kbh_desktop.xforms.model import Element, Form
from kbh_desktop.xforms.session import Session
from kbh_desktop.xforms.states import Entity


@dataclass(frozen=True, slots=True)
class Answered:
    """What one saved change brought about."""

    effects: Effects
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an open interview needs from the service that opened it."""

    store: InterviewStore
    clock: Clock
    author: str
    node: str
    begin: Callable[[Form, Mapping[str, str], Clock], Session]
    """Makes a session of stored answers."""
    earlier: Callable[[Interview, Element], EarlierAnswer | None]
    """Finds the answer to a question in the interview before."""
    teller: Teller
    """Tells other features what is answered."""
    finish: Callable[[Interview, tuple[Entity, ...], Callable[[], Interview]], Interview]
    """Writes what the form says of the person together with the finished interview."""
