"""The vaults are made once; each test gets its own copy."""

from pathlib import Path

import pytest

from tests.vault_world import Vaults, copied, make_vaults


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Vaults:
    return make_vaults(tmp_path_factory.mktemp("made"))


@pytest.fixture
def vaults(made: Vaults, tmp_path: Path) -> Vaults:
    return copied(made, tmp_path)
