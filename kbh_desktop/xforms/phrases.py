"""Labels, messages and values of nodes in the words of one language."""

from kbh_desktop.i18n import _, short_date, speaking
from kbh_desktop.xforms.choices import labelled
from kbh_desktop.xforms.environment import SessionEnvironment
from kbh_desktop.xforms.instance import InstanceNode
from kbh_desktop.xforms.model import Question, language_code
from kbh_desktop.xforms.rendering import rendered
from kbh_desktop.xforms.texts import Pieces, Text
from kbh_desktop.xforms.xpath.context import Context
from kbh_desktop.xforms.xpath.moments import Moment, read_moment

_DECIMAL_COMMA = frozenset({"da", "de", "uk", "fa", "ku", "so", "ti"})


class Phrases:
    """Puts what a node says into words."""

    def __init__(self, environment: SessionEnvironment) -> None:
        self._environment = environment

    def text(self, text: Text | None, node: InstanceNode, language: str) -> str:
        """Return `text` at `node` in `language`, or an empty text."""
        if text is None:
            return ""
        return self._spoken(text.pieces(language, self._default), node, language)

    def guidance(self, text: Text | None, node: InstanceNode, language: str) -> str:
        """Return the guidance beside a hint, or an empty text."""
        if text is None:
            return ""
        return self._spoken(text.guidance_pieces(language, self._default), node, language)

    def label(self, node: InstanceNode, language: str) -> str:
        """Return the label of `node`, or an empty text."""
        return self.text(node.element.label, node, language)

    def name(self, node: InstanceNode, language: str) -> str:
        """Return the label of `node`, or its name where it has none."""
        return self.label(node, language) or node.element.name

    @property
    def _default(self) -> str:
        return self._environment.default_language

    def _spoken(self, pieces: Pieces, node: InstanceNode, language: str) -> str:
        with self._environment.in_language(language):
            return rendered(pieces, Context(node, self._environment)).strip()

    def constraint_message(self, node: InstanceNode, language: str) -> str:
        """Return what to say while the value of `node` breaks its constraint."""
        own = self.text(node.element.bind.constraint_message, node, language)
        if own:
            return own
        with speaking(language_code(language)):
            return _("The answer does not fit the rule of this question.")

    def required_message(self, node: InstanceNode, language: str) -> str:
        """Return what to say while a required answer is missing."""
        own = self.text(node.element.bind.required_message, node, language)
        if own:
            return own
        with speaking(language_code(language)):
            return _("This has to be answered before the interview can be finished.")

    def confirmed(self, language: str) -> str:
        """Return the word for a statement that was confirmed."""
        with speaking(language_code(language)):
            return _("Confirmed")

    def display(self, node: InstanceNode, language: str) -> str:
        """Return the value of `node` as a person reads it: labels, dates, decimal commas."""
        return self.worded(node, node.answer(), language)

    def worded(self, node: InstanceNode, value: str, language: str) -> str:
        """Return `value` as a person would read it at `node`."""
        element = node.element
        if not value or not isinstance(element, Question):
            return value
        if element.choices is not None:
            with self._environment.in_language(language):
                return labelled(value, node, self._environment)
        if element.type == "trigger":
            return self.confirmed(language)
        return _shown(value, element.bind.data_type, language_code(language))


def _shown(value: str, data_type: str, code: str) -> str:
    if data_type == "decimal" and code in _DECIMAL_COMMA:
        return value.replace(".", ",")
    moment = read_moment(value) if data_type in {"date", "dateTime"} else None
    if moment is None:
        return value
    return _shown_moment(moment)


def _shown_moment(moment: Moment) -> str:
    day = short_date(moment.wall.date())
    return f"{day} {moment.wall:%H:%M}" if moment.has_time else day
