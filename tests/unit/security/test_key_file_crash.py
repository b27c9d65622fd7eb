"""The key file survives a program that is killed at any moment."""

import random
import sys
import time
from pathlib import Path
from subprocess import PIPE, Popen

import pytest

from kbh_desktop.errors import WrongPassphraseError
from kbh_desktop.security.header import read_header
from kbh_desktop.security.header_file import KEY_COPY, KEY_FILE, read_copies, write_copies
from kbh_desktop.security.model import FLOOR_COST
from kbh_desktop.security.users import change_passphrase
from kbh_desktop.security.vault import open_vault
from tests.vault_world import ANE, BO, Vaults, fixed_clock, opened

WRITER = """
import sys
from pathlib import Path
from kbh_desktop.security.header_file import read_copies, write_copies
folder, data_key = Path(sys.argv[1]), bytes.fromhex(sys.argv[2])
header = read_copies(folder).headers[0]
while True:
    header = header.authenticated(data_key)
    write_copies(folder, header)
    print(header.generation, flush=True)
"""


def killed_while_writing(folder: Path, data_key: bytes, after_s: float) -> int:
    """Return the last generation that the killed program called written."""
    arguments = [sys.executable, "-c", WRITER, str(folder), data_key.hex()]
    with Popen(arguments, stdout=PIPE, text=True) as program:
        assert program.stdout is not None
        first = int(program.stdout.readline())
        time.sleep(after_s)
        program.kill()
        finished = program.stdout.read().rpartition("\n")[0].split()
    return int(finished[-1]) if finished else first


def test_nothing_written_is_lost_and_nothing_is_torn(vaults: Vaults) -> None:
    with opened(vaults.office, "Ane", ANE) as ane:
        data_key = ane.data_key
    chance = random.Random(1)
    for _kill in range(6):
        written = killed_while_writing(vaults.office, data_key, chance.uniform(0, 0.02))
        copies = read_copies(vaults.office)
        assert copies.headers[0].generation >= written
        assert all(header.is_authentic(data_key) for header in copies.headers)
        for name in (KEY_FILE, KEY_COPY):
            read_header((vaults.office / name).read_text("utf-8"))
    with opened(vaults.office, "Ane", ANE) as ane:
        assert ane.data_key == data_key


def test_killed_between_the_copies_the_newer_one_counts(vaults: Vaults) -> None:
    older = (vaults.office / KEY_COPY).read_bytes()
    with opened(vaults.office, "Bo", BO) as bo:
        change_passphrase(bo, BO, "Bos nye kodeord", cost=FLOOR_COST)
    newer = (vaults.office / KEY_FILE).read_bytes()
    (vaults.office / KEY_COPY).write_bytes(older)
    (vaults.office / (KEY_COPY + ".part")).write_bytes(newer[:500])

    with opened(vaults.office, "Bo", "Bos nye kodeord") as bo:
        assert bo.opening.repaired
    assert (vaults.office / KEY_COPY).read_bytes() == newer


def test_killed_between_the_copies_the_old_passphrase_is_gone(vaults: Vaults) -> None:
    older = (vaults.office / KEY_COPY).read_bytes()
    with opened(vaults.office, "Bo", BO) as bo:
        change_passphrase(bo, BO, "Bos nye kodeord", cost=FLOOR_COST)
    (vaults.office / KEY_COPY).write_bytes(older)
    with pytest.raises(WrongPassphraseError):
        open_vault(vaults.office, "Bo", BO, fixed_clock)


def test_a_write_leaves_no_other_file(vaults: Vaults) -> None:
    header = read_copies(vaults.office).headers[0]
    before = {path.name for path in vaults.office.iterdir()}
    write_copies(vaults.office, header)
    assert {path.name for path in vaults.office.iterdir()} == before
