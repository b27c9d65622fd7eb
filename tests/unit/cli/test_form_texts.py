"""`kbh forms texts`: out to a translator and in again."""

import openpyxl

from kbh_desktop.cli import main
from tests.forms_world import form_path


def run(*words):
    return main(["forms", "texts", *map(str, words)])


def test_texts_go_out_and_come_back_as_the_next_version(tmp_path, capsys):
    form, sheet = form_path("samtale2"), tmp_path / "ti.xlsx"
    assert run("export", form, "ti", sheet, "--drafts") == 0
    assert "tekster skrevet til ti.xlsx" in capsys.readouterr().out
    book = openpyxl.load_workbook(sheet)
    book["texts"]["G2"].value = "ርክብና"
    book.save(sheet)

    assert run("import", form, "ti", sheet, "--to", tmp_path / "new.md") == 0
    assert "ርክብ → ርክብና" in capsys.readouterr().out
    assert "ርክብና" in (tmp_path / "new.md").read_text("utf-8")


def test_a_language_that_the_form_lacks_is_named(tmp_path, capsys):
    assert run("export", form_path("samtale2"), "xx", tmp_path / "x.xlsx") == 1
    assert "“xx”" in capsys.readouterr().err
    assert not (tmp_path / "x.xlsx").exists()
