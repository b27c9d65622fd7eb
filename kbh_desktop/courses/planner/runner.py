"""Planning beside the program: it goes on while a process of its own looks for a plan.

A program that is one file must call `multiprocessing.freeze_support` before anything else.
"""

import multiprocessing
import threading
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Self

from kbh_desktop.courses.planner.repair import Answer
from kbh_desktop.courses.planner.result import Plan, Progress
from kbh_desktop.courses.planner.tasks import Task
from kbh_desktop.courses.planner.worker import Message, Refused, work
from kbh_desktop.errors import CancelledError, PlanningError
from kbh_desktop.i18n import _, language

_GRACE_S = 2.0
"""How long a process may take to end before it is killed."""


class PlannerRun:
    """One task at work; asking how it goes never waits."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.progress: Progress | None = None
        """The latest news."""
        self.answers: tuple[Answer, ...] = ()
        """What the rungs of a repair have found so far, the newest last."""
        self._found: Plan | None = None
        self._refused = ""
        self._is_cancelled = False
        self._news, self._ended = threading.Event(), threading.Event()
        context = multiprocessing.get_context("spawn")
        inside, outside = context.Pipe(duplex=False)
        self._process = context.Process(
            target=work, args=(task, language(), outside), name="kbh-planner", daemon=True
        )
        self._process.start()
        outside.close()
        self._reader = threading.Thread(target=self._read, args=(inside,), daemon=True)
        self._reader.start()

    @property
    def is_running(self) -> bool:
        """Whether there may be more to come."""
        return not self._ended.is_set()

    def updates(self) -> Iterator[Progress]:
        """Return the news as it comes, until the end; news not asked for in time is passed over."""
        while self.is_running:
            self._news.wait(_GRACE_S)
            self._news.clear()
            if self.progress:
                yield self.progress

    def cancel(self) -> None:
        """End the process at once; what it has told so far stays."""
        self._is_cancelled = True
        with suppress(ValueError):  # it has just ended by itself
            self._process.terminate()
        self._reader.join(2 * _GRACE_S)

    def result(self, timeout_s: float | None = None) -> Plan:
        """Return the plan, waiting for it.

        Raises:
            CancelledError: it was cancelled.
            PlanningError: the task can't be done, or the process died.
            TimeoutError: it has not ended in time.
        """
        if not self._ended.wait(timeout_s):
            raise TimeoutError
        if self._found is not None:
            return self._found
        if self._is_cancelled:
            raise CancelledError(_("Planning was stopped. Nothing was changed."))
        raise PlanningError(self._refused or _("The planner ended without an answer. Try again."))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.cancel()

    def _read(self, inside: Connection) -> None:
        """Take in every message until the process has ended, and see it off."""
        try:
            while True:
                self._take(inside.recv())
                self._news.set()
        except (EOFError, OSError):
            pass
        finally:
            inside.close()
            self._process.join(_GRACE_S)
            if self._process.is_alive():
                self._process.kill()
            self._process.join()
            self._process.close()
            self._ended.set()
            self._news.set()

    def _take(self, message: Message) -> None:
        if isinstance(message, Progress):
            self.progress = message
        elif isinstance(message, Answer):
            self.answers = (*self.answers, message)
        elif isinstance(message, Refused):
            self._refused = message.reason
        else:
            self._found = message
