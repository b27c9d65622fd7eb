"""The audit log leaves with ids, or loudly with names; the shared folder is chosen or decided."""

import dataclasses
import json
from types import MappingProxyType

import pytest

from kbh_desktop.settings.model import Source
from kbh_desktop.settings.service import load_settings
from tests.casework_world import make_office
from tests.ui.window_world import Wanderer, names_missing
from ui.settings.audit_log import AuditLogSection, NamesLeaveDialog
from ui.settings.shared_folder import SharedFolderSection


@pytest.fixture
def office(tmp_path, clock):
    app = make_office(tmp_path / "office", clock)
    app.people.register(given_name="Amira", family_name="Haddad")
    yield app
    app.close()


@pytest.fixture
def section(qtbot, office, tmp_path):
    section = AuditLogSection(office, Wanderer(), lambda _parent: tmp_path / "log.json")
    qtbot.addWidget(section)
    section.show()
    return section


def written(tmp_path):
    return json.loads((tmp_path / "log.json").read_bytes())


def test_ids_leave_at_once(qtbot, section, tmp_path):
    section.export.click()
    qtbot.waitUntil(section.verdict.isVisible)
    assert section.verdict.text().startswith("Loggen er hel: ")
    assert "Ane" not in (tmp_path / "log.json").read_text("utf-8")
    assert names_missing(section) == []


def test_names_leave_only_with_a_reason(qtbot, section, tmp_path):
    section._ask_why()
    (dialog,) = section.window().findChildren(NamesLeaveDialog)
    dialog.accept()
    assert not (tmp_path / "log.json").exists()
    assert dialog.field.error
    dialog.reason.setText("Datatilsynet, sag 12")
    dialog.accept()
    qtbot.waitUntil(section.verdict.isVisible)
    assert "Ane" in {entry["user"] for entry in written(tmp_path)["entries"]}


def test_a_day_without_a_year_lies_in_the_past(qtbot, section, tmp_path):
    section.first.line.setText("31/12")
    section.write_ids()
    qtbot.waitUntil(section.verdict.isVisible)
    assert written(tmp_path)["about"]["Fra"] < section._app.people.today().isoformat()


def test_the_folder_chosen_is_kept_for_the_next_time(qtbot, office, tmp_path):
    section = SharedFolderSection(office, lambda _parent: tmp_path / "share")
    qtbot.addWidget(section)
    section.choose.click()
    assert load_settings(office.folder).exchange_folder == str(tmp_path / "share")
    section.clear.click()
    assert load_settings(office.folder).exchange_folder == ""


def test_what_it_decided_can_not_be_chosen(qtbot, office, tmp_path):
    decided = dataclasses.replace(
        office.settings,
        exchange_folder="/srv/kbh",
        sources=MappingProxyType({"exchange_folder": Source.POLICY}),
    )
    section = SharedFolderSection(dataclasses.replace(office, settings=decided))
    qtbot.addWidget(section)
    section.show()
    assert not section.choose.isVisibleTo(section)
    assert section.where.text() == "/srv/kbh"


def test_a_persons_folder_never_beats_its(tmp_path):
    (tmp_path / "vault").mkdir()
    (tmp_path / "vault" / "settings.toml").write_text('exchange_folder = "/srv/own"\n', "utf-8")
    (tmp_path / "policy.toml").write_text('exchange_folder = "/srv/kbh"\n', "utf-8")
    found = load_settings(tmp_path / "vault", tmp_path / "policy.toml")
    assert (found.exchange_folder, found.source("exchange_folder")) == ("/srv/kbh", Source.POLICY)
