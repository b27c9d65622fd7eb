"""The log and the crash reports: ids, codes, counts and durations, never what people wrote.

Code logs with a literal sentence and arguments, `logger.info("imported %s, %d changes", id, n)`.
Only numbers, ids and codes get through as arguments; a text with a capital letter or a space is
withheld, as is the text of every exception and every message of other people's libraries.
"""

import faulthandler
import logging
import re
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from enum import Enum
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from kbh_desktop.clock import Clock, system_clock
from kbh_desktop.errors import KbhError

LOG_NAME = "kbh.log"
FAULT_NAME = "fault.txt"
MOST_CRASH_REPORTS = 20
WITHHELD = "(withheld)"

_OURS = ("kbh_desktop", "ui", "__main__")
_ID_OR_CODE = re.compile(r"[a-z0-9]+(?:[-_.:][a-z0-9]+)*")
_LARGEST_FILE = 1024 * 1024
_OLDER_FILES = 4


def log_folder(vault_folder: Path | None = None) -> Path:
    """Return where logs go: beside the vault, or before there is one in the user's folders."""
    if vault_folder is not None:
        return vault_folder / "logs"
    from platformdirs import user_log_path  # noqa: PLC0415 - not needed where there is a vault

    return user_log_path("kbh-desktop", appauthor=False)


def start_logging(folder: Path, level: int = logging.INFO) -> Callable[[], None]:
    """Log into `folder` from now on; return a function that ends it.

    Where the folder can't be written the program goes on without a log.
    """
    root = logging.getLogger()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler: logging.Handler = _LogFile(folder / LOG_NAME)
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(SafeFormatter())
    before = root.level
    root.addHandler(handler)
    root.setLevel(level)

    def stop() -> None:
        root.removeHandler(handler)
        root.setLevel(before)
        handler.close()

    return stop


class _LogFile(RotatingFileHandler):
    """Five files of at most 1 MiB; a full disk costs lines of the log and nothing else."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path, maxBytes=_LARGEST_FILE, backupCount=_OLDER_FILES, encoding="utf-8", delay=False
        )

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Stay silent: logging would print the record's arguments."""


class SafeFormatter(logging.Formatter):
    """Writes a record as one line that holds nothing of what people wrote."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%S%z")

    def format(self, record: logging.LogRecord) -> str:
        """Return the line for `record`."""
        safe = logging.makeLogRecord(
            {
                "name": record.name,
                "levelname": record.levelname,
                "created": record.created,
                "msg": _message(record),
            }
        )
        line = super().format(safe).replace("\n", " ")
        error = record.exc_info[1] if record.exc_info else None
        return f"{line}; {describe(error)}" if error else line


def describe(error: BaseException) -> str:
    """Return the kinds of `error` and its causes, and where in our code they arose: no texts."""
    return "; from ".join(_described(link) for link in _chain(error))


def install_crash_guard(folder: Path, clock: Clock = system_clock) -> Callable[[], None]:
    """Write a report into `folder` for each uncaught error; return a function that ends it.

    Errors inside the interpreter itself are written as stack addresses to `fault.txt`.
    """
    before = sys.excepthook, threading.excepthook

    def guard(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            before[0](kind, error, trace)
        else:
            _write_report(folder, error.with_traceback(trace), clock)

    def guard_thread(happened: threading.ExceptHookArgs) -> None:
        if happened.exc_value is not None:
            guard(happened.exc_type, happened.exc_value, happened.exc_traceback)

    sys.excepthook, threading.excepthook = guard, guard_thread
    close_faults = _open_faults(folder)

    def remove() -> None:
        sys.excepthook, threading.excepthook = before
        close_faults()

    return remove


def crash_reports(folder: Path) -> tuple[Path, ...]:
    """Return the reports in `folder`, oldest first."""
    return tuple(sorted(folder.glob("crash-*.txt")))


def _open_faults(folder: Path) -> Callable[[], None]:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        target = (folder / FAULT_NAME).open("a", encoding="utf-8")
    except OSError:
        return lambda: None
    faulthandler.enable(target)

    def close() -> None:
        faulthandler.disable()
        target.close()

    return close


def _write_report(folder: Path, error: BaseException, clock: Clock) -> None:
    import platform  # noqa: PLC0415 - only a crash needs them
    from importlib.metadata import version  # noqa: PLC0415

    logging.getLogger(__name__).critical("crashed", exc_info=error)
    now = clock()
    lines = [
        f"{now:%Y-%m-%dT%H:%M:%SZ}",
        f"KBH Desktop {version('kbh-desktop')}, Python {platform.python_version()}",
        f"{platform.system()} {platform.release()}",
    ]
    for link in _chain(error):
        lines += ["", _kind(link), *(f"  {place}" for place in _places(link, ours_only=False))]
    report = folder / f"crash-{now:%Y%m%d-%H%M%S-%f}.txt"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        report.write_text("\n".join(lines) + "\n", "utf-8")
        for old in crash_reports(folder)[:-MOST_CRASH_REPORTS]:
            old.unlink(missing_ok=True)
    except OSError:
        return


def _message(record: logging.LogRecord) -> str:
    if record.name.partition(".")[0] not in _OURS:
        return f"{WITHHELD} {record.module}:{record.lineno}"
    arguments = record.args or ()
    if isinstance(arguments, tuple):
        return str(record.msg) % tuple(_safe(value) for value in arguments)
    return str(record.msg) % {name: _safe(value) for name, value in arguments.items()}


def _safe(value: object) -> object:
    if isinstance(value, BaseException):
        return _kind(value)
    if isinstance(value, Enum):
        return value.name
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, str) and _ID_OR_CODE.fullmatch(value):
        return value
    return WITHHELD


def _described(error: BaseException) -> str:
    places = _places(error, ours_only=True)
    return f"{_kind(error)} at {' > '.join(places)}" if places else _kind(error)


def _kind(error: BaseException) -> str:
    code = f" [{error.code}]" if isinstance(error, KbhError) else ""
    return f"{type(error).__module__}.{type(error).__qualname__}{code}".removeprefix("builtins.")


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        yield link
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)


def _places(error: BaseException, *, ours_only: bool) -> list[str]:
    """Return `module:line` of each frame, outermost first; no paths, they name the user."""
    found = []
    for frame, line in traceback.walk_tb(error.__traceback__):
        module = str(frame.f_globals.get("__name__", "?"))
        if not ours_only or module.partition(".")[0] in _OURS:
            found.append(f"{module}:{line}")
    return found
