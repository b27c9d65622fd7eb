"""What invented people have learned, worked with and wish for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Life:
    """A working life: the same occupation, skills and wishes hang together."""

    occupation: str
    industry: str
    """As in the form's list of industries."""
    tasks: str
    tools: str
    skills: tuple[str, ...]
    wishes: tuple[str, ...]
    """Occupations in the order they are wished for, at most three."""
    school_years: int
    level: int
    """ISCED 2011; below 3 there is no education after school."""
    title: str = ""
    """Of the education, in Danish."""
    field: str = "99"
    """ISCED-F broad field."""
    regulated: bool = False
    is_unpaid: bool = False


NO_WORK = Life(
    "",
    "",
    "",
    "",
    ("Madlavning", "Børnepasning", "Syning"),
    ("Køkkenassistent", "Rengøringsassistent"),
    5,
    1,
)
NO_SCHOOL = Life(
    "",
    "",
    "",
    "",
    ("Dyrehold", "Bage brød"),
    ("Gartnermedhjælper",),
    0,
    0,
)
FARMING = Life(
    "Landbrugsmedhjælper",
    "farming",
    "Passede får og geder, høstede hvede og solgte på markedet.",
    "Plov, traktor, håndredskaber",
    ("Dyrehold", "Køre traktor", "Høste"),
    ("Gartnermedhjælper", "Landbrugsmedhjælper"),
    3,
    1,
    is_unpaid=True,
)

LIVES = (
    Life(
        "Kok",
        "food",
        "Lavede varm mad til 120 gæster, bestilte varer og lærte unge op.",
        "Gasblus, ovn, industriopvasker",
        ("Varm mad", "Bestille varer", "Køkkenhygiejne", "Lære andre op"),
        ("Kok", "Køkkenassistent", "Ernæringsassistent"),
        10,
        3,
        "Kok",
        "10",
    ),
    Life(
        "Sygeplejerske",
        "health",
        "Målte værdier, gav omsorg og talte med pårørende på en medicinsk afdeling.",
        "Blodtryksmåler, journalsystem",
        ("Pleje", "Samtale med pårørende", "Dokumentation", "Sårpleje"),
        ("Social- og sundhedshjælper", "Sygeplejerske"),
        12,
        6,
        "Sygeplejerske",
        "09",
        regulated=True,
    ),
    Life(
        "Murer",
        "construction",
        "Murede vægge, pudsede og lagde fliser på boligbyggeri.",
        "Murske, blandemaskine, vaterpas",
        ("Mure", "Lægge fliser", "Pudse", "Læse tegninger"),
        ("Murer", "Flisemontør", "Murerarbejdsmand"),
        8,
        2,
    ),
    Life(
        "Folkeskolelærer",
        "education",
        "Underviste i matematik på 5.-8. klassetrin og holdt møder med forældre.",
        "Tavle, computer",
        ("Undervise", "Planlægge", "Tale med forældre", "Matematik"),
        ("Pædagogmedhjælper", "Lærer", "Tosprogsassistent"),
        12,
        6,
        "Lærer",
        "01",
        regulated=True,
    ),
    Life(
        "Skrædder",
        "beauty",
        "Syede kjoler og rettede tøj i egen butik med to ansatte.",
        "Symaskine, overlocker, strygejern",
        ("Sy tøj", "Tage mål", "Betjene kunder", "Regnskab for en butik"),
        ("Skrædder", "Butiksassistent"),
        7,
        2,
    ),
    Life(
        "Elektriker",
        "construction",
        "Trak ledninger og satte tavler op i nye huse.",
        "Multimeter, boremaskine, håndværktøj",
        ("Trække ledninger", "Fejlfinding", "Læse diagrammer"),
        ("Elektriker", "Elmontør", "Servicetekniker"),
        10,
        3,
        "Elektriker",
        "07",
        regulated=True,
    ),
    Life(
        "Butiksassistent",
        "trade",
        "Stod ved kassen, satte varer på plads og talte lager op.",
        "Kasseapparat, håndscanner",
        ("Betjene kunder", "Kasse", "Varepåfyldning"),
        ("Butiksassistent", "Lagermedarbejder"),
        9,
        2,
    ),
    Life(
        "Automekaniker",
        "industry",
        "Skiftede bremser og motordele og tog imod kunder.",
        "Donkraft, fejlkodelæser, håndværktøj",
        ("Reparere biler", "Fejlfinding", "Svejse"),
        ("Mekaniker", "Mekanikermedhjælper", "Dækmontør"),
        9,
        3,
        "Automekaniker",
        "07",
    ),
    Life(
        "Programmør",
        "it",
        "Skrev hjemmesider og databaser for små virksomheder.",
        "Computer, Python, SQL",
        ("Programmere", "Databaser", "Engelsk på arbejdet"),
        ("Programmør", "IT-supporter", "Webudvikler"),
        12,
        7,
        "Datalogi",
        "06",
    ),
    Life(
        "Chauffør",
        "transport",
        "Kørte varer mellem byerne og holdt bilen i orden.",
        "Lastbil, palleløfter",
        ("Køre lastbil", "Planlægge ruter", "Læsse og surre last"),
        ("Chauffør", "Lagermedarbejder", "Buschauffør"),
        9,
        2,
    ),
    Life(
        "Frisør",
        "beauty",
        "Klippede og farvede hår og styrede kalenderen.",
        "Saks, klippemaskine",
        ("Klippe hår", "Farve hår", "Kundekontakt"),
        ("Frisør", "Butiksassistent"),
        9,
        3,
        "Frisør",
        "10",
    ),
    Life(
        "Rengøringsassistent",
        "cleaning",
        "Gjorde rent på hotel, 14 værelser om dagen.",
        "Gulvvasker, rengøringsvogn",
        ("Rengøring", "Planlægge arbejdsdagen", "Hotelværelser"),
        ("Rengøringsassistent", "Stuepige", "Køkkenassistent"),
        6,
        1,
    ),
    Life(
        "Bogholder",
        "office",
        "Førte regnskab for et byggefirma og lavede lønsedler.",
        "Computer, Excel",
        ("Regnskab", "Excel", "Lønsedler"),
        ("Kontorassistent", "Bogholder", "Regnskabsassistent"),
        12,
        6,
        "Erhvervsøkonomi",
        "04",
    ),
    Life(
        "Ingeniør",
        "construction",
        "Tegnede veje og førte tilsyn med tre hold på byggepladsen.",
        "AutoCAD, totalstation",
        ("Teknisk tegning", "Lede et hold", "Byggeledelse"),
        ("Ingeniør", "Teknisk tegner", "Byggeleder"),
        12,
        7,
        "Bygningsingeniør",
        "07",
    ),
    Life(
        "Bager",
        "food",
        "Bagte brød fra klokken tre om natten og solgte i butikken.",
        "Røremaskine, stenovn",
        ("Bage brød", "Bage kager", "Betjene kunder"),
        ("Bager", "Bagerassistent", "Køkkenassistent"),
        7,
        2,
    ),
    Life(
        "Pædagogmedhjælper",
        "education",
        "Passede en gruppe på 20 børn, lavede mad og legede.",
        "Ingen særlige",
        ("Passe børn", "Synge og lege", "Tale med forældre"),
        ("Pædagogmedhjælper", "Dagplejer", "Pædagogisk assistent"),
        9,
        2,
    ),
    Life(
        "Smed",
        "industry",
        "Svejsede porte og gelændere på et værksted.",
        "MIG- og TIG-svejser, vinkelsliber",
        ("Svejse", "Slibe", "Måle op"),
        ("Smed", "Svejser", "Industrioperatør"),
        8,
        3,
        "Smed",
        "07",
    ),
    Life(
        "Malersvend",
        "construction",
        "Spartlede og malede lejligheder og facader.",
        "Pensel, rulle, sprøjteanlæg",
        ("Male", "Spartle", "Sætte tapet op"),
        ("Maler", "Malersvend"),
        8,
        2,
    ),
    Life(
        "Lagermedarbejder",
        "transport",
        "Pakkede ordrer og kørte gaffeltruck på et grossistlager.",
        "Gaffeltruck, håndscanner",
        ("Køre gaffeltruck", "Pakke ordrer", "Optælling"),
        ("Lagermedarbejder", "Truckfører"),
        9,
        2,
    ),
    Life(
        "Farmaceut",
        "health",
        "Drev et lille apotek og vejledte kunderne.",
        "Kassesystem, analysevægt",
        ("Vejlede kunder", "Lagerstyring", "Kemi"),
        ("Apoteksmedhjælper", "Laborant", "Farmaceut"),
        12,
        7,
        "Farmaci",
        "09",
        regulated=True,
    ),
)
