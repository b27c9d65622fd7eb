"""Run by the Windows runtime itself: compiles FOLDER in a fixed order, without times or paths.

Docstrings become a dot, which makes the installers 2 MB smaller; assertions stay.
"""

import ast
import importlib.util
import marshal
import struct
import sys
from pathlib import Path

UNCHECKED_HASH = struct.pack("<I", 1)
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def compiled(source: bytes, name: str) -> bytes:
    """Return the content of a .pyc file that is taken without looking at a source (PEP 552)."""
    tree = ast.parse(source, name)
    for node in ast.walk(tree):
        if isinstance(node, DOCUMENTED) and ast.get_docstring(node, clean=False) is not None:
            node.body[0].value.value = "."  # SQLAlchemy asserts that some have one
    code = compile(tree, name, "exec", dont_inherit=True)
    mark = importlib.util.source_hash(source)
    return importlib.util.MAGIC_NUMBER + UNCHECKED_HASH + mark + marshal.dumps(code)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    for path in sorted(folder.rglob("*.py"), key=lambda one: one.as_posix()):
        name = path.relative_to(folder.parent).as_posix()
        path.with_suffix(".pyc").write_bytes(compiled(path.read_bytes(), name))
