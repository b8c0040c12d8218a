"""Steps through skulls that the skin allows, and measures on the bone with the error of a guess."""

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.icons import icon
from app.session import Session
from app.skull_requests import BoneDistance, DrawSkulls, MeasureBone
from app.surfaces import Computed, Surface
from app.theme import Theme
from app.translation import tr
from app.viewport.head_view import HeadView
from app.viewport.picking import PointPicker

COUNT = 8
"""Skulls to step through."""


class SamplesRow(QWidget):
    """Shows the likeliest skull, or one of a few others that are drawn from the posterior.

    Parameters
    ----------
    session : Session
        Draws them.
    view : HeadView
        Shows them.
    parent : QWidget, optional
        Owner.
    """

    def __init__(self, session: Session, view: HeadView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._view = session, view
        self._likeliest: Surface | None = None
        self._drawn: tuple[Surface, ...] = ()
        self._index = -1
        self.previous = self._button(tr("Previous skull"))
        self.next = self._button(tr("Next skull"))
        self.previous.clicked.connect(lambda: self.step(-1))
        self.next.clicked.connect(lambda: self.step(1))
        self.which = QLabel(tr("Likeliest"), self)
        self.which.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.back = self._button(tr("Back to the likeliest skull"))
        self.back.clicked.connect(self.show_likeliest)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 2)
        layout.addWidget(self.previous)
        layout.addWidget(self.which, 1)
        layout.addWidget(self.next)
        layout.addWidget(self.back)
        self._tell()

    def _button(self, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("small")
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setIconSize(QSize(18, 18))
        return button

    def set_theme(self, theme: Theme) -> None:
        """Colour the icons."""
        self.previous.setIcon(icon("previous", theme))
        self.next.setIcon(icon("next", theme))
        self.back.setIcon(icon("reset", theme))

    @property
    def index(self) -> int:
        """Which of the others is shown, from zero; -1 for the likeliest."""
        return self._index

    def take(self, computed: Computed) -> None:
        """Take note of a newly inferred skull, which is shown now.

        Parameters
        ----------
        computed : Computed
            With a skull or not.
        """
        if computed.skull is None:
            return
        before, self._likeliest = self._likeliest, computed.skull
        same = before is not None and np.array_equal(before.vertices, computed.skull.vertices)
        if same and self._index >= 0:
            self._show(self._index)
        elif not same:
            self._drawn, self._index = (), -1
            self._tell()

    def step(self, by: int) -> None:
        """Go to the next or the one before; the likeliest stands before the first."""
        if self._session.state is None or self._session.busy or self._likeliest is None:
            return
        if not self._drawn:
            self._session.perform(
                DrawSkulls(self._session.state, COUNT), lambda drawn: self._use(drawn, by)
            )
        else:
            self._show((self._index + 1 + by) % (len(self._drawn) + 1) - 1)

    def show_likeliest(self) -> None:
        """Show the likeliest skull again."""
        self._show(-1)

    def _use(self, drawn: tuple[Surface, ...], by: int) -> None:
        self._drawn = drawn
        self.step(by)

    def _show(self, index: int) -> None:
        likeliest = self._likeliest
        if likeliest is None:
            return
        self._index = index
        shown = likeliest
        if index >= 0:
            # What the bone is coloured by is known of the likeliest only; shade is as good.
            shown = replace(
                self._drawn[index],
                faces=likeliest.faces,
                shade=likeliest.shade,
                values=likeliest.values,
            )
        self._view.show_skull(shown)
        self._tell()

    def _tell(self) -> None:
        likeliest = self._index < 0
        self.which.setText(
            tr("Likeliest")
            if likeliest
            else tr("{which} of {count}").format(which=self._index + 1, count=COUNT)
        )
        self.back.setEnabled(not likeliest)


class DistanceRow(QWidget):
    """Measures between two picked points of the likeliest skull.

    Parameters
    ----------
    session : Session
        Measures.
    view : HeadView
        Is clicked into, and shows the line.
    picker : PointPicker
        Of the skull.
    parent : QWidget, optional
        Owner.
    """

    def __init__(
        self,
        session: Session,
        view: HeadView,
        picker: PointPicker,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._view, self._picker = session, view, picker
        self._first: int | None = None
        self._marked = False
        self.start = QPushButton(tr("Pick two points"), self)
        self.start.setCheckable(True)
        self.start.toggled.connect(self._toggle)
        self.told = QLabel(tr("Click on the skull in the view."), self)
        self.told.setObjectName("faint")
        self.told.setWordWrap(True)
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 2)
        layout.setSpacing(5)
        layout.addWidget(self.start)
        layout.addWidget(self.told)
        picker.picked.connect(self._take)

    def _toggle(self, on: bool) -> None:  # noqa: FBT001
        self._first = None
        self._picker.set_active(on)
        if on:
            self._mark(np.zeros((0, 3)))
            self.told.setText(tr("Click on the first point of the skull."))

    def _take(self, vertex: int) -> None:
        state, skull = self._session.state, self._view.layer("skull").surface
        if not self.start.isChecked() or state is None or skull is None:
            return
        if self._first is None:
            self._first = vertex
            self._mark(skull.vertices[[vertex]])
            self.told.setText(tr("Click on the second point."))
            return
        first = self._first
        self.start.setChecked(False)
        self._session.perform(MeasureBone(state, first, vertex), self._tell)

    def _tell(self, found: BoneDistance) -> None:
        self.told.setText(
            tr("{length:.1f} ± {deviation:.1f} mm (standard deviation)").format(
                length=found.length, deviation=found.deviation
            )
        )
        self._mark(found.ends)

    def _mark(self, places: "np.ndarray") -> None:
        self._marked = len(places) > 0
        self._view.markers.show_picked(places)
        self._view.request_frame()

    def forget(self) -> None:
        """Drop what was measured: the skull is another one."""
        self.told.setText(tr("Click on the skull in the view."))
        # Each step of a drag comes here: a frame for nothing would double its delay.
        if self._marked:
            self._mark(np.zeros((0, 3)))
