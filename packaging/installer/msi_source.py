"""Writes what the MSI holds, as WiX 3 source, which Debian's wixl reads too.

Every id and GUID follows from a path and one constant, so that components are the same in every
edition and two builds are the same file.
"""

import uuid
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

from installer.edition import TITLE, Edition

NAMESPACE = uuid.UUID("0d3c5f0a-7c5e-4b62-9e0e-5b1a4c7d9f21")  # never to be changed
KEY = r"Software\KBH Desktop"
PROVISIONING = rf"{KEY}\Provisioning"
PROVISIONING_COMPONENT = "cProvisioning"
PROPERTIES = ("OFFICEKEY", "OFFICENAME")
FILE_TYPES = {  # ending: (name of the type, what Windows shows)
    ".kbhx": ("KBHDesktop.Bundle", "KBH Desktop-pakke"),
    ".kbhoffice": ("KBHDesktop.OfficeCard", "KBH Desktop-kontorkort"),
}
PROGRAM = "kbh-desktop.exe"

_CLASSES = r"Software\Classes"
_WIX = "http://schemas.microsoft.com/wix/2006/wi"


def guid(what: str) -> str:
    """Return the GUID that `what` always has."""
    return str(uuid.uuid5(NAMESPACE, what)).upper()


def upgrade_code() -> str:
    """Return what all editions share, so that one replaces the other."""
    return guid("upgrade-code")


def write_source(stage: Path, icon: Path, edition: Edition, target: Path) -> int:
    """Write the source for the files in `stage`, named as seen from `target`'s folder.

    Returns how many components it has.
    """
    root = Element("Wix", xmlns=_WIX)
    product = SubElement(root, "Product", _product(edition))
    SubElement(
        product,
        "Package",
        {
            "InstallerVersion": "500",
            "Compressed": "yes",
            "InstallScope": "perMachine",
            "Platform": "x64",
            "Manufacturer": TITLE,
            "Comments": "GPL-3.0-or-later",
            "Description": f"{TITLE} {edition.version}",
        },
    )
    newer = "En nyere udgave af KBH Desktop er allerede installeret."
    SubElement(product, "MajorUpgrade", AllowSameVersionUpgrades="no", DowngradeErrorMessage=newer)
    SubElement(product, "Media", Id="1", Cabinet="app.cab", EmbedCab="yes")
    SubElement(product, "Icon", Id="program.ico", SourceFile=str(icon.relative_to(target.parent)))
    SubElement(product, "Property", Id="ARPPRODUCTICON", Value="program.ico")
    SubElement(product, "Property", Id="ARPNOMODIFY", Value="1")
    target_folder = SubElement(product, "Directory", Id="TARGETDIR", Name="SourceDir")
    SubElement(target_folder, "Directory", Id="ProgramMenuFolder")
    programs = SubElement(target_folder, "Directory", Id="ProgramFiles64Folder")
    home = SubElement(programs, "Directory", Id="INSTALLFOLDER", Name=TITLE)
    source = stage.relative_to(target.parent)
    components = [*_add_files(home, stage, stage, source), *_add_registry(home, edition)]
    feature = SubElement(product, "Feature", Id="Main", Level="1", Title=TITLE)
    for component in components:
        SubElement(feature, "ComponentRef", Id=component)
    indent(root)
    ElementTree(root).write(target, encoding="utf-8", xml_declaration=True)
    return len(components)


def _product(edition: Edition) -> dict[str, str]:
    return {
        "Id": guid(f"product/{edition.version}"),
        "Name": TITLE,
        "Version": edition.version,
        "Manufacturer": TITLE,
        "UpgradeCode": upgrade_code(),
        "Language": "1030",
        "Codepage": "1252",
    }


def _id(kind: str, name: str) -> str:
    return f"{kind}{uuid.uuid5(NAMESPACE, kind + name).hex[:24]}"


def _component(parent: Element, key: str, what: str) -> Element:
    return SubElement(parent, "Component", Id=key, Guid=guid(what), Win64="yes")


def _add_files(parent: Element, folder: Path, stage: Path, source: Path) -> Iterator[str]:
    """Add what lies in `folder`, one component for each file; yield the components' ids."""
    for path in sorted(folder.iterdir(), key=lambda one: (one.is_dir(), one.name)):
        name = path.relative_to(stage).as_posix()
        if path.is_dir():
            inner = SubElement(parent, "Directory", Id=_id("d", name), Name=path.name)
            yield from _add_files(inner, path, stage, source)
            continue
        component = _component(parent, _id("c", name), f"file/{name}")
        file = SubElement(
            component,
            "File",
            {
                "Id": _id("f", name),
                "Name": path.name,
                "KeyPath": "yes",
                "Source": str(source / name),
            },
        )
        if name == PROGRAM:
            _add_shortcut(file)
        yield component.attrib["Id"]


def _add_shortcut(file: Element) -> None:
    SubElement(
        file,
        "Shortcut",
        {
            "Id": "startmenu",
            "Directory": "ProgramMenuFolder",
            "Name": TITLE,
            "WorkingDirectory": "INSTALLFOLDER",
            "Icon": "program.ico",
            "Advertise": "yes",
        },
    )


def _add_registry(home: Element, edition: Edition) -> Iterator[str]:
    installed = _component(home, "cInstalled", "registry/installed")
    _add_value(installed, KEY, "InstallDir", "[INSTALLFOLDER]", is_key=True)
    _add_value(installed, KEY, "Version", edition.version)
    yield "cInstalled"
    provisioning = _component(home, PROVISIONING_COMPONENT, "registry/provisioning")
    _add_value(provisioning, PROVISIONING, "OfficeKey", "[OFFICEKEY]", is_key=True)
    _add_value(provisioning, PROVISIONING, "OfficeName", "[OFFICENAME]")
    yield PROVISIONING_COMPONENT
    for ending, (name, shown) in FILE_TYPES.items():
        key = f"cType{ending[1:]}"
        component = _component(home, key, f"registry/type/{ending}")
        _add_value(component, rf"{_CLASSES}\{ending}", "", name, is_key=True)
        _add_value(component, rf"{_CLASSES}\{name}", "", shown)
        program = f"[INSTALLFOLDER]{PROGRAM}"
        _add_value(component, rf"{_CLASSES}\{name}\DefaultIcon", "", f"{program},0")
        command = f'"{program}" "%1"'
        _add_value(component, rf"{_CLASSES}\{name}\shell\open\command", "", command)
        yield key


def _add_value(
    component: Element, key: str, name: str, value: str, *, is_key: bool = False
) -> None:
    given = {"Root": "HKLM", "Key": key, "Type": "string", "Value": value}
    if name:
        given["Name"] = name
    if is_key:
        given["KeyPath"] = "yes"
    SubElement(component, "RegistryValue", given)
