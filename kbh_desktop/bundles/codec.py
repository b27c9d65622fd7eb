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
    MAGIC,
    MANIFEST,
    MOST_FRAME_BYTES,
    PAYLOAD,
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
_STEP = 1 << 14
_BATCH = 500

Manifest = Mapping[str, Any]
Line = list[Any]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a bundle may ask of the receiver: bytes, lines, and how far it may expand."""

    file: int = 2 << 30
    raw: int = 4 << 30
    line: int = 8 << 20
    ratio: int = 200
    rows: int = 5_000_000
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
) -> Written:
    """Write the bundle `path`; `manifest` is asked after the last line.

    A torn bundle never has the final name: it is a `.part` file until it is on the disk whole.
    """
    payload = _Payload(lines)
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
    """Compresses lines into pieces, counting and hashing."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._lines = lines
        self.rows = 0
        self.raw = 0
        self.hash = hashlib.sha256()

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

    def _framed(self, data: bytes) -> Iterator[bytes]:
        for start in range(0, len(data), MOST_FRAME_BYTES):
            piece = data[start : start + MOST_FRAME_BYTES]
            self.hash.update(piece)
            yield frame(PAYLOAD, piece)


def _pieces(
    payload: _Payload, manifest: Callable[[], Manifest], sign: Callable[[bytes], bytes]
) -> Iterator[bytes]:
    yield MAGIC
    yield from payload.frames()
    body = orjson.dumps(
        {
            **manifest(),
            "rows": payload.rows,
            "raw": payload.raw,
            "sha256": payload.hash.hexdigest(),
        },
        option=orjson.OPT_SORT_KEYS,
    )
    if len(body) > MOST_FRAME_BYTES:
        raise BundleError(_("There is too much to say about this bundle. Export more often."))
    yield frame(MANIFEST, body, sign(body))


def verify(
    path: Path,
    identity: str,
    check_sender: Callable[[Manifest, bytes, bytes], None],
    limits: Limits = LIMITS,
) -> Manifest:
    """Return the manifest after the first pass, in which nothing of the payload is parsed.

    `check_sender(manifest, signed bytes, signature)` raises unless a known sender signed it.

    Raises: BundleDamagedError, BundleNotForUsError, BundleTooNewError, and what it raises.
    """
    if path.stat().st_size > limits.file:
        raise BundleDamagedError(_("This file is too large to be a bundle."))
    hashed = hashlib.sha256()
    compressed = 0
    ends: list[tuple[bytes, bytes]] = []

    def on_frame(kind: bytes, body: bytes, signature: bytes) -> None:
        nonlocal compressed
        if kind == MANIFEST:
            ends.append((body, signature))
        else:
            hashed.update(body)
            compressed += len(body)

    _walk(path, identity, on_frame)
    ((body, signature),) = ends
    manifest = _parsed(body)
    check_sender(manifest, body, signature)
    if hashed.hexdigest() != manifest["sha256"]:
        raise damaged()
    _check_sizes(manifest, compressed, limits)
    return manifest


def _parsed(body: bytes) -> Manifest:
    """Return the manifest in `body`, not yet believed."""
    try:
        manifest = orjson.loads(body)
    except ValueError:
        raise damaged() from None
    sized = isinstance(manifest, dict) and all(
        type(manifest.get(name)) is int and manifest[name] >= 0 for name in ("rows", "raw")
    )
    if not sized or not isinstance(manifest.get("sha256"), str):
        raise damaged()
    return dict(manifest)


def _check_sizes(manifest: Manifest, compressed: int, limits: Limits) -> None:
    too_much = (
        manifest["raw"] > limits.raw
        or manifest["rows"] > limits.rows
        or manifest["raw"] > 1_000 + limits.ratio * compressed
    )
    if too_much:
        raise BundleDamagedError(_("This bundle says that it holds more than it can."))


def read_lines(
    path: Path,
    identity: str,
    manifest: Manifest,
    sink: Callable[[list[Line]], None],
    limits: Limits = LIMITS,
) -> None:
    """Hand the lines of a verified bundle to `sink` in batches: the second pass.

    The caller holds one transaction open and rolls it back on any exception.

    Raises: BundleDamagedError, and what `sink` raises.
    """
    reader = _LineReader(manifest, sink, limits)
    _walk(path, identity, reader.on_frame)
    reader.finish()


class _LineReader:
    def __init__(
        self, manifest: Manifest, sink: Callable[[list[Line]], None], limits: Limits
    ) -> None:
        self._manifest = manifest
        self._sink = sink
        self._limits = limits
        self._decompressor = zstandard.ZstdDecompressor(
            max_window_size=limits.window
        ).decompressobj()
        self._hash = hashlib.sha256()
        self._rest = b""
        self._raw = 0
        self._rows = 0
        self._batch: list[Line] = []

    def on_frame(self, kind: bytes, body: bytes, _signature: bytes) -> None:
        """Take one frame of the second pass."""
        if kind != PAYLOAD:
            return
        self._hash.update(body)
        for start in range(0, len(body), _STEP):  # small steps bound one expansion
            try:
                raw = self._decompressor.decompress(body[start : start + _STEP])
            except zstandard.ZstdError:
                raise damaged() from None
            self._take(raw)

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
        self._rows += len(self._batch)
        batch, self._batch = self._batch, []
        self._sink(batch)

    def finish(self) -> None:
        """Hand over what is left and check that all of it was there."""
        self._hand_over()
        found = (self._hash.hexdigest(), self._rows, self._raw, self._rest)
        said = (*(self._manifest[name] for name in ("sha256", "rows", "raw")), b"")
        if found != said:  # the file changed between the two passes
            raise damaged()


def _line(text: bytes) -> Line:
    try:
        line = orjson.loads(text)
    except ValueError:
        raise damaged() from None
    if not isinstance(line, list) or not line:
        raise damaged()
    return line


def _walk(path: Path, identity: str, on_frame: Callable[[bytes, bytes, bytes], None]) -> None:
    parser = FrameParser(on_frame)
    with path.open("rb") as source:
        unseal(source, parser, [identity])
    parser.finish()
