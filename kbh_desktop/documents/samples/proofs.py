"""Proofs about invented people in finished documents."""

from datetime import UTC, date, datetime

from kbh_desktop.consent.purposes import purpose
from kbh_desktop.documents.consent_proof import ConsentProofValues
from kbh_desktop.documents.deletion_proof import DeletionProofValues, HolderRow
from kbh_desktop.documents.parallel import Both
from kbh_desktop.documents.samples.interviews import PRINTED_AT
from kbh_desktop.retention.rules import rule, title_of

_OFFICE = "Københavns Kommune"


def consent_proof_values(own_language: str = "ar") -> ConsentProofValues:
    """Return the proof that a citizen withdrew the consent to show a CV."""
    wanted = purpose("employers")
    return ConsentProofValues(
        municipality=_OFFICE,
        printed_at=PRINTED_AT,
        print_number="ST-2026-0007",
        person_name="Rima Al-Khatib",
        native_name="ريما الخطيب",
        own_language=own_language,
        said_on=date(2026, 3, 12),
        how="mundtligt, med tolk hvor det var nødvendigt",
        taken_by="Mette Sønderby Lund",
        law=wanted.law,
        what=Both(wanted.texts["da"], wanted.texts.get(own_language, "")),
        means=Both(wanted.meanings["da"], wanted.meanings.get(own_language, "")),
        text_version="2026-11",
        asked_in="arabisk",
    )


def deletion_proof_values() -> DeletionProofValues:
    """Return the proof that a closed case was deleted, not confirmed everywhere yet."""
    case = rule("case")
    return DeletionProofValues(
        municipality=_OFFICE,
        printed_at=PRINTED_AT,
        print_number="SL-2026-0003",
        number="5b0c9a7e41d84c0f9b6a2f6d3e5c7a18",
        rule=title_of(case),
        is_part=False,
        source=case.source,
        ground=case.ground,
        deleted_at=datetime(2026, 3, 11, 13, 40, tzinfo=UTC).astimezone(),
        deleted_by="Ane Damgaard",
        reason="Sagen blev afsluttet for et år siden og er journaliseret.",
        counts=(
            ("Oplysninger om borgeren", 1),
            ("Noter", 7),
            ("Samtaler", 2),
            ("Færdige udgaver af samtaler", 3),
            ("Ændringer i loggen, der er tømt", 214),
        ),
        holders=(
            HolderRow("Bærbar 14 (Mette)", held=True, confirmed=True, revoked=False),
            HolderRow("Bærbar 3 (Jonas)", held=False, confirmed=False, revoked=False),
            HolderRow("Bærbar 9", held=True, confirmed=False, revoked=True),
        ),
        backups=(date(2026, 3, 11), date(2026, 3, 10), date(2026, 3, 9)),
        backups_gone_by=date(2026, 3, 25),
    )
