"""Writes and reads bundle files as FORMAT.md specifies, in little memory whatever their size."""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
import zstandard

from kbh_desktop.bundles.frames import (
    CONTENT,
    MAGIC,
    MAGIC_WITH_FILES,
    MANIFEST,
    MOST_FRAME_BYTES,
    PAYLOAD,
    PLAIN,
    FrameParser,
    Pieces,
    damaged,
    frame,
)
from kbh_desktop.errors import BundleDamagedError, BundleError
from kbh_desktop.i18n import _
from kbh_desktop.security.sealing import seal, unseal
from kbh_desktop.storage.durable import sync_folder

CONTEXT = "kbh-bundle/1 manifest"
_CHUNK = 1 << 18
_STEP = 1 << 10
_BATCH = 500

Manifest = Mapping[str, Any]
Line = list[Any]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a bundle may ask of the receiver: bytes, lines, how far it may expand, and files."""

    file: int = 2 << 30
    raw: int = 4 << 30
    line: int = 8 << 20
    ratio: int = 200
    rows: int = 5_000_000
    content: int = 1 << 30
    window: int = 8 << 20


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Written:
    """What is in a bundle just written: lines, bytes before compression, bytes of the file."""

    rows: int
    raw: int
    size: int


def write_bundle(
    path: Path,
    lines: Iterable[bytes],
    manifest: Callable[[], Manifest],
    sign: Callable[[bytes], bytes],
    recipients: Sequence[str],
    files: Iterable[bytes] | None = None,
) -> Written:
    """Write the bundle `path`; `manifest` is asked after the last line and file.

    `files` are the bodies of content frames; without them the bundle has the format of old.

    A torn bundle never has the final name: it is a `.part` file until it is on the disk whole.
    """
    payload = _Payload(lines, files)
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as out:
            pieces = Pieces(_pieces(payload, manifest, sign))
            seal(pieces, out, recipients)
            out.flush()
            os.fsync(out.fileno())
            size = out.tell()
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    sync_folder(path.parent)
    return Written(payload.rows, payload.raw, size)


def clean_up(folder: Path) -> int:
    """Remove what a killed export left behind; return how many files."""
    parts = list(folder.glob("*.kbhx.part"))
    for part in parts:
        part.unlink(missing_ok=True)
    return len(parts)


class _Payload:
    """Compresses lines into pieces, counting and hashing; files follow as they are."""

    def __init__(self, lines: Iterable[bytes], files: Iterable[bytes] | None) -> None:
        self._lines = lines
        self._files = files
        self.rows = 0
        self.raw = 0
        self.hash = hashlib.sha256()
        self._content_bytes = 0
        self._content_hash = hashlib.sha256()

    @property
    def magic(self) -> bytes:
        """What the bundle begins with."""
        return MAGIC if self._files is None else MAGIC_WITH_FILES

    def frames(self) -> Iterator[bytes]:
        """Give the payload as frames."""
        compressor = zstandard.ZstdCompressor(level=3, write_checksum=True).compressobj()
        waiting: list[bytes] = []
        size = 0
        for line in self._lines:
            waiting += (line, b"\n")
            size += len(line) + 1
            self.rows += 1
            if size >= _CHUNK:
                yield from self._framed(compressor.compress(b"".join(waiting)))
                self.raw += size
                waiting.clear()
                size = 0
        self.raw += size
        yield from self._framed(compressor.compress(b"".join(waiting)) + compressor.flush())
        for piece in self._files or ():
            self._content_bytes += len(piece)
            self._content_hash.update(piece)
            yield frame(CONTENT, piece)

    def sizes(self) -> Manifest:
        """Return what the manifest says of all that was given."""
        said = {"rows": self.rows, "raw": self.raw, "sha256": self.hash.hexdigest()}
        if self._files is None:
            return said
        return {
            **said,
            "content_bytes": self._content_bytes,
            "content_sha256": self._content_hash.hexdigest(),
        }

    def _framed(self, data: bytes) -> Iterator[bytes]:
        for start in range(0, len(data), MOST_FRAME_BYTES):
            piece = data[start : start + MOST_FRAME_BYTES]
            self.hash.update(piece)
            yield frame(PAYLOAD, piece)


def _pieces(
    payload: _Payload, manifest: Callable[[], Manifest], sign: Callable[[bytes], bytes]
) -> Iterator[bytes]:
    yield payload.magic
    yield from payload.frames()
    body = orjson.dumps({**manifest(), **payload.sizes()}, option=orjson.OPT_SORT_KEYS)
    if len(body) > MOST_FRAME_BYTES:
        raise BundleError(_("There is too much to say about this bundle. Export more often."))
    yield frame(MANIFEST, body, sign(body))


def verify(
    path: Path,
    identities: Sequence[str],
    check_sender: Callable[[Manifest, bytes, bytes], None],
    limits: Limits = LIMITS,
) -> Manifest:
    """Return the manifest after the first pass, in which nothing of the payload is parsed.

    `check_sender(manifest, signed bytes, signature)` raises unless a known sender signed it.

    Raises: BundleDamagedError, BundleNotForUsError, BundleTooNewError, and what it raises.
    """
    if path.stat().st_size > limits.file:
        raise BundleDamagedError(_("This file is too large to be a bundle."))
    hashes = {PAYLOAD: hashlib.sha256(), CONTENT: hashlib.sha256()}
    sizes = dict.fromkeys(hashes, 0)
    ends: list[tuple[bytes, bytes]] = []

    def on_frame(kind: bytes, body: bytes, signature: bytes) -> None:
        if kind == MANIFEST:
            ends.append((body, signature))
        else:
            hashes[kind].update(body)
            sizes[kind] += len(body)

    number = _walk(path, identities, on_frame)
    ((body, signature),) = ends
    manifest = _parsed(body, number)
    check_sender(manifest, body, signature)
    if hashes[PAYLOAD].hexdigest() != manifest["sha256"]:
        raise damaged()
    if number != PLAIN and _content_said(manifest) != (
        sizes[CONTENT],
        hashes[CONTENT].hexdigest(),
    ):
        raise damaged()
    _check_sizes(manifest, sizes[PAYLOAD], limits)
    return manifest


def _content_said(manifest: Manifest) -> tuple[int, str]:
    return manifest["content_bytes"], manifest["content_sha256"]


def _parsed(body: bytes, number: int) -> Manifest:
    """Return the manifest in `body` of a bundle of format `number`, not yet believed."""
    try:
        manifest = orjson.loads(body)
    except ValueError:
        raise damaged() from None
    with_files = number != PLAIN
    sizes = ("rows", "raw", "content_bytes") if with_files else ("rows", "raw")
    texts = ("sha256", "content_sha256") if with_files else ("sha256",)
    well_built = (
        isinstance(manifest, dict)
        and all(type(manifest.get(name)) is int and manifest[name] >= 0 for name in sizes)
        and all(isinstance(manifest.get(name), str) for name in texts)
    )
    if not well_built:
        raise damaged()
    return {**manifest, "content_bytes": manifest["content_bytes"] if with_files else 0}


def _check_sizes(manifest: Manifest, compressed: int, limits: Limits) -> None:
    too_much = (
        manifest["raw"] > limits.raw
        or manifest["rows"] > limits.rows
        or manifest["content_bytes"] > limits.content
        or manifest["raw"] > 1_000 + limits.ratio * compressed
    )
    if too_much:
        raise BundleDamagedError(_("This bundle says that it holds more than it can."))


def _not_wanted(_body: bytes) -> None:
    """Let a file pass."""


def read_lines(
    path: Path,
    identities: Sequence[str],
    manifest: Manifest,
    sink: Callable[[list[Line]], None],
    limits: Limits = LIMITS,
    take_file: Callable[[bytes], None] = _not_wanted,
) -> None:
    """Hand the lines of a verified bundle to `sink` in batches: the second pass.

    The bodies of its content frames follow in `take_file`.

    The caller holds one transaction open and rolls it back on any exception.

    Raises: BundleDamagedError, and what `sink` raises.
    """
    reader = _LineReader(manifest, sink, take_file, limits)
    _walk(path, identities, reader.on_frame)
    reader.finish()


class _LineReader:
    def __init__(
        self,
        manifest: Manifest,
        sink: Callable[[list[Line]], None],
        take_file: Callable[[bytes], None],
        limits: Limits,
    ) -> None:
        self._manifest = manifest
        self._sink = sink
        self._hand_file_over = take_file
        self._limits = limits
        self._decompressor = zstandard.ZstdDecompressor(
            max_window_size=limits.window
        ).decompressobj()
        self._hash = hashlib.sha256()
        self._content_hash = hashlib.sha256()
        self._rest = b""
        self._raw = 0
        self._rows = 0
        self._batch: list[Line] = []

    def on_frame(self, kind: bytes, body: bytes, _signature: bytes) -> None:
        """Take one frame of the second pass."""
        if kind == CONTENT:
            self._take_file(body)
        if kind != PAYLOAD:
            return
        self._hash.update(body)
        for start in range(0, len(body), _STEP):  # 32 MB at most, from one of zeros
            try:
                raw = self._decompressor.decompress(body[start : start + _STEP])
            except zstandard.ZstdError:
                raise damaged() from None
            self._take(raw)

    def _take_file(self, body: bytes) -> None:
        self._hand_over()
        self._content_hash.update(body)
        self._hand_file_over(body)

    def _take(self, raw: bytes) -> None:
        self._raw += len(raw)
        if self._raw > self._manifest["raw"]:
            raise damaged()
        *lines, self._rest = (self._rest + raw).split(b"\n")
        if len(self._rest) > self._limits.line:
            raise damaged()
        self._batch += map(_line, lines)
        if len(self._batch) >= _BATCH:
            self._hand_over()

    def _hand_over(self) -> None:
        if self._batch:
            self._rows += len(self._batch)
            batch, self._batch = self._batch, []
            self._sink(batch)

    def finish(self) -> None:
        """Hand over what is left and check that all of it was there."""
        self._hand_over()
        found = (self._hash.hexdigest(), self._rows, self._raw, self._rest)
        said = (*(self._manifest[name] for name in ("sha256", "rows", "raw")), b"")
        same_files = self._content_hash.hexdigest() == self._manifest.get(
            "content_sha256", hashlib.sha256().hexdigest()
        )
        if found != said or not same_files:  # the file changed between the two passes
            raise damaged()


def _line(text: bytes) -> Line:
    try:
        line = orjson.loads(text)
    except ValueError:
        raise damaged() from None
    if not isinstance(line, list) or not line:
        raise damaged()
    return line


def _walk(
    path: Path, identities: Sequence[str], on_frame: Callable[[bytes, bytes, bytes], None]
) -> int:
    """Hand over the frames of the bundle and return its format."""
    parser = FrameParser(on_frame)
    with path.open("rb") as source:
        unseal(source, parser, identities)
    parser.finish()
    return parser.format
