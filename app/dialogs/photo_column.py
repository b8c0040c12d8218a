"""The right side of the photo dialog: what is asked of one photograph, and of all together."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.dialogs.photo_draft import FOCAL_MM, USUAL_MM, ShotDraft, equivalent, pixels
from app.photo_looks import MethodOffer
from app.photo_words import METHODS, ROLES
from app.translation import tr
from app.widgets.number_box import NumberBox

DISTANCE_MM = (40.0, 80.0)
"""Distances of pupils that can be typed: children to adults."""
USUAL_DISTANCE_MM = 63.0


class ShotBox(QWidget):
    """Asks about one photograph.

    Parameters
    ----------
    parent : QWidget
        Owner.
    """

    face_asked = Signal(int)
    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._draft: ShotDraft | None = None
        self.face = QComboBox(self)
        self.face.setAccessibleName(tr("Face in the photograph"))
        self.role = QComboBox(self)
        for key, title in ROLES:
            self.role.addItem(tr(title), key)
        self.role.setAccessibleName(tr("How the face is seen"))
        self.neutral = QCheckBox(tr("The face is at rest"), self)
        self.neutral.setToolTip(
            tr("Without an expression; the head is then fitted without one, and more surely")
        )
        self.has_focal = QCheckBox(tr("Focal length known"), self)
        self.focal = NumberBox("mm", self)
        self.focal.setRange(*FOCAL_MM)
        self.focal.setDecimals(0)
        self.focal.setAccessibleName(tr("Focal length as of a 35-mm camera"))
        self.focal.setToolTip(tr("35-mm equivalent: a telephone's main camera has about 26 mm"))
        self.focal_told = QLabel(self)
        self.focal_told.setObjectName("faint")
        self.focal_told.setWordWrap(True)
        self._lay_out()
        self.face.activated.connect(self.face_asked)
        self.role.activated.connect(self._take)
        self.neutral.toggled.connect(self._take)
        self.has_focal.toggled.connect(self._take)
        self.focal.valueChanged.connect(self._take)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        self._face_label = QLabel(tr("Face"), self)
        self._face_label.setBuddy(self.face)
        seen = QLabel(tr("Seen"), self)
        seen.setBuddy(self.role)
        grid.addWidget(self._face_label, 0, 0)
        grid.addWidget(self.face, 0, 1, 1, 2)
        grid.addWidget(seen, 1, 0)
        grid.addWidget(self.role, 1, 1, 1, 2)
        grid.addWidget(self.neutral, 2, 0, 1, 3)
        grid.addWidget(self.has_focal, 3, 0, 1, 2)
        grid.addWidget(self.focal, 3, 2)
        grid.addWidget(self.focal_told, 4, 0, 1, 3)

    def show_draft(self, draft: ShotDraft | None) -> None:
        """Show what is said of a photograph."""
        self._draft = draft
        self.setEnabled(draft is not None and draft.ready)
        boxes = (self.face, self.role, self.neutral, self.has_focal, self.focal)
        blockers = [QSignalBlocker(box) for box in boxes]
        count = 0 if draft is None else len(draft.look.faces)
        self.face.clear()
        for number in range(count):
            text = tr("{number} of {count}").format(number=number + 1, count=count)
            self.face.addItem(text)
        for widget in (self.face, self._face_label):
            widget.setVisible(count > 1)
        photo = None if draft is None else draft.look.photo
        if draft is not None:
            self.face.setCurrentIndex(draft.chosen)
            self.role.setCurrentIndex(self.role.findData(draft.role))
            self.neutral.setChecked(draft.neutral)
            self.has_focal.setChecked(draft.focal is not None)
        if draft is not None and photo is not None and draft.focal is not None:
            self.focal.setValue(equivalent(photo, draft.focal))
        else:
            self.focal.setValue(USUAL_MM)
        del blockers
        self._tell()

    def _tell(self) -> None:
        draft = self._draft
        self.focal.setEnabled(self.has_focal.isChecked())
        photo = None if draft is None else draft.look.photo
        if draft is None or photo is None:
            self.focal_told.clear()
        elif draft.focal is None:
            self.focal_told.setText(
                tr("Not noted in the file: estimated together with the head, which is less sure.")
            )
        elif photo.focal is not None and abs(draft.focal / photo.focal - 1.0) < 0.01:
            self.focal_told.setText(tr("As the camera noted it, for a 35-mm camera."))
        else:
            self.focal_told.setText(tr("As typed, for a 35-mm camera."))

    def _take(self, *_: object) -> None:
        draft = self._draft
        if draft is None or draft.look.photo is None:
            return
        draft.role = str(self.role.currentData())
        draft.neutral = self.neutral.isChecked()
        known = self.has_focal.isChecked()
        draft.focal = pixels(draft.look.photo, self.focal.value()) if known else None
        self._tell()
        self.changed.emit()


class AllBox(QWidget):
    """Asks what holds for all photographs.

    Parameters
    ----------
    parent : QWidget
        Owner.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.method = QComboBox(self)
        self.method.setAccessibleName(tr("Method"))
        self.has_distance = QCheckBox(tr("Distance of the pupils known"), self)
        self.has_distance.setToolTip(
            tr("Measured with a ruler or known from glasses; it sets the scale")
        )
        self.distance = NumberBox("mm", self)
        self.distance.setRange(*DISTANCE_MM)
        self.distance.setDecimals(1)
        self.distance.setValue(USUAL_DISTANCE_MM)
        self.distance.setEnabled(False)
        self.distance.setAccessibleName(tr("Distance of the pupils"))
        self.keep = QCheckBox(tr("Keep the photographs in the project"), self)
        self.keep.setToolTip(
            tr(
                "With the colours of the skin, so that they are there when it is opened again. "
                "A copy to share never has them."
            )
        )
        self.limits = QLabel(self)
        self.limits.setObjectName("faint")
        self.limits.setWordWrap(True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        label = QLabel(tr("Method"), self)
        label.setBuddy(self.method)
        grid.addWidget(label, 0, 0)
        grid.addWidget(self.method, 0, 1, 1, 2)
        grid.addWidget(self.has_distance, 1, 0, 1, 2)
        grid.addWidget(self.distance, 1, 2)
        grid.addWidget(self.keep, 2, 0, 1, 3)
        grid.addWidget(self.limits, 3, 0, 1, 3)
        self.has_distance.toggled.connect(self.distance.setEnabled)
        self.has_distance.toggled.connect(lambda _: self.tell_limits(self._count))
        self._count = 1
        self.tell_limits(1)

    def offer(self, methods: Sequence[MethodOffer]) -> None:
        """Offer methods, the best one chosen at first."""
        chosen = self.method.currentData()
        self.method.clear()
        for one in methods:
            title = tr(METHODS[one.key]) if one.key in METHODS else one.key
            if one.error is not None:
                title = tr("{title} · {error:.1f} mm").format(title=title, error=one.error)
            self.method.addItem(title, one.key)
            if one.best and chosen is None:
                self.method.setCurrentIndex(self.method.count() - 1)
        if chosen is not None:
            self.choose(str(chosen))
        self.method.setToolTip(
            tr("Behind each method: its mean error over rendered faces whose shape is known")
        )

    def choose(self, key: str) -> None:
        """Choose a method by its key; ignored where it is not offered."""
        index = self.method.findData(key)
        if index >= 0:
            self.method.setCurrentIndex(index)

    @property
    def known_distance(self) -> float | None:
        """Distance of the pupils, mm, where it is known."""
        return self.distance.value() if self.has_distance.isChecked() else None

    def set_distance(self, distance: float | None) -> None:
        """Show a distance that is known, or none."""
        self.has_distance.setChecked(distance is not None)
        if distance is not None:
            self.distance.setValue(distance)

    def tell_limits(self, count: int) -> None:
        """Say what the photographs cannot tell.

        Parameters
        ----------
        count : int
            How many there are.
        """
        self._count = count
        lines = []
        if not self.has_distance.isChecked():
            lines.append(
                tr("No photograph tells the scale: without a known distance the size is a guess.")
            )
        if count < 2:
            lines.append(
                tr("One photograph tells little of depth, such as how far the nose stands out, "
                   "and nothing of the hidden side: there the head is what is likely. "
                   "Further photographs of the same person, such as profiles, help.")
            )  # fmt: skip
        lines.append(tr("The result shows the error to expect everywhere, as colours."))
        self.limits.setText("\n".join(lines))


class PointBox(QWidget):
    """Buttons for the landmarks, and what the chosen one is called.

    Parameters
    ----------
    parent : QWidget
        Owner.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.undo = QPushButton(tr("Undo move"), self)
        self.zoom = QPushButton(tr("Zoom to the face"), self)
        self.box = QPushButton(tr("Box a face"), self)
        self.box.setCheckable(True)
        self.box.setToolTip(tr("Draw a box around a face that was not found"))
        self.dense = QCheckBox(tr("All points"), self)
        self.dense.setToolTip(tr("Show the points between the outlines too"))
        self.told = QLabel(self)
        self.told.setObjectName("faint")
        self.told.setWordWrap(True)
        for button in (self.undo, self.zoom, self.box):
            button.setAutoDefault(False)
        upper, lower = QHBoxLayout(), QHBoxLayout()
        for row, widgets in ((upper, (self.zoom, self.undo)), (lower, (self.box, self.dense))):
            row.setSpacing(6)
            for widget in widgets:
                row.addWidget(widget, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(upper)
        layout.addLayout(lower)
        layout.addWidget(self.told)

    def tell(self, title: str, moved: int) -> None:
        """Say which landmark is chosen, and how many were moved by hand."""
        if title:
            text = title
        elif moved:
            text = tr("Moved by hand: {count}. These weigh more than the others.").format(
                count=moved
            )
        else:
            text = tr("Drag a point that is off; the keys . and , choose one, arrows move it.")
        self.told.setText(text)
