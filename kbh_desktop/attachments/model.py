"""What an attachment is, and what may be one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _
from kbh_desktop.ids import PersonId

Kind = Literal["photo", "signature", "audio", "file", "form_media"]
"""What it is for; the first word of its file name."""

MOST_BYTES = 20_000_000
"""The largest attachment: a photo of a phone is a third of it, an hour of speech a half."""

EXTENSIONS: Mapping[str, str] = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/svg+xml": "svg",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "audio/ogg": "ogg",
    "audio/wav": "wav",
    "audio/webm": "weba",
    "audio/amr": "amr",
    "audio/flac": "flac",
    "video/mp4": "mp4",
    "application/pdf": "pdf",
}
"""The types that are known, with the ending of their files."""

_TYPES: Mapping[str, str] = {
    **{extension: media_type for media_type, extension in EXTENSIONS.items()},
    "jpeg": "image/jpeg",
    "oga": "audio/ogg",
    "opus": "audio/ogg",
    "webm": "audio/webm",
}
ANY_TYPE = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file in the vault; `sha256` and `size` (bytes) are those of what is stored.

    `owner` is the interview it was made in, or the `form_owner` it belongs to; `path` is the
    question. `is_sealed` says that only the health role and the interviewer can open it.
    """

    id: str
    name: str
    sha256: str
    size: int
    media_type: str
    kind: Kind
    person_id: PersonId | None
    owner: str
    path: str = field(repr=False)
    is_sealed: bool
    is_here: bool
    """Whether the content has arrived, too."""


def type_of(file_name: str) -> str:
    """Return the media type that the ending of `file_name` stands for."""
    return _TYPES.get(file_name.rpartition(".")[2].casefold(), ANY_TYPE)


def ending_of(media_type: str, file_name: str = "") -> str:
    """Return the ending for a media type; of an unknown one that of `file_name`, or `bin`."""
    own = file_name.rpartition(".")[2].casefold() if "." in file_name else ""
    plain = own if own.isascii() and own.isalnum() and len(own) <= 8 else "bin"  # noqa: PLR2004
    return EXTENSIONS.get(media_type, plain)


def form_owner(form_id: str, version: str) -> str:
    """Return what owns the files that a version of a form shows."""
    return f"form {form_id} {version}"


def check_size(size: int) -> None:
    """Let nothing past that is empty or too large.

    Raises: InputError.
    """
    if size == 0:
        raise InputError(_("The file is empty."), field="file")
    if size > MOST_BYTES:
        raise InputError(
            _("The file is {size} MB. At most {most} MB can be kept; make it smaller.").format(
                size=-(-size // 1_000_000), most=MOST_BYTES // 1_000_000
            ),
            field="file",
        )
