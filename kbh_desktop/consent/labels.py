"""Words for consents."""

from kbh_desktop.consent.model import Consent, How, Said
from kbh_desktop.consent.purposes import purpose
from kbh_desktop.i18n import _, short_date


def said_label(said: Said) -> str:
    """Return what a person said, in words."""
    return {
        "": _("Not asked"),
        "given": _("Given"),
        "declined": _("Declined"),
        "withdrawn": _("Withdrawn"),
    }[said]


def how_label(how: How) -> str:
    """Return how it was said, in words."""
    return {
        "form": _("in an interview"),
        "paper": _("in writing"),
        "spoken": _("spoken, with an interpreter where needed"),
    }[how]


def closed_sentence(consent: Consent) -> str:
    """Return why something may not leave, which consent it is and what can be done."""
    title = purpose(consent.purpose).title
    if consent.is_disputed:
        return _(
            "Two laptops wrote different things down about the consent “{title}”. Until it is"
            " decided in Exchange, nothing that rests on it may leave."
        ).format(title=title)
    counting = consent.counting
    day = short_date(counting.said_on) if counting else ""
    if consent.said == "withdrawn":
        return _(
            "The person took the consent “{title}” back on {day}. Nothing that rests on it may"
            " leave. Ask the person again if it is still needed."
        ).format(title=title, day=day)
    return _(
        "The person said no to “{title}” on {day}. Nothing that rests on it may leave. Ask the"
        " person again if it is still needed."
    ).format(title=title, day=day)
