"""Who was named when a passphrase was wrong is known at the next opening, also after a restart."""

from datetime import UTC, datetime

import pytest

from kbh_desktop.app import create_app, open_app
from kbh_desktop.errors import NotFoundError, WrongPassphraseError
from kbh_desktop.security.attempts import ATTEMPTS_FILE, _remembered
from kbh_desktop.security.failed_openings import FILE_NAME, MOST_KEPT, failed_openings, note
from kbh_desktop.security.model import FLOOR_COST, NodeKind, Role

AT = datetime(2026, 4, 16, 12, 2, tzinfo=UTC)
PASSPHRASE = "rosiner gynger"


@pytest.fixture
def vault(tmp_path, clock):
    """Return a vault of Ane and Bo."""
    app, _recovery = create_app(
        tmp_path / "vault",
        kind=NodeKind.OFFICE,
        user_name="Ane",
        passphrase=PASSPHRASE,
        roles=[Role.COORDINATOR],
        clock=clock,
        with_forms=False,
        cost=FLOOR_COST,
    )
    app.users.add("Bo", frozenset({Role.COORDINATOR}), PASSPHRASE)
    app.close()
    return tmp_path / "vault"


def fail(vault, user, clock):
    with pytest.raises(WrongPassphraseError):
        open_app(vault, user, "noget helt andet", clock)


def failures(app):
    found = [e.deed.subject for e in app.audit.entries() if e.deed.action == "unlock-failed"]
    return list(reversed(found))


def test_the_user_named_and_the_moment_are_logged_when_somebody_else_opens(vault, clock):
    fail(vault, "Bo", clock)
    clock.advance(minutes=5)
    fail(vault, "ane", clock)
    _remembered.clear()  # the program was started anew
    app = open_app(vault, "Ane", PASSPHRASE, clock)
    ids = {user.name: user.id for user in app.users.all()}
    found = [line.split() for line in failures(app)]
    app.close()
    assert [user for user, _at in found] == [ids["Bo"], ids["Ane"]]
    moments = [datetime.fromisoformat(at) for _user, at in found]
    assert (moments[1] - moments[0]).total_seconds() == 300
    assert not (vault / FILE_NAME).exists()


def test_what_was_typed_stands_nowhere(vault, clock):
    fail(vault, "Bo", clock)
    assert "noget" not in (vault / FILE_NAME).read_text("utf-8")
    assert "Bo" not in (vault / FILE_NAME).read_text("utf-8")


def test_an_unknown_name_is_not_kept(vault, clock):
    with pytest.raises(NotFoundError):
        open_app(vault, "Kim", PASSPHRASE, clock)
    assert not failed_openings(vault)


def test_where_the_file_is_deleted_the_count_still_stands(vault, clock):
    fail(vault, "Bo", clock)
    fail(vault, "Bo", clock)
    (vault / FILE_NAME).unlink()
    app = open_app(vault, "Ane", PASSPHRASE, clock)
    found = failures(app)
    app.close()
    assert found == ["2"]
    assert not (vault / ATTEMPTS_FILE).exists()


def test_only_the_newest_are_kept(tmp_path):
    for number in range(MOST_KEPT + 3):
        note(tmp_path, f"u{number}", AT)
    kept = failed_openings(tmp_path)
    assert len(kept) == MOST_KEPT
    assert (kept[0].user_id, kept[-1].at) == ("u3", "2026-04-16T12:02:00+00:00")


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b'[["u", "yesterday"]]', b"\xff"])
def test_a_damaged_file_keeps_nobody_out(tmp_path, content):
    (tmp_path / FILE_NAME).write_bytes(content)
    assert failed_openings(tmp_path) == ()
