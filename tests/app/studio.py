"""What the tests of the studio share: a head that can be held in the middle of its work."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.session import Session
from app.settings import Settings
from core.document.state import FaceState
from core.geometry.mesh import Mesh
from core.monitor import Monitor
from tests.app.fakes import FakeHeadModel

PATIENCE_MS = 20_000


class Gate:
    """Holds work between its chunks until it is opened; open at first."""

    def __init__(self) -> None:
        self._open = threading.Event()
        self._open.set()
        self.reached = threading.Event()

    def close(self) -> None:
        self.reached.clear()
        self._open.clear()

    def open(self) -> None:
        self._open.set()

    def __call__(self) -> None:
        self.reached.set()
        assert self._open.wait(PATIENCE_MS / 1000.0), "the gate was never opened"


class StudioHead(FakeHeadModel):
    """The analytic head with what only the studio asks for."""

    def skin_full(
        self, state: FaceState, resolution: int = 256, monitor: Monitor | None = None
    ) -> Mesh:
        # Coarse: what the studio does with a surface is tested here, not the surface.
        return super().skin_full(state, min(resolution, 128), monitor)

    def random_part(
        self, state: FaceState, part: str, *, strength: float = 1.0, seed: int = 0
    ) -> tuple[float, ...]:
        return tuple(strength * np.random.default_rng(seed).standard_normal(len(state.codes[part])))


def make_session(gate: Gate | None = None, parent: QObject | None = None) -> Session:
    return Session(lambda: StudioHead(3, gate or Gate()), parent)


@contextmanager
def open_session(qtbot: QtBot, gate: Gate | None = None) -> Iterator[Session]:
    """Give a session that shows the mean head, and close it whatever happens."""
    gate = gate or Gate()
    session = make_session(gate)
    try:
        session.start()
        rest(qtbot, session)
        yield session
    finally:
        gate.open()
        session.close()


@contextmanager
def open_window(qtbot: QtBot, gate: Gate | None = None) -> Iterator[MainWindow]:
    """Give a window that shows the mean head, and close it whatever happens."""
    gate = gate or Gate()
    window = MainWindow(make_session(gate), Settings())
    try:
        window.show()
        window.start()
        rest(qtbot, window.session)
        yield window
    finally:
        gate.open()
        window.close_without_asking()
        window.deleteLater()
        qtbot.wait(1)


def rest(qtbot: QtBot, session: Session) -> None:
    """Wait until nothing runs."""
    qtbot.waitUntil(lambda: session.state is not None and session.resting, timeout=PATIENCE_MS)


def wait_for(qtbot: QtBot, condition: Callable[[], bool]) -> None:
    """Let events pass until something is so."""
    qtbot.waitUntil(condition, timeout=PATIENCE_MS)
