import json

from kbh_desktop.self_test import run


def test_an_installed_program_can_show_that_it_works(tmp_path):
    report = tmp_path / "report.json"
    assert run(report)
    found = json.loads(report.read_text("utf-8"))
    assert found["ok"]
    assert len(found["steps"]) == 6
    assert found["versions"]["sqlcipher3"]


def test_a_step_that_fails_is_told_by_kind_only(tmp_path, monkeypatch):
    monkeypatch.setattr("kbh_desktop.self_test._Work.vault", lambda _work: None)
    report = tmp_path / "report.json"

    def window():
        raise RuntimeError("Amal Haddad")

    assert not run(report, (("a window is shown", window),))
    text = report.read_text("utf-8")
    step = json.loads(text)["steps"][-1]
    assert (step["name"], step["ok"], step["problem"]) == (
        "a window is shown",
        False,
        "RuntimeError",
    )
    assert "Amal" not in text
