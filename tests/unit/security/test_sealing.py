import io
import shutil
import subprocess
from pathlib import Path

import pytest

from kbh_desktop.errors import (
    BundleDamagedError,
    BundleNotForUsError,
    BundleSenderError,
    CancelledError,
    InputError,
    StorageError,
)
from kbh_desktop.security.keys import generate_device_keys
from kbh_desktop.security.sealing import (
    check_recipient,
    generate_identity,
    recipient_of,
    seal,
    seal_text,
    sign,
    unseal,
    unseal_text,
    verify,
)

CONTENT = bytes(range(256)) * 1000


def sealed_to(*identities: str) -> bytes:
    out = io.BytesIO()
    seal(io.BytesIO(CONTENT), out, [recipient_of(identity) for identity in identities])
    return out.getvalue()


def unsealed(sealed: bytes, *identities: str) -> bytes:
    out = io.BytesIO()
    unseal(io.BytesIO(sealed), out, identities)
    return out.getvalue()


def test_each_recipient_opens_it() -> None:
    office, recovery = generate_identity(), generate_identity()
    sealed = sealed_to(office, recovery)
    assert unsealed(sealed, office) == CONTENT
    assert unsealed(sealed, generate_identity(), recovery) == CONTENT


def test_nobody_else_opens_it() -> None:
    with pytest.raises(BundleNotForUsError, match="et andet kontor"):
        unsealed(sealed_to(generate_identity()), generate_identity())


@pytest.mark.parametrize("keep", [0, 10, 100, 300, 65_536, 200_000, -1])
def test_a_cut_file_is_damaged(keep: int) -> None:
    identity = generate_identity()
    with pytest.raises(BundleDamagedError):
        unsealed(sealed_to(identity)[:keep], identity)


def test_a_file_with_something_added_is_damaged() -> None:
    identity = generate_identity()
    with pytest.raises(BundleDamagedError):
        unsealed(sealed_to(identity) + b"x", identity)


def test_any_other_file_is_damaged() -> None:
    with pytest.raises(BundleDamagedError, match="ikke en forseglet fil"):
        unsealed(b"PK\x03\x04" * 100, generate_identity())


def test_a_full_disk_is_no_damage() -> None:
    class Full(io.RawIOBase):
        def write(self, data: object) -> int:
            raise OSError(28, "No space left on device")

    identity = generate_identity()
    with pytest.raises(StorageError):
        seal(io.BytesIO(CONTENT), Full(), [recipient_of(identity)])
    with pytest.raises(StorageError):
        unseal(io.BytesIO(sealed_to(identity)), Full(), [identity])


def test_what_the_reader_raises_comes_through() -> None:
    class Stopped(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            raise CancelledError("stopped")

    with pytest.raises(CancelledError, match="stopped"):
        seal(Stopped(), io.BytesIO(), [recipient_of(generate_identity())])


def test_text_is_sealed_as_ascii() -> None:
    identity = generate_identity()
    sealed = seal_text("rød grød 🙂", [recipient_of(identity)])
    assert sealed.isascii()
    assert unseal_text(sealed, identity) == "rød grød 🙂"


def test_a_key_that_is_none_is_refused_without_showing_a_secret() -> None:
    with pytest.raises(InputError, match="hej"):
        check_recipient("hej")
    with pytest.raises(InputError) as refused:
        recipient_of("AGE-SECRET-KEY-1HEMMELIG")
    assert "HEMMELIG" not in str(refused.value)


def test_a_signature_is_good_for_its_message_context_and_sender_only() -> None:
    keys, others = generate_device_keys(), generate_device_keys()
    signature = keys.sign("kbh/1 manifest", b"content")
    assert signature == sign(keys.signing_seed, "kbh/1 manifest", b"content")
    verify(keys.verify_key, "kbh/1 manifest", b"content", signature)
    for verify_key, context, message, given in (
        (others.verify_key, "kbh/1 manifest", b"content", signature),
        (keys.verify_key, "kbh/1 receipt", b"content", signature),
        (keys.verify_key, "kbh/1 manifest", b"Content", signature),
        (keys.verify_key, "kbh/1 manifest", b"content", signature[:-1]),
        (keys.verify_key, "kbh/1 manifest", b"content", b""),
        ("no key", "kbh/1 manifest", b"content", signature),
    ):
        with pytest.raises(BundleSenderError):
            verify(verify_key, context, message, given)


@pytest.mark.skipif(shutil.which("age") is None, reason="the age tool is not installed")
def test_the_age_tool_reads_and_writes_the_same_files(tmp_path: Path) -> None:
    age, identity = shutil.which("age"), generate_identity()
    assert age is not None
    (tmp_path / "identity").write_text(identity)
    (tmp_path / "sealed").write_bytes(sealed_to(identity))
    opened = [age, "-d", "-i", tmp_path / "identity", tmp_path / "sealed"]
    assert subprocess.run(opened, capture_output=True, check=True).stdout == CONTENT
    made = subprocess.run(
        [age, "-r", recipient_of(identity)], input=CONTENT, capture_output=True, check=True
    ).stdout
    assert unsealed(made, identity) == CONTENT
