"""Many bundles at once, the shared folder and the warnings, in the windows."""

import pytest
from PySide6.QtWidgets import QLabel

from kbh_desktop.bundles.batch import Outcome
from tests.casework_world import make_laptop, make_office
from tests.ui.window_world import Wanderer, names_missing
from ui.exchange.folder_card import FolderCard
from ui.exchange.folder_watch import FolderWatch
from ui.exchange.page import ExchangePage


@pytest.fixture
def world(tmp_path, clock):
    """Return an office, a laptop it knows, and a folder of three of the laptop's bundles."""
    office = make_office(tmp_path / "office", clock)
    (card,) = (tmp_path / "office").glob("*.kbhoffice")
    laptop = make_laptop(tmp_path / "laptop", card, clock)
    office.bundles.enrol_device(laptop.bundles.device_card())
    (tmp_path / "many").mkdir()
    (tmp_path / "share").mkdir()
    for name in ("Amira", "Samir", "Nour"):
        laptop.people.register(given_name=name, family_name="Haddad")
        laptop.bundles.export(tmp_path / "many")
    yield office, laptop
    laptop.close()
    office.close()


def texts(widget):
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


@pytest.fixture
def page(qtbot, world):
    page = ExchangePage(world[0], Wanderer())
    qtbot.addWidget(page)
    page.show()
    page.open_part("in")
    return page


def test_a_folder_of_bundles_is_shown_taken_in_and_reported(qtbot, page, tmp_path):
    (tmp_path / "many" / "x.kbhx").write_bytes(b"no bundle")
    page.incoming.look_at_all([tmp_path / "many"])
    qtbot.waitUntil(lambda: page.incoming.many is not None)
    many = page.incoming.many
    assert "Tag 3 pakker ind" in many.first_button.text()
    assert names_missing(page) == []
    with qtbot.waitSignal(many.taken_in, timeout=20_000) as taken:
        many.first_button.click()
    (report,) = taken.args
    assert len(report.of(Outcome.TAKEN)) == 3
    qtbot.waitUntil(lambda: "3 pakker taget ind" in texts(many))
    assert "1 pakke afvist" in texts(many)
    assert names_missing(page) == []
    many._choose_target = lambda _parent: tmp_path / "report.txt"
    many.save_report()
    assert "Haddad" not in (tmp_path / "report.txt").read_text("utf-8")


def test_a_folder_without_bundles_gets_a_word(qtbot, page, tmp_path):
    page.incoming.look_at_all([tmp_path / "share"])
    qtbot.waitUntil(lambda: "Der er ingen pakke i den mappe." in texts(page.window()))
    assert page.incoming.many is None


def test_a_missing_bundle_is_named_above_everything(qtbot, world, tmp_path):
    office, _laptop = world
    newest = max((tmp_path / "many").iterdir())
    office.bundles.import_(newest)
    page = ExchangePage(office, Wanderer())
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(page.alarms.isVisible)
    assert any("nr. 1, 2 fra" in text for text in texts(page.alarms))


def test_the_folder_is_watched_without_a_hand(qtbot, world, tmp_path):
    office, _laptop = world
    taker, giver = (app.courier_in(tmp_path / "share") for app in world)
    giver.lay()
    page = ExchangePage(office, Wanderer())
    qtbot.addWidget(page)
    watch = FolderWatch(office, taker, page)
    watch.look()
    qtbot.waitUntil(lambda: taker.state.looked_at is not None, timeout=20_000)
    assert taker.has_unsettled()
    qtbot.waitUntil(lambda: not watch._looking and not watch._job.running)
    watch.look()
    qtbot.waitUntil(lambda: taker.state.taken == 1, timeout=20_000)
    watch.end()


def test_a_share_that_is_gone_is_a_quiet_note(qtbot, world, tmp_path):
    office, _laptop = world
    courier = office.courier_in(tmp_path / "gone")
    page = ExchangePage(office, Wanderer())
    qtbot.addWidget(page)
    watch = FolderWatch(office, courier, page)
    watch.look()
    qtbot.waitUntil(lambda: courier.state.reachable is False)
    watch.end()


def test_the_folder_is_shown_with_its_state_and_lays_by_button(qtbot, world, tmp_path):
    _office, laptop = world
    courier = laptop.courier_in(tmp_path / "share")
    page = ExchangePage(laptop, Wanderer())
    qtbot.addWidget(page)
    card = FolderCard(laptop, courier, page)
    page.show()
    card.show()
    assert {"Fælles mappe", "Ikke set efter endnu"} <= set(texts(card))
    with qtbot.waitSignal(card.laid, timeout=20_000) as laid:
        card.lay_button.click()
    assert laid.args == [1]
    assert len(list((tmp_path / "share" / "til-kontoret").glob("*.kbhx"))) == 1
    shown = {"Fælles mappe", "Kan nås", str(tmp_path / "share")}
    qtbot.waitUntil(lambda: shown <= set(texts(card)))
