"""A bundle is whole, from whom it says and within its limits, or it is refused before use."""

import hashlib
import io
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import orjson
import pyrage
import pytest
import zstandard

from kbh_desktop.bundles import codec
from kbh_desktop.bundles.codec import CONTEXT, LIMITS, clean_up, read_lines, verify, write_bundle
from kbh_desktop.bundles.frames import MAGIC, MANIFEST, PAYLOAD, frame
from kbh_desktop.errors import (
    BundleDamagedError,
    BundleNotForUsError,
    BundleSenderError,
    BundleTooNewError,
    CancelledError,
)
from kbh_desktop.security import sealing
from kbh_desktop.security.keys import generate_device_keys, generate_office_keys

OFFICE = generate_office_keys()
LAPTOP = generate_device_keys()
LINES = [orjson.dumps([n, hashlib.sha512(bytes([n])).hexdigest()]) for n in range(200)]


def from_laptop(_manifest, body, signature):
    sealing.verify(LAPTOP.verify_key, CONTEXT, body, signature)


def write(path: Path, lines=LINES, *, sender=LAPTOP, recipients=(OFFICE.recipient,)):
    return write_bundle(
        path,
        lines,
        lambda: {"sender": "laptop"},
        lambda body: sender.sign(CONTEXT, body),
        recipients,
    )


def read(path: Path, **options) -> list:
    manifest = verify(path, [OFFICE.identity], from_laptop, **options)
    found: list = []
    read_lines(path, [OFFICE.identity], manifest, found.extend, **options)
    return found


@pytest.fixture
def bundle(tmp_path):
    path = tmp_path / "a.kbhx"
    write(path)
    return path


def sealed(path: Path, *pieces: bytes) -> Path:
    """Write a bundle of any pieces, encrypted to the office."""
    path.write_bytes(pyrage.encrypt(b"".join(pieces), [_office()]))
    return path


def _office():
    return pyrage.x25519.Recipient.from_str(OFFICE.recipient)


def signed(payload: bytes, **said) -> bytes:
    """Return a manifest that a known sender signed, whatever it says."""
    body = orjson.dumps(
        {"sha256": hashlib.sha256(payload).hexdigest(), "rows": 1, "raw": 10, **said}
    )
    return frame(MANIFEST, body, LAPTOP.sign(CONTEXT, body))


def test_what_was_written_is_read(bundle):
    assert read(bundle) == [orjson.loads(line) for line in LINES]


def test_the_manifest_counts_and_hashes_the_payload(bundle):
    manifest = verify(bundle, [OFFICE.identity], from_laptop)
    assert manifest["rows"] == 200
    assert manifest["raw"] == sum(len(line) + 1 for line in LINES)
    assert manifest["sender"] == "laptop"


def test_an_empty_bundle_is_a_bundle(tmp_path):
    write(tmp_path / "a.kbhx", [])
    assert read(tmp_path / "a.kbhx") == []


def test_every_truncation_is_refused(bundle):
    content = bundle.read_bytes()
    for length in [*range(0, len(content), 61), len(content) - 1]:
        bundle.write_bytes(content[:length])
        with pytest.raises(BundleDamagedError):
            read(bundle)


def test_every_flipped_bit_is_refused(bundle):
    content = bundle.read_bytes()
    for place in range(0, len(content), 13):
        flipped = bytearray(content)
        flipped[place] ^= 1 << place % 8
        bundle.write_bytes(flipped)
        with pytest.raises((BundleDamagedError, BundleNotForUsError)):
            read(bundle)


def test_bytes_behind_the_end_are_refused(bundle):
    bundle.write_bytes(bundle.read_bytes() + b"more")
    with pytest.raises(BundleDamagedError):
        read(bundle)


@pytest.mark.parametrize("content", [b"", b"hello", b"age-encryption.org/v1\n", b"\0" * 5_000])
def test_any_other_file_is_no_bundle(tmp_path, content):
    (tmp_path / "a.kbhx").write_bytes(content)
    with pytest.raises(BundleDamagedError):
        read(tmp_path / "a.kbhx")


def test_a_bundle_for_another_office_is_not_for_us(tmp_path):
    write(tmp_path / "a.kbhx", recipients=[generate_office_keys().recipient])
    with pytest.raises(BundleNotForUsError):
        read(tmp_path / "a.kbhx")


def test_nothing_is_parsed_before_the_signature_was_checked(tmp_path, monkeypatch):
    write(tmp_path / "a.kbhx", sender=generate_device_keys())
    monkeypatch.setattr(codec, "_line", lambda _text: pytest.fail("parsed"))
    with pytest.raises(BundleSenderError):
        read(tmp_path / "a.kbhx")


def test_a_newer_format_asks_for_an_update(tmp_path):
    path = sealed(tmp_path / "a.kbhx", b"kbh-bundle/3\n", b"whatever")
    with pytest.raises(BundleTooNewError):
        read(path)


def test_a_payload_that_was_exchanged_under_the_manifest_is_refused(tmp_path):
    payload = zstandard.compress(b"[1]\n")
    other = zstandard.compress(b"[2]\n")
    path = sealed(tmp_path / "a.kbhx", MAGIC, frame(PAYLOAD, other), signed(payload, raw=4))
    with pytest.raises(BundleDamagedError):
        read(path)


@pytest.mark.parametrize(
    "said",
    [
        {"rows": -1},
        {"rows": 10**9},
        {"raw": 10**12},
        {"raw": 5_000_000},
        {"rows": True},
        {"sha256": None},
    ],
)
def test_a_signed_manifest_that_cannot_be_true_is_refused(tmp_path, said):
    payload = zstandard.compress(b"[1]\n")
    path = sealed(tmp_path / "a.kbhx", MAGIC, frame(PAYLOAD, payload), signed(payload, **said))
    with pytest.raises(BundleDamagedError):
        read(path)


def test_a_bomb_from_a_known_sender_is_refused_while_it_is_small(tmp_path):
    bomb = zstandard.ZstdCompressor(level=19).compress(b"[1]\n" * (1 << 24))
    path = sealed(tmp_path / "a.kbhx", MAGIC, frame(PAYLOAD, bomb), signed(bomb, raw=1_000))
    manifest = verify(path, [OFFICE.identity], from_laptop)
    handed_over: list = []
    with pytest.raises(BundleDamagedError):
        read_lines(path, [OFFICE.identity], manifest, handed_over.extend)
    assert handed_over == []


def test_a_line_without_end_is_refused(tmp_path):
    limits = replace(LIMITS, line=1_000)
    write(tmp_path / "a.kbhx", [b'["' + bytes([97]) * 100_000 + b'"]'])
    with pytest.raises(BundleDamagedError):
        read(tmp_path / "a.kbhx", limits=limits)


def test_a_file_too_large_is_refused_unread(bundle):
    with pytest.raises(BundleDamagedError):
        read(bundle, limits=replace(LIMITS, file=100))


@pytest.mark.parametrize("line", [b"{}", b"[]", b"[1", b"7", b"\xff"])
def test_a_line_that_is_no_list_is_refused(tmp_path, line):
    write(tmp_path / "a.kbhx", [line])
    with pytest.raises(BundleDamagedError):
        read(tmp_path / "a.kbhx")


@pytest.mark.parametrize(
    "pieces",
    [
        [b"kbh-bundl"],
        [MAGIC],
        [MAGIC, frame(b"Q", b"")],
        [MAGIC, PAYLOAD, b"\xff\xff\xff\xff"],
        [MAGIC, frame(PAYLOAD, b"no zstd"), signed(b"no zstd", raw=7)],
        [MAGIC, frame(MANIFEST, b"no json", bytes(64))],
        [MAGIC, signed(b"", raw=0, rows=0), frame(PAYLOAD, b"")],
    ],
)
def test_frames_that_are_no_bundle_are_refused(tmp_path, pieces):
    with pytest.raises(BundleDamagedError):
        read(sealed(tmp_path / "a.kbhx", *pieces))


def test_a_failed_export_leaves_nothing(tmp_path):
    def lines():
        yield b"[1]"
        message = "stopped"
        raise CancelledError(message)

    with pytest.raises(CancelledError):
        write(tmp_path / "a.kbhx", lines())
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_export_left_is_cleaned_up(tmp_path, bundle):
    (tmp_path / "b.kbhx.part").write_bytes(b"half")
    assert clean_up(tmp_path) == 1
    assert list(tmp_path.iterdir()) == [bundle]


@pytest.mark.skipif(shutil.which("age") is None, reason="needs the age tool")
def test_the_age_tool_opens_it_and_what_the_tool_seals_is_read(tmp_path, bundle):
    (tmp_path / "key").write_text(OFFICE.identity + "\n")
    opened = subprocess.run(
        ["age", "-d", "-i", tmp_path / "key", bundle], capture_output=True, check=True
    ).stdout
    assert opened.startswith(MAGIC)
    path = tmp_path / "b.kbhx"
    subprocess.run(
        ["age", "-r", OFFICE.recipient, "-o", path], input=opened, capture_output=True, check=True
    )
    assert read(path) == read(bundle)


def test_what_was_encrypted_at_once_is_read_in_pieces(tmp_path, bundle):
    out = io.BytesIO()
    with bundle.open("rb") as source:
        sealing.unseal(source, out, [OFFICE.identity])
    assert read(sealed(tmp_path / "b.kbhx", out.getvalue())) == read(bundle)
