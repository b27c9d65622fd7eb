"""The icons are read from their archive one by one."""

import importlib.util
import zipfile
from pathlib import Path

import pytest

from ui.theme import icons


def test_every_icon_reads_as_a_full_reader_of_the_archive_reads_it():
    spec = importlib.util.find_spec("justmyresource_lucide")
    with zipfile.ZipFile(Path(spec.submodule_search_locations[0]) / "icons.zip") as archive:
        names = [name for name in archive.namelist() if name.endswith(".svg")]
        assert len(names) > 1000
        for name in names:
            assert icons.drawing(name.removesuffix(".svg")) == archive.read(name)


def test_an_icon_that_is_only_the_end_of_another_name_is_not_found():
    with pytest.raises(KeyError):
        icons.drawing("ock-keyhole")
