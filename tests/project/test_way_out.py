"""SECURITY.md's way out works with nothing of ours but the recovery sheet."""

import json
import re
import shutil
import subprocess
import sys

import pytest

from kbh_desktop.security.model import FLOOR_COST, NodeKind, Role
from kbh_desktop.security.recovery import new_recovery_key
from kbh_desktop.security.vault import create_vault
from kbh_desktop.storage.engine import raw_connection
from tests.project.tree import ROOT


def identity_by_the_script(groups, folder) -> str:
    page = (ROOT / "SECURITY.md").read_text("utf-8")
    script = re.search(r"```python\n(.*?)```", page, re.DOTALL)
    assert script
    (folder / "identity.py").write_text(script[1], "utf-8")
    command = [sys.executable, "-I", folder / "identity.py", *groups]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def test_the_script_turns_the_sheet_into_the_identity(tmp_path):
    for _ in range(3):
        key = new_recovery_key()
        assert identity_by_the_script(key.groups, tmp_path) == key.identity


@pytest.mark.skipif(not shutil.which("age"), reason="the age tool is not installed")
def test_age_opens_the_key_file_and_shows_the_key_of_the_database(tmp_path, vault_folder, clock):
    unlocked, key = create_vault(
        vault_folder,
        kind=NodeKind.OFFICE,
        user_name="Ane",
        roles=[Role.COORDINATOR],
        passphrase="four plain words here",
        clock=clock,
        cost=FLOOR_COST,
    )
    raw_connection(unlocked.database_path, unlocked.database_key).close()
    unlocked.wipe()
    header = json.loads((vault_folder / "key.json").read_text("utf-8"))
    (tmp_path / "recovery.age").write_text(header["recovery"], "utf-8")
    (tmp_path / "identity.txt").write_text(identity_by_the_script(key.groups, tmp_path), "utf-8")
    command = ["age", "-d", "-i", "identity.txt", "recovery.age"]
    opened = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True).stdout
    shown = bytes.fromhex(json.loads(opened)["sqlcipher_key"])
    connection = raw_connection(vault_folder / "vault.db", shown)
    assert connection.cursor().execute("SELECT count(*) FROM sqlite_schema").fetchone() == (0,)
    connection.close()
