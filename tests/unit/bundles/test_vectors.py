"""Bundles written once and kept: every later version reads them as FORMAT.md says."""

import json
from hashlib import sha256
from pathlib import Path

from kbh_desktop.bundles.codec import CONTEXT, read_lines, verify
from kbh_desktop.security import sealing

FOLDER = Path(__file__).parents[2] / "data/bundles"


def test_a_bundle_of_format_2_is_read_with_its_file():
    said = json.loads((FOLDER / "format2.json").read_text("utf-8"))
    path, lines, bodies = FOLDER / "format2.kbhx", [], []

    def check(_manifest, body, signature):
        sealing.verify(said["verify_key"], CONTEXT, body, signature)

    manifest = verify(path, [said["identity"]], check)
    read_lines(path, [said["identity"]], manifest, lines.extend, take_file=bodies.append)
    content = b"".join(body[32:] for body in bodies)
    assert lines == said["lines"]
    assert content.decode() == said["content"]
    assert {body[:32] for body in bodies} == {sha256(content).digest()}
    assert (manifest["format"], manifest["contents"]) == (2, 1)
