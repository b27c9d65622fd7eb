"""`python -m ui.demo_check`: do the main job headless; exit 0 only if every step was verified."""

import os
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QtMsgType, qFormatLogMessage, qInstallMessageHandler

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
_NO_SCREEN = "This plugin does not support propagateSizeHints()"
"""What Qt says about every window where there is no screen; it means nothing here."""


def main() -> int:
    """Run the job in a temporary folder and say each verified step."""
    from kbh_desktop.clock import system_clock  # noqa: PLC0415 - after the platform is chosen
    from kbh_desktop.errors import KbhError  # noqa: PLC0415
    from ui.demo_check.job import MainJob  # noqa: PLC0415
    from ui.demo_check.robot import CheckFailedError  # noqa: PLC0415
    from ui.main import make_application  # noqa: PLC0415

    qInstallMessageHandler(pass_on)
    make_application()
    start = time.monotonic()
    done = 0

    def report(step: str) -> None:
        nonlocal done
        done += 1
        sys.stdout.write(f"ok  {step}\n")
        sys.stdout.flush()

    with tempfile.TemporaryDirectory(prefix="kbh-check-") as folder:
        keep_traces_in(Path(folder))
        try:
            MainJob(Path(folder), system_clock, report).run()
        except (CheckFailedError, KbhError) as error:
            sys.stdout.write(f"FAILED  {error}\n")
            return 1
    sys.stdout.write(f"{done} steps verified in {time.monotonic() - start:.0f} s\n")
    return 0


def pass_on(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    """Write what Qt says to the error stream, but for the sentence about missing screens."""
    if text != _NO_SCREEN:
        sys.stderr.write(f"{qFormatLogMessage(kind, context, text)}\n")


def keep_traces_in(folder: Path) -> None:
    """Have this process write temporary files, logs and settings below `folder`."""
    for name in ("TMPDIR", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        place = folder / name.lower()
        place.mkdir()
        os.environ[name] = str(place)
    tempfile.tempdir = os.environ["TMPDIR"]


if __name__ == "__main__":
    sys.exit(main())
