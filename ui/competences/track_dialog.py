"""The Danish education: what the rule asks, what it suggests, and what the consultant chose."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from kbh_desktop.competences import labels
from kbh_desktop.competences.card import Card, Facts, TrackSuggestion
from kbh_desktop.i18n import _
from ui.competences.entry_dialog import EntryDialog
from ui.competences.entry_fields import FieldSpec


class TrackDialog(EntryDialog):
    """The suggestion follows from the answers at once; the consultant decides.

    `save` keeps a fact and returns what the rule says then, or raises a KbhError.
    """

    def __init__(
        self, parent: QWidget, card: Card, save: Callable[[str, str], TrackSuggestion]
    ) -> None:
        self._save_fact = save
        super().__init__(
            parent, _("Danish education"), _fields(), _values(card.facts), self._keep_fact
        )
        self._suggest(card.track)

    def _keep_fact(self, name: str, text: str) -> None:
        self._suggest(self._save_fact(name, text))

    def _suggest(self, track: TrackSuggestion) -> None:
        if track.name:
            name = _("Suggestion: {name}").format(name=track.name)
            self.show_notice(f"{name}. {track.rule}", "info")
        else:
            asked = ", ".join(track.unanswered)
            text = _("No suggestion yet. Not answered: {questions}").format(questions=asked)
            self.show_notice(text, "warn")


def _values(facts: Facts) -> dict[str, str]:
    return {
        "school_years": "" if facts.school_years is None else str(facts.school_years),
        "literacy": facts.literacy,
        "latin": facts.latin,
        "track": facts.track,
    }


def _fields() -> tuple[FieldSpec, ...]:
    names = labels.field_labels()
    literacy = (
        ("none", _("Not at all")),
        ("letters", _("Letters and the own name")),
        ("simple", _("Simple texts")),
        ("fluent", _("Without difficulty")),
    )
    latin = (("no", _("No")), ("partly", _("Partly")), ("yes", _("Yes")))
    return (
        FieldSpec("literacy", names["literacy"], "buttons", literacy),
        FieldSpec("latin", names["latin"], "buttons", latin),
        FieldSpec("school_years", names["school_years"], "number"),
        FieldSpec(
            "track",
            _("What the consultant chooses"),
            "choice",
            (("", "–"), *labels.tracks().items()),
            hint=_("The rule only suggests; the consultant decides."),
        ),
    )
