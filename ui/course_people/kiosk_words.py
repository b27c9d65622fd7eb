"""The two sentences of the evaluation screen in the languages of the participants.

Machine-made drafts except Danish and English: a translator should look through them.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KioskWords:
    """What is asked, and what is said after an answer."""

    question: str
    thanks: str


_WORDS = {
    "da": KioskWords("Hvordan var ugen?", "Tak for dit svar"),
    "en": KioskWords("How was the week?", "Thank you for your answer"),
    "ar": KioskWords("كيف كان الأسبوع؟", "شكرًا لإجابتك"),
    "fa": KioskWords("هفته چطور بود؟", "از پاسخ شما سپاسگزاریم"),
    "prs": KioskWords("هفته چطور بود؟", "از پاسخ شما تشکر"),
    "ps": KioskWords("اونۍ څنګه وه؟", "ستاسو د ځواب مننه"),
    "ti": KioskWords("እዚ ሰሙን ከመይ ነይሩ?", "ንመልስኹም የቐንየለይ"),
    "am": KioskWords("ሳምንቱ እንዴት ነበር?", "ለመልስዎ እናመሰግናለን"),
    "so": KioskWords("Toddobaadku sidee buu ahaa?", "Waad ku mahadsan tahay jawaabtaada"),
    "uk": KioskWords("Як пройшов тиждень?", "Дякуємо за відповідь"),
    "ru": KioskWords("Как прошла неделя?", "Спасибо за ответ"),
    "tr": KioskWords("Hafta nasıldı?", "Cevabınız için teşekkürler"),
    "ku": KioskWords("Hefte çawa bû?", "Spas ji bo bersiva te"),
    "fr": KioskWords("Comment était la semaine ?", "Merci pour votre réponse"),
}
_MOST = 4


def kiosk_words(languages: tuple[str, ...]) -> tuple[KioskWords, ...]:
    """Return Danish and the words in the first few of `languages` that there are words for."""
    others = dict.fromkeys(code for code in languages if code in _WORDS and code != "da")
    return tuple(_WORDS[code] for code in ("da", *list(others)[: _MOST - 1]))
