"""Countries and languages with Danish, English and own names, written from Babel once.

    python packaging/lists.py          write resources/lists/countries.json and languages.json
    python packaging/lists.py check    exit 1 when they differ from what would be written

The lists lie in the repository, so neither Babel nor its 33 MB are needed when the program runs.
"""

import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.languages import get_territory_language_info

FOLDER = Path(__file__).resolve().parents[1] / "resources/lists"
NOT_COUNTRIES = {
    "XK",
    "AC",
    "CP",
    "CQ",
    "DG",
    "EA",
    "EU",
    "EZ",
    "IC",
    "QO",
    "TA",
    "UN",
    "XA",
    "XB",
    "ZZ",
}
OUTDATED = {"BUR", "ZAR", "DDR", "FXX", "TMP", "YMD", "SUN"}
"""Three-letter codes that CLDR still maps to a country of today."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One country or language; `direction` and `script` are those of the own name."""

    code: str
    da: str
    en: str
    own: str
    direction: str = "ltr"
    script: str = "Latn"


OWN_COUNTRY_CODES = (
    Entry("XKX", "Kosovo", "Kosovo", "Kosova"),
    Entry("XXA", "Statsløs", "Stateless", "عديم الجنسية", "rtl", "Arab"),
    Entry("XXP", "Statsløs palæstinenser", "Stateless Palestinian", "فلسطيني", "rtl", "Arab"),
    Entry("XXX", "Ukendt", "Unknown", "Ukendt"),
)
"""XKX as in the EU; XXA and XXX as in travel documents (ICAO 9303); XXP is free for own use."""

RENAMED_COUNTRIES = {
    "COD": ("Congo, Den Demokratiske Republik", "Congo, Democratic Republic of the"),
    "COG": ("Congo, Republikken", "Congo, Republic of the"),
    "HKG": ("Hongkong", "Hong Kong"),
    "MAC": ("Macao", "Macao"),
    "PSE": ("Palæstina", "Palestine"),
}
"""Danish and English names that people look for, where Babel's are others."""

FROM_BABEL = (
    "aa ach ak am ar av az bal be bg bm bn bo bs byn ce ckb da de din dz el en es fa ff fil fr ha "
    "hi hr hy id ig inh it ka kk km ky lg ln lo lua mk mn my ne nl no nus om pa pl ps pt rn ro rom "
    "ru rw sd si so sq sr ssy sv sw syr ta tg th ti tig tk tr tt ug uk ur uz vi wo yo zh zza"
)

CORRECTED = {
    "prs": Entry("prs", "dari", "Dari", "دری", "rtl", "Arab"),
    "kmr": Entry("kmr", "kurdisk (kurmanji)", "Kurdish (Kurmanji)", "Kurmancî"),
    "ckb": Entry("ckb", "kurdisk (sorani)", "Kurdish (Sorani)", "کوردیی ناوەندی", "rtl", "Arab"),
    "fa": Entry("fa", "persisk (farsi)", "Persian (Farsi)", "فارسی", "rtl", "Arab"),
    "pa": Entry("pa", "punjabi", "Punjabi", "ਪੰਜਾਬੀ", "ltr", "Guru"),
    "rom": Entry("rom", "romani", "Romani", "Romani ćhib"),
    "ach": Entry("ach", "acholi", "Acholi", "Acholi"),
    "byn": Entry("byn", "bilen", "Bilen", "ብሊን", "ltr", "Ethi"),
    "din": Entry("din", "dinka", "Dinka", "Thuɔŋjäŋ"),
    "ff": Entry("ff", "fula", "Fula", "Pulaar"),
    "lg": Entry("lg", "luganda", "Luganda", "Luganda"),
    "lua": Entry("lua", "luba (tshiluba)", "Luba (Tshiluba)", "Tshiluba"),
    "om": Entry("om", "oromo", "Oromo", "Afaan Oromoo"),
    "rn": Entry("rn", "kirundi", "Kirundi", "Ikirundi"),
    "so": Entry("so", "somali", "Somali", "Af-Soomaali"),
    "syr": Entry("syr", "syrisk (aramæisk)", "Syriac (Aramaic)", "ܠܫܢܐ ܣܘܪܝܝܐ", "rtl", "Syrc"),
    "zh": Entry("zh", "kinesisk (mandarin)", "Chinese (Mandarin)", "中文", "ltr", "Hans"),
    "zza": Entry("zza", "zazaki", "Zazaki", "Zazakî"),
}
"""Where Babel has no entry under that code, or a name that few would recognise."""
MISSING_IN_BABEL = (
    Entry("aii", "nyaramæisk (assyrisk)", "Assyrian Neo-Aramaic", "ܣܘܪܝܬ", "rtl", "Syrc"),
    Entry("cnh", "chin (hakha)", "Hakha Chin", "Lai holh"),
    Entry("haz", "hazaragi", "Hazaragi", "هزارگی", "rtl", "Arab"),
    Entry("ksw", "karen (s'gaw)", "S'gaw Karen", "ကညီကျိာ်", "ltr", "Mymr"),
    Entry("rhg", "rohingya", "Rohingya", "Ruáingga"),
)
OWN_NAMES = {
    "aa": "Qafar",
    "av": "Авар мацӀ",
    "bal": "بلوچی",
    "inh": "ГӀалгӀай",
    "ssy": "Saho",
    "tig": "ትግረ",
}


def own_name(language: str, locale: Locale | None) -> str:
    """Return the name of `language` in itself, as far as Babel or we know it."""
    if language in OWN_NAMES:
        return OWN_NAMES[language]
    name = locale.languages.get(language, "") if locale else ""
    return name if script_of(language) == "Geor" else name[:1].upper() + name[1:]


def locale_of(code: str) -> Locale | None:
    """Return Babel's locale for `code`, None when it has none."""
    try:
        return Locale.parse(code)
    except (ValueError, UnknownLocaleError):
        return None


def script_of(code: str) -> str:
    """Return the ISO 15924 code of the script that `code` is usually written in."""
    likely = get_global("likely_subtags").get(code, "")
    return likely.split("_")[1] if likely.count("_") else "Latn"


RIGHT_TO_LEFT = {"Arab", "Hebr", "Syrc", "Thaa"}


def direction_of(script: str) -> str:
    """Return `rtl` for scripts written from the right."""
    return "rtl" if script in RIGHT_TO_LEFT else "ltr"


def language(code: str) -> Entry:
    """Return the entry of the language `code`."""
    if code in CORRECTED:
        return CORRECTED[code]
    script = script_of(code)
    return Entry(
        code,
        Locale("da").languages[code],
        Locale("en").languages[code],
        own_name(code, locale_of(code)) or Locale("en").languages[code],
        direction_of(script),
        script,
    )


def languages() -> list[Entry]:
    """Return the languages that people coming to Denmark speak, by code."""
    codes = {*FROM_BABEL.split(), *CORRECTED}
    return sorted((*map(language, codes), *MISSING_IN_BABEL), key=lambda entry: entry.code)


def main_language(alpha2: str) -> Locale | None:
    """Return the most spoken official language of a country that Babel can write."""
    spoken = get_territory_language_info(alpha2)
    official = [code for code, info in spoken.items() if info["official_status"]]
    by_speakers = sorted(official, key=lambda code: (-spoken[code]["population_percent"], code))
    return next((found for code in by_speakers if (found := locale_of(code))), None)


def country(alpha2: str, alpha3: str) -> Entry:
    """Return the entry of a country; its code is ISO 3166-1 alpha-3."""
    usual = (Locale("da").territories[alpha2], Locale("en").territories[alpha2])
    da, en = RENAMED_COUNTRIES.get(alpha3, usual)
    locale = main_language(alpha2)
    own = locale.territories.get(alpha2) if locale else None
    script = (locale.script or script_of(locale.language)) if locale and own else "Latn"
    return Entry(alpha3, da, en, own or en, direction_of(script), script)


def countries() -> list[Entry]:
    """Return the countries of ISO 3166-1, Kosovo and our own codes, by code."""
    alpha3_of = {
        new[0]: old
        for old, new in get_global("territory_aliases").items()
        if len(old) == 3 and old.isalpha() and len(new) == 1 and old not in OUTDATED  # noqa: PLR2004
    }
    entries = [
        country(alpha2, alpha3_of[alpha2])
        for alpha2 in Locale("da").territories
        if alpha2 in alpha3_of and alpha2 not in NOT_COUNTRIES
    ]
    return sorted((*entries, *OWN_COUNTRY_CODES), key=lambda entry: entry.code)


def written(entries: list[Entry]) -> str:
    """Return `entries` as JSON, one on each line, so that changes are easy to read."""
    rows = (json.dumps(asdict(entry), ensure_ascii=False) for entry in entries)
    return "[\n  " + ",\n  ".join(rows) + "\n]\n"


def files() -> dict[Path, str]:
    """Return the files and what should stand in them."""
    return {
        FOLDER / "countries.json": written(countries()),
        FOLDER / "languages.json": written(languages()),
    }


if __name__ == "__main__":
    if sys.argv[1:] == ["check"]:
        stale = [path.name for path, text in files().items() if path.read_text("utf-8") != text]
        print(f"out of date: {', '.join(stale)}" if stale else "up to date")
        sys.exit(bool(stale))
    for path, text in files().items():
        path.write_text(text, "utf-8")
