"""What the program is, and what it is made of."""

from PySide6.QtWidgets import QGridLayout

from kbh_desktop.i18n import _
from kbh_desktop.updates.version import program_version
from ui.settings.section import Section
from ui.widgets.text import Text

MADE_OF = (
    ("Qt, PySide6", "LGPL-3.0"),
    ("Python", "PSF-2.0"),
    ("SQLCipher, sqlcipher3", "BSD-3-Clause, Zlib"),
    ("SQLAlchemy, Alembic", "MIT"),
    ("cryptography, argon2-cffi", "Apache-2.0 / BSD-3-Clause, MIT"),
    ("age (pyrage)", "MIT"),
    ("Zstandard (zstandard)", "BSD-3-Clause"),
    ("orjson", "MPL-2.0 AND (Apache-2.0 OR MIT)"),
    ("pyxform", "BSD-2-Clause"),
    ("ReportLab, uharfbuzz, fontTools", "BSD-3-Clause, Apache-2.0, MIT"),
    ("PDFium (pypdfium2)", "BSD-3-Clause, Apache-2.0"),
    ("IBM Plex Sans, Noto Sans Ethiopic", "OFL-1.1"),
    ("Lucide", "ISC"),
)


class AboutSection(Section):
    """Version, licence, and the parts with theirs."""

    def __init__(self) -> None:
        super().__init__(_("About and licences"))
        line = _("KBH Desktop {version}. Free software under GPL-3.0 or later.")
        self.column.addWidget(Text(line.format(version=program_version()), wrap=True))
        self.column.addWidget(
            Text(
                "This service uses the ESCO classification of the European Commission.",
                "Muted",
                wrap=True,
            )
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(4)
        for row, (name, licence) in enumerate(MADE_OF):
            grid.addWidget(Text(name, wrap=True), row, 0)
            grid.addWidget(Text(licence, "Muted", wrap=True), row, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.column.addLayout(grid)
