"""One simple form of names, so that spelling habits don't hide anybody.

`soeren`, `Søren` and `SØREN` fold alike, and so do Arabic names with and without vowel marks.
"""

import re
import unicodedata

_LETTERS = str.maketrans(
    {
        "ø": "o",
        "æ": "ae",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "ı": "i",
        "ə": "e",
        "œ": "oe",
        "'": "",
        "’": "",
        "ʼ": "",
        "ـ": "",  # tatweel only stretches a word
        "\u200c": "",
        "ء": "",
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ک": "ك",
        "ة": "ه",
        **{chr(0x0660 + n): str(n) for n in range(10)},
        **{chr(0x06F0 + n): str(n) for n in range(10)},
    }
)
_FIRST_MARK = "\u0300"
_DANISH_DIGRAPHS = re.compile(r"a[ae]+|oe+")
_DIGITS_APART = re.compile(r"(?<=\d)[.\s-]+(?=\d)")
_WORD = re.compile(r"[^\W_]+")
_DANISH_ORDER = str.maketrans({"æ": "{a", "ø": "{b", "å": "{c"})

_LATIN = str.maketrans(
    dict(zip("ابتثجحخدذرزسشصضطظعغفقكلمنهويپچژگ", "abttghkddrzsssdtzagfkklmnhoipkzg", strict=True))
    | dict(zip("абвгґдеєжзиіїйклмнопрстуфхцчшщ", "abvhgdeezzyiiiklmnoprstufktkss", strict=True))
    | {"ю": "iu", "я": "ia", "ь": "", "ц": "ts", "щ": "sk"}
)
_SOUNDS = ((re.compile(r"ph"), "f"), (re.compile(r"kh|ch|q|c"), "k"), (re.compile(r"dj|j"), "g"))
_ALIKE = re.compile(r"[sz]h|z")
_VOWELS = re.compile(r"[aeiouyw]")
_ARTICLES = frozenset({"al", "el", "ال"})
_WITH_ARTICLE = 4
"""A shorter skeleton that begins so is a name of its own, such as Ali or Alina."""
_DOUBLED = re.compile(r"(.)\1+")


def fold(text: str) -> str:
    """Return `text` in lower case without diacritics, `æ`/`ae`, `ø`/`oe` and `å`/`aa` alike."""
    apart = _without_marks(text).casefold()
    plain = _without_marks(apart.translate(_LETTERS))
    return _DANISH_DIGRAPHS.sub(lambda m: m[0][0], plain)


def _without_marks(text: str) -> str:
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text)
    return "".join(c for c in apart if c < _FIRST_MARK or not unicodedata.combining(c))


def folded_words(text: str) -> list[str]:
    """Return the folded words of `text`; the digits of one number are brought together."""
    return _WORD.findall(_DIGITS_APART.sub("", fold(text)))


def sort_key(name: str) -> str:
    """Return what puts `name` in its place in a Danish list: æ, ø and å last."""
    return _without_marks(name.casefold().translate(_DANISH_ORDER))


def sounds_like(name: str) -> frozenset[str]:
    """Return one skeleton of consonants per word, the same for `Mohammed`, `Muhamad` and `محمد`.

    The Arabic article counts for nothing, whether written apart or not.
    """
    skeletons = (_skeleton(word) for word in folded_words(name) if word not in _ARTICLES)
    return frozenset(skeleton for skeleton in skeletons if skeleton)


def _skeleton(word: str) -> str:
    latin = word if word.isascii() else word.translate(_LATIN)
    for pattern, sound in _SOUNDS:
        latin = pattern.sub(sound, latin)
    latin = _ALIKE.sub("s", latin)
    first = "a" if _VOWELS.match(latin) else ""
    skeleton = _DOUBLED.sub(r"\1", first + _VOWELS.sub("", latin.removesuffix("h")))
    return skeleton.removeprefix("al") if len(skeleton) >= _WITH_ARTICLE else skeleton
