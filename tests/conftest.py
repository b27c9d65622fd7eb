"""What every test stands on: no screen, no network, no home folder, a set clock, Danish."""

import gc
import logging
import os
import socket
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from kbh_desktop import i18n

pytest.register_assert_rewrite("tests.replica_checks", "tests.replica_machine")
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Speed is measured in tests/benchmarks; a busy machine must not fail a property. Developers explore
# new examples in each run; a change to be merged is judged by the same ones each time.
hypothesis.settings.register_profile(
    "house",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("house")


class FixedClock:
    """A clock that stands still until it is told to `advance`."""

    def __init__(self, at: datetime) -> None:
        self.now = at

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **duration: float) -> datetime:
        """Move by a `timedelta(**duration)` and return the new time."""
        self.now += timedelta(**duration)
        return self.now


@pytest.fixture
def clock() -> FixedClock:
    """16 April 2026, 14.02 in Denmark."""
    return FixedClock(datetime(2026, 4, 16, 12, 2, tzinfo=UTC))


@pytest.fixture
def vault_folder(tmp_path: Path) -> Path:
    """Where a vault may be made; nothing is there yet."""
    return tmp_path / "vault"


@pytest.fixture(scope="session", autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the user's own settings, logs and caches out of the tests, and the tests out of them."""
    with pytest.MonkeyPatch.context() as patch:
        for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
            patch.setenv(f"XDG_{kind}_HOME", str(tmp_path_factory.mktemp(kind.lower())))
        yield


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    """Fail whatever speaks to another machine: the program works without a network."""
    connect = socket.socket.connect

    def local_only(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and address[0] not in ("127.0.0.1", "::1", "localhost"):
            pytest.fail(f"spoke to another machine: {address!r}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", local_only)
        yield


@pytest.fixture(autouse=True)
def _danish() -> Iterator[None]:
    """Start in Danish, whatever the test before spoke."""
    i18n.set_language("da")
    yield
    i18n.set_language("da")


@pytest.fixture(params=["sqlcipher", "postgresql"])
def each_store(request: pytest.FixtureRequest) -> Iterator[str]:
    """Run the test once with its tables in a file, and once on a PostgreSQL server."""
    from tests import stores

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stores, "kind", request.param)
        yield request.param
        stores.drop_all()


@pytest.fixture(scope="session")
def qapp(qapp: Any) -> Any:
    """Qt's application; from now on this worker collects its garbage as the program does."""
    from ui.garbage import collect_here

    collect_here(qapp)
    return qapp


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    """Collect between tests where no events are handled."""
    if not gc.isenabled():
        from ui.garbage import collect_if_due

        collect_if_due()


def pytest_report_teststatus(report: pytest.TestReport) -> tuple[str, str, str] | None:
    """Print no dot for a test that passed where only a log is read."""
    quiet = report.passed and report.when == "call" and "CI" in os.environ
    return ("passed", "", "PASSED") if quiet else None


class _Listener(logging.Handler):
    """Remembers every warning and worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture
def logged_warnings() -> list[logging.LogRecord]:
    """Ask for this where warnings are expected: they are listed here instead of failing."""
    return []


@pytest.fixture(autouse=True)
def _no_logged_warnings(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test in which something logs a warning that the test did not ask for."""
    listener = _Listener()
    expected = "logged_warnings" in request.fixturenames
    if expected:
        listener.records = request.getfixturevalue("logged_warnings")
    root = logging.getLogger()
    root.addHandler(listener)
    try:
        yield
    finally:
        root.removeHandler(listener)
    if listener.records and not expected:
        lines = [f"{r.name}: {r.levelname}: {r.getMessage()}" for r in listener.records]
        pytest.fail("logged:\n" + "\n".join(lines), pytrace=False)


_INVENTED_IN = {
    "tests.stored_world",
    "tests.exchange_world",
    "tests.replicas",
    "tests.replica_machine",
}
_invented: dict[str, Any] = {}


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Let the program know the invented kinds of record only in modules that work with them.

    Kinds are known from the moment their class exists; a real vault has no tables for these.
    """
    base = sys.modules.get("kbh_desktop.storage.base")
    if base is None:
        return
    entities = base._entities
    _invented.update({name: kind for name, kind in entities.items() if name.startswith("test_")})
    used = vars(item.module).values() if isinstance(item, pytest.Function) else ()
    if any(getattr(value, "__module__", None) in _INVENTED_IN for value in used):
        entities.update(_invented)
    else:
        for name in _invented:
            entities.pop(name, None)


def pytest_report_header() -> str:
    """Say what the figures of this run stand on."""
    return f"qt: {os.environ['QT_QPA_PLATFORM']}, processors: {os.cpu_count()}, {sys.platform}"
