"""One filled-in form: answers go in, and everything that follows from them is worked out."""

from collections.abc import Callable, Mapping

from kbh_desktop.clock import Clock
from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _
from kbh_desktop.xforms.drafts import draft_texts
from kbh_desktop.xforms.effects import Effects
from kbh_desktop.xforms.entities import read_entities
from kbh_desktop.xforms.environment import External, SessionEnvironment
from kbh_desktop.xforms.inputs import accepted
from kbh_desktop.xforms.instance import (
    Instance,
    InstanceNode,
    positional,
)
from kbh_desktop.xforms.model import Element, Form, Group, Question, Repeat
from kbh_desktop.xforms.overview import Overview
from kbh_desktop.xforms.phrases import Phrases
from kbh_desktop.xforms.preloads import Metadata, preload, preload_end
from kbh_desktop.xforms.recalculation import Recalculator
from kbh_desktop.xforms.repeats import RepeatKeeper, repeat_named
from kbh_desktop.xforms.states import Entity, NodeState, Problem, SectionProgress, View
from kbh_desktop.xforms.submission import SubmissionMetadata, write_submission
from kbh_desktop.xforms.views import Languages, ViewBuilder

_FIRST_LOAD, _EVERY_LOAD = "odk-instance-first-load", "odk-instance-load"


class Session:
    """A form with its answers; everything is addressed by key.

    A key is the absolute reference of a node in which every repeat instance is written with
    its lasting id, `/data/work/job[~k3f9]/title`; outside repeats it equals the reference.
    """

    def __init__(  # noqa: PLR0913 - everything from outside is passed in
        self,
        form: Form,
        *,
        clock: Clock,
        new_id: Callable[[], str],
        answers: Mapping[str, str] | None = None,
        random_seed: int = 0,
        username: str = "",
        device_id: str = "",
        prefill: Mapping[str, str] | None = None,
        external: Mapping[str, External] | None = None,
        reviewed: frozenset[str] = frozenset(),
    ) -> None:
        """Begin the form, or go on where the stored `answers` left off.

        `reviewed` are the marks of drafted words that a person found right.
        """
        self.form = form
        self._reviewed = reviewed
        self._drafts: dict[str, frozenset[int]] = {}
        self._instance = Instance(form)
        self._environment = SessionEnvironment(
            form,
            self._instance,
            clock=clock,
            new_id=new_id,
            random_seed=random_seed,
            external=external or {},
        )
        self._repeats = RepeatKeeper(self._instance, new_id)
        self._rules = Recalculator(self._instance, self._environment, self._repeats)
        self._phrases = Phrases(self._environment)
        self._overview = Overview(self._instance, self._phrases)
        if answers:
            self._go_on(answers)
        else:
            self._begin(Metadata(username, device_id), prefill or {})
        self.opening = self._rules.effects.take()

    def _begin(self, metadata: Metadata, prefill: Mapping[str, str]) -> None:
        self._repeats.is_creating = True
        self._set_constants()
        for node in tuple(self._instance.nodes()):
            question = node.element
            if isinstance(question, Question) and question.type != "attribute":
                value = question.default or preload(question, metadata, self._environment)
                self._rules.set_value(node, value)
        self._repeats.fill_nested(self._instance.root, self._rules)
        self._instance.reindex()
        self._rules.schedule_all(self._instance.nodes())
        self._rules.settle()
        self._run_actions(_FIRST_LOAD)
        self._run_actions(_EVERY_LOAD)
        for ref, value in prefill.items():
            for node in self._instance.at(ref):
                self._rules.set_value(node, value)
        self._rules.settle()
        self._repeats.is_creating = False

    def _go_on(self, answers: Mapping[str, str]) -> None:
        self._set_constants()
        self._repeats.place(answers, self._rules)
        for key, value in answers.items():
            node = self._instance.get(key)
            if node is not None and not node.is_repeat_instance:
                node.value = value
        self._rules.effects.take()
        self._rules.schedule_all(self._instance.nodes())
        self._run_actions(_EVERY_LOAD)
        self._rules.settle()

    def _set_constants(self) -> None:
        for node in self._instance.nodes():
            if isinstance(node.element, Question) and node.element.type == "attribute":
                node.value = node.element.default

    def _run_actions(self, event: str) -> None:
        for action in self.form.actions:
            if action.event == event and not action.source:
                for node in tuple(self._instance.at(action.target)):
                    self._rules.run_action(action, node)

    def answers(self) -> dict[str, str]:
        """Return everything to be stored: values by key, and the order of each repeat instance."""
        found: dict[str, str] = {}
        for node in self._instance.nodes():
            value = node.order if node.is_repeat_instance else node.value
            if value and not _is_constant(node):
                found[node.key] = value
        return found

    def is_calculated(self, key: str) -> bool:
        """Return whether the form itself works out the value at `key`."""
        bind = self._instance.find(key).element.bind
        return bool(bind.calculate or bind.preload) or "/@" in key

    def node_keys(self) -> tuple[str, ...]:
        """Return the keys of all nodes below the root, in document order."""
        root = self._instance.root
        return tuple(node.key for node in self._instance.nodes() if node is not root)

    def positional(self, key: str) -> str:
        """Return the reference of the node at `key` with positions such as `[2]`."""
        return positional(self._instance.find(key))

    def set(self, key: str, value: str) -> Effects:
        """Answer the question at `key` (or at a reference with positions).

        Raises:
            InputError: the value can't be an answer; nothing was changed.
        """
        node = self._instance.find(key)
        self._rules.set_value(node, accepted(value, node, self._environment))
        return self._settled()

    def fitted(self, key: str, value: str) -> str:
        """Return `value` as it would be stored at `key`, without storing it.

        Raises:
            InputError: the question at `key` can't hold it, or there is none.
        """
        node = self._instance.find(key)
        if isinstance(node.element, Question) and node.element.in_body:
            return accepted(value, node, self._environment)
        return value

    def add(self, repeat: str) -> tuple[str, Effects]:
        """Add an instance to `repeat` (its reference or key) and return its key.

        Raises:
            InputError: there is no such repeat, or the form sets the number itself.
        """
        parent, element = self._repeat_at(repeat)
        if element.count_expression or element.fixed:
            raise InputError(_("The form itself decides how many there are here."), field=repeat)
        node = self._repeats.add(parent, element, self._rules)
        return node.key, self._settled()

    def remove(self, instance: str) -> Effects:
        """Remove a repeat instance with everything answered in it.

        Raises:
            InputError: there is no such instance, or the form sets the number itself.
        """
        node = self._instance.find(instance)
        element = node.element
        if not isinstance(element, Repeat) or element.count_expression or element.fixed:
            raise InputError(_("This can't be removed."), field=instance)
        self._repeats.remove(node, self._rules)
        return self._settled()

    def restore(self, entries: Mapping[str, str | None]) -> Effects:
        """Put stored entries back as they were (None: gone), as undo and merging do.

        Keys that the form does not have are passed over.
        """
        self._repeats.place(entries, self._rules)
        for key, value in entries.items():
            node = self._instance.get(key)
            if node is None:
                continue
            if not node.is_repeat_instance:
                self._rules.set_value(node, value or "")
            elif not value:
                self._repeats.remove(node, self._rules)
        return self._settled()

    def _settled(self) -> Effects:
        self._rules.settle()
        return self._rules.effects.take()

    def _repeat_at(self, address: str) -> tuple[InstanceNode, Repeat]:
        parent_address, _slash, name = address.rpartition("/")
        parent = self._instance.find(parent_address) if parent_address else self._instance.root
        repeat = repeat_named(parent, name)
        if repeat is not None:
            return parent, repeat
        holder = self._instance.find(address)
        inside = [child for child in _children(holder) if isinstance(child, Repeat)]
        if len(inside) != 1:
            raise InputError(
                _("Nothing can be added at {address}.").format(address=address), field=address
            )
        return holder, inside[0]

    def view(self, section: int | str, languages: Languages) -> tuple[View, ...]:
        """Return the relevant elements of a section (its index or reference), in order.

        `languages` are full names or codes; the second may be None.
        """
        chosen = self._section(section)
        spoken = self._resolved(languages)
        drafted = self._drafted(spoken[1])
        builder = ViewBuilder(self._environment, self._phrases, spoken, drafted)
        if chosen.ref not in self.form.elements or chosen.is_wrapper:
            return builder.section(chosen, self._instance.root)
        return tuple(
            view
            for node in self._instance.at(chosen.ref)
            if node.relevant
            for view in builder.section(chosen, node)
        )

    def _drafted(self, language: str | None) -> frozenset[int]:
        """Which texts are drafts in `language`, worked out once."""
        if language is None:
            return frozenset()
        if language not in self._drafts:
            self._drafts[language] = draft_texts(self.form, language, self._reviewed)
        return self._drafts[language]

    def _section(self, section: int | str) -> Group:
        if isinstance(section, int):
            return self.form.sections[section]
        found = [one for one in self.form.sections if one.ref == section]
        element = found[0] if found else self.form.node(section)
        if not isinstance(element, Group):
            raise InputError(_("{ref} is no section.").format(ref=section), field=section)
        return element

    def _resolved(self, languages: Languages) -> Languages:
        other = self.form.language_for(languages[1]) if languages[1] else None
        return self.language(languages[0]), other

    def language(self, name: str | None) -> str:
        """Return the full name of a language given by name or code; else the form's own."""
        return self.form.language_for(name or "") or self.form.default_language

    def speak(self, language: str) -> Effects:
        """Let calculations that read the form's texts do so in `language` from now on."""
        self._environment.speak(self.language(language))
        self._rules.language_changed()
        return self._settled()

    def state(self, key: str, language: str | None = None) -> NodeState:
        """Return what the rules say of the node at `key`, with its label in `language`."""
        node = self._instance.find(key)
        element = node.element
        kind = element.type if isinstance(element, Question) else _kind(element)
        return NodeState(
            ref=positional(node),
            type=kind,
            relevant=node.relevant,
            required=node.required,
            readonly=node.is_readonly(),
            valid=not node.relevant or (node.satisfied and not node.is_missing()),
            value=node.answer(),
            label=self._phrases.label(node, self.language(language)),
        )

    def progress(self, languages: Languages | None = None) -> tuple[SectionProgress, ...]:
        """Return how far each section has come; notes and calculations don't count."""
        return self._overview.progress(
            *self._resolved(languages or (self.form.default_language, None))
        )

    def problems(self, language: str | None = None) -> tuple[Problem, ...]:
        """Return what is left to put right: broken constraints and missing required answers."""
        return self._overview.problems(self.language(language))

    def display(self, key: str, language: str | None = None) -> str:
        """Return the value at `key` as a person reads it."""
        return self._phrases.display(self._instance.find(key), self.language(language))

    def worded(self, key: str, value: str, language: str | None = None) -> str:
        """Return `value` as a person would read it at `key`; as it is where `key` is gone."""
        node = self._instance.get(key)
        return self._phrases.worded(node, value, self.language(language)) if node else value

    def hidden_answers(self) -> tuple[str, ...]:
        """Return the keys of what a person answered that does not count any more."""
        return self._overview.hidden()

    def submission(self, *, instance_id: str = "", instance_name: str = "") -> bytes:
        """Return the finished form as an ODK submission; what is not relevant is left out."""
        preload_end(self._instance, self._rules, self._environment)
        self._rules.settle()
        return write_submission(self._instance, SubmissionMetadata(instance_id, instance_name))

    def entities(self) -> tuple[Entity, ...]:
        """Return what the form says of its entities, without empty or irrelevant fields."""
        return read_entities(self._instance)


def _children(node: InstanceNode) -> tuple[Element, ...]:
    return () if isinstance(node.element, Question) else node.element.children


def _kind(element: Group | Repeat) -> str:
    return "repeat" if isinstance(element, Repeat) else "group"


def _is_constant(node: InstanceNode) -> bool:
    """An attribute that the form itself fills; it is submitted, not stored."""
    element = node.element
    return isinstance(element, Question) and element.type == "attribute" and element.default != ""
