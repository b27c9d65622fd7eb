"""The competences of an invented person in finished documents."""

from kbh_desktop.competences.profile import (
    CompetenceProfile,
    CvDraft,
    Named,
    ProfileCourse,
    ProfileEducation,
    ProfileGoal,
    ProfileLanguage,
    ProfileLicence,
    ProfileReach,
    ProfileSkill,
    ProfileTrack,
    ProfileWork,
)
from kbh_desktop.documents.competence_profile import CompetenceProfileValues
from kbh_desktop.documents.cv_draft import CvValues
from kbh_desktop.documents.samples.interviews import PRINTED_AT

_OFFICE = "Københavns Kommune"
_SKILLS = (
    ProfileSkill(
        "Pleje og omsorg", 3, "kan oplære andre", 6, 2016, "reference", "Reference talt med"
    ),
    ProfileSkill("Medicinhåndtering", 2, "selvstændigt", 6, 2016, "paper", "Papir set"),
    ProfileSkill("Dokumentation på engelsk og arabisk", 2, "selvstændigt", 6, 2016),
    ProfileSkill("Samarbejde i et team", 3, "kan oplære andre", 8, 2026, "tried", "Afprøvet"),
    ProfileSkill("Dansk fagsprog", 1, "med hjælp", None, 2026, "stated", "Selvoplyst"),
)
_WORK = (
    ProfileWork(
        "Frivillig i café",
        "",
        "",
        "2025",
        "",
        lasts=True,
        country="Danmark",
        employment="Frivillig",
        tasks="Holdt orden på vagtplanen.",
    ),
    ProfileWork(
        "Sygeplejerske",
        "2221",
        "Sygeplejerskearbejde",
        "2010-06",
        "2016-02",
        lasts=False,
        country="Syrien",
        employment="Lønmodtager",
        tasks="Ansvar for ti senge, medicinhåndtering og oplæring af elever.",
    ),
)
_EDUCATION = (
    ProfileEducation(
        "Sygeplejerske",
        "ممرضة",
        6,
        "Bachelor eller professionsbachelor",
        "Sundhed",
        "Syrien",
        "2006",
        "2010",
        completed=True,
        recognised="Vurdering bør søges",
    ),
)
_COURSES = (ProfileCourse("Førstehjælp", "2025", "2027"), ProfileCourse("Hygiejnebevis", "2026"))
_LANGUAGES = (
    ProfileLanguage("Arabisk", "C2", "C2", "C2", "C2"),
    ProfileLanguage("Dansk", "A2", "A2", "A2", "A1"),
    ProfileLanguage("Engelsk", "B1", "B1", "B1", "A2"),
)
_LICENCES = (ProfileLicence("B", "personbil", "Syrien", "2028", expired=False),)
_COMPUTING = (Named("E-mail", "sikker"), Named("Tekstbehandling", "med hjælp"))


def cv_values() -> CvValues:
    """Return the draft CV of a nurse."""
    return CvValues(
        municipality=_OFFICE,
        printed_at=PRINTED_AT,
        print_number="CV-2026-0033",
        cv=CvDraft(
            name="Rima Al-Khatib",
            phone="63 15 20 48",
            municipality="København",
            headline="Sygeplejerske med seks års erfaring, som søger arbejde i ældreplejen.",
            goals=("Social- og sundhedshjælper", "Sygeplejerske"),
            key_skills=_SKILLS,
            work=_WORK,
            education=_EDUCATION,
            courses=_COURSES,
            languages=_LANGUAGES,
            licences=_LICENCES,
            computing=_COMPUTING,
            other=("Madlavning til mange", "Børnepasning", "Syning"),
            experience_months=78,
            made_on="2026-03-12",
        ),
    )


def competence_profile_values() -> CompetenceProfileValues:
    """Return the profile of a nurse."""
    return CompetenceProfileValues(
        municipality=_OFFICE,
        printed_at=PRINTED_AT,
        print_number="KP-2026-0018",
        profile=CompetenceProfile(
            name="Rima Al-Khatib",
            consultant="Mette Sønderby Lund",
            work=_WORK,
            skills=_SKILLS,
            informal=(ProfileSkill("Madlavning til mange", 2, "selvstændigt"),),
            education=_EDUCATION,
            school_years=12,
            courses=_COURSES,
            languages=_LANGUAGES,
            licences=_LICENCES,
            computing=_COMPUTING,
            tools=("Blodtryksapparat", "Personløfter"),
            goals=(
                ProfileGoal(
                    "Social- og sundhedshjælper",
                    "5322",
                    "Omsorgsarbejde i private hjem",
                    75,
                    ("Pleje og omsorg", "Hygiejne", "Samarbejde i et team"),
                    ("Dokumentation",),
                    ("Forflytning", "Dansk fagsprog"),
                ),
                ProfileGoal(
                    "Sygeplejerske",
                    "2221",
                    "Sygeplejerskearbejde",
                    58,
                    ("Pleje og omsorg", "Medicinhåndtering"),
                    ("Dokumentation", "Oplæring"),
                    ("Dansk autorisation", "Journal på dansk"),
                ),
            ),
            reach=(
                ProfileReach("Portør", "5329", 64, ("Hygiejne", "Samarbejde i et team")),
                ProfileReach("Lægesekretær", "3344", 41, ("Dokumentation",)),
            ),
            track=ProfileTrack(
                "Danskuddannelse 3", "Mindst ti års skole og latinske bogstaver.", ""
            ),
            experience_months=78,
            made_on="2026-03-12",
        ),
    )
