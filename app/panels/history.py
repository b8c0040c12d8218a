"""The steps made so far, with small pictures; a click goes back or forward to one."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QShowEvent
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QMenu, QVBoxLayout, QWidget

from app.ray_picture import Pixels
from app.readout import Readout
from app.session import Session
from app.surfaces import Computed, Tier
from app.translation import joined, tr
from app.variation_requests import DrawFace
from app.widgets.pixels import pixmap
from core.document.state import FaceState

PICTURE = (40, 46)
"""Of a step, logical pixels."""
_DRAWN = 24
"""Steps drawn when the page is opened."""
_ROOM = 400
"""Pictures kept: more steps than a history keeps."""


class HistoryPanel(QWidget):
    """Lists the document's history, newest below.

    Parameters
    ----------
    session : Session
        Has the history.
    parent : QWidget, optional
        Owner.
    """

    compare_asked = Signal(int)
    """A step is to be compared with the open face."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._pictures: dict[int, tuple[object, QIcon]] = {}
        """Of states by identity; the state is kept, so that its identity is not given away."""
        self.list = QListWidget(self)
        self.list.setAccessibleName(tr("Steps of this document"))
        self.list.setContentsMargins(8, 8, 8, 8)
        self.list.setIconSize(QSize(*PICTURE))
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.note = QLabel(
            tr(
                "Every change becomes a step in this list. Click a step to go back to it, and "
                "forward again; right-click one to compare it with the face now."
            ),
            self,
        )
        self.note.setObjectName("faint")
        self.note.setWordWrap(True)
        self.note.setContentsMargins(8, 0, 8, 6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.note)
        self.list.currentRowChanged.connect(self._go)
        session.state_changed.connect(Readout(session.surfaces, self.read, self).note)
        session.document_changed.connect(self._pictures.clear)
        session.surface_changed.connect(self._draw_newest)

    def _go(self, row: int) -> None:
        if row >= 0:
            self._session.go_to(row)

    def menu_for(self, row: int) -> QMenu:
        """Return what can be done with a step.

        Parameters
        ----------
        row : int
            Its place in the list.
        """
        menu = QMenu(self)
        entries: tuple[tuple[str, Callable[[], None]], ...] = (
            (tr("Go to this step"), lambda: self._session.go_to(row)),
            (tr("Compare with the face now"), lambda: self.compare_asked.emit(row)),
        )
        for title, act in entries:
            menu.addAction(title).triggered.connect(lambda _=False, act=act: act())
        return menu

    def _show_menu(self, place: QPoint) -> None:
        item = self.list.itemAt(place)
        if item is not None:
            menu = self.menu_for(self.list.row(item))
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.list.viewport().mapToGlobal(place))

    def read(self) -> None:
        """Show the history as it is, telling nobody."""
        history = self._session.history
        self.setEnabled(self._session.editable)
        if history is None:
            return
        self.note.setVisible(len(history.labels) == 1)
        with QSignalBlocker(self.list):
            labels = history.labels
            while self.list.count() > len(labels):
                self.list.takeItem(self.list.count() - 1)
            faint = self.palette().placeholderText()
            for index, label in enumerate(labels):
                item = self.list.item(index)
                if item is None:
                    item = QListWidgetItem()
                    self.list.addItem(item)
                if item.text() != joined(label):
                    item.setText(joined(label))
                    item.setIcon(QIcon())
                undone = index > history.position
                item.setForeground(faint if undone else self.palette().text())
            self.list.setCurrentRow(history.position)
        self._show_pictures()

    def _show_pictures(self) -> None:
        history = self._session.history
        if history is None or not self._pictures or not self.isVisible():
            return
        for index, step in enumerate(history.past.steps):
            known = self._pictures.get(id(step.state))
            item = self.list.item(index)
            if item is not None:
                item.setIcon(QIcon() if known is None else known[1])

    def _draw_newest(self, computed: Computed) -> None:
        """Have the face that came to rest drawn, while the page is seen."""
        state = self._session.state
        if computed.tier is Tier.EXACT and state is not None and self.isVisible():
            self._draw(state)

    def showEvent(self, event: QShowEvent) -> None:
        """Have the newest steps drawn that nobody has seen yet."""
        super().showEvent(event)
        history = self._session.history
        if history is not None:
            for step in reversed(history.past.steps[-_DRAWN:]):
                self._draw(step.state)

    def _draw(self, state: FaceState) -> None:
        if id(state) in self._pictures:
            return

        def show(pixels: Pixels) -> None:
            while len(self._pictures) >= _ROOM:
                self._pictures.pop(next(iter(self._pictures)))
            drawn = pixmap(pixels, ratio)
            picture = QIcon(drawn)
            picture.addPixmap(drawn, QIcon.Mode.Selected)
            self._pictures[id(state)] = (state, picture)
            self._show_pictures()

        ratio = self.devicePixelRatioF()
        size = (round(PICTURE[0] * ratio), round(PICTURE[1] * ratio))
        self._session.errands.ask(f"history-{id(state)}.", DrawFace(state, size), show)
