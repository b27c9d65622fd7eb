"""Builds what the windows show of a section."""

from collections.abc import Iterator, Mapping

from kbh_desktop.xforms.choices import Option, label_of, options
from kbh_desktop.xforms.environment import SessionEnvironment
from kbh_desktop.xforms.inputs import CONFIRMED
from kbh_desktop.xforms.instance import InstanceNode
from kbh_desktop.xforms.model import ChoiceItem, Element, Group, Question, Repeat
from kbh_desktop.xforms.phrases import Phrases
from kbh_desktop.xforms.repeats import container_key
from kbh_desktop.xforms.rules import Role
from kbh_desktop.xforms.states import ChoiceView, View
from kbh_desktop.xforms.texts import Text
from kbh_desktop.xforms.xpath.context import Context
from kbh_desktop.xforms.xpath.values import to_bool

Languages = tuple[str, str | None]


class ViewBuilder:
    """Views of one session in one or two languages, given by their full names."""

    def __init__(
        self,
        environment: SessionEnvironment,
        phrases: Phrases,
        languages: Languages,
        drafts: frozenset[int] = frozenset(),
    ) -> None:
        """`drafts` are the identities of texts that are drafts in the second language."""
        self._environment = environment
        self._phrases = phrases
        self._drafts = drafts
        self._language, self._other = languages

    def section(self, section: Group, top: InstanceNode) -> tuple[View, ...]:
        """Return the relevant elements of `section`, which stands at the node `top`."""
        return tuple(self._inside(section, top, 0))

    def _inside(self, parent: Group | Repeat, node: InstanceNode, depth: int) -> Iterator[View]:
        for element in parent.children:
            if not element.in_body:
                continue
            if isinstance(element, Repeat):
                yield from self._repeat(element, node, depth)
                continue
            for child in node.named.get(element.name, ()):
                if child.relevant:
                    yield from self._element(element, child, depth)

    def _element(self, element: Element, node: InstanceNode, depth: int) -> Iterator[View]:
        if isinstance(element, Question):
            yield self.question(element, node, depth)
            return
        yield self._holder(element, node, "group", depth)
        yield from self._inside(element, node, depth + 1)

    def _repeat(self, repeat: Repeat, parent: InstanceNode, depth: int) -> Iterator[View]:
        instances = parent.named.get(repeat.name, [])
        if not self._is_relevant(repeat, parent, instances):
            return
        yield self._container(repeat, parent, depth)
        for node in instances:
            if node.relevant:
                yield self._holder(repeat, node, "instance", depth + 1)
                yield from self._inside(repeat, node, depth + 2)

    def _is_relevant(
        self, repeat: Repeat, parent: InstanceNode, instances: list[InstanceNode]
    ) -> bool:
        """Without instances the rule is asked for a place where one would stand."""
        if instances:
            return any(node.relevant for node in instances)
        place = InstanceNode(repeat, "")
        place.parent = parent
        rules = self._environment.rules_of(repeat.ref, Role.RELEVANT)
        return all(to_bool(rule.run(Context(place, self._environment))) for rule in rules)

    def _container(self, repeat: Repeat, parent: InstanceNode, depth: int) -> View:
        is_free = not repeat.fixed and not repeat.count_expression
        return self._view(
            repeat,
            parent,
            key=container_key(parent, repeat),
            kind="repeat",
            depth=depth,
            can_add=is_free and not parent.is_readonly(),
        )

    def _holder(self, element: Group | Repeat, node: InstanceNode, kind: str, depth: int) -> View:
        is_free = isinstance(element, Repeat) and not (element.fixed or element.count_expression)
        return self._view(
            element,
            node,
            key=node.key,
            kind=kind,
            depth=depth,
            can_remove=is_free and not node.is_readonly(),
        )

    def question(self, question: Question, node: InstanceNode, depth: int = 0) -> View:
        """Return the question at `node`."""
        kind = "note" if question.type == "note" else "question"
        return self._view(question, node, key=node.key, kind=kind, depth=depth)

    def _view(  # noqa: PLR0913 - where and as what it is shown
        self,
        element: Element,
        node: InstanceNode,
        *,
        key: str,
        kind: str,
        depth: int,
        can_add: bool = False,
        can_remove: bool = False,
    ) -> View:
        hint = element.hint if isinstance(element, Question) else None
        phrases, language = self._phrases, self._language
        asked = isinstance(element, Question)
        offered = options(node, self._environment) if asked else ()
        return View(
            key=key,
            ref=element.ref,
            kind=kind,
            type=element.type if isinstance(element, Question) else kind,
            appearance=element.appearance,
            depth=depth,
            label=phrases.text(element.label, node, language),
            label_other=self._in_other(element.label, node),
            hint=phrases.text(hint, node, language),
            hint_other=self._in_other(hint, node),
            guidance=phrases.guidance(hint, node, language),
            guidance_other=phrases.guidance(hint, node, self._other) if self._other else "",
            value=node.answer() if kind != "repeat" else "",
            display=phrases.display(node, language) if kind != "repeat" else "",
            choices=self._choices(node, offered) if asked else (),
            required=node.required,
            required_message=phrases.required_message(node, language) if node.required else "",
            readonly=node.is_readonly(),
            valid=node.satisfied,
            error="" if node.satisfied else phrases.constraint_message(node, language),
            relevant=node.relevant,
            sensitivity=element.sensitivity,
            media=self._media(element.label),
            parameters=element.parameters if isinstance(element, Question) else {},
            can_add=can_add,
            can_remove=can_remove,
            is_draft=bool(self._drafts) and self._is_draft(element.label, hint, offered),
        )

    def _is_draft(self, label: Text | None, hint: Text | None, offered: tuple[Option, ...]) -> bool:
        texts = (label, hint, *(self._text_of(option) for option in offered))
        return any(id(text) in self._drafts for text in texts if text is not None)

    def _in_other(self, text: Text | None, node: InstanceNode) -> str:
        """The other language, unless the text has no translation to it."""
        if self._other is None or text is None or not text.has(self._other):
            return ""
        return self._phrases.text(text, node, self._other)

    def _media(self, text: Text | None) -> Mapping[str, str]:
        if text is None:
            return {}
        return text.files(self._language, self._environment.default_language)

    def _choices(self, node: InstanceNode, offered: tuple[Option, ...]) -> tuple[ChoiceView, ...]:
        if isinstance(node.element, Question) and node.element.type == "trigger":
            return (ChoiceView(CONFIRMED, self._phrases.confirmed(self._language)),)
        labels = self._labels(offered, node, self._language)
        others = self._labels(offered, node, self._other) if self._other else [""] * len(offered)
        return tuple(
            ChoiceView(option.value, label, "" if other == label else other, self._files(option))
            for option, label, other in zip(offered, labels, others, strict=True)
        )

    def _labels(self, offered: tuple[Option, ...], node: InstanceNode, language: str) -> list[str]:
        with self._environment.in_language(language):
            return [label_of(option, node, self._environment) for option in offered]

    def _files(self, option: Option) -> Mapping[str, str]:
        return self._media(self._text_of(option))

    def _text_of(self, option: Option) -> Text | None:
        if isinstance(option.source, ChoiceItem):
            return option.source.label
        pointer = option.source.named.get("itextId")
        return self._environment.text(pointer[0].value) if pointer else None
