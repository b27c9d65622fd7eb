"""The version of the program that runs."""

from importlib.metadata import PackageNotFoundError, version

UNKNOWN = "0.0"


def program_version() -> str:
    """Return the version that is installed; the lowest one where that can't be told."""
    try:
        return version("kbh-desktop")
    except PackageNotFoundError:
        return UNKNOWN
