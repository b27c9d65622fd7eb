"""The scripts of packaging/, loaded as modules without making that folder a package."""

import importlib.util
import sys
from types import ModuleType

import pytest

from tests.project.tree import ROOT


def load_script(name: str) -> ModuleType:
    """Return packaging/<name>.py as a module; its sisters can be imported while it loads."""
    spec = importlib.util.spec_from_file_location(f"kbh_{name}", ROOT / f"packaging/{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [str(ROOT / "packaging"), *sys.path])
        spec.loader.exec_module(module)
    return module
