"""How far a form has come, and what is left to put right."""

from collections.abc import Iterator

from kbh_desktop.xforms.instance import Instance, InstanceNode
from kbh_desktop.xforms.model import Group, Question
from kbh_desktop.xforms.phrases import Phrases
from kbh_desktop.xforms.states import Problem, SectionProgress


class Overview:
    """Looks over the sections of one session; languages are given by their full names."""

    def __init__(self, instance: Instance, phrases: Phrases) -> None:
        self._instance = instance
        self._phrases = phrases

    def progress(self, language: str, other: str | None) -> tuple[SectionProgress, ...]:
        """Return how far each section has come."""
        sections = self._instance.form.sections
        return tuple(self._progress_of(section, language, other) for section in sections)

    def _progress_of(self, section: Group, language: str, other: str | None) -> SectionProgress:
        asked = [node for node in self._asked(section) if node.relevant]
        top = self._instance.at(section.ref)
        place = top[0] if top else self._instance.root
        return SectionProgress(
            ref=section.ref,
            title=self._phrases.text(section.label, place, language) or section.name,
            title_other=self._phrases.text(section.label, place, other) if other else "",
            answered=sum(node.answer() != "" for node in asked),
            total=len(asked),
            errors=sum(not node.satisfied for node in asked),
            missing=sum(node.is_missing() for node in asked),
            relevant=self._spans_the_root(section) or place.relevant,
        )

    def problems(self, language: str) -> tuple[Problem, ...]:
        """Return the broken constraints and the required answers not given, in order."""
        found: list[Problem] = []
        for section in self._instance.form.sections:
            for node in self._asked(section):
                message = self._problem(node, language) if node.relevant else ""
                if message:
                    label = self._phrases.name(node, language)
                    found.append(Problem(node.key, section.ref, label, message, node.satisfied))
        return tuple(found)

    def _problem(self, node: InstanceNode, language: str) -> str:
        if not node.satisfied:
            return self._phrases.constraint_message(node, language)
        return self._phrases.required_message(node, language) if node.is_missing() else ""

    def hidden(self) -> tuple[str, ...]:
        """Return the keys of what a person answered that does not count any more."""
        return tuple(
            node.key
            for node in self._instance.nodes()
            if node.value and node.answer() != node.value and _is_asked(node)
        )

    def _asked(self, section: Group) -> Iterator[InstanceNode]:
        """The nodes of the questions of `section`, relevant or not."""
        elements = section.children if self._spans_the_root(section) else (section,)
        for element in elements:
            for top in self._instance.root.named.get(element.name, ()):
                yield from filter(_is_asked, self._instance.nodes(top))

    def _spans_the_root(self, section: Group) -> bool:
        return section.ref == self._instance.form.root.ref or section.is_wrapper


def _is_asked(node: InstanceNode) -> bool:
    element = node.element
    return isinstance(element, Question) and element.in_body and element.type != "note"
