"""Windows programs run on this machine, in a throw-away Windows of their own (wine)."""

import os
import shutil
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

from machine import SetUpError

from installer.running import LOGS

DEBIAN_PACKAGES = ("wine64",)
_WINE = Path("/usr/lib/wine/wine64")
_SERVER = Path("/usr/lib/wine/wineserver64")
_QUIET = "winemenubuilder.exe=d;mshtml=d;mscoree=d"


class Wine:
    """One Windows, made anew in `prefix`; what its programs say goes to dist/logs/<log>.log."""

    def __init__(
        self,
        prefix: Path,
        log: str,
        *,
        native: tuple[str, ...] = (),
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.prefix = prefix
        self._log = LOGS / f"{log}.log"
        overrides = ";".join([_QUIET, *(f"{name}=n" for name in native)])
        self._environment = {
            **os.environ,
            "WINEPREFIX": str(prefix),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": overrides,
            "PYTHONHASHSEED": "0",
            **(environment or {}),
        }
        self._log.parent.mkdir(parents=True, exist_ok=True)

    @property
    def drive(self) -> Path:
        """The folder that is C: inside."""
        return self.prefix / "drive_c"

    def start(self) -> None:
        """Make the Windows, as Windows 10.

        Raises: SetUpError.
        """
        shutil.rmtree(self.prefix, ignore_errors=True)
        self.prefix.mkdir(parents=True)
        self.check("wineboot", "--init", seconds=180)
        self.check("winecfg", "-v", "win10")

    def stop(self) -> None:
        """End every program inside and remove the Windows."""
        subprocess.run([_SERVER, "-k"], env=self._environment, capture_output=True, check=False)
        time.sleep(1)
        shutil.rmtree(self.prefix, ignore_errors=True)

    def wait(self) -> None:
        """Wait until every program inside has ended, as uninstallers go on after they return."""
        subprocess.run([_SERVER, "-w"], env=self._environment, timeout=120, check=False)

    def run(self, *command: str | Path, seconds: float = 120) -> tuple[int, str]:
        """Run a program and return its exit code and what it says.

        Raises: SetUpError when it takes longer than `seconds`.
        """
        words = [str(word) for word in command]
        try:
            done = subprocess.run(  # through pipes: wine and Python disagree on plain files
                [_WINE, *words],
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise SetUpError(f"wine: {words[0]} took longer than {seconds:.0f} s") from None
        said = done.stdout.decode("utf-8", "replace").replace("\r\n", "\n")
        with self._log.open("a", encoding="utf-8") as log:
            log.write(f"$ {' '.join(words)}\n{said}({done.returncode})\n")
        return done.returncode, said

    def check(self, *command: str | Path, seconds: float = 120) -> str:
        """Run a program that must end with 0, and return what it says.

        Raises: SetUpError.
        """
        code, said = self.run(*command, seconds=seconds)
        if code:
            last = "\n    ".join(said.splitlines()[-8:])
            raise SetUpError(f"wine: {command[0]} ended with {code}:\n    {last}")
        return said


def windows_path(path: Path) -> str:
    """Return how a program inside names a file of this machine."""
    return "Z:" + str(path).replace("/", "\\")
