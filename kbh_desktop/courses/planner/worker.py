"""The planner in a process of its own: takes a task, sends how far it is and what it finds."""

import multiprocessing
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection

from kbh_desktop.courses.planner.plan import Watch
from kbh_desktop.courses.planner.repair import Answer
from kbh_desktop.courses.planner.result import Plan, Progress
from kbh_desktop.courses.planner.tasks import Task, carry_out
from kbh_desktop.errors import KbhError
from kbh_desktop.i18n import set_language

_LOOK_S = 1.0
"""How often it is seen whether the program is still there."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The task could not be done, in the person's language."""

    reason: str


Message = Progress | Answer | Plan | Refused


def work(task: Task, language: str, out: Connection) -> None:
    """Carry out the task; the last message is a plan or why there is none."""
    set_language(language)
    try:
        out.send(carry_out(task, Watch(out.send, is_cancelled=_orphaned()), out.send))
    except KbhError as error:
        out.send(Refused(str(error)))
    except BrokenPipeError:
        return
    finally:
        out.close()


def _orphaned() -> Callable[[], bool]:
    """Return a question whether the program that wants the plan has gone."""
    parent, looked = multiprocessing.parent_process(), time.monotonic()

    def is_orphaned() -> bool:
        nonlocal looked
        now = time.monotonic()
        if parent is None or now - looked < _LOOK_S:
            return False
        looked = now
        return not parent.is_alive()

    return is_orphaned
