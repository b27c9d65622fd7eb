"""The program killed while an interview is filled in, as by a power cut or the task manager."""

import random
import sys
import time
from subprocess import PIPE, Popen

from kbh_desktop.app import open_app
from kbh_desktop.clock import system_clock
from kbh_desktop.security.model import FLOOR_COST
from tests.casework_world import PASSPHRASES, make_office

ANSWERING = """
import sys
from pathlib import Path
from kbh_desktop.app import open_app
folder, name, passphrase, interview_id, first, *keys = sys.argv[1:]
interview = open_app(Path(folder), name, passphrase).interviews.open(interview_id)
for number in range(int(first), int(first) + 200):
    interview.answer(keys[number % len(keys)], str(number))
    print(number, flush=True)
"""
PHONE, HEALTH = "/data/about/phone", "/data/health/what"


def killed_while_answering(*arguments: str, after: int, wait_s: float) -> set[int]:
    """Kill the program `wait_s` after its answer no. `after`; return those it called saved."""
    with Popen([sys.executable, "-c", ANSWERING, *arguments], stdout=PIPE, text=True) as program:
        assert program.stdout is not None
        lines = [program.stdout.readline() for _answer in range(after)]
        time.sleep(wait_s)
        program.kill()
        lines += program.stdout.read().rpartition("\n")[0].splitlines()
    assert 0 < len(lines) < 200
    return {int(line) for line in lines}


def test_no_acknowledged_answer_is_lost_when_the_program_is_killed(tmp_path):
    app = make_office(tmp_path / "vault", system_clock)
    person = app.people.register(given_name="Amina")
    interview_id = app.interviews.start(person.id, "samtale1").id
    app.interviews.open(interview_id).answer("/data/health/matters", "yes")
    app.close()
    who = (str(app.folder), "Ane", PASSPHRASES["Ane"], interview_id)
    chance = random.Random(7)
    before: set[int] = set()
    for first in (0, 1000, 2000):
        after, wait_s = chance.randint(1, 60), chance.uniform(0, 0.02)
        said = killed_while_answering(*who, str(first), PHONE, HEALTH, after=after, wait_s=wait_s)

        again = open_app(app.folder, "Ane", PASSPHRASES["Ane"], cost=FLOOR_COST)
        interview = again.interviews.open(interview_id)
        writes = (*interview.history(PHONE), *interview.history(HEALTH))
        kept = {int(write.value) for write in writes if write.value}
        assert before | said <= kept
        assert kept - before - said <= {max(said) + 1}
        assert str(max(kept)) in (interview.value(PHONE), interview.value(HEALTH))
        assert again.check().ok
        assert again.audit.verify().ok
        again.close()
        before = kept
