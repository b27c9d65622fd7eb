"""Shows that an installed program works on this computer: each part does its real work once."""

import json
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from kbh_desktop.app import App, create_app, find_default_folder, open_app
from kbh_desktop.clock import system_clock
from kbh_desktop.ids import PersonId
from kbh_desktop.security.model import FLOOR_COST, NodeKind, Role
from kbh_desktop.settings.service import load_settings

_PASSPHRASE = "kun til denne prøve"  # noqa: S105 - opens nothing but a vault made for the moment
_LIBRARIES = ("sqlalchemy", "sqlcipher3", "pyrage", "pyxform", "reportlab", "PySide6-Essentials")
_FORM = "samtale1"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was tried."""

    name: str
    ok: bool
    seconds: float
    problem: str = ""
    """The kind of error; never what was in the vault."""


def run(path: Path, extra: tuple[tuple[str, Callable[[], None]], ...] = ()) -> bool:
    """Try everything, write what was found to the JSON file `path`, and return whether all worked.

    `extra` are further steps, such as showing a window.
    """
    with tempfile.TemporaryDirectory(prefix="kbh-self-test-") as folder:
        work = _Work(Path(folder))
        steps = [
            _tried("a vault is made, closed and opened", work.vault),
            _tried("a person is registered and found", work.person),
            _tried("a form is filled in", work.interview),
            _tried("a bundle is sealed, carried and opened", work.bundle),
            _tried("documents are drawn in Danish and Arabic", work.documents),
            _tried("the audit log verifies", work.audit),
            *(_tried(name, step) for name, step in extra),
        ]
        work.close()
    ok = all(step.ok for step in steps)
    path.write_text(json.dumps(_report(steps, ok=ok), indent=2, ensure_ascii=False), "utf-8")
    return ok


def _tried(name: str, step: Callable[[], None]) -> Step:
    began = time.perf_counter()
    try:
        step()
    except Exception as error:  # noqa: BLE001 - whatever goes wrong is what is looked for
        return Step(name, ok=False, seconds=_since(began), problem=type(error).__name__)
    return Step(name, ok=True, seconds=_since(began))


def _since(began: float) -> float:
    return round(time.perf_counter() - began, 3)


def _report(steps: list[Step], *, ok: bool) -> dict[str, object]:
    return {
        "ok": ok,
        "at": system_clock().isoformat(timespec="seconds"),
        "system": platform.platform(),
        "python": sys.version.split()[0],
        "settings": dict(load_settings(find_default_folder()).sources),
        "versions": {name: _version(name) for name in ("kbh-desktop", *_LIBRARIES)},
        "steps": [
            {"name": s.name, "ok": s.ok, "seconds": s.seconds, "problem": s.problem} for s in steps
        ],
    }


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


class _UnexpectedError(Exception):
    """Something worked, but not as it should."""


def _expect(fact: bool) -> None:  # noqa: FBT001 - reads as an assertion
    if not fact:
        raise _UnexpectedError


class _Work:
    """An office and a laptop that live as long as the test."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._apps: list[App] = []
        self._person = PersonId("")

    def close(self) -> None:
        """Close both vaults."""
        for app in self._apps:
            app.close()

    @property
    def _laptop(self) -> App:
        return self._apps[1]

    def vault(self) -> None:
        """Make, close and open vaults."""
        folder = self._folder / "office"
        office, _sheet = create_app(
            folder,
            kind=NodeKind.OFFICE,
            user_name="Prøve",
            passphrase=_PASSPHRASE,
            roles={Role.COORDINATOR},
            with_forms=False,  # they come with the first bundle
            cost=FLOOR_COST,
        )
        office.close()
        self._apps.append(open_app(folder, "Prøve", _PASSPHRASE, system_clock))
        laptop, _sheet = create_app(
            self._folder / "laptop",
            kind=NodeKind.CONSULTANT,
            user_name="Prøve",
            passphrase=_PASSPHRASE,
            roles={Role.CONSULTANT},
            office_file=next(folder.glob("*.kbhoffice")),
            cost=FLOOR_COST,
        )
        self._apps.append(laptop)

    def person(self) -> None:
        """Register and find."""
        from kbh_desktop.people.model import PersonQuery  # noqa: PLC0415 - timed as a step

        person = self._laptop.people.register(
            given_name="أمل", family_name="Prøvesen", mother_tongues="ar"
        )
        (found,) = self._laptop.people.find(PersonQuery(text="provesen")).ids
        _expect(found == person.id)
        self._person = person.id

    def interview(self) -> None:
        """Fill in a form."""
        from kbh_desktop.demo.people import demo_people  # noqa: PLC0415 - timed as a step

        answers = next(
            one.answers
            for person in demo_people(20)
            for one in person.interviews
            if one.finished and one.form_id == _FORM
        )
        started = self._laptop.interviews.start(self._person, _FORM)
        opened = self._laptop.interviews.open(started.id)
        opened.fill(answers)
        _expect(opened.interview.answered > started.answered)

    def bundle(self) -> None:
        """Carry a bundle."""
        office, laptop = self._apps
        exported = laptop.bundles.export(self._folder)
        report = office.bundles.import_(exported.path, accept_device=True)
        _expect(report.receipt.complete and report.persons == (self._person,))

    def documents(self) -> None:
        """Draw two documents."""
        from kbh_desktop.documents.model import DocumentKind  # noqa: PLC0415 - timed as a step

        interview = self._laptop.interviews.for_person(self._person)[0]
        for kind, language in ((DocumentKind.SUMMARY, "da"), (DocumentKind.CITIZEN_COPY, "ar")):
            prepared = self._laptop.documents.prepare(kind, interview.id, language=language)
            _expect(prepared.pdf.startswith(b"%PDF") and not prepared.missing_glyphs)

    def audit(self) -> None:
        """Verify logs and databases."""
        _expect(all(app.audit.verify().ok and app.check().ok for app in self._apps))
