"""The colours of the windows, light and dark, by what they are for."""

from collections.abc import Mapping
from typing import Literal

Token = Literal[
    "bg",
    "surface",
    "sunken",
    "rail",
    "hover",
    "sel",
    "line",
    "field",
    "text",
    "text2",
    "text3",
    "accent",
    "accent_h",
    "on_accent",
    "soft",
    "on_soft",
    "ok",
    "ok_s",
    "warn",
    "warn_s",
    "bad",
    "bad_s",
    "focus",
]
Tone = Literal["", "info", "ok", "warn", "bad"]

LIGHT: Mapping[Token, str] = {
    "bg": "#F4F6F9",
    "surface": "#FFFFFF",
    "sunken": "#EBEFF4",
    "rail": "#FAFBFD",
    "hover": "#EEF2F7",
    "sel": "#E1ECFA",
    "line": "#DDE3EB",
    "field": "#7A8799",
    "text": "#15202C",
    "text2": "#42505F",
    "text3": "#56637A",
    "accent": "#1757A8",
    "accent_h": "#124687",
    "on_accent": "#FFFFFF",
    "soft": "#E0EBFA",
    "on_soft": "#103F78",
    "ok": "#17693F",
    "ok_s": "#DFF3E7",
    "warn": "#7A4D00",
    "warn_s": "#FCEFD3",
    "bad": "#A81E14",
    "bad_s": "#FCE6E3",
    "focus": "#1757A8",
}

DARK: Mapping[Token, str] = {
    "bg": "#11161C",
    "surface": "#1A212A",
    "sunken": "#242D38",
    "rail": "#151B22",
    "hover": "#242E39",
    "sel": "#203650",
    "line": "#2E3945",
    "field": "#74828F",
    "text": "#E9EEF4",
    "text2": "#BCC7D2",
    "text3": "#9AA7B6",
    "accent": "#86B6F6",
    "accent_h": "#A6CAF9",
    "on_accent": "#0B1B30",
    "soft": "#1E3553",
    "on_soft": "#BFD8FB",
    "ok": "#74D3A0",
    "ok_s": "#16352A",
    "warn": "#EBC06A",
    "warn_s": "#3A2F15",
    "bad": "#FF9D93",
    "bad_s": "#45211E",
    "focus": "#86B6F6",
}

TONES: Mapping[Tone, tuple[Token, Token]] = {
    "": ("sunken", "text2"),
    "info": ("soft", "on_soft"),
    "ok": ("ok_s", "ok"),
    "warn": ("warn_s", "warn"),
    "bad": ("bad_s", "bad"),
}
"""The ground and the text of each tone of chips and notices."""
