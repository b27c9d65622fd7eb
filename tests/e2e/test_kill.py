"""The program killed in the middle of its work, as by a power cut or the task manager."""

import random
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE, Popen

import pytest

from kbh_desktop.app import App, open_app
from kbh_desktop.clock import system_clock
from kbh_desktop.demo.bulk import register_many
from kbh_desktop.security.model import FLOOR_COST
from tests.casework_world import FORM, PASSPHRASES, make_laptop, make_office

OPENING = """
import sys
from pathlib import Path
from kbh_desktop.app import open_app
app = open_app(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
"""
ANSWERING = f"""{OPENING}
interview = app.interviews.open(sys.argv[4])
first = int(sys.argv[5])
for number in range(first, first + 200):
    interview.answer(sys.argv[6 + number % 2], str(number))
    print(number, flush=True)
"""
EXPORTING = f"""{OPENING}
app.bundles.export(Path(sys.argv[4]), None, lambda done, total: print(done, flush=True))
"""
IMPORTING = f"""{OPENING}
seen = lambda done, total: print(done, flush=True)
app.bundles.import_(Path(sys.argv[4]), seen, accept_device=True)
"""
PHONE, HEALTH = "/data/about/phone", "/data/health/what"
PEOPLE = 700


def killed(code: str, *arguments: str, after: int, wait_s: float) -> list[str]:
    """Run `code`, kill it `wait_s` after its line no. `after`, and return all its whole lines."""
    with Popen([sys.executable, "-c", code, *arguments], stdout=PIPE, text=True) as program:
        assert program.stdout is not None
        lines = [program.stdout.readline() for _line in range(after)]
        time.sleep(wait_s)
        program.kill()
        rest = program.stdout.read().rpartition("\n")[0]
    assert all(lines), "it ended before it could be killed"
    return [line.strip() for line in (*lines, *rest.splitlines())]


def who(folder: Path, name: str) -> tuple[str, str, str]:
    return str(folder), name, PASSPHRASES[name]


@contextmanager
def reopened(folder: Path, name: str) -> Iterator[App]:
    """Open the vault that was killed: it is free, whole, and its log unbroken."""
    app = open_app(folder, name, PASSPHRASES[name], cost=FLOOR_COST)
    try:
        assert app.check().ok
        assert app.audit.verify().ok
        yield app
    finally:
        app.close()


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """An office, and a laptop with an interview and more people than fit in one read."""
    folder = tmp_path_factory.mktemp("killed")
    office = make_office(folder / "office", system_clock)
    office.close()
    (card,) = office.folder.glob("*.kbhoffice")
    laptop = make_laptop(folder / "laptop", card, system_clock)
    laptop.interviews.publish(FORM)
    everybody = [{"given_name": f"Person {number}"} for number in range(PEOPLE)]
    ids = register_many(laptop.database, laptop.people, everybody)
    interview = laptop.interviews.start(ids[0], "samtale1")
    laptop.interviews.open(interview.id).answer("/data/health/matters", "yes")
    laptop.close()
    return office.folder, laptop.folder, interview.id


def test_no_acknowledged_answer_is_lost(both):
    _office, laptop, interview_id = both
    chance = random.Random(7)
    before: set[int] = set()
    for first in (0, 1000, 2000):
        arguments = (*who(laptop, "Cille"), interview_id, str(first), PHONE, HEALTH)
        after, wait_s = chance.randint(5, 60), chance.uniform(0, 0.02)
        printed = killed(ANSWERING, *arguments, after=after, wait_s=wait_s)
        acknowledged = {int(number) for number in printed}
        with reopened(laptop, "Cille") as app:
            interview = app.interviews.open(interview_id)
            writes = (*interview.history(PHONE), *interview.history(HEALTH))
            kept = {int(write.value) for write in writes if write.value}
            shown = {int(interview.value(key) or 0) for key in (PHONE, HEALTH)}
        assert before | acknowledged <= kept
        assert kept - before - acknowledged <= {max(acknowledged) + 1}
        assert max(kept) in shown
        before = kept


def test_a_bundle_is_made_whole_or_not_at_all(both, tmp_path):
    _office, laptop, _interview = both
    for after in (1, 2):
        killed(EXPORTING, *who(laptop, "Cille"), str(tmp_path), after=after, wait_s=0)
        assert {path.suffix for path in tmp_path.iterdir()} <= {".part"}
        with reopened(laptop, "Cille") as app:
            app.bundles.clean_up(tmp_path)
            assert not list(tmp_path.iterdir())
            assert app.bundles.unsent().total > PEOPLE


def test_a_bundle_arrives_whole_or_not_at_all(both, tmp_path):
    office, laptop, _interview = both
    with reopened(laptop, "Cille") as app:
        bundle = app.bundles.export(tmp_path).path
    for wait_s in (0.0, 0.06):
        arguments = (*who(office, "Ane"), str(bundle))
        killed(IMPORTING, *arguments, after=1, wait_s=wait_s)
        with reopened(office, "Ane") as app:
            assert app.people.counts()["all"] in (0, PEOPLE)
    with reopened(office, "Ane") as app:
        app.bundles.import_(bundle, accept_device=True)
        assert app.people.counts()["all"] == PEOPLE
        assert app.check().ok
