"""Our everyday titles beside the public tables of ESCO and of the jobcentres, where they lie."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from kbh_desktop.competences import catalogue
from kbh_desktop.people.folding import fold

FOLDER = Path(__file__).parents[3] / "shared/data"


def rows(name):
    path = FOLDER / name
    if not path.exists():
        pytest.skip("the public tables lie beside the repository in development only")
    with path.open(encoding="utf-8") as table:
        yield from csv.DictReader(table)


def groups_of_esco():
    found = defaultdict(set)
    for row in rows("esco_occupations_da_en.csv"):
        for label in (row["label_da"], *row["alt_da"].split("|")):
            found[fold(label)].add(row["isco08"][:4])
    return found


def groups_of_the_jobcentres():
    found = defaultdict(set)
    for row in rows("star_stillingsbetegnelser_da.csv"):
        found[fold(row["title_da"])].add(row["disco08_4"])
    return found


@pytest.mark.parametrize(
    ("table", "shared", "same_group", "same_field"),
    [(groups_of_esco, 700, 0.84, 0.88), (groups_of_the_jobcentres, 350, 0.81, 0.86)],
)
def test_our_titles_stand_where_the_public_tables_put_them(table, shared, same_group, same_field):
    """Where both know a title they mostly agree; a table may put one title in many groups."""
    known = table()
    both = [
        (code, known[fold(title)])
        for code, titles in catalogue.titles().items()
        for title in titles
        if fold(title) in known
    ]
    assert len(both) >= shared
    exact = sum(code in codes for code, codes in both)
    near = sum(any(code[:2] == other[:2] for other in codes) for code, codes in both)
    assert exact >= same_group * len(both)
    assert near >= same_field * len(both)
