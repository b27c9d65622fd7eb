"""Words of a form that no translator has seen yet: drafts, until a person says they are right."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from kbh_desktop.xforms.model import Form, language_code
from kbh_desktop.xforms.texts import Output, Pieces, Text

_MESSAGES = (":jr:constraintMsg", ":jr:requiredMsg", ":jr:noAppErrorString")
"""Ends of the ids of texts to the consultant."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One text that is read to the person, as the workbook has it in two languages."""

    text_id: str
    """Where it is used: `/data/a_meeting/a1_kind:label`, or a list and a number."""
    source: str
    """In the form's own language, `${...}` standing for values."""
    words: str
    mark: str
    """A hash of the language and both texts: changed words are another wording."""


def written(pieces: Pieces) -> str:
    """Return a text with its values written as `${name}`."""
    return "".join(_written(piece) for piece in pieces).strip()


def mark_of(language: str, source: str, words: str) -> str:
    """Return what stands for `words` as a translation of `source`, 32 hexadecimal digits."""
    content = "\0".join((language_code(language), source, words))
    return sha256(content.encode()).hexdigest()[:32]


def wordings(form: Form, language: str) -> tuple[Wording, ...]:
    """Return what is read to the person in `language`: questions, then choices.

    Texts alike in both languages, such as names of towns, are nothing to translate.
    """
    found = (wording for _text, wording in _wordings(form, language))
    return tuple(sorted(found, key=lambda one: not one.text_id.startswith("/")))


def drafts(form: Form, language: str, reviewed: frozenset[str]) -> tuple[Wording, ...]:
    """Return the wordings of a language that the form calls drafts and nobody has reviewed."""
    if language not in form.drafted_languages:
        return ()
    return tuple(one for one in wordings(form, language) if one.mark not in reviewed)


def draft_texts(form: Form, language: str, reviewed: frozenset[str]) -> frozenset[int]:
    """Return the identities of the texts of `form` that are drafts in `language`."""
    if language not in form.drafted_languages:
        return frozenset()
    found = _wordings(form, language)
    return frozenset(id(text) for text, wording in found if wording.mark not in reviewed)


def _wordings(form: Form, language: str) -> Iterator[tuple[Text, Wording]]:
    for text_id, text in form.texts.items():
        if text_id.endswith(_MESSAGES) or not text.has(language):
            continue
        source = written(text.variants.get(form.default_language, ()))
        words = written(text.variants.get(language, ()))
        if source and words and words != source:
            yield text, Wording(text_id, source, words, mark_of(language, source, words))


def _written(piece: str | Output) -> str:
    if isinstance(piece, str):
        return piece
    return "${" + piece.expression.strip().rpartition("/")[2] + "}"
