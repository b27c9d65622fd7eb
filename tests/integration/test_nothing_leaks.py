"""Unmistakable names go through the main flows; afterwards nothing on the disk holds them."""

import logging
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kbh_desktop.errors import InputError
from kbh_desktop.logs import crash_reports, install_crash_guard, start_logging
from kbh_desktop.people.model import PersonQuery
from tests.casework_world import FORM, PASSPHRASES, make_laptop, make_office

GIVEN, FAMILY, PHONE = "Zarghonaquux", "Testesenquux", "+4555019973"
NOTE, JOB, HEALTH, REASON = "Ringedequux", "Snedkerquux", "Rygsmerterquux", "Opringningquux"
CPR = "7301900187"
CANARIES = (GIVEN, FAMILY, PHONE, NOTE, JOB, HEALTH, REASON, CPR, *PASSPHRASES.values())
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")


def traces(folder: Path, words: tuple[str, ...] = CANARIES) -> Iterator[str]:
    """Yield each word found in a file of `folder` or in its name, in whatever common encoding."""
    for path in sorted(folder.rglob("*")):
        content = path.read_bytes() if path.is_file() else b""
        whole = (content + str(path.relative_to(folder)).encode()).lower()
        for word in words:
            if any(word.lower().encode(encoding) in whole for encoding in ENCODINGS):
                yield f"{word} in {path.relative_to(folder)}"


@pytest.fixture
def disk(tmp_path, monkeypatch, logged_warnings):
    """A folder that everything is written into: vaults, bundles, logs, temporary files."""
    (tmp_path / "temp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temp"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    stop = start_logging(tmp_path / "logs", logging.DEBUG)
    remove = install_crash_guard(tmp_path / "logs")
    yield tmp_path
    remove()
    stop()


def talk(laptop) -> None:
    """Register a person and hold an interview, mistakes included."""
    person = laptop.people.register(
        given_name=GIVEN, family_name=FAMILY, phone=PHONE, cpr=CPR, birth_date="1990-01-13"
    )
    laptop.people.add_note(person.id, NOTE)
    laptop.people.find(PersonQuery(text=GIVEN))
    laptop.people.reveal_cpr(person.id, REASON)
    with pytest.raises(InputError):
        laptop.people.change(person.id, cpr=f"{GIVEN}{CPR}")
    answers = {
        "/data/about/given_name": GIVEN,
        "/data/work/worked": "yes",
        "/data/work/jobs[1]/title": JOB,
        "/data/health/matters": "yes",
        "/data/health/what": HEALTH,
    }
    laptop.interviews.fill(person.id, "samtale1", answers, finish=True)
    logging.getLogger("kbh_desktop.test").info("finished the interview of %s", GIVEN)


def crash() -> None:
    try:
        int(f"{GIVEN} {CPR}")
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)


def test_no_word_about_a_person_is_readable_on_the_disk(disk, clock):
    office = make_office(disk / "office", clock)
    (card,) = (disk / "office").glob("*.kbhoffice")
    laptop = make_laptop(disk / "laptop", card, clock)
    laptop.interviews.publish(FORM)
    talk(laptop)
    bundle = laptop.bundles.export(disk / "stick")
    office.bundles.import_(bundle.path, accept_device=True)
    crash()
    assert list(traces(disk)) == []

    assert len(office.people.find(PersonQuery(text=FAMILY)).ids) == 1
    assert len(crash_reports(disk / "logs")) == 1
    office.close()
    laptop.close()
    assert list(traces(disk)) == []


def test_the_search_for_traces_finds_one(tmp_path):
    (tmp_path / f"{FAMILY}.log").write_text(f"saved {GIVEN}", "utf-16-le")
    found = {trace.partition(" ")[0] for trace in traces(tmp_path)}
    assert found == {GIVEN, FAMILY}
