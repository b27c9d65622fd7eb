"""What the palette can't say, as one short style sheet.

A rule is named by the dynamic property `class` (what a label or frame is) or `kind` (what a button
is for). Sizes are logical pixels at 100 % text.
"""

from collections.abc import Callable, Mapping

from ui.theme.tokens import Token

_RULES = """
* {{ outline:0; }}
QToolTip {{ background:{text}; color:{surface}; border:0; padding:6px 8px; }}
.Card {{ background:{surface}; border:1px solid {line}; border-radius:10px; }}
.Card[state="error"] {{ border:1px solid {bad}; }}
.Sheet {{ background:{surface}; border:1px solid {line}; border-radius:14px; }}
.Rail {{ background:{rail}; border:0; border-right:1px solid {line}; }}
.TopBar {{ background:{surface}; border:0; border-bottom:1px solid {line}; }}
.Rule {{ background:{line}; border:0; max-height:1px; min-height:1px; }}
.Plain, QScrollArea, QStackedWidget {{ background:transparent; border:0; }}
QTextBrowser {{ background:transparent; border:0; }}
QLabel {{ background:transparent; color:{text}; }}
QLabel[class="Display"] {{ font-size:{p28}px; font-weight:600; }}
QLabel[class="H1"] {{ font-size:{p22}px; font-weight:600; }}
QLabel[class="H2"] {{ font-size:{p16}px; font-weight:600; }}
QLabel[class="Strong"] {{ font-weight:600; }}
QLabel[class="Sub"] {{ color:{text2}; }}
QLabel[class="Muted"] {{ color:{text3}; font-size:{p13}px; }}
QLabel[class="Label"] {{ color:{text2}; font-size:{p13}px; font-weight:500; }}
QLabel[class="ErrorText"] {{ color:{bad}; font-size:{p13}px; }}
QLabel[class="WarnText"] {{ color:{warn}; font-size:{p13}px; }}
QPushButton {{ background:{surface}; color:{text}; border:1px solid {field}; border-radius:8px;
  padding:{p6}px {p14}px; font-weight:500; min-height:{p22}px; }}
QPushButton:hover {{ background:{hover}; }}
QPushButton:focus {{ border:2px solid {focus}; padding:{q6}px {q14}px; }}
QPushButton:disabled {{ color:{text3}; border-color:{line}; background:transparent; }}
QPushButton[kind="primary"] {{ background:{accent}; color:{on_accent}; border-color:{accent}; }}
QPushButton[kind="primary"]:hover {{ background:{accent_h}; border-color:{accent_h}; }}
QPushButton[kind="primary"]:focus {{ border:2px solid {text}; }}
QPushButton[kind="primary"]:disabled {{ background:{line}; color:{text2}; border-color:{line}; }}
QPushButton[kind="danger"] {{ color:{bad}; border-color:{bad}; }}
QPushButton[kind="danger"]:hover {{ background:{bad_s}; }}
QPushButton[kind="ghost"] {{ background:transparent; border-color:transparent; color:{text2};
  padding:{p6}px {p10}px; }}
QPushButton[kind="ghost"]:hover {{ background:{hover}; color:{text}; }}
QPushButton[kind="ghost"]:focus {{ border:2px solid {focus}; padding:{q6}px {q10}px; }}
QPushButton[kind="icon"] {{ background:transparent; border-color:transparent; padding:{p6}px; }}
QPushButton[kind="icon"]:hover {{ background:{hover}; }}
QPushButton[kind="icon"]:focus {{ border:2px solid {focus}; padding:{q6}px; }}
QPushButton[kind="link"] {{ background:transparent; border-color:transparent; color:{accent};
  padding:{p6}px {p4}px; text-align:left; }}
QPushButton[kind="link"]:hover {{ color:{accent_h}; text-decoration:underline; }}
QPushButton[kind="link"]:focus {{ border:2px solid {focus}; padding:{q6}px {q4}px; }}
QPushButton[kind="row"] {{ background:transparent; border-color:transparent; text-align:left;
  padding:{p4}px; font-weight:600; min-height:{p16}px; margin-left:-{p5}px; }}
QPushButton[kind="row"]:hover {{ color:{accent}; text-decoration:underline; }}
QPushButton[kind="row"]:focus {{ border:2px solid {focus}; padding:{q4}px; }}
QPushButton[kind="value"] {{ background:transparent; border-color:transparent; text-align:left;
  padding:{p6}px {p10}px; font-weight:400; }}
QPushButton[kind="value"]:hover {{ background:{hover}; }}
QPushButton[kind="value"]:focus {{ border:2px solid {focus}; padding:{q6}px {q10}px; }}
QPushButton[kind="seg"]:checked {{ background:{soft}; border-color:{accent}; color:{on_soft};
  font-weight:600; }}
QPushButton[kind="chip"] {{ background:{soft}; color:{on_soft}; border-color:{soft};
  border-radius:{p14}px; padding:{p4}px {p12}px; min-height:{p16}px; }}
QPushButton[kind="chip"]:focus {{ border:2px solid {focus}; padding:{q4}px {p12}px; }}
QToolButton[kind="fold"] {{ background:transparent; border:1px solid transparent;
  border-radius:6px; color:{text2}; padding:2px {p6}px; }}
QToolButton[kind="fold"]:focus {{ border:1px solid {focus}; }}
.Instance {{ background:{sunken}; border-radius:8px; }}
QLineEdit, QPlainTextEdit, QComboBox, QSpinBox {{ background:{surface}; color:{text};
  border:1px solid {field}; border-radius:8px; padding:{p5}px {p10}px; min-height:{p24}px;
  selection-background-color:{accent}; selection-color:{on_accent}; }}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus {{
  border:2px solid {focus}; padding:{q5}px {q10}px; }}
QLineEdit:read-only, QPlainTextEdit:read-only {{ background:{sunken}; border-color:{line}; }}
*[state="error"]:!focus {{ border-color:{bad}; }}
QLineEdit[kind="search"] {{ background:{sunken}; border-color:{sunken}; }}
QLineEdit[kind="search"]:focus {{ background:{surface}; border-color:{focus}; }}
QComboBox QLineEdit, QSpinBox QLineEdit {{ border:0; padding:0; min-height:0; }}
QSpinBox::up-button, QSpinBox::down-button {{ width:0; height:0; border:0; }}
QComboBox::drop-down {{ border:0; width:{p28}px; }}
QComboBox::down-arrow {{ image:none; }}
QAbstractItemView {{ background:{surface}; color:{text}; border:0;
  selection-background-color:{sel}; selection-color:{text}; }}
QComboBox QAbstractItemView, QListView[kind="popup"] {{ border:1px solid {field}; padding:4px; }}
QHeaderView {{ background:{surface}; border:0; }}
QHeaderView::section {{ background:{surface}; color:{text3}; border:0;
  border-bottom:1px solid {line}; padding:{p8}px 12px; font-size:{p12}px; font-weight:600; }}
QTableCornerButton::section {{ background:{surface}; border:0; border-bottom:1px solid {line}; }}
QScrollBar:vertical {{ background:transparent; width:12px; margin:2px; }}
QScrollBar:horizontal {{ background:transparent; height:12px; margin:2px; }}
QScrollBar::handle {{ background:{field}; border-radius:4px; min-height:32px; min-width:32px; }}
QScrollBar::handle:hover {{ background:{text3}; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
  background:none; border:0; width:0; height:0; }}
QProgressBar {{ background:{line}; border:0; border-radius:3px; max-height:6px; min-height:6px; }}
QProgressBar::chunk {{ background:{accent}; border-radius:3px; }}
QMenu {{ background:{surface}; color:{text}; border:1px solid {field}; padding:6px; }}
QMenu::item {{ padding:{p6}px {p28}px {p6}px {p12}px; border-radius:6px; }}
QMenu::item:selected {{ background:{sel}; }}
"""


def stylesheet(tokens: Mapping[Token, str], px: Callable[[float], int]) -> str:
    """Return the style sheet in the colours of `tokens`, its sizes passed through `px`."""
    sizes = {f"p{size}": px(size) for size in (4, 5, 6, 8, 10, 12, 13, 14, 16, 22, 24, 28)}
    inside_focus_ring = {f"q{size}": px(size) - 1 for size in (4, 5, 6, 10, 14)}
    colors: dict[str, str] = dict(tokens.items())
    return _RULES.format(**colors, **sizes, **inside_focus_ring)
