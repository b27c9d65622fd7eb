"""Runs the command line as `python -m kbh_desktop.cli`, as installed programs start it."""

import sys

from kbh_desktop.cli import main

if __name__ == "__main__":
    sys.exit(main())
