"""Logs and crash reports hold ids, codes and counts, and nothing of what people wrote."""

import logging
import sys
import threading

import pytest

from kbh_desktop.errors import BundleDamagedError
from kbh_desktop.logs import (
    FAULT_NAME,
    LOG_NAME,
    MOST_CRASH_REPORTS,
    SafeFormatter,
    crash_reports,
    describe,
    install_crash_guard,
    log_folder,
    start_logging,
)

NAME = "Zarghona Testesen"
CPR = "730190-0000"


def line(message: str, *arguments, logger="kbh_desktop.people.service", error=None) -> str:
    exc_info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord(logger, logging.INFO, "people/x.py", 7, message, arguments, exc_info)
    return SafeFormatter().format(record)


def caught(raising) -> Exception:
    try:
        raising()
    except Exception as error:  # noqa: BLE001 - whatever the test raises
        return error
    raise AssertionError("nothing was raised")


def test_ids_codes_counts_and_durations_are_written():
    written = line("imported %s of %s: %d changes in %.1f s", "a3f0" * 8, "kbh-nv-7", 12, 0.5)
    assert written.endswith(f"imported {'a3f0' * 8} of kbh-nv-7: 12 changes in 0.5 s")


def test_named_arguments_are_written_too():
    assert line("%(code)s", {"code": "vault-damaged"}).endswith(": vault-damaged")


@pytest.mark.parametrize("value", [NAME, "Zarghona", "no spaces allowed", CPR + " x", ["a"], b"a"])
def test_texts_of_people_are_withheld(value):
    assert line("saved %s", value).endswith("saved (withheld)")


def test_the_text_of_an_exception_is_never_written():
    error = caught(lambda: int(NAME))
    written = line("failed with %s", error, error=error)
    assert NAME not in written
    assert "failed with ValueError; ValueError" in written


def test_our_errors_are_written_with_their_code():
    def damaged():
        raise BundleDamagedError(NAME)

    written = describe(caught(damaged))
    assert written.startswith("kbh_desktop.errors.BundleDamagedError [bundle-damaged]")
    assert NAME not in written


def test_causes_are_named_and_those_suppressed_are_not():
    def chained():
        try:
            int(NAME)
        except ValueError as error:
            raise KeyError(CPR) from error

    def suppressed():
        try:
            int(NAME)
        except ValueError:
            raise KeyError(CPR) from None

    assert describe(caught(chained)) == "KeyError; from ValueError"
    assert describe(caught(suppressed)) == "KeyError"


def test_an_error_that_is_its_own_cause_is_described_once():
    error = ValueError(NAME)
    error.__context__ = KeyError(CPR)
    error.__context__.__context__ = error
    assert describe(error) == "ValueError; from KeyError"


def test_messages_of_other_libraries_are_withheld():
    written = line(f"bound {NAME}", logger="sqlalchemy.engine")
    assert written.endswith("sqlalchemy.engine: (withheld) x:7")


def test_a_line_stays_one_line():
    assert "\n" not in line("one\ntwo")


def test_the_log_is_written_until_it_is_stopped(tmp_path):
    stop = start_logging(tmp_path / "logs")
    logging.getLogger("kbh_desktop.test").info("opened %s in %d ms", "vault", 12)
    stop()
    logging.getLogger("kbh_desktop.test").info("after")
    written = (tmp_path / "logs" / LOG_NAME).read_text("utf-8")
    assert written.endswith("INFO kbh_desktop.test: opened vault in 12 ms\n")


def test_a_folder_that_can_not_be_written_costs_only_the_log(tmp_path):
    (tmp_path / "file").write_text("in the way")
    stop = start_logging(tmp_path / "file")
    logging.getLogger("kbh_desktop.test").info("opened")
    stop()
    install_crash_guard(tmp_path / "file")()


def test_a_wrong_call_of_the_logger_prints_nothing(tmp_path, capsys):
    stop = start_logging(tmp_path)
    wrong = logging.LogRecord("kbh_desktop.test", logging.INFO, "x.py", 7, "%d", (NAME,), None)
    logging.getLogger().handlers[-1].handle(wrong)
    stop()
    assert NAME not in capsys.readouterr().err


def test_logs_lie_beside_the_vault(tmp_path):
    assert log_folder(tmp_path) == tmp_path / "logs"
    assert log_folder().is_absolute()


class TestCrashGuard:
    @pytest.fixture
    def folder(self, tmp_path, clock, monkeypatch, logged_warnings):
        monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)  # not that of pytest-qt
        remove = install_crash_guard(tmp_path / "logs", clock)
        yield tmp_path / "logs"
        remove()

    def crash(self):
        error = caught(lambda: int(NAME))
        sys.excepthook(type(error), error, error.__traceback__)

    def test_a_crash_leaves_a_report_without_texts_values_or_paths(self, folder):
        self.crash()
        (report,) = crash_reports(folder)
        text = report.read_text("utf-8")
        assert report.name == "crash-20260416-120200-000000.txt"
        assert "ValueError" in text
        assert f"{__name__}:" in text
        assert NAME not in text
        assert __file__ not in text

    def test_a_crash_of_a_thread_is_reported(self, folder):
        thread = threading.Thread(target=int, args=(NAME,))
        thread.start()
        thread.join()
        assert len(crash_reports(folder)) == 1

    def test_old_reports_make_room(self, folder, clock):
        for _ in range(MOST_CRASH_REPORTS + 2):
            self.crash()
            clock.advance(seconds=1)
        reports = crash_reports(folder)
        assert len(reports) == MOST_CRASH_REPORTS
        assert reports[0].name == "crash-20260416-120202-000000.txt"

    def test_stopping_the_program_by_hand_is_no_crash(self, folder, capsys):
        sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
        assert crash_reports(folder) == ()

    def test_faults_of_the_interpreter_have_a_file(self, folder):
        assert (folder / FAULT_NAME).exists()

    def test_a_crash_when_the_folder_is_gone_raises_nothing(self, folder):
        (folder / FAULT_NAME).unlink()
        folder.rmdir()
        folder.write_text("in the way")
        self.crash()
