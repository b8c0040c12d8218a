"""What changes beside a picture is painted together with it, and is never lost."""

from types import SimpleNamespace
from typing import cast

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.repaint import JoinedRepaints
from app.session import Session


class Page(QWidget):
    """Counts how often it is painted."""

    painted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.resize(20, 20)
        self.count = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        self.count += 1
        self.painted.emit()


class Studio(QObject):
    """Shows surfaces, and says whether a preview or a wish is under way."""

    surface_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.surfaces = SimpleNamespace(previewing=False)
        self.wishes = SimpleNamespace(resting=True)


@pytest.fixture
def shown(qtbot: QtBot) -> tuple[Studio, QWidget, Page]:
    """Return a window at rest with one page."""
    studio, window = Studio(), QWidget()
    page = Page(window)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    qtbot.waitUntil(lambda: page.count > 0)
    JoinedRepaints(window, cast("Session", studio))
    page.count = 0
    return studio, window, page


def repaint_what_is_asked(window: QWidget) -> None:
    QCoreApplication.sendPostedEvents(window, QEvent.Type.UpdateRequest.value)


def test_nothing_waits_at_rest(shown: tuple[Studio, QWidget, Page]) -> None:
    _, window, page = shown
    page.update()
    repaint_what_is_asked(window)
    assert page.count == 1


@pytest.mark.parametrize("solving", [False, True])
def test_what_changes_during_a_preview_is_painted_with_it(
    shown: tuple[Studio, QWidget, Page], solving: bool
) -> None:
    studio, window, page = shown
    studio.surfaces.previewing, studio.wishes.resting = not solving, not solving
    for _ in range(3):
        page.update()
        repaint_what_is_asked(window)
    assert page.count == 0, "it waits for the picture"
    page.update()
    studio.surface_changed.emit(None)
    repaint_what_is_asked(window)
    assert page.count == 1, "one repaint, though the next preview is under way already"
    page.update()
    repaint_what_is_asked(window)
    assert page.count == 1, "and waits for the next again"


def test_a_late_picture_is_not_waited_for(
    qtbot: QtBot, shown: tuple[Studio, QWidget, Page]
) -> None:
    studio, window, page = shown
    studio.surfaces.previewing = True
    with qtbot.waitSignal(page.painted):
        page.update()
        repaint_what_is_asked(window)
        assert page.count == 0
