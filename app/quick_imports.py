"""Imports at their usual speed while Qt is loaded; importing this module does it.

PySide6 wraps Python's ``import``: of every module imported after it, it has the source read and
kept, to see whether that module switches features of its own (snake_case names and the like). With
torch and VTK that is half a second and 70 MB at every start. Nasion switches none.
"""

import builtins

import PySide6.QtCore  # noqa: F401  # puts the wrapper on


def import_as_usual() -> bool:
    """Take PySide6's wrapper off ``import``.

    Returns
    -------
    bool
        Whether there was one to take off; other versions may have none.
    """
    usual = getattr(builtins, "__orig_import__", None)
    if usual is None or builtins.__import__ is usual:
        return False
    builtins.__import__ = usual
    return True


import_as_usual()
