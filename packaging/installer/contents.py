"""What of the locked packages stays out of every installer, because the program does without it.

A test runs the self-test with all of these out of reach.
"""

from fnmatch import fnmatch

LEFT_OUT = {
    "cffi": "cffi",  # generates code at build time; what was generated needs _cffi_backend alone
    "pycparser": "pycparser",  # for cffi
    "fonttools": "fontTools",  # cuts fonts; an installer brings them cut
    "fontpkg": "fontpkg",
    "fontpkg-ibm-plex-sans": "fontpkg_ibm_plex_sans",
    "fontpkg-ibm-plex-sans-arabic": "fontpkg_ibm_plex_sans_arabic",
    "justmytype": "justmytype",
    "justmytype-intl-africa": "justmytype_intl_africa",
    "lxml": "lxml",  # pikepdf reads and writes XMP with it, which nothing here asks for
}
"""Whole packages: the name in uv.lock, and the name that Python imports."""

PARTS_LEFT_OUT = (
    *("PIL._avif", "PIL._imagingft", "PIL._imagingtk", "PIL._webp"),
    *("pypdfium2_cli", "reportlab.graphics", "sqlalchemy.testing", "alembic.testing"),
    *("zstandard._cffi", "zstandard.backend_cffi"),  # backend_c does it
    *(f"sqlalchemy.dialects.{name}" for name in ("mssql", "mysql", "oracle")),
)
"""Modules and packages inside packages that are brought otherwise."""

_OF_MANY = {  # of these folders only what Danish casework needs
    "holidays/countries/": ("__init__.*", "denmark.*"),
    "holidays/financial/": ("__init__.*",),
    "holidays/locale/": ("da/*", "en_US/*"),
    "pyphen/dictionaries/": ("hyph_da_DK.dic",),
    "tzdata/zoneinfo/": ("__init__.py", "UTC", "CET", "Etc/*", "Europe/*"),  # of calendars taken in
}
_DROPPED = ("*.jar", "*/tests/*", "reportlab/fonts/*", "dateutil/zoneinfo/*.tar.gz")


def modules_left_out() -> list[str]:
    """Return the modules that Python can't import in an installed program."""
    return [*LEFT_OUT.values(), *PARTS_LEFT_OUT]


def is_needed(name: str) -> bool:
    """Say whether the file `name`, as seen from site-packages, is installed."""
    module = name.replace("/", ".")
    if any(module == one or module.startswith(f"{one}.") for one in modules_left_out()):
        return False
    for folder, patterns in _OF_MANY.items():
        if name.startswith(folder):
            return any(fnmatch(name.removeprefix(folder), pattern) for pattern in patterns)
    return not any(fnmatch(name, pattern) for pattern in _DROPPED)
