r"""What IT decided in the registry of Windows.

Group policy writes below `HKLM\Software\Policies\KBH Desktop`, the installer below
`HKLM\Software\KBH Desktop\Provisioning`. The names are those of the policy file in capitals and
without underscores: `OfficeKey`, `IdleMinutes`.
"""

import sys
from collections.abc import Mapping
from typing import Any

from kbh_desktop.settings.checks import POLICY_KEYS

GROUP_POLICY = r"Software\Policies\KBH Desktop"
PROVISIONING = r"Software\KBH Desktop\Provisioning"
_LISTS = frozenset({"centres"})
_NAMES = {key.replace("_", "").casefold(): key for key in POLICY_KEYS}


def read_registry(key: str) -> dict[str, Any]:
    """Return what stands below a key of HKLM; nothing without one, and off Windows."""
    if sys.platform != "win32":
        return {}
    import winreg  # noqa: PLC0415 - Windows only

    try:
        opened = winreg.OpenKey(
            winreg.HKEY_LOCAL_MACHINE, key, access=winreg.KEY_READ | winreg.KEY_WOW64_64KEY
        )
    except OSError:
        return {}
    with opened:
        count = winreg.QueryInfoKey(opened)[1]
        found = [winreg.EnumValue(opened, index) for index in range(count)]
    return as_policy({name: value for name, value, _kind in found})


def as_policy(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return registry values under the names of the policy file; what was left empty says nothing.

    A list stands in the registry as several lines, or as one with commas.
    """
    found: dict[str, Any] = {}
    for name, value in values.items():
        key = _NAMES.get(name.casefold(), name)
        said = _parts(value) if key in _LISTS and isinstance(value, str) else value
        if said not in ("", [], None):
            found[key] = said
    return found


def _parts(listed: str) -> list[str]:
    return [part.strip() for part in listed.split(",") if part.strip()]
