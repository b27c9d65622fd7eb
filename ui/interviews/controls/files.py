"""Where controls keep the files that are answers."""

from collections.abc import Callable
from hashlib import sha256
from typing import Protocol

from kbh_desktop.attachments.model import Kind, check_size, ending_of
from kbh_desktop.errors import NotFoundError
from kbh_desktop.i18n import _

Media = Callable[[str], bytes | None]
"""Returns a picture or sound that the form shows, by its file name."""


class Files(Protocol):
    """Keeps files; the name it gives is the answer."""

    def keep(self, key: str, content: bytes, kind: Kind, media_type: str, /) -> str:
        """Keep a file for the question at `key` and return its name."""

    def read(self, name: str, /) -> bytes:
        """Return the content of a file."""


class FilesInHand:
    """Keeps files only as long as the form is tried out."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def keep(self, _key: str, content: bytes, kind: Kind, media_type: str, /) -> str:
        """Keep a file until the window closes.

        Raises: InputError when it is empty or too large.
        """
        check_size(len(content))
        name = f"{kind}-{sha256(content).hexdigest()[:16]}.{ending_of(media_type)}"
        self._kept[name] = content
        return name

    def read(self, name: str, /) -> bytes:
        """Return the content of a file.

        Raises: NotFoundError.
        """
        if name not in self._kept:
            raise NotFoundError(_("There is no file {name} here.").format(name=name))
        return self._kept[name]


def no_media(_name: str) -> bytes | None:
    """Return that the form shows no files."""
    return None
