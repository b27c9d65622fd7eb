"""Between the form and the database: health answers sealed, worked-out values left out."""

import re
from collections.abc import Mapping

from kbh_desktop.errors import NotAllowedError
from kbh_desktop.ids import InterviewId
from kbh_desktop.security.health import HealthVault, is_sealed
from kbh_desktop.xforms.model import Form, Question

_REPEAT_ID = re.compile(r"\[~[^\]]*\]")
_HEALTH = "K3"

Entries = Mapping[str, str | None]


def ref_of(key: str) -> str:
    """Return the reference of the question at `key`, without the ids of repeat instances."""
    return _REPEAT_ID.sub("", key)


class AnswerSafe:
    """Turns the answers of one interview into what is stored, and back."""

    def __init__(self, form: Form, interview_id: InterviewId, health: HealthVault) -> None:
        self._form = form
        self._interview_id = interview_id
        self._health = health

    def is_health(self, key: str) -> bool:
        """Return whether the question at `key` is about health."""
        element = self._form.elements.get(ref_of(key))
        return element is not None and element.sensitivity == _HEALTH and not key.endswith("]")

    def split(self, answers: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
        """Return the answers that need no seal, as they are stored, and those about health."""
        health = {key: value for key, value in answers.items() if self.is_health(key)}
        plain = {
            key: value
            for key, value in answers.items()
            if key not in health and not self._is_worked_out(key)
        }
        return plain, health

    def stored(self, entries: Entries) -> dict[str, str | None]:
        """Return `entries` as they are written: what the form can work out again is left out.

        Two laptops would otherwise disagree about a sum of answers they agree about.
        """
        return {
            key: self._sealed(key, value)
            for key, value in entries.items()
            if not self._is_worked_out(key)
        }

    def opened(self, stored: Entries, *, with_health: bool) -> tuple[Entries, frozenset[str]]:
        """Return the readable ones of `stored`, and the keys of those that stay sealed."""
        readable: dict[str, str | None] = {}
        locked = set()
        for key, value in stored.items():
            try:
                readable[key] = self._open(key, value, with_health=with_health)
            except NotAllowedError:
                locked.add(key)
        return readable, frozenset(locked)

    def _sealed(self, key: str, value: str | None) -> str | None:
        if value is None or is_sealed(value) or not self.is_health(key):
            return value
        return self._health.seal(self._interview_id, key, value)

    def _open(self, key: str, value: str | None, *, with_health: bool) -> str | None:
        if value is None or not is_sealed(value):
            return value
        if not with_health:
            raise NotAllowedError
        return self._health.open(self._interview_id, key, value)

    def _is_worked_out(self, key: str) -> bool:
        element = self._form.elements.get(ref_of(key))
        if not isinstance(element, Question) or element.in_body:
            return False
        calculation = element.bind.calculate
        return bool(calculation) and "once(" not in calculation
