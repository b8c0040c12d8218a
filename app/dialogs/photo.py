"""Shows photographs with their landmarks, lets these be put right, and asks for a fit."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.dialogs.photo_column import AllBox, PointBox, ShotBox
from app.dialogs.photo_draft import ShotDraft
from app.dialogs.photo_strip import PhotoStrip, dropped_photos
from app.photo_looks import PhotoLook, PhotoOffer
from app.photo_requests import FitPhotos, LookAround, LookAtPhotos
from app.theme import Theme
from app.translation import counted, told, tr
from app.widgets.landmark_canvas import LandmarkCanvas
from core.arrays import FloatArray
from core.document.photo_source import MOST_SHOTS


class PhotoDialog(QDialog):
    """Asks about photographs of one person.

    Parameters
    ----------
    theme : Theme
        Of the picture's surroundings.
    parent : QWidget
        Over which it is shown.
    """

    asked = Signal(object)
    """A request to run: `LookAtPhotos` or `LookAround`; `show_offer`, `show_look` or
    `show_failure` answers."""
    agreed = Signal(object)
    """The `FitPhotos` to run; `show_failure` or closing answers."""
    files_asked = Signal()
    """Further photographs are wanted."""
    stopped = Signal()
    """What runs for it shall end."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Head from photographs"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self._theme = theme
        self.drafts: list[ShotDraft] = []
        self._busy = False
        self.canvas = LandmarkCanvas(self)
        self.canvas.set_theme(theme)
        self.canvas.setMinimumSize(360, 300)
        self._make_controls()
        self._lay_out()
        self._connect()
        self.resize(QSize(1080, 700))
        self._show_current()

    # --- putting together ---------------------------------------------------------------------

    def _make_controls(self) -> None:
        self.headline = QLabel(self)
        self.headline.setWordWrap(True)
        self.advice = QLabel(self)
        self.advice.setObjectName("faint")
        self.advice.setWordWrap(True)
        self.points, self.shot, self.all = PointBox(self), ShotBox(self), AllBox(self)
        self.strip = PhotoStrip(self)
        self.progress = QProgressBar(self)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(tr("Progress"))
        self.doing = QLabel(self)
        self.doing.setObjectName("faint")
        self.cancel = QPushButton(tr("Cancel"), self)
        self.fit = QPushButton(tr("Fit the head"), self)
        self.cancel.setAutoDefault(False)
        self.fit.setDefault(True)

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        for widget in (
            self.headline, self.advice, self.points,
            _heading(tr("This photograph")), self.shot,
            _heading(tr("The head")), self.all,
        ):  # fmt: skip
            column.addWidget(widget)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(area, 1)
        right.addWidget(self.doing)
        right.addWidget(self.progress)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.fit)
        right.addLayout(row)
        side = QWidget(self)
        side.setFixedWidth(364)
        side.setLayout(right)
        left = QVBoxLayout()
        left.addWidget(self.canvas, 1)
        left.addWidget(self.strip)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 8, 8)
        layout.addLayout(left, 1)
        layout.addWidget(side)

    def _connect(self) -> None:
        self.strip.list.currentRowChanged.connect(self._show_current)
        self.strip.add.clicked.connect(self.files_asked)
        self.strip.remove.clicked.connect(self._remove)
        self.canvas.face_asked.connect(self._choose_face)
        self.canvas.moved.connect(self._take_points)
        self.canvas.selected.connect(lambda _: self._tell_points())
        self.canvas.boxed.connect(self._look_around)
        self.points.undo.clicked.connect(self.canvas.undo)
        self.points.zoom.clicked.connect(self.canvas.look_at_face)
        self.points.dense.toggled.connect(self.canvas.set_dense)
        self.points.box.toggled.connect(self._begin_box)
        self.shot.face_asked.connect(self._choose_face)
        self.cancel.clicked.connect(self._cancel)
        self.fit.clicked.connect(self._go_on)

    # --- what was found -----------------------------------------------------------------------

    @property
    def current(self) -> ShotDraft | None:
        """The photograph that is shown."""
        row = self.strip.row
        return self.drafts[row] if 0 <= row < len(self.drafts) else None

    def look_at(self, paths: Sequence[Path]) -> None:
        """Ask for photographs to be looked at, as far as there is room for them."""
        room = MOST_SHOTS - len(self.drafts)
        if paths and room > 0:
            self.set_busy(busy=True)
            self.asked.emit(LookAtPhotos(tuple(paths)[:room]))
        elif paths:
            self.advice.setText(
                tr("There is room for {count} photographs; remove one first.").format(
                    count=MOST_SHOTS
                )
            )

    def show_offer(self, offer: PhotoOffer) -> None:
        """Take photographs that were looked at."""
        self.set_busy(busy=False)
        self.all.offer(offer.methods)
        for look in offer.looks:
            self.drafts.append(ShotDraft.of(look))
            self.strip.take(look)
        self.all.tell_limits(len(self.drafts))
        self.strip.list.setCurrentRow(len(self.drafts) - len(offer.looks))
        self._show_current()

    def show_look(self, look: PhotoLook) -> None:
        """Show a photograph that was looked at again."""
        self.set_busy(busy=False)
        for draft in self.drafts:
            if draft.look.photo is look.photo:
                draft.look = look
                draft.choose(0)
        self._show_current()

    def show_failure(self, text: str) -> None:
        """Say why something was not done."""
        self.set_busy(busy=False)
        self._headline(tr("That did not work"), warn=True)
        self.advice.setText(told(text))

    def _show_current(self, *_: object) -> None:
        draft = self.current
        self.shot.show_draft(draft)
        self.strip.remove.setEnabled(draft is not None)
        photo = None if draft is None else draft.look.photo
        self.canvas.set_picture(None if photo is None else photo.picture)
        if draft is None:
            self._headline(tr("No photograph yet"))
            self.advice.setText(tr("Add one, or drop it here: JPEG, PNG, WebP, TIFF."))
            self.canvas.show_faces(())
        else:
            faces = [one.places for one in draft.look.faces]
            self.canvas.show_faces(tuple(faces), draft.chosen)
            self.canvas.restore(draft.places, draft.known)
            self._tell(draft)
        if draft is not None and draft.ready:
            self.canvas.look_at_face()
        self._enable()

    def _tell(self, draft: ShotDraft) -> None:
        count = len(draft.look.faces)
        self.advice.setStyleSheet("")
        if draft.look.photo is None:
            self._headline(tr("This file cannot be used"), warn=True)
            self.advice.setText(told(draft.look.trouble))
        elif count == 0:
            self._headline(tr("No face was found"), warn=True)
            more = tr("Or press Box a face and draw a box around it.")
            self.advice.setText(f"{told(draft.look.trouble)} {more}")
        elif count > 1:
            self._headline(counted("%n face(s): which one?", count), warn=True)
            self.advice.setText(tr("Click the face in the picture; its outlines are shown."))
        elif doubts := draft.doubts:
            self._headline(tr("The face was found"))
            self.advice.setText(" ".join(told(one) for one in doubts))
            self.advice.setStyleSheet(f"color: {self._theme.warning};")
        else:
            self._headline(tr("The face was found"))
            self.advice.setText(
                tr("Look whether the outlines lie on brows, eyes, nose, lips and jaw, then fit.")
            )

    def _headline(self, text: str, *, warn: bool = False) -> None:
        colour = self._theme.warning if warn else self._theme.text
        self.headline.setText(f"<b>{text}</b>")
        self.headline.setStyleSheet(f"font-size: 15px; color: {colour};")

    def _tell_points(self) -> None:
        draft = self.current
        index = self.canvas.current
        title = self.canvas.accessibleDescription() if index is not None else ""
        self.points.tell(title, 0 if draft is None else len(draft.known))
        self.points.undo.setEnabled(self.canvas.can_undo)

    # --- what a person says -------------------------------------------------------------------

    def _choose_face(self, number: int) -> None:
        draft = self.current
        if draft is not None and number != draft.chosen:
            draft.choose(number)
            self._show_current()

    def _take_points(self) -> None:
        draft = self.current
        if draft is not None:
            draft.places, draft.known = self.canvas.places, self.canvas.known
        self._tell_points()

    def _begin_box(self, begun: bool) -> None:  # noqa: FBT001
        self.canvas.boxing = begun
        self.canvas.setCursor(Qt.CursorShape.CrossCursor if begun else Qt.CursorShape.ArrowCursor)

    def _look_around(self, corners: FloatArray) -> None:
        self.points.box.setChecked(False)
        draft = self.current
        if draft is not None and draft.look.photo is not None:
            self.set_busy(busy=True)
            self.asked.emit(LookAround(draft.look, np.asarray(corners)))

    def _remove(self) -> None:
        row = self.strip.row
        if 0 <= row < len(self.drafts):
            del self.drafts[row]
            self.strip.list.takeItem(row)
            self.all.tell_limits(len(self.drafts))
            self._show_current()

    def request(self) -> FitPhotos:
        """Return the fit that is asked for; the photograph from the front comes first."""
        ready = [draft for draft in self.drafts if draft.ready]
        ready.sort(key=lambda draft: draft.role != "front")
        return FitPhotos(
            tuple(draft.wish() for draft in ready),
            str(self.all.method.currentData() or ""),
            self.all.known_distance,
            self.all.keep.isChecked(),
        )

    def _go_on(self) -> None:
        self.agreed.emit(self.request())

    # --- while something runs -----------------------------------------------------------------

    def set_busy(self, *, busy: bool) -> None:
        """Show whether something runs for this dialog."""
        self._busy = busy
        self.progress.setRange(0, 0)
        self._enable()

    def show_progress(self, fraction: float, message: str) -> None:
        """Show how far it is.

        Parameters
        ----------
        fraction : float
            0 to 1.
        message : str
            What is being done.
        """
        if self._busy:
            self.progress.setRange(0, 1000)
            self.progress.setValue(round(1000 * fraction))
            self.doing.setText(message)

    def _enable(self) -> None:
        busy, draft = self._busy, self.current
        self.progress.setVisible(busy)
        self.doing.setVisible(busy)
        if not busy:
            self.doing.clear()
        for widget in (self.strip.add, self.strip.list, self.all):
            widget.setEnabled(not busy)
        self.strip.remove.setEnabled(not busy and draft is not None)
        there = draft is not None and draft.look.photo is not None
        self.points.box.setEnabled(there and not busy)
        self.points.zoom.setEnabled(draft is not None and draft.ready)
        self.fit.setEnabled(not busy and any(one.ready for one in self.drafts))
        self._tell_points()

    def _cancel(self) -> None:
        if self._busy:
            self.set_busy(busy=False)
            self.stopped.emit()
        else:
            self.reject()

    def reject(self) -> None:
        """Close, and stop what runs for it."""
        if self._busy:
            self.stopped.emit()
        super().reject()

    # --- dropped files ------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take photographs."""
        if dropped_photos(event) and not self._busy:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at the photographs that were dropped."""
        event.acceptProposedAction()
        self.look_at(dropped_photos(event))


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName("heading")
    return label
