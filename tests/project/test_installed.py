"""What the program stands on is there, alone, and sound."""

import importlib.util
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from PySide6.QtCore import QLibraryInfo, QObject, QTranslator

from tests.project.tree import ROOT


@pytest.mark.parametrize("package", ["ui", "kbh_desktop"])
def test_nobody_else_installs_our_packages(package):
    assert set(packages_distributions().get(package, ())) <= {"kbh-desktop"}
    spec = importlib.util.find_spec(package)
    assert spec
    assert Path(spec.origin or "").is_relative_to(ROOT)


def test_calls_into_qt_leave_none_alone():
    """PySide6 6.12.0 on CPython 3.11 lost a reference to None on each call and then aborted."""
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(1000):
        thing.setObjectName("canary")
    assert sys.getrefcount(None) > before - 100


def test_qt_speaks_danish(qapp):
    translator = QTranslator()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    assert translator.load("qtbase_da", folder)
    assert translator.translate("QPlatformTheme", "Cancel") == "Annuller"
