"""Loads the libraries of torch while other threads go on: the window stays alive meanwhile.

Python's ``import`` holds its global lock as long as the system loads a library and runs its first
code, a fifth of a second for torch's half a gigabyte; so does `ctypes` when it loads one, but not
when it calls a function. The system's own function, called so, holds no lock, and ``import torch``
then finds the libraries there.
"""

import ctypes
import os
import sys
from importlib.util import find_spec
from pathlib import Path

LIBRARIES = ("torch_cpu", "torch_python")
"""In the order in which they need each other."""
_SUFFIX = {"linux": ".so", "darwin": ".dylib"}


def load_libraries() -> tuple[str, ...]:
    """Load torch's large libraries, where the system lets them be loaded before torch.

    Returns
    -------
    tuple of str
        Their names; empty on Windows, where torch is loaded before the window, and where torch is
        laid out differently: ``import torch`` loads them then.
    """
    suffix, found = _SUFFIX.get(sys.platform), find_spec("torch")
    if suffix is None or found is None or found.origin is None:
        return ()
    load = ctypes.CDLL(None).dlopen
    load.argtypes, load.restype = (ctypes.c_char_p, ctypes.c_int), ctypes.c_void_p
    folder = Path(found.origin).parent / "lib"
    files = {name: os.fsencode(folder / f"lib{name}{suffix}") for name in LIBRARIES}
    return tuple(name for name, file in files.items() if load(file, os.RTLD_NOW))
