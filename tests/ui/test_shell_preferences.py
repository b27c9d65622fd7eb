"""What the windows remember on this computer."""

import pytest

from kbh_desktop.errors import StorageError
from ui.preferences import Preferences, glance, keep_preferences


def test_without_a_file_everything_is_as_delivered(tmp_path):
    assert glance(tmp_path) == Preferences()


@pytest.mark.parametrize("content", ["mode = ", "\xff", 'mode = "pink"\ntext_percent = "big"'])
def test_a_damaged_file_keeps_nobody_out(tmp_path, content):
    (tmp_path / "settings.toml").write_text(content, "latin-1")
    assert glance(tmp_path) == Preferences()


def test_what_was_chosen_is_there_for_the_first_window(tmp_path):
    chosen = Preferences(mode="dark", text_percent=150, language="en", last_user="Anna Bech")
    keep_preferences(tmp_path, Preferences(), chosen)
    assert glance(tmp_path) == chosen


def test_only_what_changed_is_written(tmp_path):
    before = Preferences(mode="dark")
    keep_preferences(tmp_path, before, before)
    assert not (tmp_path / "settings.toml").exists()


def test_a_folder_that_can_not_be_written_is_said(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(StorageError):
        keep_preferences(tmp_path / "file", Preferences(), Preferences(mode="dark"))
