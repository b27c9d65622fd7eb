"""The fixed sentences of the citizen's copy in languages that the program itself does not speak."""

import tomllib
from collections.abc import Mapping
from functools import cache

from kbh_desktop.resources import resource

_RTL = frozenset({"ar", "fa", "prs", "ps", "ckb", "ur", "he"})
_SAME = {"prs": "fa"}  # Dari is written as Persian here


@cache
def _all() -> Mapping[str, Mapping[str, str]]:
    with resource("documents/own_language.toml").open("rb") as source:
        return tomllib.load(source)


def sentences(language: str) -> Mapping[str, str]:
    """Return the sentences in `language` (such as `ar` or `ti`), or none."""
    return _all().get(_SAME.get(language, language), {})


def runs_right_to_left(language: str) -> bool:
    """Say whether `language` is written from right to left."""
    return language in _RTL
