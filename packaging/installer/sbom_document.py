"""Writes a CycloneDX bill from JSON: `sbom_document.py TOLD.json BILL.cdx.json`.

Run with the build's own packages on PYTHONPATH; the same input gives the same bytes.
"""

import json
import sys
import uuid
from datetime import UTC, datetime
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.contact import OrganizationalEntity
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

NAMESPACE = uuid.UUID("5f0c2c86-4a35-4b43-9a57-3a1d6a4f8a11")


def bill(told: dict) -> Bom:
    """Return the bill of what is told."""
    licences = LicenseFactory()
    program = Component(
        type=ComponentType.APPLICATION,
        name=told["name"],
        version=told["version"],
        bom_ref="program",
        licenses=[licences.make_from_string(told["licence"])],
    )
    found = Bom(serial_number=uuid.uuid5(NAMESPACE, json.dumps(told, sort_keys=True)))
    found.metadata.component = program
    found.metadata.timestamp = datetime.fromisoformat(told["released"]).replace(tzinfo=UTC)
    parts = [part(row, licences) for row in told["components"]]
    found.components.update(parts)
    found.register_dependency(program, parts)
    return found


def part(row: dict, licences: LicenseFactory) -> Component:
    """Return one component."""
    name, version = row["name"], row["version"] or None
    kind = "pypi" if row["package"] else "generic"
    url = PackageURL(kind, name=name if row["package"] else name.lower(), version=version)
    return Component(
        type=ComponentType.LIBRARY,
        name=name,
        version=version,
        bom_ref=str(url),
        purl=url,
        supplier=OrganizationalEntity(name=row["supplier"]) if row.get("supplier") else None,
        licenses=[licences.make_from_string(row["licence"])],
    )


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:])
    text = JsonV1Dot6(bill(json.loads(source.read_text("utf-8")))).output_as_string(indent=2)
    target.write_text(text + "\n", "utf-8")
