"""Joins each node of the instance with its bind and its control."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kbh_desktop.xforms.body import JAVAROSA, Body, Control
from kbh_desktop.xforms.itext import message
from kbh_desktop.xforms.markup import Markup
from kbh_desktop.xforms.model import Bind, Element, Group, Question, Repeat
from kbh_desktop.xforms.texts import Text

OWN_NAMESPACE = "urn:kbh:forms"
ENTITIES_NAMESPACE = "http://www.opendatakit.org/xforms/entities"
_SENSITIVITIES = frozenset({"K0", "K1", "K2", "K3"})
_INPUT_TYPES = {
    "int": "integer",
    "integer": "integer",
    "decimal": "decimal",
    "date": "date",
    "time": "time",
    "dateTime": "dateTime",
    "boolean": "text",
    "geopoint": "geopoint",
    "geotrace": "geotrace",
    "geoshape": "geoshape",
    "barcode": "barcode",
}
_CONTROL_TYPES = {
    "select1": "select_one",
    "select": "select_multiple",
    "rank": "rank",
    "trigger": "trigger",
    "range": "range",
    "secret": "text",
}
_UPLOAD_TYPES = {"image": "image", "audio": "audio", "video": "video"}
_PRELOAD_TYPES = {
    ("timestamp", "start"): "start",
    ("timestamp", "end"): "end",
    ("date", "today"): "today",
    ("property", "username"): "username",
    ("property", "deviceid"): "deviceid",
    ("uid", ""): "calculate",
}


class ElementReader:
    """Reads the nodes of one form."""

    def __init__(
        self,
        binds: Mapping[str, Markup],
        body: Body,
        texts: Mapping[str, Text],
        namespaces: Mapping[str, str],
    ) -> None:
        self._binds = binds
        self._controls = body.controls
        self._texts = texts
        self._prefixes = {uri: prefix for prefix, uri in namespaces.items()}
        self._counts: dict[str, int] = {}
        self._counts_in_new: dict[str, int] = {}

    def read_root(self, primary: Markup) -> Group:
        """Return the root of the primary instance with everything below it."""
        ref = f"/{primary.qualified}"
        self._count(primary, ref, self._counts)
        bind = self._binds.get(ref)
        sensitivity = self._sensitivity(bind, "K1")
        return Group(
            ref=ref,
            name=primary.qualified,
            sensitivity=sensitivity,
            children=self._children(primary, ref, sensitivity),
            in_body=True,
        )

    def _count(self, parent: Markup, ref: str, counts: dict[str, int]) -> None:
        """Count the instances of each repeat, apart in templates, where new instances come from."""
        for child in parent.elements:
            place = f"{ref}/{child.qualified}"
            if _is_template(child):
                counts.setdefault(place, 0)
                self._count(child, place, self._counts_in_new)
            else:
                counts[place] = counts.get(place, 0) + 1
                if counts[place] == 1:
                    self._count(child, place, counts)

    def _children(self, parent: Markup, ref: str, sensitivity: str) -> tuple[Element, ...]:
        return tuple(
            self._element(child, f"{ref}/{child.qualified}", sensitivity)
            for child in _definitive(parent)
        )

    def _element(self, markup: Markup, ref: str, inherited: str) -> Element:
        control = self._controls.get(ref)
        markup_bind = self._binds.get(ref)
        sensitivity = self._sensitivity(markup_bind, inherited)
        bind = self._bind(markup_bind)
        if control is not None and control.kind == "repeat":
            return Repeat(
                ref=ref,
                name=markup.qualified,
                appearance=control.appearance,
                sensitivity=sensitivity,
                label=control.label,
                bind=bind,
                children=self._children(markup, ref, sensitivity),
                count_expression=control.count_expression,
                initial=self._counts.get(ref, 0),
                initial_in_new=self._counts_in_new.get(ref, self._counts.get(ref, 0)),
                fixed=control.fixed,
            )
        if markup.elements or (control is not None and control.kind == "group"):
            return self._group(markup, ref, bind, control, sensitivity)
        return _question(markup, ref, bind, control, sensitivity)

    def _group(
        self,
        markup: Markup,
        ref: str,
        bind: Bind,
        control: Control | None,
        sensitivity: str,
    ) -> Group:
        children = self._children(markup, ref, sensitivity)
        return Group(
            ref=ref,
            name=markup.qualified,
            appearance=control.appearance if control else "",
            sensitivity=sensitivity,
            label=control.label if control else None,
            bind=bind,
            children=children,
            attributes=self._attributes(markup, ref, sensitivity),
            in_body=control is not None or any(child.in_body for child in children),
        )

    def _attributes(self, markup: Markup, ref: str, sensitivity: str) -> tuple[Question, ...]:
        found = []
        for (namespace, local), value in markup.attributes.items():
            if namespace == JAVAROSA:
                continue
            prefix = self._prefixes.get(namespace, "") if namespace else ""
            name = f"@{prefix}:{local}" if prefix else f"@{local}"
            place = f"{ref}/{name}"
            found.append(
                Question(
                    ref=place,
                    name=name,
                    type="attribute",
                    sensitivity=sensitivity,
                    bind=self._bind(self._binds.get(place)),
                    default=value,
                )
            )
        return tuple(found)

    def _sensitivity(self, bind: Markup | None, inherited: str) -> str:
        own = bind.get("class", OWN_NAMESPACE).strip() if bind else ""
        return own if own in _SENSITIVITIES else inherited

    def _bind(self, markup: Markup | None) -> Bind:
        if markup is None:
            return Bind()
        return Bind(
            relevant=_expression(markup, "relevant"),
            required=_expression(markup, "required"),
            constraint=_expression(markup, "constraint"),
            readonly=_expression(markup, "readonly"),
            calculate=_expression(markup, "calculate"),
            required_message=message(markup.get("requiredMsg", JAVAROSA), self._texts),
            constraint_message=message(markup.get("constraintMsg", JAVAROSA), self._texts),
            preload=markup.get("preload", JAVAROSA),
            preload_parameter=markup.get("preloadParams", JAVAROSA),
            save_to=markup.get("saveto", ENTITIES_NAMESPACE),
            data_type=markup.get("type").rpartition(":")[2] or "string",
            earlier=markup.get("earlier", OWN_NAMESPACE).strip(),
            is_anew=markup.get("anew", OWN_NAMESPACE).strip().lower() in {"yes", "true()"},
        )


def _is_template(markup: Markup) -> bool:
    return (JAVAROSA, "template") in markup.attributes


def _definitive(parent: Markup) -> Iterable[Markup]:
    """Each child once; of a repeat its template counts, or its first instance if it has none."""
    chosen: dict[str, Markup] = {}
    for child in parent.elements:
        if _is_template(child) or child.qualified not in chosen:
            chosen[child.qualified] = child
    return chosen.values()


def _expression(markup: Markup, name: str) -> str:
    """`true()` is the most common rule of all; `false()` is no rule."""
    written = markup.get(name).strip()
    is_default = (written == "false()" and name != "relevant") or (
        written == "true()" and name == "relevant"
    )
    return "" if is_default else written


def _question(
    markup: Markup, ref: str, bind: Bind, control: Control | None, sensitivity: str
) -> Question:
    question = Question(
        ref=ref,
        name=markup.qualified,
        type=_type(bind, control, markup.qualified),
        sensitivity=sensitivity,
        bind=bind,
        default=markup.text().strip(),
    )
    if control is None:
        return question
    return replace(
        question,
        appearance=control.appearance,
        label=control.label,
        hint=control.hint,
        choices=control.choices,
        parameters=control.parameters,
        in_body=True,
    )


def _type(bind: Bind, control: Control | None, name: str) -> str:
    if control is None:
        return _unasked_type(bind, name)
    if control.kind == "upload":
        return _UPLOAD_TYPES.get(control.media_type.partition("/")[0], "file")
    if control.kind in _CONTROL_TYPES:
        return _CONTROL_TYPES[control.kind]
    kind = _INPUT_TYPES.get(bind.data_type, "text")
    is_note = kind == "text" and bind.readonly == "true()" and not bind.calculate
    return "note" if is_note else kind


def _unasked_type(bind: Bind, name: str) -> str:
    if bind.preload:
        return _PRELOAD_TYPES.get((bind.preload, bind.preload_parameter), "hidden")
    if name == "audit" and bind.data_type == "binary":
        return "audit"
    return "calculate" if bind.calculate else "hidden"
