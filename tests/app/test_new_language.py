"""Another language at once: the document stays as it is, and the old window goes for good."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.desks.comfort import ComfortDesk
from app.main_window import MainWindow
from app.new_language import WindowKeeper
from app.session import Session
from app.settings import Settings
from app.surfaces import ColourBy
from app.translation import install
from core.document.edits import SetComponent
from core.inference.head import HeadModel
from tests.app.studio import Gate, StudioHead, make_session, rest, wait_for


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Put the language back, and close what a failed test left open."""
    install("en")
    yield
    install("en")
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, MainWindow):
            widget.close_without_asking()
            widget.deleteLater()


def window_of(settings: Settings, model: HeadModel) -> MainWindow:
    return MainWindow(Session(lambda: model), settings)


def choose(qtbot: QtBot, keeper: WindowKeeper, code: str) -> MainWindow:
    """Choose a language as the settings do, and return the window that speaks it."""
    old, desk = keeper.window, keeper.window.desks["comfort"]
    assert isinstance(desk, ComfortDesk)
    desk.change_settings()
    assert desk.dialog is not None
    desk.dialog.language.setCurrentIndex(desk.dialog.language.findData(code))
    desk.dialog.ok.click()
    wait_for(qtbot, lambda: keeper.window is not old)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(old)
    rest(qtbot, keeper.window.session)
    return keeper.window


def close(keeper: WindowKeeper) -> None:
    keeper.window.close_without_asking()
    keeper.window.deleteLater()


def alive() -> tuple[int, int]:
    """Return how many widgets and threads there are."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return len([one for one in QApplication.allWidgets() if isValid(one)]), threading.active_count()


def test_the_window_speaks_another_language_with_the_same_document(qtbot: QtBot) -> None:
    first = window_of(Settings(), StudioHead(3, Gate()))
    keeper = WindowKeeper(first, window_of)
    first.show()
    first.start()
    rest(qtbot, first.session)
    for value in (1.0, 2.0):
        first.session.apply(SetComponent("nose", 0, value))
    first.session.undo()
    first.layers.set_glass(True)
    first.layers.colour_skin(ColourBy.CHANGE)
    rest(qtbot, first.session)
    history, camera = first.session.history, first.view.camera()
    assert history is not None
    past = history.past
    german = choose(qtbot, keeper, "de")
    assert german.menuBar().actions()[0].text().replace("&", "") == "Datei"
    assert german.session.history is not None
    assert german.session.history.past == past
    assert german.session.history.can_redo
    assert german.session.modified
    assert german.layers.opacities["skin"].value == pytest.approx(0.3)
    assert german.view.layer("skin").colour is ColourBy.CHANGE
    assert german.view.camera() == camera
    before = alive()
    choose(qtbot, keeper, "en")
    choose(qtbot, keeper, "de")
    assert alive() == before
    close(keeper)


def test_the_language_waits_for_what_runs(qtbot: QtBot) -> None:
    gate = Gate()
    window = MainWindow(make_session(gate), Settings())
    window.show()
    keeper = WindowKeeper(window, window_of)
    gate.close()
    window.start()
    desk = window.desks["comfort"]
    assert isinstance(desk, ComfortDesk)
    install("de")
    desk.language_chosen.emit()
    assert keeper.window is window
    gate.open()
    wait_for(qtbot, lambda: keeper.window is not window)
    rest(qtbot, keeper.window.session)
    # A head that nobody changed is not unsaved.
    assert not keeper.window.session.modified
    close(keeper)
