"""Protocols of keys and losses that are invented."""

from kbh_desktop.documents.protocol import ProtocolPart, ProtocolValues
from kbh_desktop.documents.samples.interviews import PRINTED_AT

_WORDS = "academic acid acne acquire acrobat activity actress adapt adequate adjust admit adorn"


def key_share() -> ProtocolValues:
    """Return a sheet of a split key whose words open nothing."""
    return ProtocolValues(
        municipality="Københavns Kommune",
        printed_at=PRINTED_AT,
        print_number="NQ-2026-0003",
        title="Nøgledel 2 af 3",
        subject="Welcome House",
        lead="To af de tre dele skal bruges sammen. Én alene fortæller intet.",
        facts=(("Sæt", "academic acid"), ("Kontorets fingeraftryk", "7K2M 9Q4T XH3C")),
        words=tuple(_WORDS.split()) * 2,
        parts=(
            ProtocolPart(
                "Pas på den", ("I en lukket kuvert.", "Aldrig i samme rum."), is_list=True
            ),
            ProtocolPart("Brug den", ("Vælg Glemt adgangskoden, og skriv ordene.",)),
        ),
        signatures=("Mette Holm", "Jens Lund"),
        confidentiality="Hemmelig",
        footnote="Skriv den ikke af, og fotografér den ikke.",
    )
