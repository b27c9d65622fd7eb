"""The words for a person's fields and phases, as windows, documents and commands show them."""

from kbh_desktop.i18n import _


def field_label(name: str) -> str:
    """Return the words for a field of `Person`; an unknown one is called by its name."""
    return _labels().get(name, name)


def _labels() -> dict[str, str]:
    return {
        "given_name": _("Given name"),
        "family_name": _("Family name"),
        "latin_name": _("Name in Latin letters"),
        "called_name": _("Is called"),
        "udl_nr": _("Udl.nr."),
        "cpr": _("CPR number"),
        "cpr_kind": _("Kind of CPR number"),
        "birth_date": _("Date of birth"),
        "birth_precision": _("How well the date of birth is known"),
        "sex": _("Sex"),
        "citizenships": _("Citizenship"),
        "residence_basis": _("Basis of residence"),
        "decision_date": _("Decision on placement"),
        "municipality_expected": _("Expected municipality"),
        "municipality_decided": _("Decided municipality"),
        "municipality_actual": _("Actual municipality"),
        "entry_date": _("Entered Denmark"),
        "arrival_date": _("Moved into temporary housing"),
        "moved_on": _("Moved into a permanent home"),
        "phone": _("Phone"),
        "address_protected": _("Address protection"),
        "civil_status": _("Civil status"),
        "mother_tongues": _("Mother tongue"),
        "languages": _("Other languages"),
        "centre": _("Asylum centre"),
        "phase": _("Phase"),
        "consultant": _("Job consultant"),
        "notes": _("Notes"),
    }


def phase_label(phase: str) -> str:
    """Return the words for a phase."""
    return {
        "asylum": _("Asylum seeker"),
        "centre": _("At the centre, granted"),
        "temporary": _("Temporary housing"),
        "permanent": _("Permanent home"),
        "closed": _("Closed"),
    }.get(phase, phase)


def sex_label(sex: str) -> str:
    """Return the words for a registered sex; empty when unknown."""
    return {"female": _("Woman"), "male": _("Man"), "x": _("X or not stated")}.get(sex, "")
