"""Interviews of invented people in finished documents."""

from datetime import UTC, date, datetime

from kbh_desktop.documents.citizen_copy import (
    CitizenCopyValues,
    CitizenRow,
    CitizenSection,
    CitizenStep,
)
from kbh_desktop.documents.health_sheet import HealthSheetValues
from kbh_desktop.documents.parallel import Both
from kbh_desktop.documents.person_parts import (
    CompetenceLine,
    ExperienceLine,
    LanguageLine,
    NextStep,
    SummaryRow,
)
from kbh_desktop.documents.recovery_sheet import RecoverySheetValues
from kbh_desktop.documents.summary import Disagreement, SummarySection, SummaryValues

PRINTED_AT = datetime(2026, 3, 12, 14, 5, tzinfo=UTC)


def arabic_summary() -> SummaryValues:
    """Return the summary of a nurse who speaks Arabic; two pages."""
    return SummaryValues(
        person_name="Rima Al-Khatib",
        native_name="ريما الخطيب",
        interview_title="Samtale 1 på asylcentret",
        held_on=date(2026, 3, 12),
        municipality="Københavns Kommune",
        print_number="SR-2026-0417",
        printed_at=PRINTED_AT,
        cpr_masked="640988-xxxx",
        born="4. september 1988 (37 år)",
        citizenships="Syrien",
        mother_tongues="Arabisk (levantinsk)",
        centre="Asylcenter Avnstrup",
        consultant="Mette Sønderby Lund",
        interpreter="Fremmøde, tolk nr. 4417",
        next_interview=date(2026, 3, 26),
        lead=(
            "Rima er uddannet sygeplejerske fra Aleppo og har seks års erfaring fra en kirurgisk "
            "afdeling. Hun vil tilbage til sundhedsfaget og er motiveret for et praktikforløb på "
            "et plejecenter, mens hendes eksamensbevis vurderes. Den største barriere er "
            "fagsproget på dansk; den næststørste er transport om morgenen."
        ),
        languages=(
            LanguageLine(
                "Arabisk", "العربية", ("Tale: modersmål", "Læse: flydende", "Skrive: flydende")
            ),
            LanguageLine("Dansk", "", ("Tale: A2", "Læse: A2", "Skrive: A1")),
            LanguageLine("Engelsk", "", ("Tale: B1", "Læse: B1", "Skrive: A2")),
        ),
        competences=(
            CompetenceLine("Pleje og omsorg", 3, "6 år", "Reference talt med"),
            CompetenceLine("Medicinhåndtering", 2, "6 år", "Eksamensbevis set"),
            CompetenceLine("Dokumentation på engelsk og arabisk", 2, "6 år", "Selvoplyst"),
            CompetenceLine("Samarbejde i et team", 3, "8 år", "Kompetencekort fra praktik"),
            CompetenceLine("Dansk fagsprog", 1, "", "Selvoplyst"),
        ),
        competence_tags=("Sygepleje", "Nattevagter", "Børn og unge", "Kørekort B", "Engelsk B1"),
        jobs=(
            ExperienceLine(
                "Sygeplejerske (DISCO-08 2221)",
                "2010–2016",
                "Al-Razi Hospital, Aleppo, Syrien",
                "Ansvar for ti senge, medicinhåndtering og oplæring af elever.",
            ),
            ExperienceLine(
                "Frivillig i café", "2025–2026", "Asylcenter Avnstrup", "Holdt orden på vagtplanen."
            ),
        ),
        education=(
            ExperienceLine(
                "Sygeplejerske, 4 år (ISCED 6)",
                "2006–2010",
                "Aleppos Universitet, Syrien",
                "Afsluttet. Eksamensbevis: kopi set. Vurdering bør søges.",
            ),
        ),
        wishes=(
            SummaryRow(
                "Ønsker på kort sigt",
                "Praktik på et plejecenter, derefter job som social- og sundhedshjælper.",
                "أحب أن أعتني بالناس، وأعرف أنني أستطيع أن أتعلم الكلمات الدنماركية.",
                "ar",
            ),
            SummaryRow("Drøm på lang sigt", "Autorisation som sygeplejerske i Danmark."),
            SummaryRow("Transport", "Cykler. Højst 45 minutter til arbejde."),
        ),
        expectations_reviewed=True,
        disagreements=(
            Disagreement(
                "Program på fuld tid",
                "Uenig. Rima afleverer to børn kl. 7.45 og kan tidligst møde kl. 8.30.",
            ),
        ),
        sections=(
            SummarySection(
                "Hverdag",
                (
                    SummaryRow("Børn og pasning", "To børn, 6 og 9 år, går i skole."),
                    SummaryRow("Netværk i Danmark", "En veninde i København NV."),
                ),
            ),
        ),
        next_steps=(
            NextStep(
                "Indsend eksamensbevis til vurdering hos Styrelsen for Patientsikkerhed",
                "Rima, med hjælp fra Mette",
                date(2026, 3, 20),
            ),
            NextStep(
                "Besøg på Plejecenter Åhaven og aftale om fire ugers praktik, møde kl. 8.30",
                "Mette Sønderby Lund",
                date(2026, 3, 26),
            ),
            NextStep("Tilmelding til fagsprogshold »Dansk i plejen«", "Sprogcenter Nord"),
        ),
    )


def tigrinya_summary() -> SummaryValues:
    """Return the summary of a mechanic who speaks Tigrinya, with little filled in."""
    return SummaryValues(
        person_name="Samuel Tesfay Habtemariam",
        native_name="ሳሙኤል ተስፋይ ሃብተማርያም",
        interview_title="Samtale 1 på asylcentret",
        held_on=date(2026, 3, 12),
        municipality="Københavns Kommune",
        print_number="SR-2026-0421",
        printed_at=PRINTED_AT,
        cpr_masked="770195-xxxx",
        born="17. januar 1995 (31 år)",
        citizenships="Eritrea",
        mother_tongues="Tigrinya",
        centre="Asylcenter Sandholm",
        consultant="Mette Sønderby Lund",
        interpreter="Video, tolk nr. 2093",
        lead=(
            "Samuel har arbejdet som automekaniker i Asmara og i tre år på et værksted i Khartoum. "
            "Han taler dansk i hverdagen og mangler et bevis på det, han kan."
        ),
        competences=(
            CompetenceLine("Fejlfinding på dieselmotorer", 3, "10 år", "Selvoplyst"),
            CompetenceLine("Svejsning", 2, "3 år", "Afprøvet"),
        ),
        wishes=(
            SummaryRow(
                "Ønsker på kort sigt",
                "En læreplads som personvognsmekaniker.",
                "ናይ መኪና ሞተር ክዕርይ እፈቱ እየ። ነዚ ስራሕ ካብ ንእስነተይ ጀሚረ እፈልጦ።",
                "ti",
            ),
        ),
        expectations_reviewed=True,
        next_steps=(NextStep("Praktik hos Autohuset, fire uger", "Mette", date(2026, 4, 2)),),
    )


def arabic_copy() -> CitizenCopyValues:
    """Return the copy for a citizen who reads Arabic."""
    return CitizenCopyValues(
        person_name="Rima Al-Khatib",
        native_name="ريما الخطيب",
        own_language="ar",
        held_on=date(2026, 3, 12),
        municipality="Københavns Kommune",
        print_number="BK-2026-0418",
        printed_at=PRINTED_AT,
        consultant="Mette Sønderby Lund",
        phone="63 15 20 48",
        next_interview=date(2026, 3, 26),
        summary=Both(
            "Du er sygeplejerske fra Aleppo og har arbejdet seks år på en kirurgisk afdeling. Du "
            "vil gerne arbejde i sundhedsfaget igen. Vi har aftalt, at du sender dit eksamensbevis "
            "til vurdering, og at vi besøger Plejecenter Åhaven sammen.",
            "أنتِ ممرضة من حلب وعملتِ ست سنوات في قسم الجراحة. تريدين العودة إلى العمل في المجال "
            "الصحي. اتفقنا على أن ترسلي شهادتك للتقييم وأن نزور معاً دار الرعاية "
            "\u2066Plejecenter Åhaven\u2069.",
        ),
        next_steps=(
            CitizenStep(
                Both(
                    "Send dit eksamensbevis til Styrelsen for Patientsikkerhed.",
                    "أرسلي شهادتك إلى هيئة سلامة المرضى.",
                ),
                "Rima · Mette",
                date(2026, 3, 20),
            ),
            CitizenStep(
                Both(
                    "Besøg på Plejecenter Åhaven, mød kl. 8.30.",
                    "زيارة \u2066Plejecenter Åhaven\u2069، الحضور الساعة \u20668.30\u2069.",
                ),
                "Mette Sønderby Lund",
                date(2026, 3, 26),
            ),
            CitizenStep(
                Both("Begynd på fagsprogsholdet »Dansk i plejen«.", "ابدئي دورة اللغة المهنية.")
            ),
        ),
        told=(
            CitizenSection(
                Both("Arbejde og uddannelse", "العمل والدراسة"),
                (
                    CitizenRow(
                        Both("Har du arbejdet før?", "هل عملت من قبل؟"),
                        Both("Ja, som sygeplejerske.", "نعم، ممرضة."),
                    ),
                    CitizenRow(
                        Both("Har du bevis på uddannelsen?", "هل لديك شهادة؟"),
                        Both("Ja, en kopi.", "نعم، نسخة."),
                    ),
                    CitizenRow(
                        Both(
                            "Hvad er din drøm om tre til fem år?",
                            "ما حلمك خلال ثلاث إلى خمس سنوات؟",
                        ),
                        Both("Autorisation som sygeplejerske i Danmark."),
                    ),
                ),
            ),
        ),
    )


def tigrinya_copy() -> CitizenCopyValues:
    """Return the copy for a citizen who reads Tigrinya."""
    return CitizenCopyValues(
        person_name="Samuel Tesfay Habtemariam",
        native_name="ሳሙኤል ተስፋይ ሃብተማርያም",
        own_language="ti",
        held_on=date(2026, 3, 12),
        municipality="Københavns Kommune",
        print_number="BK-2026-0422",
        printed_at=PRINTED_AT,
        consultant="Mette Sønderby Lund",
        phone="63 15 20 48",
        summary=Both(
            "Du har arbejdet som automekaniker i Asmara og Khartoum. Du vil gerne fortsætte i dit "
            "fag i Danmark. Vi har aftalt fire ugers praktik på et værksted.",
            "ኣብ ኣስመራን ካርቱምን ከም መካኒክ ሰሪሕካ ኢኻ። ኣብ ዴንማርክ ሞያኻ ክትቅጽል ትደሊ። ናይ ኣርባዕተ ሰሙን ልምምድ ኣብ "
            "ጋራጅ ክንጅምር ተሰማሚዕና።",
        ),
        next_steps=(
            CitizenStep(
                Both("Praktik hos Autohuset, fire uger.", "ናይ ኣርባዕተ ሰሙን ልምምድ ኣብ ጋራጅ።"),
                "Mette Sønderby Lund",
                date(2026, 4, 2),
            ),
        ),
    )


def health() -> HealthSheetValues:
    """Return a filled-in health sheet."""
    return HealthSheetValues(
        person_name="Rima Al-Khatib",
        interview_title="Samtale 1 på asylcentret",
        held_on=date(2026, 3, 12),
        municipality="Københavns Kommune",
        print_number="HH-2026-0007",
        printed_at=PRINTED_AT,
        printed_by="Jonas Højgaard, helbredsansvarlig",
        reason="Møde med praktikstedet 26-03-2026",
        cpr_masked="640988-xxxx",
        matters="Ja",
        difficulties=("Stå eller gå længe", "Løfte", "Søvn og træthed"),
        adjustments=("Pauser", "Kan sidde ned", "Dagtid", "Ikke natarbejde"),
        treatment="I behandling",
        assessment="Ja, vil gerne have tilbuddet.",
        offered_on=date(2026, 3, 12),
        leave="Nej",
        consent="Ja, givet 12-03-2026",
    )


def recovery() -> RecoverySheetValues:
    """Return a recovery sheet whose key opens nothing."""
    return RecoverySheetValues(
        groups=("7K2M9", "Q4T8H", "XW3N5", "0B6R1", "J8C2D", "P9V4Y", "A1E7G", "5Z3S6"),
        vault_name="Integrationsafdelingen",
        device_name="Bærbar 14",
        made_by="Mette Sønderby Lund",
        printed_at=PRINTED_AT,
        fingerprint="4F1C 88D0 2A7E",
        organisation="Københavns Kommune",
    )
