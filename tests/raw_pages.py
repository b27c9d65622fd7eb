"""The pages of a SQLCipher file in clear, those that are free as well, without SQLite."""

from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

_PAGE, _RESERVE, _IV, _SALT = 4096, 80, 16, 16


def clear_pages(path: Path, key: bytes) -> Iterator[bytes]:
    """Yield what stands in each page of the database file, decrypted with its raw key."""
    content = path.read_bytes()
    assert content
    assert len(content) % _PAGE == 0
    for start in range(0, len(content), _PAGE):
        page = content[start : start + _PAGE]
        iv = page[-_RESERVE : -_RESERVE + _IV]
        sealed = page[_SALT if start == 0 else 0 : -_RESERVE]
        opened = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
        yield opened.update(sealed) + opened.finalize()


def words_in_pages(path: Path, key: bytes, words: tuple[str, ...]) -> set[str]:
    """Return those of `words` that stand anywhere in the file, in big or small letters."""
    pages = b"".join(clear_pages(path, key)).lower()
    return {word for word in words if word.lower().encode() in pages}
