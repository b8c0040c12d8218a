"""Does something as soon as the session is free: the models may still be loading."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt

from app.session import Session


class WhenFree(QObject):
    """Holds one wish until no task runs.

    Parameters
    ----------
    session : Session
        Is waited for.
    parent : QObject
        Owner.
    """

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._wish: Callable[[], None] | None = None
        # A turn later: the task has told its results by then.
        later = Qt.ConnectionType.QueuedConnection
        session.busy_changed.connect(self._act, later)

    def ask(self, wish: Callable[[], None]) -> None:
        """Do something now or, while a task runs, after it; a newer wish replaces an older one.

        Parameters
        ----------
        wish : callable
            What to do.
        """
        self._wish = wish
        self._act()

    def _act(self, *_: object) -> None:
        if self._wish is not None and not self._session.busy and self._session.state is not None:
            wish, self._wish = self._wish, None
            wish()
