"""Who may print what: leaders see figures only, and health is asked about each time."""

import pytest
from PySide6.QtWidgets import QDialog

from kbh_desktop.app import create_app
from kbh_desktop.clock import system_clock
from kbh_desktop.documents.model import DocumentKind
from kbh_desktop.people.model import PersonQuery
from kbh_desktop.security.model import FLOOR_COST, NodeKind, Role
from tests.casework_world import FORM
from tests.ui.window_world import PASSPHRASE, Wanderer, names_missing
from ui.background import busy
from ui.print_center.page import PrintCenterPage
from ui.widgets.reason_dialog import ReasonDialog


@pytest.fixture
def page_of(qtbot, look, tmp_path):
    apps = []

    def page_for(*roles: Role) -> PrintCenterPage:
        app, _recovery = create_app(
            tmp_path / "vault",
            kind=NodeKind.OFFICE,
            user_name="Lone",
            passphrase=PASSPHRASE,
            roles=roles,
            name="Nord",
            clock=system_clock,
            with_forms=False,
            cost=FLOOR_COST,
        )
        apps.append(app)
        page = PrintCenterPage(app, Wanderer())
        qtbot.addWidget(page)
        page.resize(1060, 700)
        page.show()
        page.activated()
        return page

    yield page_for
    qtbot.waitUntil(lambda: not busy(), timeout=20_000)
    for app in apps:
        app.close()


def kinds(page):
    return set(page.what._boxes)


def reasons(page):
    return [
        dialog
        for dialog in page.window().findChildren(QDialog)
        if isinstance(dialog, ReasonDialog) and dialog.isVisible()
    ]


def test_a_leader_prints_the_goal_report_and_sees_nobody(qtbot, page_of):
    page = page_of(Role.LEADER)
    assert kinds(page) == {DocumentKind.GOAL_REPORT}
    assert not page.people.isVisible()
    page.what.tick((DocumentKind.GOAL_REPORT,))
    qtbot.waitUntil(page.print.isEnabled, timeout=20_000)
    assert names_missing(page) == []


def test_a_consultant_is_not_offered_what_only_others_may_print(page_of):
    offered = kinds(page_of(Role.CONSULTANT))
    assert DocumentKind.SUMMARY in offered
    assert not offered & {
        DocumentKind.GOAL_REPORT,
        DocumentKind.HEALTH,
        DocumentKind.ACCESS_REPORT,
        DocumentKind.ACCESS_REPORT_HEALTH,
    }


def test_the_reason_to_read_health_is_asked_for_each_time(qtbot, page_of):
    page = page_of(Role.HEALTH, Role.COORDINATOR)
    app = page._app
    app.interviews.publish(FORM)
    person = app.people.register(given_name="Amal", family_name="Haddad").id
    answers = {"/data/about/given_name": "Amal", "/data/work/worked": "no"}
    app.interviews.fill(person, "samtale1", {**answers, "/data/health/matters": "no"}, finish=True)
    page.people.choose(app.people.find(PersonQuery()).ids)
    for _time in range(2):
        page.what.tick((DocumentKind.HEALTH,))
        (asked,) = reasons(page)
        asked.line.setText("aftalt med borgeren")
        asked.accept()
        qtbot.waitUntil(page.print.isEnabled, timeout=20_000)
        page.leaving()
        assert page.what.kinds == ()
        assert not page.pages.isVisible()
        assert not page.print.isEnabled()
