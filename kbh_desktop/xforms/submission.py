"""Writes a filled-in form as the XML that ODK servers take."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from kbh_desktop.xforms.instance import Instance, InstanceNode
from kbh_desktop.xforms.model import Form

_XFORMS = "http://www.w3.org/2002/xforms"


@dataclass(frozen=True, slots=True)
class SubmissionMetadata:
    """The id and the name of the submission; empty means as the form has them."""

    instance_id: str
    instance_name: str


def write_submission(instance: Instance, metadata: SubmissionMetadata) -> bytes:
    """Return the relevant nodes of `instance` as XML in UTF-8."""
    form = instance.form
    head = "".join(f" {name}={quoteattr(value)}" for name, value in _root_attributes(form))
    inside = "".join(_written(child, metadata) for child in instance.root.children)
    name = form.root.name
    return f"<?xml version='1.0' encoding='UTF-8'?><{name}{head}>{inside}</{name}>".encode()


def _root_attributes(form: Form) -> Iterator[tuple[str, str]]:
    for prefix, uri in form.namespaces.items():
        if prefix in {"orx", "entities"}:
            yield f"xmlns:{prefix}", uri
    yield "id", form.id
    if form.version:
        yield "version", form.version
    yield from form.root_attributes.items()


def _written(node: InstanceNode, metadata: SubmissionMetadata) -> str:
    if not node.relevant:
        return ""
    attributes = "".join(
        f" {name.removeprefix('@')}={quoteattr(attribute.value)}"
        for name, attribute in node.attributes.items()
        if attribute.relevant
    )
    if node.children:
        inside = "".join(_written(child, metadata) for child in node.children)
    else:
        inside = escape(_replaced(node, metadata))
    if not inside:
        return f"<{node.name}{attributes}/>"
    return f"<{node.name}{attributes}>{inside}</{node.name}>"


def _replaced(node: InstanceNode, metadata: SubmissionMetadata) -> str:
    given = {
        "instanceID": metadata.instance_id,
        "instanceName": metadata.instance_name,
    }
    in_meta = node.parent is not None and node.parent.local_name() == "meta"
    return (given.get(node.local_name(), "") if in_meta else "") or node.answer()
