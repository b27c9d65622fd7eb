"""The settings say who decided each value, and what IT wrote wrongly."""

import pytest
from PySide6.QtWidgets import QLabel

from kbh_desktop.settings.service import load_settings
from ui.settings.decided import DecidedSection


@pytest.fixture
def texts(qtbot, tmp_path):
    def shown(policy: str) -> list[str]:
        (tmp_path / "policy.toml").write_text(policy, "utf-8")
        section = DecidedSection(load_settings(tmp_path / "vault", tmp_path / "policy.toml"))
        qtbot.addWidget(section)
        return [label.text() for label in section.findChildren(QLabel)]

    return shown


def test_values_of_the_policy_file_name_it(texts):
    found = texts('municipality = "0265"\nretention_days = 7\n')
    assert "Roskilde" in found
    assert "7 dage" in found
    assert found.count("IT's politikfil") == 2


def test_a_wrong_line_is_named_with_its_number_and_key(texts):
    found = texts("# IT\nretention_days = 900\n")
    assert any(text.startswith("policy.toml, linje 2, “retention_days”: ") for text in found)
    assert "14 dage" in found


def test_unknown_codes_are_shown_as_they_stand(texts):
    assert "nowhere" in texts('centres = ["nowhere"]\n')
