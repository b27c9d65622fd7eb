"""Cuts the font files of windows and documents into resources/fonts, once per edition.

python packaging/fonts.py [folder]
"""

import sys
from pathlib import Path

from kbh_desktop.fonts import cut_fonts, is_cut

FOLDER = Path(__file__).resolve().parents[1] / "resources/fonts"

if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    if not is_cut(folder):
        cut_fonts(folder, tell=print)
    print(f"fonts in {folder}")
