"""Which Danish education follows from schooling and literacy; the consultant decides.

The rule is that of the first interview: who can't read learns to read first; who knows letters
only, or none of the Latin ones, goes to Danish Education 1; who went to school for less than nine
years to 2; everybody else to 3. A municipality may place people by other signs as well.
"""

from kbh_desktop.competences import labels
from kbh_desktop.competences.card import Facts, Track, TrackSuggestion
from kbh_desktop.i18n import _

LONG_SCHOOLING = 9
"""Years of schooling from which Danish Education 3 is suggested."""


def suggested_track(facts: Facts) -> TrackSuggestion:
    """Return what the rule says, or what it still asks."""
    track, rule = _by_rule(facts)
    return TrackSuggestion(
        track=track,
        name=labels.tracks().get(track, ""),
        rule=rule,
        unanswered=() if track else _unanswered(facts),
        decided=facts.track,
    )


def _by_rule(facts: Facts) -> tuple[Track, str]:
    if facts.literacy == "none":
        return "literacy", _("Can't read or write the own language: learns to read first.")
    if facts.literacy == "letters":
        return "du1", _("Knows letters and the own name only: Danish Education 1.")
    if facts.latin == "no":
        return "du1", _("Does not read Latin letters: Danish Education 1.")
    if not facts.literacy or not facts.latin or facts.school_years is None:
        return "", ""
    if facts.school_years < LONG_SCHOOLING:
        return "du2", _("Reads, and went to school for less than {years} years: 2.").format(
            years=LONG_SCHOOLING
        )
    return "du3", _("Reads, and went to school for {years} years or more: 3.").format(
        years=LONG_SCHOOLING
    )


def _unanswered(facts: Facts) -> tuple[str, ...]:
    asked = (
        (not facts.literacy, _("Reads and writes own language")),
        (not facts.latin, _("Reads Latin letters")),
        (facts.school_years is None, _("Years of schooling")),
    )
    return tuple(words for missing, words in asked if missing)
