"""The photograph behind a head: the head laid over it, what it cannot tell, where it came from."""

import numpy as np
from PySide6.QtCore import QSignalBlocker, Qt, Signal
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

from app.panels.scroll import ScrollColumn
from app.photo_overlay import FitPicture
from app.photo_words import METHODS
from app.surfaces import ColourBy
from app.theme import Theme
from app.translation import tr
from app.widgets.fit_canvas import FitCanvas
from app.widgets.photo_canvas import Pixels
from app.widgets.value_slider import ValueSlider
from core.arrays import FloatArray
from core.document.face_photos import FacePhotos
from core.document.photo_source import PhotoRecord
from core.document.state import ScanReference
from core.imaging.photo_file import FULL_FRAME

_PICTURE_HEIGHT = 330
"""Logical pixels: a face as large as the column is wide."""
_NO_PERSPECTIVE_MM = 1500.0
"""A method that knows no perspective puts its camera this far away, 35-mm equivalent."""


class PhotoPage(QWidget):
    """Shows how well the head fits its photographs; changes nothing of it.

    Parameters
    ----------
    parent : QWidget, optional
        Owner.
    """

    open_asked = Signal()
    correct_asked = Signal()
    find_asked = Signal()
    colour_asked = Signal(object)
    """A `ColourBy` for the skin."""
    keep_asked = Signal(bool)
    chosen = Signal(int)
    """Another photograph."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.canvas = FitCanvas(self)
        self.canvas.setFixedHeight(_PICTURE_HEIGHT)
        self.canvas.setAccessibleName(tr("Photograph with the head over it"))
        self.which = QComboBox(self)
        self.which.setAccessibleName(tr("Photograph"))
        self.overlay = ValueSlider(0.0, 1.0, 0.05, 0.0, self)
        self.overlay.setAccessibleName(tr("Head over the photograph"))
        self.overlay.setToolTip(tr("Left the photograph, right the head as its camera sees it"))
        self.lines = QCheckBox(tr("Outlines, as seen and as fitted"), self)
        self.lines.setToolTip(tr("White: the landmarks of the photograph; coloured: the head's"))
        self.texture = QCheckBox(tr("Photograph on the skin"), self)
        self.marked = QCheckBox(tr("Mark skin that no photograph shows"), self)
        self.marked.setToolTip(tr("Its colour is that of the other side of the face"))
        self.expected = QCheckBox(tr("Error to expect, as colours"), self)
        self.keep = QCheckBox(tr("Keep the photographs in the project"), self)
        self.told, self.none = QLabel(self), QLabel(self)
        for label in (self.told, self.none):
            label.setWordWrap(True)
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.none.setText(
            tr("This head does not come from a photograph. Open one to get a head from it.")
        )
        self.none.setObjectName("faint")
        self.open = QPushButton(tr("Open photo…"), self)
        self.correct = QPushButton(tr("Correct…"), self)
        self.correct.setToolTip(tr("Move landmarks, choose another method, add photographs"))
        self.find = QPushButton(tr("Find the photos…"), self)
        self._there = QWidget(self)
        self._seen: FloatArray | None = None
        self._lay_out()
        self._connect()
        self.show_source(None, None)

    def _lay_out(self) -> None:
        grid = QGridLayout(self._there)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(6)
        ends = QHBoxLayout()
        for text, way in ((tr("Photo"), Qt.AlignmentFlag.AlignLeft),
                          (tr("Head"), Qt.AlignmentFlag.AlignRight)):  # fmt: skip
            label = QLabel(text, self)
            label.setObjectName("faint")
            ends.addWidget(label, 1, way)
        buttons = QHBoxLayout()
        buttons.addWidget(self.correct)
        buttons.addWidget(self.find)
        buttons.addStretch(1)
        for row, widget in enumerate(
            (self.which, self.canvas, self.overlay, ends, self.lines, self.texture,
             self.marked, self.expected, self.told, self.keep, buttons)
        ):  # fmt: skip
            if isinstance(widget, QHBoxLayout):
                grid.addLayout(widget, row, 0)
            else:
                grid.addWidget(widget, row, 0)
        column = ScrollColumn(self)
        column.add(self.none)
        column.add(self.open)
        column.add(self._there)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(column)

    def _connect(self) -> None:
        self.overlay.set_value(0.5)
        self.overlay.moved.connect(self.canvas.set_opacity)
        self.overlay.stepped.connect(self.canvas.set_opacity)
        self.lines.toggled.connect(self.canvas.show_outlines)
        for box in (self.texture, self.marked, self.expected):
            box.clicked.connect(self._colour)
        self.open.clicked.connect(self.open_asked)
        self.correct.clicked.connect(self.correct_asked)
        self.find.clicked.connect(self.find_asked)
        self.keep.clicked.connect(self.keep_asked)
        self.which.activated.connect(self.chosen)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme's colours."""
        self.canvas.set_theme(theme)

    # --- what is shown ------------------------------------------------------------------------

    def show_source(self, scan: ScanReference | None, photos: FacePhotos | None) -> None:
        """Show where the head comes from.

        Parameters
        ----------
        scan : ScanReference or None
            Of the document.
        photos : FacePhotos or None
            What is there of its photographs.
        """
        source = None if scan is None else scan.photo
        shots = () if source is None else source.shots
        for widget in (self.none, self.open):
            widget.setVisible(source is None)
        self._there.setVisible(source is not None)
        pictured = photos is not None and bool(photos.pictures)
        coloured = photos is not None and photos.colours is not None
        self.canvas.setVisible(pictured)
        self.overlay.setEnabled(pictured)
        self.lines.setEnabled(pictured)
        self.find.setVisible(bool(shots) and not pictured)
        self.correct.setVisible(pictured)
        for box in (self.texture, self.marked):
            box.setEnabled(coloured)
        self.expected.setEnabled(photos is not None)
        with QSignalBlocker(self.keep), QSignalBlocker(self.which):
            self.keep.setEnabled(pictured or coloured)
            self.keep.setChecked(photos is not None and photos.keep)
            self.which.clear()
            for number, shot in enumerate(shots, start=1):
                self.which.addItem(f"{number}. {shot.name}")
        self.which.setVisible(len(shots) > 1)
        if scan is not None and source is not None:
            self.told.setText("\n".join(_facts(scan, pictured=pictured)))

    def show_picture(self, pixels: Pixels | None, record: PhotoRecord | None) -> None:
        """Show a photograph, close to its face.

        Parameters
        ----------
        pixels : (h, w, 3) uint8 or None
            None for none.
        record : PhotoRecord or None
            Where its face is.
        """
        self.canvas.set_picture(pixels)
        self._seen = None if record is None else np.array(record.places).reshape(-1, 2)
        self.canvas.set_outlines(self._seen, None)
        if record is not None and record.places:
            across, down = zip(*record.places, strict=True)
            self.canvas.show_box(min(across), min(down), max(across), max(down))

    def show_fit(self, drawing: FitPicture) -> None:
        """Lay the head over the photograph."""
        self.canvas.lay_over(drawing.pixels, drawing.place)
        self.canvas.set_outlines(self._seen, drawing.outline)
        self.canvas.set_opacity(self.overlay.value)

    def show_colour(self, colour: ColourBy) -> None:
        """Show what the skin is coloured by."""
        for box, meaning in (
            (self.texture, (ColourBy.PHOTO, ColourBy.PHOTO_MARKED)),
            (self.marked, (ColourBy.PHOTO_MARKED,)),
            (self.expected, (ColourBy.EXPECTED,)),
        ):
            with QSignalBlocker(box):
                box.setChecked(colour in meaning)

    def _colour(self) -> None:
        sender = self.sender()
        if sender is self.expected:
            colour = ColourBy.EXPECTED if self.expected.isChecked() else ColourBy.PLAIN
        elif sender is self.marked and self.marked.isChecked():
            colour = ColourBy.PHOTO_MARKED
        else:
            on = self.texture.isChecked() or sender is self.marked
            marked = on and self.marked.isChecked()
            colour = ColourBy.PHOTO_MARKED if marked else ColourBy.PHOTO if on else ColourBy.PLAIN
        self.colour_asked.emit(colour)


def _facts(scan: ScanReference, *, pictured: bool) -> list[str]:
    """Return what is known of the photographs and of their fit, in sentences."""
    source = scan.photo
    if source is None:
        return []
    report, lines = scan.report, []
    lines.append(
        tr("Error to expect in the face: {mean:.1f} mm on average.").format(
            mean=report.face_error_mean
        )
    )
    if source.distance is None:
        lines.append(tr("The size is a guess: no distance was known."))
    else:
        lines.append(
            tr("Scaled to a distance of the pupils of {distance:.1f} mm.").format(
                distance=source.distance
            )
        )
    if len(source.shots) == 1:
        lines.append(tr("Depth and the hidden side are what is likely, not what was seen."))
    title = tr(METHODS[source.method]) if source.method in METHODS else source.method
    lines.append(tr("Method: {title}.").format(title=title))
    for number, shot in enumerate(source.shots, start=1):
        millimetres = shot.fitted_focal * FULL_FRAME / max(shot.size)
        if millimetres > _NO_PERSPECTIVE_MM:
            text = tr("{number}. {name}: seen without perspective, {count} points by hand")
            lines.append(text.format(number=number, name=shot.name, count=len(shot.known)))
            continue
        known = tr("known") if shot.focal is not None else tr("estimated")
        text = tr("{number}. {name}: focal length {focal:.0f} mm ({known}), {count} points by hand")
        lines.append(
            text.format(
                number=number,
                name=shot.name,
                focal=millimetres,
                known=known,
                count=len(shot.known),
            )
        )
    if not pictured and source.shots:
        lines.append(tr("The photographs are not in this project."))
    return lines
