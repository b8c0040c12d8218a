"""Long work that must be done on the window's own thread, such as drawing: step by step.

Between two steps the window answers; the status line shows how far it is and stops it.
"""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer, Signal

from app.translation import tr
from app.widgets.status import StatusLine
from core.errors import NasionError


class Steps(QObject):
    """Runs one generator at a time.

    Parameters
    ----------
    status : StatusLine
        Shows progress; its button stops the work.
    parent : QObject
        Owner.
    """

    ended = Signal()
    """The work is done, failed or stopped."""

    def __init__(self, status: StatusLine, parent: QObject) -> None:
        super().__init__(parent)
        self._status = status
        self._steps: Iterator[float] | None = None
        self._title = ""
        self._then: Callable[[], None] = _nothing
        self._fail: Callable[[str], None] = _drop
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._step)
        status.cancel_asked.connect(self._cancel)

    @property
    def running(self) -> bool:
        """Whether work is not done yet."""
        return self._steps is not None

    @property
    def title(self) -> str:
        """What is done, or was done last."""
        return self._title

    def run(
        self,
        title: str,
        steps: Iterator[float],
        then: Callable[[], None],
        fail: Callable[[str], None],
    ) -> None:
        """Begin; refused with a sentence while other work runs.

        Parameters
        ----------
        title : str
            For the status line.
        steps : iterator of float
            Yields the share done, 0 to 1, after every step.
        then : callable
            Called at the end.
        fail : callable
            Gets the sentence of an error.
        """
        if self.running:
            text = tr("{title} is not finished yet; wait for it or cancel it first.")
            fail(text.format(title=self._title))
            return
        self._steps, self._title, self._then, self._fail = steps, title, then, fail
        self._status.begin(title)
        self._timer.start()

    def stop(self) -> None:
        """Leave the rest undone."""
        if self._steps is not None:
            self._timer.stop()
            steps, self._steps = self._steps, None
            close = getattr(steps, "close", None)
            if close is not None:
                close()
            self._status.end()
            self.ended.emit()

    def _cancel(self) -> None:
        if self.running:
            title = self._title
            self.stop()
            self._status.tell(tr("{title} was cancelled; nothing was changed.").format(title=title))

    def _step(self) -> None:
        if self._steps is None:
            return
        try:
            done = next(self._steps)
        except StopIteration:
            then = self._then
            self.stop()
            then()
        except NasionError as error:
            fail = self._fail
            self.stop()
            fail(str(error))
        else:
            self._status.progress(done, self._title)


def _nothing() -> None:
    """Do nothing."""


def _drop(_: str) -> None:
    """Tell nobody."""
