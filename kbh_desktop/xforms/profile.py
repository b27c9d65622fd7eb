"""The part of XLSForm that the program runs; the checker says why for all else."""

from kbh_desktop.i18n import _

TYPES = frozenset(
    {
        "acknowledge",
        "audio",
        "audit",
        "begin",
        "begin_group",
        "begin_repeat",
        "calculate",
        "csv-external",
        "date",
        "dateTime",
        "datetime",
        "decimal",
        "deviceid",
        "end",
        "end_group",
        "end_repeat",
        "file",
        "hidden",
        "image",
        "int",
        "integer",
        "note",
        "photo",
        "range",
        "rank",
        "select",
        "select1",
        "select_multiple",
        "select_multiple_from_file",
        "select_one",
        "select_one_from_file",
        "start",
        "string",
        "text",
        "time",
        "today",
        "trigger",
        "username",
        "xml-external",
    }
)
APPEARANCES = frozenset(
    {
        "annotate",
        "autocomplete",
        "columns",
        "columns-pack",
        "draw",
        "field-list",
        "horizontal",
        "horizontal-compact",
        "kbh-country",
        "kbh-language",
        "kbh-many",
        "kbh-occupation",
        "kbh-skill",
        "label",
        "likert",
        "list",
        "list-nolabel",
        "minimal",
        "month-year",
        "multiline",
        "no-calendar",
        "no-ticks",
        "numbers",
        "picker",
        "quick",
        "rating",
        "search",
        "signature",
        "summary",
        "table-list",
        "thousands-sep",
        "vertical",
        "year",
    }
)
SENSITIVITIES = frozenset({"K0", "K1", "K2", "K3"})


def why_type_is_left_out(word: str) -> str:
    """Return why a type outside the profile can't be used."""
    if word.startswith(("geo", "start-geo")):
        return _("“{type}” asks for a place on the map, which the program leaves out.").format(
            type=word
        )
    return _("The program does not know the type “{type}”.").format(type=word)


def why_appearance_is_left_out(word: str) -> str:
    """Return why an appearance outside the profile has no effect."""
    if word.startswith("ex:"):
        return _("“{appearance}” calls another app, which the program leaves out.").format(
            appearance=word
        )
    return _("The appearance “{appearance}” is unknown and has no effect.").format(appearance=word)
