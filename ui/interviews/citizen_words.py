"""The few words of the citizen's screen in the languages of the forms.

Machine-made drafts except Danish and English: a translator should look through them.
"""

from dataclasses import dataclass

_DIGITS = {
    "ar": "٠١٢٣٤٥٦٧٨٩",
    "ckb": "٠١٢٣٤٥٦٧٨٩",
    "fa": "۰۱۲۳۴۵۶۷۸۹",
    "prs": "۰۱۲۳۴۵۶۷۸۹",
    "ps": "۰۱۲۳۴۵۶۷۸۹",
    "ur": "۰۱۲۳۴۵۶۷۸۹",
}


@dataclass(frozen=True, slots=True)
class CitizenWords:
    """What stands around the question."""

    place: str
    """`{number}` and `{total}` are filled in."""
    back: str
    following: str
    done: str


_WORDS = {
    "da": CitizenWords("Spørgsmål {number} af {total}", "Tilbage", "Næste", "Færdig"),
    "en": CitizenWords("Question {number} of {total}", "Back", "Next", "Done"),
    "ar": CitizenWords("السؤال {number} من {total}", "رجوع", "التالي", "انتهى"),
    "fa": CitizenWords("سؤال {number} از {total}", "بازگشت", "بعدی", "پایان"),
    "ti": CitizenWords("ሕቶ {number} ካብ {total}", "ተመለስ", "ቀጽል", "ተወዲኡ"),
    "so": CitizenWords("Su'aasha {number} ee {total}", "Dib u noqo", "Xiga", "Dhammaad"),
    "uk": CitizenWords("Питання {number} з {total}", "Назад", "Далі", "Готово"),
    "ku": CitizenWords("Pirsa {number} ji {total}", "Vegere", "Pêşve", "Qediya"),
}


def words_for(language: str) -> CitizenWords:
    """Return the words in `language` (a code such as `ar`), else in Danish."""
    return _WORDS.get(language, _WORDS["da"])


def numerals(number: int, language: str) -> str:
    """Return `number` in the digits that readers of `language` use."""
    digits = _DIGITS.get(language)
    return str(number).translate(str.maketrans("0123456789", digits)) if digits else str(number)
