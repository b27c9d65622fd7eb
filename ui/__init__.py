"""The windows: the only place that imports Qt."""

import builtins

# PySide puts its own `__import__` in the way of every later import, for `from __feature__`, which
# this program does not use. Taking it out again makes importing the rest a third faster.
_plain_import = builtins.__import__

from PySide6 import QtCore as _QtCore  # noqa: E402, F401

builtins.__import__ = _plain_import
