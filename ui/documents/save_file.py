"""Writing a document where the person chose, whole or not at all."""

import os
from pathlib import Path

from kbh_desktop.errors import StorageError
from kbh_desktop.i18n import _


def write_new_file(target: Path, content: bytes) -> None:
    """Write `content` to `target`, replacing what was there only when all of it is written.

    Raises:
        StorageError: the folder is missing, full or may not be written.
    """
    part = target.with_name(target.name + ".part")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise StorageError(
            _("{name} could not be written there.").format(name=target.name)
        ) from error
