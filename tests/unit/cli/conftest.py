import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from kbh_desktop.cli import main
from tests.casework_world import PASSPHRASES, copy_of, make_office


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli") / "vault"
    make_office(folder, lambda: datetime(2026, 4, 16, 12, 0, tzinfo=UTC)).close()
    return folder


@pytest.fixture
def vault(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KBH_PASSPHRASE", PASSPHRASES["Ane"])
    return copy_of(template, tmp_path / "vault")


@pytest.fixture
def kbh(capsys: pytest.CaptureFixture[str]) -> Callable[..., "Ran"]:
    """Run a command in this process."""

    def run(*arguments: object) -> Ran:
        capsys.readouterr()
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as ended:
            code = ended.code
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    return run


class Ran:
    """What a command said and how it ended."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def json(self) -> Any:
        return json.loads(self.out)
