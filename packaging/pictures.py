"""Draws every screen with invented people into a folder, as PNG files.

python packaging/pictures.py FOLDER [--dark] [--text 150] [--size 1280x800] [--only NAME ...]
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_SCALE_FACTOR", "1")
sys.path.insert(0, str(Path(__file__).parent))

from PySide6.QtCore import QSize
from tour import SCREENS, Tour

from ui.main import make_application
from ui.preferences import Preferences


def parsed(arguments: list[str]) -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser(prog="pictures.py", description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--text", type=int, default=100, metavar="PERCENT")
    parser.add_argument("--size", default="1280x800", metavar="WIDTHxHEIGHT")
    parser.add_argument("--only", nargs="+", choices=SCREENS, metavar="NAME", default=SCREENS)
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> int:
    """Draw what `arguments` ask for and print the name of each file."""
    wanted = parsed(arguments)
    wanted.folder.mkdir(parents=True, exist_ok=True)
    make_application()
    look = Preferences(mode="dark" if wanted.dark else "light", text_percent=wanted.text)
    size = QSize(*map(int, wanted.size.split("x")))
    with tempfile.TemporaryDirectory(prefix="kbh-pictures-") as folder:
        tour = Tour(Path(folder), size=size, look=look)
        for name in wanted.only:
            SCREENS[name](tour)
            tour.settle()
            path = wanted.folder / f"{name}.png"
            tour.window.grab().save(str(path))
            print(path, flush=True)
            tour.close_dialogs()
        tour.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
