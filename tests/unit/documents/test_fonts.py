from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from kbh_desktop import fonts
from kbh_desktop.errors import DocumentError


def test_every_file_is_a_static_font_of_its_family():
    for path, source in zip(fonts.font_files().all(), fonts._SOURCES, strict=True):
        with TTFont(path) as font:
            assert "fvar" not in font
            assert font["name"].getBestFamilyName() == source.family
            if source.weight:
                assert font["OS/2"].usWeightClass == source.weight


def test_the_reserved_name_is_not_given_to_changed_files():
    with TTFont(fonts.font_files().sans_regular) as font:
        name = font["name"]
    assert not [n for n in (1, 3, 4, 6, 16, 25) if "Plex" in (name.getDebugName(n) or "")]


def test_a_cut_folder_is_used_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "fonts").mkdir()
    (tmp_path / f"fonts/edition-{fonts._EDITION}").touch()
    monkeypatch.setattr(fonts, "resource", lambda name: tmp_path / name)
    found = fonts.font_files.__wrapped__()
    assert {p.parent for p in found.all()} == {tmp_path / "fonts"}


def test_without_cut_fonts_they_go_into_the_users_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(fonts, "_SOURCES", fonts._SOURCES[4:6] * 4)  # only copies: fast
    monkeypatch.setattr(fonts, "resource", lambda name: tmp_path / "nothing" / name)
    monkeypatch.setattr(fonts, "_user_folder", lambda: tmp_path / "cache")
    found = fonts.font_files.__wrapped__()
    assert {p.parent for p in found.all()} == {tmp_path / "cache"}
    assert all(p.is_file() for p in found.all())
    assert not list(tmp_path.rglob("*.part"))
    assert len(list(tmp_path.rglob("OFL-*.txt"))) == 2


def test_a_folder_that_cannot_be_written_is_replaced_by_a_temporary_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(fonts, "_SOURCES", fonts._SOURCES[4:5])
    (tmp_path / "file").touch()
    folder = fonts.cut_fonts(tmp_path / "file" / "fonts")
    assert fonts.is_cut(folder)


def test_a_missing_package_is_told_plainly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    lost = fonts._Source("no_such_font_package", "a.ttf", "A", "Regular")
    monkeypatch.setattr(fonts, "_SOURCES", (lost,))
    with pytest.raises(DocumentError, match="Skrifttyperne mangler"):
        fonts.cut_fonts(tmp_path)
