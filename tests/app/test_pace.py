"""Frames that follow each other are drawn sooner where they are slow, and at their best at rest."""

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot
from vtkmodules.vtkRenderingCore import vtkRenderer

from app.viewport.pace import FEWEST_PEELS, FOLLOWS_SECONDS, MOST_PEELS, SLOW_SECONDS, FramePace


class View(QObject):
    """Draws by a clock that the test turns."""

    drawn = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.time = 0.0
        self.pace = FramePace(self.drawn.emit, self, lambda: self.time)
        self.renderer = vtkRenderer()
        self.pace.add(self.renderer)

    def frame(self, seconds: float, after: float) -> bool:
        """Ask for a frame some time after the last, draw it, and return whether it was plain."""
        self.time += after
        self.pace.ask()
        peels = self.renderer.GetMaximumNumberOfPeels()
        assert peels == (FEWEST_PEELS if self.pace.plain else MOST_PEELS)
        self.time += seconds
        self.pace.note(seconds)
        return self.pace.plain


@pytest.mark.parametrize(
    ("seconds", "after", "plain"),
    [
        (2 * SLOW_SECONDS, 0.5 * FOLLOWS_SECONDS, True),
        (0.5 * SLOW_SECONDS, 0.5 * FOLLOWS_SECONDS, False),
        (2 * SLOW_SECONDS, 2.0 * FOLLOWS_SECONDS, False),
    ],
)
def test_only_slow_frames_that_follow_each_other_are_plain(
    qtbot: QtBot, seconds: float, after: float, plain: bool
) -> None:
    view = View()
    assert not view.frame(seconds, 10.0)
    assert [view.frame(seconds, after) for _ in range(3)] == [plain] * 3
    view.pace.shut()


def test_a_plain_frame_that_is_quick_does_not_bring_the_slow_ones_back(qtbot: QtBot) -> None:
    view = View()
    view.frame(2 * SLOW_SECONDS, 10.0)
    assert [view.frame(0.1 * SLOW_SECONDS, 0.01) for _ in range(3)] == [True] * 3
    view.pace.shut()


def test_what_stays_is_drawn_once_more_at_its_best(qtbot: QtBot) -> None:
    view = View()
    view.frame(2 * SLOW_SECONDS, 10.0)
    assert view.frame(SLOW_SECONDS, 0.01)
    with qtbot.waitSignal(view.drawn):
        pass
    assert not view.pace.plain
    assert view.renderer.GetMaximumNumberOfPeels() == MOST_PEELS


def test_a_picture_is_drawn_at_its_best(qtbot: QtBot) -> None:
    view = View()
    view.frame(2 * SLOW_SECONDS, 10.0)
    assert view.frame(SLOW_SECONDS, 0.01)
    view.pace.best()
    assert not view.frame(2 * SLOW_SECONDS, 0.01)
    assert view.frame(SLOW_SECONDS, 0.01), "and only that one"
    view.pace.shut()


def test_a_renderer_that_is_gone_is_left_alone(qtbot: QtBot) -> None:
    view = View()
    view.frame(2 * SLOW_SECONDS, 10.0)
    view.pace.drop(view.renderer)
    view.time += 0.01
    view.pace.ask()
    assert view.pace.plain
    assert view.renderer.GetMaximumNumberOfPeels() == MOST_PEELS, "as it was"
    view.pace.shut()
