"""Compiles the translations whenever the package is built or installed for development."""

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileTranslations(BuildHookInterface):
    def initialize(self, _version: str, build_data: dict[str, Any]) -> None:
        runpy.run_path(str(Path(self.root, "packaging/translations.py")))["compile_all"]()
        build_data["artifacts"].append("*.mo")
