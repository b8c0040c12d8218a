"""Loads the libraries of torch while other threads go on: the window stays alive meanwhile.

Python's ``import`` holds its global lock as long as the system loads a library and runs its first
code, a fifth of a second for torch's half a gigabyte. Loaded by `ctypes`, they hold no lock, and
``import torch`` then finds them there.
"""

import contextlib
import ctypes
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
    loaded = []
    for name in LIBRARIES:
        file = Path(found.origin).parent / "lib" / f"lib{name}{suffix}"
        with contextlib.suppress(OSError):
            ctypes.CDLL(str(file))
            loaded.append(name)
    return tuple(loaded)
