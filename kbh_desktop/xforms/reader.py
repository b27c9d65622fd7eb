"""Reads an XForm into a form, from its model outwards."""

from collections.abc import Mapping

from kbh_desktop.errors import FormError
from kbh_desktop.i18n import _
from kbh_desktop.xforms.body import Body, read_body
from kbh_desktop.xforms.elements import OWN_NAMESPACE, ElementReader
from kbh_desktop.xforms.graph import RuleError, build_graph
from kbh_desktop.xforms.itext import read_translations
from kbh_desktop.xforms.markup import Markup, read_xml
from kbh_desktop.xforms.model import (
    Action,
    Element,
    EntityList,
    Form,
    Group,
    Question,
    Repeat,
    elements_below,
)
from kbh_desktop.xforms.rules import Role
from kbh_desktop.xforms.xpath.compiler import compile_expression
from kbh_desktop.xforms.xpath.errors import ExpressionError
from kbh_desktop.xforms.xpath.tree import Node


def read_form(xml: bytes) -> Form:
    """Return the form that `xml` defines.

    Raises:
        FormError: no XForm, or a rule in it can't run.
    """
    document = read_xml(xml)
    head, body_markup = document.root.first("head"), document.root.first("body")
    model = head.first("model") if head else None
    if head is None or model is None or body_markup is None:
        raise FormError(_("The file is no XForm: it has no model or no body."))
    primary = _primary_instance(model)
    translations = read_translations(model.first("itext"))
    body = read_body(body_markup, translations.texts)
    reader = ElementReader(_binds(model, primary), body, translations.texts, document.namespaces)
    root = reader.read_root(primary)
    elements = tuple(elements_below(root))
    actions = (*_actions(model, ""), *body.actions)
    _check_actions(actions)
    title = head.first("title")
    return Form(
        id=primary.get("id") or primary.namespace,
        version=primary.get("version"),
        title=title.text().strip() if title else "",
        languages=translations.languages,
        default_language=translations.default,
        root=root,
        sections=_sections(root),
        texts=translations.texts,
        instances=_secondary_instances(model),
        external=_external_instances(model),
        actions=actions,
        entity_lists=_entity_lists(elements),
        namespaces=document.namespaces,
        root_attributes=_root_attributes(primary),
        graph=build_graph(elements),
        drafted=tuple(primary.get("drafts", OWN_NAMESPACE).split()),
    )


def _primary_instance(model: Markup) -> Markup:
    instances = model.all("instance")
    if not instances or not instances[0].elements:
        raise FormError(_("The form has no instance, so there is nothing to fill in."))
    return instances[0].elements[0]


def _binds(model: Markup, primary: Markup) -> Mapping[str, Markup]:
    """Binds by absolute reference; older forms write them relative to the root."""
    found: dict[str, Markup] = {}
    for bind in model.all("bind"):
        ref = (bind.get("nodeset") or bind.get("ref")).strip()
        found[ref if ref.startswith("/") else f"/{primary.qualified}/{ref}"] = bind
    return found


def _actions(parent: Markup, source: str) -> tuple[Action, ...]:
    return tuple(
        action for markup in parent.all("setvalue") for action in Body.actions_of(markup, source)
    )


def _check_actions(actions: tuple[Action, ...]) -> None:
    for action in actions:
        if not action.expression:
            continue
        try:
            compile_expression(action.expression)
        except ExpressionError as fault:
            raise RuleError(action.target, Role.CALCULATE, fault) from None


def _secondary_instances(model: Markup) -> Mapping[str, Node]:
    found: dict[str, Node] = {}
    for instance in model.all("instance")[1:]:
        if instance.elements:
            document = Node("")
            document.append(_plain(instance.elements[0]))
            found[instance.get("id")] = document
    return found


def _external_instances(model: Markup) -> Mapping[str, str]:
    return {
        instance.get("id"): instance.get("src")
        for instance in model.all("instance")[1:]
        if instance.get("src")
    }


def _plain(markup: Markup) -> Node:
    node = Node(markup.qualified)
    children = markup.elements
    if not children:
        node.value = markup.text()
    for child in children:
        node.append(_plain(child))
    return node


def _sections(root: Group) -> tuple[Group, ...]:
    """The groups at the top; what stands loose between them comes first, without a name."""
    shown = [child for child in root.children if child.in_body]
    loose = tuple(child for child in shown if isinstance(child, Question))
    sections = [_as_section(child) for child in shown if not isinstance(child, Question)]
    if loose:
        sections.insert(0, Group(ref=root.ref, name="", children=loose, in_body=True))
    return tuple(sections)


def _as_section(element: Group | Repeat) -> Group:
    if isinstance(element, Group):
        return element
    return Group(
        ref=element.ref,
        name=element.name,
        sensitivity=element.sensitivity,
        label=element.label,
        children=(element,),
        in_body=True,
    )


def _entity_lists(elements: tuple[Element, ...]) -> tuple[EntityList, ...]:
    declared = {
        element.ref: attribute.default
        for element in elements
        if isinstance(element, Group) and element.name == "entity"
        for attribute in element.attributes
        if attribute.name == "@dataset"
    }
    return tuple(
        EntityList(ref, dataset, _saved_fields(ref, declared, elements))
        for ref, dataset in declared.items()
    )


def _saved_fields(
    entity: str, declared: Mapping[str, str], elements: tuple[Element, ...]
) -> Mapping[str, str]:
    """A question saves to the entity declared nearest above it."""
    found: dict[str, str] = {}
    for element in elements:
        if element.bind.save_to:
            owners = [ref for ref in declared if element.ref.startswith(_scope_of(ref))]
            if owners and max(owners, key=lambda ref: len(_scope_of(ref))) == entity:
                found[element.bind.save_to] = element.ref
    return found


def _scope_of(entity: str) -> str:
    """The node that `meta/entity` stands in, with a slash."""
    return entity.rsplit("/", 2)[0] + "/"


def _root_attributes(primary: Markup) -> Mapping[str, str]:
    return {
        name: value
        for (namespace, name), value in primary.attributes.items()
        if not namespace and name not in {"id", "version"}
    }
