"""The program's folder on Windows, put together from CPython, wheels and our own two launchers."""

import re
import shutil
from fnmatch import fnmatch
from pathlib import Path

from machine import ROOT, SetUpError, say

from installer import launchers, windows_runtime, wine
from installer.contents import is_needed
from installer.environments import unpack_for_windows
from installer.launchers import LAUNCHERS, make_launchers
from installer.licences import TABLE, notices
from installer.pe import missing_libraries, read_system_libraries
from installer.program import PROGRAM, make_program
from installer.running import BUILD, made, make, megabytes, set_times
from installer.windows_runtime import MINOR, RUNTIME, WINDOWS, make_windows_runtime
from installer.wine import Wine, windows_path

STAGE = BUILD / "windows/KBH Desktop"
"""What lies in `Program Files\\KBH Desktop` afterwards: runtime, app, kbh-desktop.exe, kbh.exe."""
DEBIAN_PACKAGES = (
    *(*launchers.DEBIAN_PACKAGES, *windows_runtime.DEBIAN_PACKAGES, *wine.DEBIAN_PACKAGES),
    "python3-venv",
)

WHEELS = BUILD / "windows-wheels"
_QT_PARTS = ("Core", "Gui", "Widgets", "PrintSupport", "Svg", "Network")
_QT_KEPT = (
    *(f"PySide6/Qt6{part}.dll" for part in _QT_PARTS),
    *(f"PySide6/Qt{part}.pyd" for part in _QT_PARTS),
    *("PySide6/__init__.py", "PySide6/_config.py", "PySide6/_git_pyside_version.py"),
    *("PySide6/pyside6.abi3.dll", "PySide6/msvcp140*.dll", "PySide6/vcruntime140*.dll"),
    *("PySide6/support/*.py", "PySide6/plugins/platforms/qwindows.dll"),
    *("PySide6/plugins/platforms/qoffscreen.dll",),
    *("PySide6/plugins/iconengines/qsvgicon.dll", "PySide6/plugins/imageformats/qgif.dll"),
    *("PySide6/plugins/imageformats/qico.dll", "PySide6/plugins/imageformats/qjpeg.dll"),
    *("PySide6/plugins/imageformats/qsvg.dll", "PySide6/translations/qtbase_da.qm"),
    *("PySide6/translations/qtbase_en.qm", "shiboken6/*.py", "shiboken6/*.pyd"),
    *("shiboken6/shiboken6.abi3.dll", "shiboken6/files.dir/*"),
)
_DROPPED = (
    *("bin/*", "share/*", "*.exe", "*.pyi", "*/py.typed", "*.pxd", "*.pyx", "*.h", "*.c", "*.cpp"),
    *("*.lib", "*/test/*", "*/__pycache__/*", ".lock"),
    *("*/RECORD", "*/INSTALLER", "*/REQUESTED", "*/direct_url.json", "*/WHEEL"),
)
_RUNTIME_DROPPED = {
    *("python.exe", "pythonw.exe", "python.cat", "winsound.pyd"),
    *("_sqlite3.pyd", "sqlite3.dll"),  # the program speaks to SQLCipher alone
    *("_ssl.pyd", "_hashlib.pyd", "libcrypto-3.dll", "libssl-3.dll"),  # it opens no connection
    "_wmi.pyd",  # only platform.py asks, and does without
}
_MIGRATIONS = "/kbh_desktop/storage/migrations/"
_C_RUNTIME = re.compile(r"(msvcp140(_[12])?|vcruntime140(_1)?)\.dll")


def make_stage() -> None:
    """Put the folder together and check it, unless nothing changed since."""
    make_program()
    make_windows_runtime()
    make_launchers()
    recipes = (Path(__file__), Path(__file__).with_name("contents.py"), WINDOWS / "compile.py")
    mine = (*recipes, WINDOWS / "system-dlls.txt", TABLE)
    parts = [made(name) for name in ("program", "windows-runtime", "windows-launcher")]
    make("windows-stage", [*parts, ROOT / "uv.lock", *mine], _stage)
    say(f"Windows program: {megabytes(STAGE)}")


def _stage() -> None:
    for folder in (STAGE.parent, WHEELS):
        shutil.rmtree(folder, ignore_errors=True)
    runtime, app = STAGE / "runtime", STAGE / "app"
    shutil.copytree(RUNTIME, runtime, ignore=lambda _f, names: _RUNTIME_DROPPED & set(names))
    unpack_for_windows(WHEELS, MINOR)
    for path in sorted(WHEELS.rglob("*")):
        name = path.relative_to(WHEELS).as_posix()
        if path.is_file() and is_kept(name):
            (app / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, app / name)
    shutil.copytree(PROGRAM, app, dirs_exist_ok=True)
    (STAGE / "LICENCE.txt").write_bytes(_lines((ROOT / "LICENSE").read_text("utf-8")))
    (STAGE / "THIRD-PARTY.txt").write_bytes(_lines(notices(WHEELS, "windows")))
    _one_c_runtime(runtime, app)
    _compile(app)
    (pth,) = runtime.glob("python3*._pth")
    pth.write_bytes(f"{pth.stem}.zip\r\n.\r\n..\\app\r\n".encode())  # nothing else is looked at
    for name in LAUNCHERS:
        shutil.copyfile(launchers.FOLDER / name, STAGE / name)
    for folder in sorted((p for p in STAGE.rglob("*") if p.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()
    for path in STAGE.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    set_times(STAGE)
    check_libraries(STAGE)


def is_kept(name: str) -> bool:
    """Say whether the file `name` of a wheel is installed."""
    if name.startswith(("PySide6/", "shiboken6/")):
        return any(fnmatch(name, pattern) for pattern in _QT_KEPT)
    return is_needed(name) and not any(fnmatch(name, pattern) for pattern in _DROPPED)


def check_libraries(folder: Path) -> None:
    """Check that each library asked for in `folder` lies there or is part of Windows.

    Raises: SetUpError naming those that are missing.
    """
    missing = missing_libraries(folder, read_system_libraries(WINDOWS / "system-dlls.txt"))
    if missing:
        lines = (f"{name} (for {', '.join(sorted(who))})" for name, who in sorted(missing.items()))
        raise SetUpError(f"Libraries that are missing on Windows: {'; '.join(lines)}")


def _lines(text: str) -> bytes:
    """Return `text` with the line ends that Windows' own editor expects, and its mark of UTF-8."""
    return text.replace("\n", "\r\n").encode("utf-8-sig")


def _one_c_runtime(runtime: Path, app: Path) -> None:
    """Put the newest copy of Microsoft's runtime, Qt's, beside the interpreter; drop the others."""
    for path in sorted((app / "PySide6").glob("*140*.dll")):
        if _C_RUNTIME.fullmatch(path.name):
            shutil.copyfile(path, runtime / path.name)
        path.unlink()


def _compile(app: Path) -> None:
    """Compile with the interpreter that will run it; the sources stay out, but for migrations."""
    compiler = BUILD / "windows-compiler"
    shutil.rmtree(compiler, ignore_errors=True)
    shutil.copytree(RUNTIME, compiler)
    for path in compiler.glob("*._pth"):
        path.unlink()  # it would overrule PYTHONHASHSEED
    wine = Wine(BUILD / "wine-compiler", "windows-stage")
    try:
        wine.start()
        script = windows_path(WINDOWS / "compile.py")
        wine.check(compiler / "python.exe", "-S", script, windows_path(app), seconds=600)
    finally:
        wine.stop()
    for path in app.rglob("*.py"):
        is_migration = _MIGRATIONS in path.as_posix()  # Alembic looks for sources
        (path.with_suffix(".pyc") if is_migration else path).unlink()
