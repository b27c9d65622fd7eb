"""Words found nowhere else, and the search for them where no word about a person may be."""

from collections.abc import Iterable, Iterator
from pathlib import Path

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "latin-1")


def forms_of(word: str) -> set[bytes]:
    """Return `word` as it may stand in a file: whole, in small letters, in each encoding."""
    found = set()
    for text in (word, word.lower(), word.upper()):
        for encoding in ENCODINGS:
            try:
                found.add(text.encode(encoding))
            except UnicodeEncodeError:
                continue
    return found


def traces(folder: Path, words: Iterable[str]) -> Iterator[str]:
    """Yield each of `words` that stands in a file of `folder` or in a file's name."""
    forms = {word: forms_of(word) for word in words}
    for path in sorted(folder.rglob("*")):
        content = path.read_bytes() if path.is_file() else b""
        content += b"\n" + str(path.relative_to(folder)).encode()
        for word, written in forms.items():
            if any(form in content for form in written):
                yield f"{word} in {path.relative_to(folder)}"
