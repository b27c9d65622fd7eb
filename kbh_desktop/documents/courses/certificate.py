"""Kursusbevis, and deltagerbevis for those who attended less: one page for the person to keep."""

from dataclasses import dataclass, field
from datetime import date

from kbh_desktop.documents import design
from kbh_desktop.documents.blocks import Block, Panel, Para, Signatures, Space, Story, Title
from kbh_desktop.documents.own_language import runs_right_to_left, sentences
from kbh_desktop.documents.pages import Document, Printed
from kbh_desktop.documents.tables import Column, Table
from kbh_desktop.documents.wording import day_span
from kbh_desktop.i18n import _, long_date, n_, speaking

_MM = design.MM


@dataclass(frozen=True, slots=True)
class CertificateTheme:
    """What was taught in one week."""

    week: int
    theme: str
    lessons: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateValues(Printed):
    """Everything the proof says; `own_language` is a code such as `ar`, or nothing."""

    person_name: str = field(repr=False)
    course: str
    is_full: bool
    """Whether it is the certificate of the course, and not a proof of the lessons attended."""
    lessons_held: int
    lessons_attended: int = field(repr=False)
    native_name: str = field(default="", repr=False)
    born: date | None = field(default=None, repr=False)
    first_day: date | None = None
    last_day: date | None = None
    place: str = ""
    themes: tuple[CertificateTheme, ...] = ()
    issued_on: date | None = None
    signed_by: str = field(default="", repr=False)
    signed_role: str = ""
    own_language: str = ""


def certificate(values: CertificateValues) -> Document:
    """Compose the proof."""
    with speaking(values.language):
        title = _("Certificate of completion") if values.is_full else _("Proof of participation")
        return Document(
            title=title,
            subject=values.person_name,
            organisation=values.municipality,
            story=[
                *_who(title, values),
                *_what(values),
                *_own_words(values),
                *_signed(values),
            ],
            confidentiality="",
            footnote=_("Issued by the municipality; questions can be put to it."),
            print_number=values.print_number,
            printed_at=values.printed_at,
            language=values.language,
            draft=values.draft,
        )


def _who(title: str, values: CertificateValues) -> list[Block]:
    found: list[Block] = [
        Space(56),
        Para(title, design.PROOF_KICKER, role="H1"),
        Title(values.person_name.strip() or _("Name unknown"), before=7),
    ]
    if values.native_name:
        found.append(Para(values.native_name, design.NATIVE, before=2))
    if values.born:
        born = _("Born {date}").format(date=long_date(values.born))
        found.append(Para(born, design.SMALL, before=3))
    return found


def _what(values: CertificateValues) -> list[Block]:
    did = _("has completed the course") if values.is_full else _("has taken part in the course")
    when = (
        day_span(values.first_day, values.last_day) if values.first_day and values.last_day else ""
    )
    held = n_("{attended} of {held} lesson", "{attended} of {held} lessons", values.lessons_held)
    lessons = held.format(attended=values.lessons_attended, held=values.lessons_held)
    facts = "  ·  ".join(part for part in (when, values.place, lessons) if part)
    found: list[Block] = [
        Para(did, design.LEAD, before=20),
        Para(values.course, design.PROOF_COURSE, before=4, role="H2"),
        Para(facts, design.BODY_TEXT, before=6),
    ]
    if values.themes:
        found.append(_themes(values))
    return found


def _themes(values: CertificateValues) -> Table:
    columns = (
        Column(_("Week"), 16 * _MM, design.NUMBER),
        Column(_("What the course was about")),
        Column(_("Lessons"), 20 * _MM, design.SMALL_ROW, "right"),
    )
    rows = [
        (str(theme.week), theme.theme, str(theme.lessons) if theme.lessons else "")
        for theme in values.themes
    ]
    return Table(columns, rows, before=28)


def _own_words(values: CertificateValues) -> list[Block]:
    own = sentences(values.own_language)
    text = own.get("certificate" if values.is_full else "participation", "")
    if not text:
        return []
    rtl = runs_right_to_left(values.own_language)
    styles = design.OWN_RTL if rtl else design.OWN_LTR
    story: Story = [Para(text, styles.text, language=values.own_language)]
    return [Panel(story, design.PETROL_TINT, (8, 12), design.PETROL, mirrored=rtl, before=22)]


def _signed(values: CertificateValues) -> list[Block]:
    people = [(values.signed_by, values.signed_role or _("Coordinator"))]
    day = long_date(values.issued_on) if values.issued_on else ""
    found: list[Block] = [Space(26)]
    if day:
        found.append(Para(_("Issued on {date}").format(date=day), design.SMALL))
    return [*found, Signatures(people, _("Date"))]
