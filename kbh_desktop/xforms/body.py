"""Reads the body of an XForm: which node is asked how."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kbh_desktop.errors import FormError
from kbh_desktop.i18n import _
from kbh_desktop.xforms.itext import pieces, read_text
from kbh_desktop.xforms.markup import Markup
from kbh_desktop.xforms.model import Action, ChoiceItem, Choices
from kbh_desktop.xforms.texts import Text

JAVAROSA = "http://openrosa.org/javarosa"
_CONTROLS = frozenset(
    {"input", "secret", "select", "select1", "rank", "trigger", "upload", "range"}
)
_NOT_PARAMETERS = frozenset({"ref", "bind", "appearance", "mediatype"})


@dataclass(frozen=True, slots=True)
class Control:
    """How a node is asked: the kind of control, its texts and its choices."""

    kind: str
    appearance: str = ""
    media_type: str = ""
    label: Text | None = None
    hint: Text | None = None
    choices: Choices | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)
    count_expression: str = ""
    fixed: bool = False


@dataclass(slots=True)
class Body:
    """The controls by the reference of their node, and the actions inside them."""

    controls: dict[str, Control] = field(default_factory=dict)
    actions: list[Action] = field(default_factory=list)

    @staticmethod
    def actions_of(markup: Markup, source: str) -> tuple[Action, ...]:
        """Return the actions of a `setvalue` element, one for each event."""
        target = (markup.get("ref") or markup.get("bind")).strip()
        return tuple(
            Action(event, target, markup.get("value").strip(), markup.text(), source)
            for event in markup.get("event").split()
        )


def read_body(markup: Markup, texts: Mapping[str, Text]) -> Body:
    """Return what the `body` element says of each node."""
    body = Body()
    _read_inside(markup, texts, body)
    return body


def _read_inside(parent: Markup, texts: Mapping[str, Text], body: Body) -> None:
    for markup in parent.elements:
        if markup.name == "group":
            _read_group(markup, texts, body)
        elif markup.name == "repeat":
            _read_repeat(markup, texts, body)
        elif markup.name in _CONTROLS:
            _read_control(markup, texts, body)
        elif markup.name == "setvalue":
            body.actions.extend(Body.actions_of(markup, ""))


def _read_group(markup: Markup, texts: Mapping[str, Text], body: Body) -> None:
    repeat = markup.first("repeat")
    ref = _ref(markup) or (_ref(repeat) if repeat else "")
    if ref:
        label = read_text(markup.first("label"), texts)
        body.controls[ref] = Control("group", markup.get("appearance"), label=label)
    _read_inside(markup, texts, body)


def _read_repeat(markup: Markup, texts: Mapping[str, Text], body: Body) -> None:
    ref = _ref(markup)
    wrapper = body.controls.get(ref)
    body.controls[ref] = Control(
        "repeat",
        markup.get("appearance") or (wrapper.appearance if wrapper else ""),
        label=wrapper.label if wrapper else None,
        count_expression=markup.get("count", JAVAROSA).strip(),
        fixed="true" in markup.get("noAddRemove", JAVAROSA),
    )
    _read_inside(markup, texts, body)


def _read_control(markup: Markup, texts: Mapping[str, Text], body: Body) -> None:
    ref = _ref(markup)
    if not ref:
        raise FormError(
            _("A question of the kind “{kind}” has no reference.").format(kind=markup.name)
        )
    body.controls[ref] = Control(
        kind=markup.name,
        appearance=markup.get("appearance"),
        media_type=markup.get("mediatype"),
        label=read_text(markup.first("label"), texts),
        hint=read_text(markup.first("hint"), texts),
        choices=_choices(markup, texts),
        parameters=_parameters(markup),
    )
    for action in markup.all("setvalue"):
        body.actions.extend(Body.actions_of(action, ref))


def _ref(markup: Markup) -> str:
    return (markup.get("ref") or markup.get("nodeset")).strip()


def _parameters(markup: Markup) -> Mapping[str, str]:
    return {
        name: value
        for (_namespace, name), value in markup.attributes.items()
        if name not in _NOT_PARAMETERS
    }


def _choices(markup: Markup, texts: Mapping[str, Text]) -> Choices | None:
    itemset = markup.first("itemset")
    if itemset is not None:
        value, label = itemset.first("value"), itemset.first("label")
        return Choices(
            nodeset=itemset.get("nodeset").strip(),
            value=_ref(value) if value else "name",
            label=_ref(label) if label else "label",
        )
    items = tuple(_item(item, texts) for item in markup.all("item"))
    return Choices(items=items) if items else None


def _item(markup: Markup, texts: Mapping[str, Text]) -> ChoiceItem:
    value = markup.first("value")
    label = read_text(markup.first("label"), texts)
    written = value.text().strip() if value else ""
    return ChoiceItem(written, label or Text({"": pieces(markup)}))
