"""What the program loads before the window is there."""

import json
import os
import subprocess
import sys

LARGE = ("torch", "scipy", "pyvista", "matplotlib", "trimesh", "igl", "qtpy", "fast_simplification")
_LOOK = """
import json, sys
import app.cli, app.main
print(json.dumps([name for name in sys.argv[1:] if name in sys.modules]))
"""


def test_the_window_waits_for_no_large_library() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _LOOK, *LARGE, "vtkmodules", "PySide6"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    expected = ["vtkmodules", "PySide6"]
    if sys.platform == "win32":
        expected.insert(0, "torch")  # must be there before Qt
    assert json.loads(done.stdout) == expected


_HEAD = """
import json, sys
from app.stepped_models import SteppedModels
from app.surfaces import ColourBy
from app.workshop import Workshop
tools = Workshop(SteppedModels())
facts = tools.facts()
state = facts.mean_state
moved = tools.preview(1, state, ColourBy.PLAIN)
print(json.dumps([name for name in sys.argv[1:] if name in sys.modules]))
"""


def test_the_first_head_waits_for_no_large_library() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _HEAD, *LARGE], capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == []
