"""What is told beside the picture waits while a hand moves, and is never missed."""

from collections.abc import Callable
from typing import cast

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.readout import Readout
from app.surface_loop import SurfaceLoop


class Hand(QObject):
    """Moves or rests, as a `SurfaceLoop` tells it."""

    settled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.moving = False
        self.waiting: list[Callable[[], None]] = []

    def with_surface(self, read: Callable[[], None]) -> None:
        self.waiting.append(read)

    def show(self) -> None:
        for read in self.waiting:
            read()
        self.waiting.clear()

    def lift(self) -> None:
        self.moving = False
        self.settled.emit()


@pytest.mark.parametrize("seen", [True, False])
def test_pages_follow_a_drag_where_they_are_seen(qtbot: QtBot, seen: bool) -> None:
    hand, page, read = Hand(), QWidget(), []
    qtbot.addWidget(page)
    page.setVisible(seen)
    readout = Readout(cast("SurfaceLoop", hand), lambda: read.append(1), page)
    readout.note()
    assert len(read) == 1, "at rest everything is told at once"
    hand.moving = True
    for _ in range(5):
        readout.note()
    assert len(read) == 1, "the picture comes first"
    with qtbot.waitSignal(readout.due):
        pass
    assert len(read) == 1, "and is not painted twice"
    hand.show()
    assert len(read) == (2 if seen else 1)
    readout.note()
    hand.lift()
    assert len(read) == (3 if seen else 2), "nothing is missed"
    hand.lift()
    assert len(read) == (3 if seen else 2), "and nothing is told twice"


def test_what_has_no_page_is_told_at_the_end(qtbot: QtBot) -> None:
    hand, read = Hand(), []
    readout = Readout(cast("SurfaceLoop", hand), lambda: read.append(1))
    hand.moving = True
    readout.note()
    assert not read
    hand.lift()
    assert read == [1]
