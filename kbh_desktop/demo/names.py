"""Names for invented people, in their own script and in Latin letters."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """One given or family name."""

    own: str
    latin: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where invented people come from: names, citizenship and what they speak."""

    country: str
    """Where they lived, ISO 3166-1 alpha-3."""
    citizenship: str
    mother_tongue: str
    other_languages: tuple[str, ...]
    script: str
    """ISO 15924 code, as in the form's list of scripts."""
    women: tuple[Name, ...]
    men: tuple[Name, ...]
    families: tuple[Name, ...]


def _names(text: str) -> tuple[Name, ...]:
    """Read `own=Latin` pairs separated by commas; one word alone is both."""
    pairs = (pair.strip().partition("=") for pair in text.split(","))
    return tuple(Name(own.strip(), (latin or own).strip()) for own, _sign, latin in pairs)


_ARAB_WOMEN = _names(
    "أمينة=Amina, فاطمة=Fatima, رنا=Rana, هدى=Huda, ليلى=Layla, سعاد=Suad, نور=Nour, دعاء=Duaa, "
    "مريم=Maryam, ريم=Reem"
)
_ARAB_MEN = _names(
    "يوسف=Yousef, خالد=Khaled, سامر=Samer, محمود=Mahmoud, طارق=Tarek, عمر=Omar, باسل=Basel, "
    "حسام=Hussam, كريم=Karim, زياد=Ziad"
)

SYRIA = Origin(
    "SYR",
    "SYR",
    "ar",
    ("en",),
    "Arab",
    _ARAB_WOMEN,
    _ARAB_MEN,
    _names(
        "الحلبي=Al-Halabi, درويش=Darwish, قباني=Qabbani, الخطيب=Al-Khatib, حداد=Haddad, "
        "سليمان=Suleiman, العلي=Al-Ali, شاهين=Shahin, مراد=Murad, الزين=Al-Zein"
    ),
)
STATELESS_PALESTINIAN = Origin(
    "LBN",
    "XXP",
    "ar",
    ("en", "fr"),
    "Arab",
    _ARAB_WOMEN[::-1],
    _ARAB_MEN[::-1],
    _names(
        "عوض=Awad, أبو زيد=Abu Zaid, النجار=Al-Najjar, حمدان=Hamdan, صالح=Saleh, "
        "قاسم=Qasem, الشيخ=Al-Sheikh, منصور=Mansour"
    ),
)
IRAQ = Origin(
    "IRQ",
    "IRQ",
    "ckb",
    ("ar",),
    "Arab",
    _names("شیلان=Shilan, ژیان=Zhyan, نازدار=Nazdar, هێرۆ=Hero, چنار=Chnar, سۆزان=Sozan"),
    _names("ئازاد=Azad, ڕێبوار=Rebwar, سەردار=Sardar, کاروان=Karwan, هێمن=Hemn, دلشاد=Dilshad"),
    _names(
        "عەزیز=Aziz, ڕەشید=Rashid, حەسەن=Hassan, مەحمود=Mahmud, کەریم=Karim, بەرزنجی=Barzinji, "
        "جاف=Jaf"
    ),
)
KURDS_OF_SYRIA = Origin(
    "SYR",
    "XXA",
    "kmr",
    ("ar", "tr"),
    "Latn",
    _names("Berfîn=Berfin, Zozan, Rojîn=Rojin, Hêvî=Hevi, Dîlan=Dilan, Evîn=Evin"),
    _names("Serhat, Azad, Rêzan=Rezan, Welat, Baran, Şêrko=Sherko"),
    _names("Osman, Xelîl=Khalil, Şêxo=Sheikho, Hemo, Ehmed=Ahmed, Bozan"),
)
IRAN = Origin(
    "IRN",
    "IRN",
    "fa",
    ("en",),
    "Arab",
    _names(
        "شیرین=Shirin, نسرین=Nasrin, مهسا=Mahsa, پریسا=Parisa, لیلا=Leila, سارا=Sara, آزاده=Azadeh"
    ),
    _names("رضا=Reza, بهروز=Behrouz, امید=Omid, داریوش=Dariush, کاوه=Kaveh, نیما=Nima, آرش=Arash"),
    _names(
        "احمدی=Ahmadi, کریمی=Karimi, رضایی=Rezaei, تهرانی=Tehrani, مرادی=Moradi, "
        "شیرازی=Shirazi, صادقی=Sadeghi"
    ),
)
AFGHANISTAN = Origin(
    "AFG",
    "AFG",
    "prs",
    ("ps",),
    "Arab",
    _names("زهرا=Zahra, فرشته=Fereshta, مینا=Mina, شکریه=Shukria, نرگس=Nargis, پروین=Parwin"),
    _names("احمد=Ahmad, نجیب=Najib, فرید=Farid, عبدالله=Abdullah, حمید=Hamid, جاوید=Jawid"),
    _names(
        "رحیمی=Rahimi, حیدری=Haidari, نوری=Noori, صدیقی=Sediqi, یوسفی=Yousufi, "
        "احمدزی=Ahmadzai, علیزاده=Alizada"
    ),
)
SOMALIA = Origin(
    "SOM",
    "SOM",
    "so",
    ("ar", "en"),
    "Latn",
    _names("Hodan, Ifrah, Sahra, Fadumo, Ayaan, Hibo, Nasteexo=Nasteho"),
    _names("Cabdi=Abdi, Maxamed=Mohamed, Cali=Ali, Yuusuf=Yusuf, Guuleed=Guled, Liibaan=Liban"),
    _names(
        "Warsame, Xasan=Hassan, Jaamac=Jama, Nuur=Nur, Faarax=Farah, Axmed=Ahmed, Cismaan=Osman"
    ),
)
ERITREA = Origin(
    "ERI",
    "ERI",
    "ti",
    ("ar",),
    "Ethi",
    _names("ሰናይት=Senait, ለተብርሃን=Letebrhan, ሄለን=Helen, ራህዋ=Rahwa, ሚልያ=Milya, ትርሓስ=Tirhas"),
    _names("ዮናስ=Yonas, ኣማኑኤል=Amanuel, ፍጹም=Fitsum, ዳኒኤል=Daniel, ሳምሶን=Samson, ክብሮም=Kibrom"),
    _names(
        "ተስፋይ=Tesfay, ገብረ=Gebre, ሃይለ=Haile, ወልዱ=Weldu, ኣብርሃ=Abraha, ኪዳነ=Kidane, "
        "መሓሪ=Mehari, በርሀ=Berhe"
    ),
)
ETHIOPIA = Origin(
    "ETH",
    "ETH",
    "am",
    ("om", "en"),
    "Ethi",
    _names("ሀና=Hana, ብርቱካን=Birtukan, ሰላም=Selam, ጥሩነሽ=Tirunesh, ማርታ=Marta"),
    _names("አበበ=Abebe, ዳዊት=Dawit, ተስፋዬ=Tesfaye, ብሩክ=Biruk, ሙሉጌታ=Mulugeta"),
    _names("ከበደ=Kebede, ታደሰ=Tadesse, ደምሴ=Demissie, ግርማ=Girma, አለሙ=Alemu"),
)
SUDAN = Origin(
    "SDN",
    "SDN",
    "ar",
    ("en",),
    "Arab",
    _names("إخلاص=Ikhlas, هاجر=Hajir, آمنة=Amna, سلمى=Salma, رحاب=Rihab"),
    _names("مصطفى=Mustafa, إدريس=Idris, عثمان=Osman, الطيب=El-Tayeb, آدم=Adam"),
    _names("بشير=Bashir, عبد الكريم=Abdelkarim, النور=El-Nour, حامد=Hamid, إسحاق=Ishag"),
)
CONGO = Origin(
    "COD",
    "COD",
    "sw",
    ("fr", "ln"),
    "Latn",
    _names("Furaha, Espérance=Esperance, Neema, Chantal, Mapendo, Solange"),
    _names("Baraka, Innocent, Patrick, Heri, Amani, Dieudonné=Dieudonne"),
    _names("Mugisho, Bahati, Kasongo, Mwamba, Byamungu, Ndayishimiye, Cirhuza"),
)
MYANMAR = Origin(
    "MMR",
    "MMR",
    "my",
    ("cnh",),
    "Mymr",
    _names("May Thu, Hnin Wai, Sandar, Khin Mya"),
    _names("Aung Kyaw, Min Htun, Zaw Win, Ko Ko"),
    _names("Win, Lwin, Tun, Oo, Maung"),
)
CHECHNYA = Origin(
    "RUS",
    "RUS",
    "ce",
    ("ru",),
    "Cyrl",
    _names("Аминат=Aminat, Хеда=Kheda, Марха=Markha, Зарема=Zarema, Лиза=Liza"),
    _names("Мовсар=Movsar, Турпал=Turpal, Адам=Adam, Шамхан=Shamkhan, Висхан=Viskhan"),
    _names(
        "Исаев=Isaev, Дадаев=Dadaev, Магомадов=Magomadov, Хасанов=Khasanov, Мусаев=Musaev, "
        "Бисаев=Bisaev"
    ),
)
KUWAIT_BIDOON = Origin(
    "KWT",
    "XXA",
    "ar",
    ("en",),
    "Arab",
    _names("نوف=Nouf, منيرة=Munira, عبير=Abeer, شيخة=Shaikha"),
    _names("فهد=Fahad, سعود=Saud, بدر=Bader, نايف=Naif"),
    _names("العنزي=Al-Enezi, الشمري=Al-Shammari, الظفيري=Al-Dhafiri, المطيري=Al-Mutairi"),
)
UKRAINE = Origin(
    "UKR",
    "UKR",
    "uk",
    ("ru", "en"),
    "Cyrl",
    _names(
        "Олена=Olena, Наталія=Nataliia, Ірина=Iryna, Оксана=Oksana, Тетяна=Tetiana, "
        "Світлана=Svitlana, Марія=Mariia"
    ),
    _names("Андрій=Andrii, Богдан=Bohdan, Олег=Oleh, Сергій=Serhii, Тарас=Taras, Юрій=Yurii"),
    _names(
        "Коваленко=Kovalenko, Шевчук=Shevchuk, Бондар=Bondar, Мельник=Melnyk, Ткаченко=Tkachenko, "
        "Кравець=Kravets, Лисенко=Lysenko"
    ),
)
VENEZUELA = Origin(
    "VEN",
    "VEN",
    "es",
    ("en",),
    "Latn",
    _names("Gabriela, Yolanda, María Elena=Maria Elena, Daniela, Carolina"),
    _names("Luis Alberto, Jesús=Jesus, Andrés=Andres, Rafael, Carlos Eduardo"),
    _names("Rodríguez=Rodriguez, Márquez=Marquez, Hernández=Hernandez, Rojas, Pérez=Perez"),
)
TURKEY = Origin(
    "TUR",
    "TUR",
    "tr",
    ("kmr", "en"),
    "Latn",
    _names("Elif, Zeynep, Gülşen=Gulsen, Ayşe=Ayse, Derya"),
    _names("Mehmet, Emre, Hüseyin=Huseyin, Cem, Barış=Baris"),
    _names("Yılmaz=Yilmaz, Demir, Kaya, Çelik=Celik, Aydın=Aydin, Öztürk=Ozturk"),
)
BURUNDI = Origin(
    "BDI",
    "BDI",
    "rn",
    ("fr", "sw"),
    "Latn",
    _names("Divine, Aline, Odette, Clarisse"),
    _names("Jean-Marie, Emmanuel, Claude, Thierry"),
    _names("Ndikumana, Hakizimana, Niyonzima, Bizimana"),
)

ORIGINS = (
    SYRIA,
    ERITREA,
    AFGHANISTAN,
    SOMALIA,
    IRAN,
    UKRAINE,
    STATELESS_PALESTINIAN,
    IRAQ,
    KURDS_OF_SYRIA,
    ETHIOPIA,
    SUDAN,
    CONGO,
    MYANMAR,
    CHECHNYA,
    KUWAIT_BIDOON,
    VENEZUELA,
    TURKEY,
    BURUNDI,
)
