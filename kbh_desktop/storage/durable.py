"""Making sure that a new file name outlives a power cut."""

import os
from pathlib import Path


def sync_file(path: Path) -> None:
    """Put the content of `path` on the disk."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Put the names in `folder` on the disk, where the system can."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
