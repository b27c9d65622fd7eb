"""What the Windows installers rest on; making and trying them is `dev.py installer`."""

import __future__

import marshal
import re
import struct
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from kbh_desktop.bundles.exporting import SUFFIX
from kbh_desktop.errors import InputError
from kbh_desktop.security.keys import OFFICE_SUFFIX
from kbh_desktop.settings.checks import POLICY_KEYS
from kbh_desktop.settings.registry import GROUP_POLICY, PROVISIONING, as_policy
from tests.project.scripts import load_script
from tests.project.tree import ROOT

WINDOWS = ROOT / "packaging/windows"
ADMX = "{http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions}"
WIX = "{http://schemas.microsoft.com/wix/2006/wi}"

pe = load_script("installer/pe")
contents = load_script("installer/contents")
msi_source = load_script("installer/msi_source")


def library(*asks_for: str) -> bytes:
    """Return the smallest 64-bit Windows library that asks for others."""
    start, virtual, raw = 0x40, 0x1000, 0x200
    rows, names, place = b"", b"", virtual + 20 * (len(asks_for) + 1)
    for name in asks_for:
        rows += struct.pack("<5I", 1, 0, 0, place + len(names), 1)
        names += name.encode() + b"\0"
    section = rows + bytes(20) + names
    directories = struct.pack("<4I", 0, 0, virtual, len(section)) + bytes(14 * 8)
    optional = struct.pack("<H", 0x20B).ljust(112, b"\0") + directories
    coff = struct.pack("<HHIIIHH", 0x8664, 1, 0, 0, 0, len(optional), 0x2022)
    table = b".idata\0\0" + struct.pack("<4I", len(section), virtual, len(section), raw) + bytes(16)
    header = b"MZ".ljust(0x3C, b"\0") + struct.pack("<I", start) + b"PE\0\0" + coff
    return (header + optional + table).ljust(raw, b"\0") + section


class TestLibrariesAskedFor:
    def test_they_are_read_from_the_file(self, tmp_path: Path):
        (tmp_path / "a.dll").write_bytes(library("KERNEL32.dll", "Qt6Core.dll"))
        assert pe.imports(tmp_path / "a.dll") == {"kernel32.dll", "qt6core.dll"}

    def test_removing_one_is_noticed_and_says_who_asks_for_it(self, tmp_path: Path):
        (tmp_path / "lib").mkdir()
        (tmp_path / "lib/b.dll").write_bytes(library("kernel32.dll"))
        (tmp_path / "a.exe").write_bytes(library("B.dll", "kernel32.dll"))
        assert pe.missing_libraries(tmp_path, {"kernel32.dll"}) == {}
        (tmp_path / "lib/b.dll").unlink()
        assert pe.missing_libraries(tmp_path, {"kernel32.dll"}) == {"b.dll": {"a.exe"}}

    @pytest.mark.parametrize("content", [b"", b"MZ", b"#!/bin/sh\n", library("a.dll")[:0x80]])
    def test_what_is_no_windows_library_is_refused(self, tmp_path: Path, content: bytes):
        (tmp_path / "a.dll").write_bytes(content)
        with pytest.raises(pe.PeError):
            pe.imports(tmp_path / "a.dll")

    def test_the_list_of_windows_own_is_lower_case_and_sorted(self):
        lines = (WINDOWS / "system-dlls.txt").read_text("utf-8").splitlines()[1:]
        assert lines == sorted(set(lines), key=str.encode)
        assert set(lines) == pe.read_system_libraries(WINDOWS / "system-dlls.txt")


def test_the_program_works_without_what_installers_leave_out(tmp_path: Path):
    script = tmp_path / "try.py"
    script.write_text(
        f"""
import sys
from pathlib import Path

LEFT_OUT = {contents.modules_left_out()!r}


class Absent:
    def find_spec(self, name, path=None, target=None):
        if any(name == one or name.startswith(one + ".") for one in LEFT_OUT):
            raise ModuleNotFoundError(name)


sys.meta_path.insert(0, Absent())
import io
import openpyxl
import pikepdf
from kbh_desktop import self_test

page = pikepdf.new()
page.save(io.BytesIO(), encryption=pikepdf.Encryption(owner="a", user="b", R=6))
openpyxl.Workbook().save(io.BytesIO())
path = Path(sys.argv[1])
sys.exit(0 if self_test.run(path) else path.read_text("utf-8"))
""",
        "utf-8",
    )
    command = [sys.executable, "-P", script, tmp_path / "report.json"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize(
    ("name", "is_needed"),
    [
        ("holidays/countries/denmark.py", True),
        ("holidays/countries/germany.py", False),
        ("pyphen/dictionaries/hyph_da_DK.dic", True),
        ("pyphen/dictionaries/hyph_de_DE.dic", False),
        ("PIL/_imaging.cp313-win_amd64.pyd", True),
        ("PIL/_imagingft.cp313-win_amd64.pyd", False),
        ("fontTools/ttLib/__init__.py", False),
        ("pyxform/validators/odk_validate/bin/ODK_Validate.jar", False),
        ("_cffi_backend.cp313-win_amd64.pyd", True),
    ],
)
def test_files_left_out_are_those_that_nobody_needs(name, is_needed):
    assert contents.is_needed(name) is is_needed


class TestCompiledModules:
    compiled = staticmethod(load_script("windows/compile").compiled)

    def test_they_keep_assertions_and_no_docstrings(self):
        source = b'"""Of the module."""\n\n\ndef f():\n    """Of f."""\n    assert False, "kept"\n'
        code = marshal.loads(self.compiled(source, "app/f.py")[16:])
        inside = next(one for one in code.co_consts if hasattr(one, "co_consts"))
        assert inside.co_filename == "app/f.py"
        assert "kept" in inside.co_consts
        assert not any("Of" in str(one) for one in (*code.co_consts, *inside.co_consts))

    def test_future_imports_stay_first(self):
        source = b'"""Doc."""\nfrom __future__ import annotations\n'
        code = marshal.loads(self.compiled(source, "a.py")[16:])
        assert code.co_flags & __future__.annotations.compiler_flag


class TestMsi:
    @pytest.fixture
    def source(self, tmp_path: Path) -> ElementTree.Element:
        stage = tmp_path / "stage"
        (stage / "app").mkdir(parents=True)
        for name in ("kbh-desktop.exe", "app/a.pyc"):
            (stage / name).touch()
        edition = load_script("installer/edition").this_edition()
        target = tmp_path / "program.wxs"
        msi_source.write_source(stage, tmp_path / "program.ico", edition, target)
        return ElementTree.parse(target).getroot()

    def test_editions_replace_one_another(self, source):
        (product,) = source.iter(f"{WIX}Product")
        assert product.get("UpgradeCode") == "3F7BFE97-1C18-5E72-93B9-C5167697AAD0"

    def test_every_component_is_installed(self, source):
        components = [one.get("Id") for one in source.iter(f"{WIX}Component")]
        assert components == [one.get("Id") for one in source.iter(f"{WIX}ComponentRef")]
        assert len(set(components)) == len(components) == 6

    def test_it_opens_what_people_double_click(self, source):
        keys = {one.get("Key") for one in source.iter(f"{WIX}RegistryValue")}
        endings = {key.rpartition("\\")[2] for key in keys if key.rpartition("\\")[2][0] == "."}
        assert endings == {SUFFIX, OFFICE_SUFFIX}

    def test_short_names_fit_and_differ(self):
        short_name = load_script("installer/msi").short_name
        taken: set[str] = set()
        names = [f"a long name {number}.python" for number in range(300)]
        shorts = [short_name(name, taken) for name in names]
        assert len(set(shorts)) == len(names)
        assert all(re.fullmatch(r"[A-Z0-9~]{1,8}\.[A-Z]{1,3}", short) for short in shorts)


def test_setup_program_and_msi_write_what_the_program_reads():
    assert msi_source.PROVISIONING == PROVISIONING
    script = (WINDOWS / "setup.nsi").read_text("utf-8")
    assert f'!define KEY "{msi_source.KEY}"' in script
    for ending, (name, shown) in msi_source.FILE_TYPES.items():
        assert f'FileType "{ending}" "{name}" "{shown}"' in script
    for name in ("OfficeKey", "OfficeName"):
        assert f'"${{KEY}}\\Provisioning" "{name}"' in script


class TestGroupPolicy:
    rules = ElementTree.parse(WINDOWS / "policy/KBHDesktop.admx").getroot()

    def test_it_offers_what_the_policy_file_offers(self):
        """A group policy can't carry a file, so the office stands there as its key alone."""
        offered = {one.get("valueName"): "x" for one in self.rules.iter() if one.get("valueName")}
        assert set(as_policy(offered)) == set(POLICY_KEYS) - {"office_card"}
        assert {one.get("key") for one in self.rules.iter(f"{ADMX}policy")} == {GROUP_POLICY}

    def test_its_ranges_are_those_of_the_program(self):
        for number in self.rules.iter(f"{ADMX}decimal"):
            (key,) = as_policy({number.get("valueName"): 1})
            lowest, highest = int(number.get("minValue")), int(number.get("maxValue"))
            check = POLICY_KEYS[key]
            assert (check(lowest, WINDOWS), check(highest, WINDOWS)) == (lowest, highest)
            for beyond in (lowest - 1, highest + 1):
                with pytest.raises(InputError):
                    check(beyond, WINDOWS)

    @pytest.mark.parametrize("language", ["da-DK", "en-US"])
    def test_every_text_it_shows_is_there_in_each_language(self, language):
        texts = ElementTree.parse(WINDOWS / f"policy/{language}/KBHDesktop.adml").getroot()
        wanted = set(re.findall(r"\$\((\w+\.\w+)\)", ElementTree.tostring(self.rules, "unicode")))
        there = {f"string.{one.get('id')}" for one in texts.iter(f"{ADMX}string")}
        there |= {f"presentation.{one.get('id')}" for one in texts.iter(f"{ADMX}presentation")}
        assert there == wanted


def test_scripts_for_windows_are_written_out_whole():
    """Windows PowerShell reads a script without a mark of UTF-8 in the machine's old code page."""
    for path in WINDOWS.glob("*.ps1"):
        text = path.read_text("utf-8-sig")
        assert text.isascii() or path.read_bytes().startswith(b"\xef\xbb\xbf")


def test_the_runtime_is_pinned():
    runtime = load_script("installer/windows_runtime")
    assert re.fullmatch(r"[0-9a-f]{64}", runtime.pin().sha256)
    assert runtime.pin().python.startswith(f"{runtime.MINOR}.")
