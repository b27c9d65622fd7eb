"""Reports, lists and forms of invented people in finished documents."""

from datetime import date
from fractions import Fraction

from kbh_desktop.documents.access_report import AccessReportValues, HeldSection, LogRow
from kbh_desktop.documents.day_list import DayListRow, DayListValues
from kbh_desktop.documents.goal_report import (
    Breakdown,
    GoalReportValues,
    Indicator,
    QuarterPoint,
)
from kbh_desktop.documents.interview_form import (
    InterviewFormValues,
    PaperQuestion,
    PaperSection,
)
from kbh_desktop.documents.parallel import Both
from kbh_desktop.documents.person_parts import SummaryRow
from kbh_desktop.documents.samples.interviews import PRINTED_AT
from kbh_desktop.documents.small_counts import Count

_OFFICE = "Københavns Kommune"


def day_list_values() -> DayListValues:
    """Return the list of a day at Avnstrup."""
    return DayListValues(
        municipality=_OFFICE,
        printed_at=PRINTED_AT,
        print_number="DL-2026-0041",
        centre="Asylcenter Avnstrup",
        day=date(2026, 3, 12),
        rows=(
            DayListRow(
                "Rima Al-Khatib",
                "ريما الخطيب",
                "9.00",
                "1988",
                "640988-xxxx",
                "Arabisk",
                "Samtale 1",
                date(2026, 3, 20),
                "Mette Sønderby Lund",
            ),
            DayListRow(
                "Samuel Tesfay Habtemariam",
                "ሳሙኤል ተስፋይ ሃብተማርያም",
                "10.30",
                "1995",
                "770195-xxxx",
                "Tigrinya",
                "Samtale 1",
                date(2026, 3, 16),
                "Mette Sønderby Lund",
            ),
            DayListRow(
                "Hodan Abdi Warsame",
                "",
                "13.00",
                "1991",
                "12.xxx.xxx",
                "Somali",
                "Samtale 2",
                date(2026, 3, 12),
                "Jonas Højgaard",
            ),
            DayListRow("Farhad Rezai", "فرهاد رضایی", "", "2001", "", "Dari", "Samtale 1"),
        ),
    )


def goal_report_values() -> GoalReportValues:
    """Return the report of the quarter in which Allerød reached 39.3 per cent."""
    quarters = (
        ("1. kv. 2016", 5, 31),
        ("2. kv.", 6, 32),
        ("3. kv.", 6, 33),
        ("4. kv.", 7, 34),
        ("1. kv. 2017", 7, 33),
        ("2. kv.", 11, 40),
        ("3. kv.", 16, 47),
        ("4. kv.", 22, 56),
    )
    main = "Job eller uddannelse"
    goal = Fraction(33, 100)
    return GoalReportValues(
        municipality="Allerød Kommune",
        printed_at=PRINTED_AT,
        print_number="MO-2026-0004",
        quarter="4. kvartal 2017",
        as_of=date(2017, 12, 31),
        population=56,
        path_is_assumed=True,
        line=tuple(QuarterPoint(name, Count(n, of), goal) for name, n, of in quarters),
        indicators=(
            Indicator(
                "I1",
                main,
                Count(22, 56),
                goal,
                Count(16, 47),
                "I job, på IGU eller i ordinær uddannelse på opgørelsesdagen; hver person én gang.",
            ),
            Indicator("I1a", "Job", Count(15, 56), None, Count(11, 47)),
            Indicator("I1b", "IGU", Count(4, 56), None, Count(3, 47)),
            Indicator("I1c", "Uddannelse", Count(8, 56), None, Count(5, 47)),
            Indicator(
                "I3",
                "Samtale 1 før flytning",
                Count(9, 11),
                Fraction(1),
                Count(7, 9),
                "Samtale 1 afsluttet før indflytning, af dem der flyttede ind i kvartalet.",
            ),
            Indicator(
                "I3b",
                "Samtale 2 til tiden",
                Count(8, 11),
                Fraction(1),
                Count(6, 9),
                "Samtale 2 afsluttet senest 14 dage efter indflytning.",
            ),
        ),
        breakdowns=(
            Breakdown("Køn", (("Kvinder", Count(8, 26)), ("Mænd", Count(14, 30)))),
            Breakdown(
                "Alder",
                (
                    ("18–30 år", Count(9, 21)),
                    ("31–49 år", Count(12, 28)),
                    ("50–66 år", Count(1, 7)),
                ),
            ),
        ),
        bundles_missing=3,
        not_measured=(
            "Folkeskole, sundhed, boligområder og kriminalitet: oplysningerne findes ikke her.",
        ),
    )


def interview_form_values() -> InterviewFormValues:
    """Return three sections of a form with Arabic beside the Danish."""
    yes_no = (Both("Ja", "نعم"), Both("Nej", "لا"), Both("Ønsker ikke at svare", "لا أريد الإجابة"))
    return InterviewFormValues(
        municipality=_OFFICE,
        printed_at=PRINTED_AT,
        print_number="TS-2026-0002",
        title=Both("Samtale 1 på asylcentret", "المقابلة 1 في مركز اللجوء"),
        version="3",
        fingerprint="a41c 09fe",
        own_language="ar",
        sections=(
            PaperSection(
                Both("Mødet", "اللقاء"),
                (
                    PaperQuestion(
                        "1.1",
                        Both("Dato og tidspunkt", "التاريخ والوقت"),
                        "moment",
                        is_required=True,
                    ),
                    PaperQuestion(
                        "1.2",
                        Both("Tolk anvendt", "هل استُخدم مترجم؟"),
                        "one",
                        (
                            Both("Fremmøde", "حضورياً"),
                            Both("Video", "فيديو"),
                            Both("Telefon", "هاتف"),
                            Both("Ingen – fælles sprog", "لا – لغة مشتركة"),
                        ),
                    ),
                    PaperQuestion(
                        "1.3",
                        Both("Tolkens nummer", "رقم المترجم"),
                        "text",
                        hint=Both("Aldrig et navn."),
                        only_if="der er en tolk",
                    ),
                ),
            ),
            PaperSection(
                Both("Skole og arbejde", "المدرسة والعمل"),
                (
                    PaperQuestion(
                        "2.1",
                        Both("Hvor mange år har du gået i skole?", "كم سنة ذهبت إلى المدرسة؟"),
                        "number",
                    ),
                    PaperQuestion(
                        "2.2", Both("Har du arbejdet før?", "هل عملت من قبل؟"), "one", yes_no
                    ),
                    PaperQuestion(
                        "2.3",
                        Both("Hvad kan du?", "ماذا تستطيع؟"),
                        "many",
                        (
                            Both("Lave mad", "الطبخ"),
                            Both("Passe børn", "رعاية الأطفال"),
                            Both("Sy", "الخياطة"),
                            Both("Arbejde i landbrug", "الزراعة"),
                            Both("Køre lastbil", "قيادة شاحنة"),
                        ),
                    ),
                    PaperQuestion(
                        "2.4",
                        Both(
                            "Hvad er din drøm om tre til fem år?",
                            "ما حلمك خلال ثلاث إلى خمس سنوات؟",
                        ),
                        "long",
                    ),
                    PaperQuestion(
                        "2.5",
                        Both(
                            "Hvornår begyndte du på dit seneste arbejde?", "متى بدأت عملك الأخير؟"
                        ),
                        "date",
                    ),
                ),
                times=2,
            ),
            PaperSection(
                Both("Afslutning", "الختام"),
                (
                    PaperQuestion(
                        "3.1",
                        Both(
                            "Læs det hele højt, før I slutter.",
                            "اقرأ كل شيء بصوت عالٍ قبل الانتهاء.",
                        ),
                        "note",
                    ),
                    PaperQuestion(
                        "3.2",
                        Both("Er det rigtigt skrevet?", "هل كُتب بشكل صحيح؟"),
                        "one",
                        yes_no,
                        is_required=True,
                    ),
                ),
            ),
        ),
    )


def access_report_values() -> AccessReportValues:
    """Return what is held about a nurse."""
    return AccessReportValues(
        municipality=_OFFICE,
        printed_at=PRINTED_AT,
        print_number="IN-2026-0003",
        person_name="Rima Al-Khatib",
        native_name="ريما الخطيب",
        number_masked="640988-xxxx",
        asked_on=date(2026, 3, 9),
        answered_by="Mette Sønderby Lund",
        has_health=True,
        sections=(
            HeldSection(
                "Stamoplysninger",
                (
                    SummaryRow("Navn", "Rima Al-Khatib"),
                    SummaryRow("Fødselsdato", "4. september 1988"),
                    SummaryRow("Opholdsgrundlag", "Asylansøger"),
                    SummaryRow("Asylcenter", "Asylcenter Avnstrup"),
                ),
            ),
            HeldSection(
                "Samtale 1 på asylcentret",
                (
                    SummaryRow("Har du arbejdet før?", "Ja"),
                    SummaryRow(
                        "Hvad er din drøm om tre til fem år?",
                        "Autorisation i Danmark.",
                        "أن أعمل ممرضة.",
                        "ar",
                    ),
                ),
                "12. marts 2026, Mette Sønderby Lund",
            ),
            HeldSection("Forløb", ()),
        ),
        recipients=("Bærbar 14, Mette Sønderby Lund", "Roskilde Kommune (Fast Track)"),
        log=(
            LogRow("12-03-2026 14.05", "Mette Sønderby Lund", "Udskrevet", "SR-2026-0417"),
            LogRow("12-03-2026 10.21", "Mette Sønderby Lund", "CPR-nummer vist"),
        ),
        kept_until="til sagen er lukket og afleveret til arkivet",
    )
