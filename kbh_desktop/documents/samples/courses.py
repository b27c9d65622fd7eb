"""A course of invented people in finished documents."""

from datetime import date, time, timedelta

from kbh_desktop.documents.courses.attendance_sheet import (
    AttendanceSheetValues,
    SheetDay,
    SheetRow,
)
from kbh_desktop.documents.courses.certificate import CertificateTheme, CertificateValues
from kbh_desktop.documents.courses.course_plan import (
    CoursePlanValues,
    PlanDay,
    PlanSlot,
    PlanWeek,
)
from kbh_desktop.documents.courses.kinds import PlanKind
from kbh_desktop.documents.courses.settlement import (
    CostRow,
    PaymentRow,
    SettlementValues,
    ShareRow,
)
from kbh_desktop.documents.courses.teacher_plan import TeacherPlanValues, TeacherSession
from kbh_desktop.documents.samples.interviews import PRINTED_AT

_K = PlanKind
_FRIDAY = 4
_OPEN = 3  # days before Easter
_MORNING, _NOON = (time(8, 30), time(11, 30)), (time(12, 30), time(15, 30))
_CLOSED = {
    date(2026, 4, 2): "Skærtorsdag",
    date(2026, 4, 3): "Langfredag",
    date(2026, 4, 6): "2. påskedag",
}
_THEMES = (
    ("Velkommen, Danmark på arbejde", "Alle kender holdets aftaler og har en personlig plan."),
    ("Det danske arbejdsmarked", "Alle ved, hvad overenskomst, løn og skat betyder."),
    ("Kompetencer og cv", "Kompetenceprofilen er færdig og godkendt af borgeren."),
    ("Arbejdspladskultur og sikkerhed", "Alle har talt om at melde sig syg på dansk."),
    ("Samfund, bolig, børn, økonomi", "Alle har MitID og har mødt deres egen kommune."),
    ("Klar til praktik", "Alle har en aftale om næste skridt og et bevis."),
)
_AFTERNOONS = (
    ((_K.LESSON, "Velkommen og rundvisning"), (_K.TALK, "Individuel samtale")),
    ((_K.LESSON, "Løn, skat og overenskomst"), (_K.VISIT, "Besøg: Hotel Fjorden")),
    ((_K.LESSON, "Cv på dansk"), (_K.TALK, "Individuel samtale")),
    ((_K.LESSON, "Sygdom, tone og ligestilling"), (_K.VISIT, "Besøg: Roskilde Logistik")),
    ((_K.MUNICIPALITY, "Dag i egen kommune"), (_K.LESSON, "Bolig, børn og budget")),
    ((_K.INTERNSHIP, "Praktik på arbejdspladsen"), (_K.EVALUATION, "Evaluering og beviser")),
)
_NAMES = (
    "Rima Al-Khatib",
    "Samuel Tesfay Habtemariam",
    "Hodan Abdi Warsame",
    "Farhad Rezai",
    "Olena Kovalenko",
    "Yusuf Al-Masri",
    "Selam Gebremedhin",
    "Karwan Aziz",
    "Mariam Haidari",
    "Dawit Tekle",
    "Zahra Hosseini",
    "Ahmad Darwish",
)


def course_plan_values() -> CoursePlanValues:
    """Return the plan of six weeks with Easter in them."""
    first = date(2026, 3, 9)
    return CoursePlanValues(
        title="Arbejdsmarked og Samfund, hold B",
        municipality="Roskilde Kommune",
        printed_at=PRINTED_AT,
        print_number="FP-2026-0011",
        place="Asylcenter Avnstrup, lokale 2.14",
        coordinator="Mette Sønderby Lund",
        notice="Sygdom meldes til 46 31 77 10 inden kl. 8.",
        weeks=tuple(_week(n, first + timedelta(weeks=n)) for n in range(len(_THEMES))),
    )


def _week(number: int, monday: date) -> PlanWeek:
    theme, goal = _THEMES[number]
    days = tuple(_day(number, monday + timedelta(n)) for n in range(5))
    return PlanWeek(monday.isocalendar().week, days, theme, goal, lessons=12)


def _day(week: int, day: date) -> PlanDay:
    if day in _CLOSED:
        return PlanDay(day, closed=_CLOSED[day])
    slots = [PlanSlot(_K.DANISH, *_MORNING, "Dansk, modul 4", "Røde Kors")]
    if day.weekday() != _FRIDAY:
        kind, title = _AFTERNOONS[week][day.weekday() % 2]
        slots.append(PlanSlot(kind, *_NOON, title))
    return PlanDay(day, tuple(slots))


def teacher_plan_values() -> TeacherPlanValues:
    """Return the plan of one teacher over three weeks."""
    return TeacherPlanValues(
        name="Henrik Ågård Mørch",
        role="Jobkonsulent",
        municipality="Roskilde Kommune",
        printed_at=PRINTED_AT,
        print_number="LP-2026-0004",
        place="Asylcenter Avnstrup",
        coordinator="Mette Sønderby Lund",
        contact="46 31 77 10",
        sessions=tuple(
            TeacherSession(
                day=date(2026, 3, 9) + timedelta(weeks=week, days=day),
                starts=_NOON[0],
                ends=_NOON[1],
                title=_AFTERNOONS[week][day % 2][1],
                course="Hold B",
                room="Lokale 2.14",
                people=14,
                beside="Tolk: arabisk og tigrinya",
                lessons=4,
            )
            for week in range(3)
            for day in (0, 1, 3)
        ),
    )


def attendance_sheet_values() -> AttendanceSheetValues:
    """Return the sheet of a week with a closed Friday, two days of it marked."""
    hours = ("12.30", "13.15", "14.00", "14.45")
    days = tuple(
        SheetDay(
            date(2026, 3, 30) + timedelta(n),
            hours if n < _OPEN else (),
            "" if n < _OPEN else "Påske",
        )
        for n in range(5)
    )
    done = (("T", "T", "T", "T"), ("F", "T", "T", "T"))
    away = (("T", "T", "T", "T"), ("L", "L", "L", "L"))
    return AttendanceSheetValues(
        course="Arbejdsmarked og Samfund, hold B",
        municipality="Roskilde Kommune",
        printed_at=PRINTED_AT,
        print_number="FL-2026-0031",
        week=14,
        place="Asylcenter Avnstrup, lokale 2.14",
        teacher="Henrik Ågård Mørch",
        days=days,
        rows=tuple(
            SheetRow(
                name,
                away if name.startswith("Farhad") else done,
                "Går kl. 14.45 tirsdag" if name.startswith("Yusuf") else "",
            )
            for name in _NAMES
        ),
    )


def certificate_values(*, full: bool = True) -> CertificateValues:
    """Return the certificate of a nurse who speaks Arabic, or the proof of a mechanic."""
    return CertificateValues(
        person_name="Rima Al-Khatib" if full else "Samuel Tesfay Habtemariam",
        native_name="ريما الخطيب" if full else "ሳሙኤል ተስፋይ ሃብተማርያም",
        born=date(1988, 9, 4) if full else date(1995, 1, 17),
        course="Arbejdsmarked og Samfund",
        is_full=full,
        municipality="Roskilde Kommune",
        printed_at=PRINTED_AT,
        print_number="KB-2026-0012" if full else "KB-2026-0013",
        first_day=date(2026, 3, 9),
        last_day=date(2026, 4, 17),
        place="Asylcenter Avnstrup",
        lessons_held=72,
        lessons_attended=68 if full else 41,
        themes=tuple(CertificateTheme(n, theme, 12) for n, (theme, _goal) in enumerate(_THEMES, 1)),
        issued_on=date(2026, 4, 17),
        signed_by="Mette Sønderby Lund",
        signed_role="Fast Track-koordinator",
        own_language="ar" if full else "ti",
    )


def settlement_values() -> SettlementValues:
    """Return the final settlement between three municipalities."""
    return SettlementValues(
        course="Arbejdsmarked og Samfund, hold B",
        is_final=True,
        municipality="Roskilde Kommune",
        printed_at=PRINTED_AT,
        print_number="AF-2026-0002",
        first_day=date(2026, 3, 9),
        last_day=date(2026, 4, 17),
        key_from=date(2026, 5, 1),
        total=6_000_000,
        costs=(
            CostRow("Undervisning, 72 lektioner", 3_600_000, 3_612_050, "Roskilde"),
            CostRow("Tolkning, arabisk og tigrinya", 1_400_000, 1_387_950, "Roskilde"),
            CostRow("Bus til tre virksomhedsbesøg", 750_000, 750_000, "Solrød"),
            CostRow("Materialer og forplejning", 250_000, 250_000, "Greve"),
        ),
        shares=(
            ShareRow("Roskilde", 24, 3_200_000, 5_000_000, -1_800_000),
            ShareRow("Solrød", 7, 933_333, 750_000, 183_333),
            ShareRow("Greve", 14, 1_866_667, 250_000, 1_616_667),
        ),
        payments=(
            PaymentRow("Greve", "Roskilde", 1_616_667),
            PaymentRow("Solrød", "Roskilde", 183_333),
        ),
        adjustments=(("Roskilde", -200_000), ("Solrød", 66_700), ("Greve", 133_300)),
        prepared_by="Mette Sønderby Lund",
    )
