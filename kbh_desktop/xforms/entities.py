"""What a finished form says of its entities, as ODK's `save_to` column has it."""

from kbh_desktop.xforms.instance import Instance, InstanceNode
from kbh_desktop.xforms.model import EntityList
from kbh_desktop.xforms.states import Entity

_TRUE = frozenset({"1", "true"})


def read_entities(instance: Instance) -> tuple[Entity, ...]:
    """Return every entity that is to be made or changed, one per repeat instance it stands in."""
    return tuple(
        _entity(declaration, node, instance)
        for declaration in instance.form.entity_lists
        for node in instance.at(declaration.ref)
        if node.relevant and _is_wanted(node)
    )


def _is_wanted(node: InstanceNode) -> bool:
    wishes = [node.attributes[name] for name in ("@create", "@update") if name in node.attributes]
    return not wishes or any(wish.value in _TRUE for wish in wishes)


def _entity(declaration: EntityList, node: InstanceNode, instance: Instance) -> Entity:
    meta = node.parent
    home = meta.parent if meta is not None else None
    values: dict[str, str] = {}
    for name, ref in declaration.fields.items():
        found = [one for one in instance.at(ref, home) if one.answer()]
        if found:
            values[name] = found[0].answer()
    label = next((child.value for child in node.children if child.name == "label"), "")
    return Entity(declaration.dataset, label, values)
