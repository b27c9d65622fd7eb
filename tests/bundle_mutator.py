"""Breaks a real bundle at one of its layers and seals what is above it anew, so that it gets in."""

import copy
import hashlib
import io
import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
import zstandard

from kbh_desktop.bundles.codec import CONTEXT, read_lines, verify
from kbh_desktop.bundles.frames import MAGIC, MANIFEST, MOST_FRAME_BYTES, PAYLOAD, frame
from kbh_desktop.security.sealing import seal
from kbh_desktop.storage.change import WIRE, canonical, commitment, digest
from tests.exchange_world import Node

Lines = list[list[Any]]
_FIELDS, _SALT, _COMMITMENT = (WIRE.index(name) + 1 for name in ("fields", "salt", "commitment"))
_ODD: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 2**31, 2**53, 2**63 - 1, 2**63, 2**64 - 1, 2**64, 10**30),
    *(
        -(2**63),
        1.5,
        1e308,
        "",
        "0",
        "*",
        "x" * 300,
        "\x00",
        "æøå\u202e",
        "🙂",
        "c1",
        "l1",
        "office",
    ),
    *([], [[]], {}, {"": None}, {"given": {"a": [1]}}, ["change"], "0" * 32, "00" * 16, "0" * 64),
    *("test_citizen", "test_talk", "x", "w", "a.", "_deleted", "_reason.given", {"_deleted": 7}),
)


@dataclass(frozen=True, slots=True)
class Original:
    """A bundle taken apart, and who can put it together again."""

    content: bytes
    stream: bytes
    packed: bytes
    lines: Lines
    manifest: dict[str, Any]
    sign: Callable[[bytes], bytes]
    recipient: str


def taken_apart(path: Path, sender: Node, receiver: Node) -> Original:
    """Return the layers of the bundle `path`."""
    identities = [receiver.keys.identity]
    manifest = dict(verify(path, identities, lambda *_: None))
    lines: Lines = []
    read_lines(path, identities, manifest, lines.extend)
    raw = b"".join(orjson.dumps(line) + b"\n" for line in lines)
    packed = zstandard.ZstdCompressor(level=3, write_checksum=True).compress(raw)

    def sign(body: bytes) -> bytes:
        return sender.keys.sign(CONTEXT, body)

    stream = _stream(packed, _completed(manifest, lines, raw, packed), sign)
    return Original(
        path.read_bytes(), stream, packed, lines, manifest, sign, receiver.keys.recipient
    )


def broken(original: Original, layer: str, chance: random.Random) -> bytes:
    """Return the bytes of a bundle broken at `layer`, one of `LAYERS`."""
    return LAYERS[layer](original, chance)


def _file(original: Original, chance: random.Random) -> bytes:
    return _changed(original.content, chance)


def _frames(original: Original, chance: random.Random) -> bytes:
    return _sealed(original, _changed(original.stream, chance))


def _compressed(original: Original, chance: random.Random) -> bytes:
    packed = _changed(original.packed, chance)
    raw = b"".join(orjson.dumps(line) + b"\n" for line in original.lines)
    manifest = _completed(original.manifest, original.lines, raw, packed)
    return _sealed(original, _stream(packed, manifest, original.sign))


def _text(original: Original, chance: random.Random) -> bytes:
    """Break the text of the lines; the sizes said are those of the broken text."""
    raw = _changed(b"".join(orjson.dumps(line) + b"\n" for line in original.lines), chance)
    return _packed(original, raw, raw.count(b"\n"), original.manifest)


def _values(original: Original, chance: random.Random) -> bytes:
    """Put odd values into the lines; half of the time with a digest and a census that fit."""
    lines: Lines = json.loads(json.dumps(original.lines))
    for _time in range(chance.randint(1, 3)):
        chance.choice((_odd_value, _odd_value, _odd_value, _odd_line))(lines, chance)
    manifest = original.manifest
    if chance.random() < 0.6:
        for line in lines:
            _resealed(line)
        manifest = {**manifest, "census": _census(lines)}
    raw = b"".join(_dumped(line) + b"\n" for line in lines)
    return _packed(original, raw, len(lines), manifest)


def _manifest(original: Original, chance: random.Random) -> bytes:
    """Put odd values into the signed manifest, or break its text before it is signed."""
    raw = b"".join(orjson.dumps(line) + b"\n" for line in original.lines)
    said = _completed(original.manifest, original.lines, raw, original.packed)
    for _time in range(chance.randint(1, 2)):
        name = chance.choice(list(said))
        if chance.random() < 0.1:
            del said[name]
        else:
            said[name] = _odd(chance)
    body = _dumped(said)
    body = body if chance.random() < 0.8 else _changed(body, chance)
    return _sealed(original, _stream(original.packed, body, original.sign))


LAYERS: dict[str, Callable[[Original, random.Random], bytes]] = {
    "file": _file,
    "frames": _frames,
    "compressed": _compressed,
    "text": _text,
    "values": _values,
    "manifest": _manifest,
}


def _changed(content: bytes, chance: random.Random) -> bytes:
    """Return `content` with a few bits, bytes or pieces changed."""
    found = bytearray(content)
    for _time in range(chance.choice((1, 1, 1, 2, 5))):
        place = chance.randrange(len(found) + 1)
        end = min(len(found), place + chance.choice((1, 1, 4, 64, 5_000)))
        match chance.randrange(6):
            case 0 if found:
                found[place % len(found)] ^= 1 << chance.randrange(8)
            case 1:
                del found[place:]
            case 2:
                del found[place:end]
            case 3:
                found[place:place] = found[place:end]
            case 4:
                found[place:end] = chance.randbytes(end - place)
            case _:
                found[place:place] = chance.choice(
                    (b"\x00", b"\n", b"[", b"\xff", b'"', b"P", b"M")
                )
    return bytes(found)


def _odd(chance: random.Random) -> Any:
    return copy.deepcopy(chance.choice(_ODD))


def _odd_value(lines: Lines, chance: random.Random) -> None:
    if not lines:
        return
    line = chance.choice(lines)
    place: Any = line
    where: Any = chance.randrange(len(line)) if line else None
    while where is not None and isinstance(place[where], (list, dict)) and place[where]:
        if chance.random() < 0.3:
            break
        place = place[where]
        where = chance.choice(list(place) if isinstance(place, dict) else range(len(place)))
    if where is not None:
        place[where] = _odd(chance)


def _odd_line(lines: Lines, chance: random.Random) -> None:
    match chance.randrange(4):
        case 0 if lines:
            del lines[chance.randrange(len(lines))]
        case 1 if lines:
            lines.insert(chance.randrange(len(lines)), list(chance.choice(lines)))
        case 2:
            chance.shuffle(lines)
        case _:
            word = chance.choice(("have", "released", "assigned", "whole", "echo", "change"))
            lines.insert(
                chance.randrange(len(lines) + 1),
                [word, *(_odd(chance) for _ in range(chance.randrange(4)))],
            )


def _resealed(line: list[Any]) -> None:
    """Let the commitment and the digest of a change fit what it says, where they can."""
    if len(line) != len(WIRE) + 1 or line[0] != "change":
        return
    try:
        if line[_FIELDS] is not None:
            line[_COMMITMENT] = commitment(line[_SALT], canonical(line[_FIELDS]))
        line[-1] = digest([*line[1:_FIELDS], line[_COMMITMENT]])
    except (TypeError, ValueError):
        return


def _census(lines: Lines) -> dict[str, int]:
    found: dict[str, int] = {}
    for line in lines:
        if len(line) == len(WIRE) + 1 and line[0] == "change":
            entity = str(line[WIRE.index("entity") + 1])
            found[entity] = found.get(entity, 0) + 1
    return found


def _packed(original: Original, raw: bytes, rows: int, manifest: dict[str, Any]) -> bytes:
    packed = zstandard.ZstdCompressor(level=1).compress(raw)
    said = {**_completed(manifest, original.lines, raw, packed), "rows": rows}
    return _sealed(original, _stream(packed, said, original.sign))


def _completed(manifest: dict[str, Any], lines: Lines, raw: bytes, packed: bytes) -> dict[str, Any]:
    hashed = hashlib.sha256(packed).hexdigest()
    return {**manifest, "rows": len(lines), "raw": len(raw), "sha256": hashed}


def _stream(
    packed: bytes, manifest: dict[str, Any] | bytes, sign: Callable[[bytes], bytes]
) -> bytes:
    body = manifest if isinstance(manifest, bytes) else orjson.dumps(manifest)
    pieces = (
        frame(PAYLOAD, packed[start : start + MOST_FRAME_BYTES])
        for start in range(0, len(packed), MOST_FRAME_BYTES)
    )
    return MAGIC + b"".join(pieces) + frame(MANIFEST, body, sign(body))


def _sealed(original: Original, stream: bytes) -> bytes:
    out = io.BytesIO()
    seal(io.BytesIO(stream), out, [original.recipient])
    return out.getvalue()


def _dumped(value: Any) -> bytes:
    """Return JSON as other programs might write it, with numbers of any size."""
    return json.dumps(value, ensure_ascii=False).encode()
