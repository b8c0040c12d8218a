"""What every test may ask for, and the promises that every test keeps.

A test that needs the data beside the project asks for `shared_data` and is skipped where that is
absent. A test that opens a window is skipped where no screen can be had (pytest-xvfb starts a
virtual one where Xvfb is installed), and fails if it leaves a thread, a timer or a window behind.
"""

import gc
import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from app.doctor import check_window

if sys.platform == "win32":
    import torch  # noqa: F401  (fails to load its DLL when Qt came first)

if TYPE_CHECKING:
    from core.inference.head import HeadModel

# A slow machine must not fail a property that holds.
settings.register_profile("nasion", deadline=None)
settings.load_profile("nasion")

REPOSITORY = Path(__file__).resolve().parent.parent
LONG = (
    "architecture/test_tools.py",
    "core/evaluation/test_skull.py",
    "core/imaging/test_real_ct.py",
    "core/inference/test_registration.py",
    "core/training/test_aim_training.py",
    "app/test_performing_shipped.py",
)
"""Files with few tests that take long: begun first, so that no process ends alone with one."""


@cache
def _why_no_window() -> str:
    """Return why no window can be opened here, or an empty string.

    Asked in a process of its own: Qt aborts the whole program when it finds no screen.
    """
    window = check_window()
    return "" if window.passed else f"needs a window: {window.found} (see `nasion doctor`)"


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Return how many processes share the tests: two for the whole suite, none for a few files.

    More than two would wait for memory: each loads the models. Timings want the machine alone.
    """
    words = [str(word).partition("::")[0] for word in config.invocation_params.args]
    paths = [Path(word).resolve() for word in words if Path(word).exists()]
    whole = not paths or REPOSITORY / "tests" in paths
    timing = any(word.startswith("--benchmark") for word in words)
    return 2 if whole and not timing else 0


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the long files first; the two processes take whole files in this order."""
    long = {REPOSITORY / "tests" / name for name in LONG}
    items.sort(key=lambda item: item.path not in long)


def pytest_collection_finish() -> None:
    """Take all that the imports made out of sight of `gc`, which each test of a window asks."""
    gc.collect()
    gc.freeze()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what needs a window where there is none."""
    names = getattr(item, "fixturenames", ())
    if ("qapp" in names or item.get_closest_marker("window")) and _why_no_window():
        pytest.skip(_why_no_window())


@pytest.fixture(scope="session", autouse=True)
def _settled_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep tests away from the user's own settings, and rendering off slow multisampling."""
    import pyvista

    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QT_API", "pyside6")
        for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
            patch.setenv(name, str(home / name.lower()))
        patch.setattr(pyvista.global_theme, "multi_samples", 0)
        yield


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Return the folder of real and training data that lies beside the project, or skip."""
    folder = Path(os.environ.get("NASION_SHARED_DATA", REPOSITORY.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"needs the data beside the project: there is no folder {folder}")
    return folder


@pytest.fixture(scope="session")
def head_model() -> "HeadModel":
    """Return the shipped bundle, loaded once on the CPU. Tests must not change it."""
    import torch

    from core.bundles.loader import load_bundle
    from core.inference.head import HeadModel

    return HeadModel(load_bundle(), torch.device("cpu"))


@pytest.fixture(autouse=True)
def _nothing_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test with a window that leaves a running thread, an active timer or a window."""
    yield
    if "qapp" in request.fixturenames and not _why_no_window():
        left = _left_behind()
        assert not left, f"the test left behind: {', '.join(left)}"


def _left_behind() -> list[str]:
    from PySide6.QtCore import QCoreApplication, QEvent, QThread, QTimer
    from PySide6.QtWidgets import QApplication
    from shiboken6 import isValid

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()
    gc.collect()
    left = [
        f"the window {widget.objectName() or type(widget).__name__}"
        for widget in QApplication.topLevelWidgets()
        if widget.isVisible()
    ]
    for thing in gc.get_objects():
        kind = type(thing)
        if issubclass(kind, QThread) and isValid(thing) and thing.isRunning():
            left.append(f"a running thread {thing.objectName() or kind.__name__}")
        elif issubclass(kind, QTimer) and isValid(thing) and thing.isActive():
            left.append(f"an active timer of {type(thing.parent()).__name__}")
    return left
