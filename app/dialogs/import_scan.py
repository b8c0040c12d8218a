"""Shows how a scan seems to stand, and lets a person correct it before it is fitted."""

from dataclasses import replace
from functools import partial

import numpy as np
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from app.dialogs.import_words import INWARD, POINTS, TURNS, UNITS
from app.import_requests import LookAtScan, ScanLook
from app.surfaces import surface_from
from app.theme import Theme
from app.translation import tr
from app.viewport.head_view import HeadView
from app.viewport.landmark_picker import CropBrush, LandmarkPicker
from app.viewport.views import find_view
from core.arrays import FloatArray
from core.geometry.crop import Ball, within_balls
from core.geometry.mesh import Mesh
from core.geometry.repair import compact
from core.geometry.transforms import Similarity
from core.inference.guide import FEWEST, PICKED, ScanGuide, quarter_turn
from core.units import ESTIMATED

_RADII_MM = (5, 60)


class ImportScanDialog(QDialog):
    """Asks how a scan stands.

    Parameters
    ----------
    look : ScanLook
        What was found.
    theme : Theme
        Of the preview.
    parent : QWidget
        Over which it is shown.
    """

    asked = Signal(object)
    """A `LookAtScan` to run again; `show_look` or `show_failure` answers."""
    agreed = Signal(object)
    """The `ScanLook` to fit."""

    def __init__(self, look: ScanLook, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Import scan"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.view = HeadView(self)
        self.view.setMinimumSize(440, 420)
        self.view.set_theme(theme)
        self._theme = theme
        self.picker = LandmarkPicker(self.view, PICKED)
        self.brush = CropBrush(self.view)
        self._look = look
        self._to_view = look.sight.alignment.to_head
        self._whole = look.sight.surface
        self._turned = False
        self._stale = False
        self._make_controls()
        self._lay_out()
        self._connect()
        self.resize(QSize(1040, 680))
        self.show_look(look)

    # --- putting together ---------------------------------------------------------------------

    def _make_controls(self) -> None:
        self.headline = QLabel(self)
        self.headline.setWordWrap(True)
        self.advice = QLabel(self)
        self.advice.setObjectName("faint")
        self.advice.setWordWrap(True)
        self.unit = QComboBox(self)
        self.unit.setAccessibleName(tr("Unit of the scan"))
        for key, title in UNITS:
            self.unit.addItem(tr(title), key)
        self.size_told = QLabel(self)
        self.size_told.setWordWrap(True)
        self.compare = QCheckBox(tr("Lay the mean head over the face"), self)
        self.turns = {key: QPushButton(tr(title), self) for key, title in TURNS}
        self.mirror = QPushButton(tr("Mirror: swap left and right"), self)
        self.mirror.setCheckable(True)
        self.mirror.setAutoDefault(False)
        self.crop = QPushButton(tr("Brush: leave out"), self)
        self.crop.setCheckable(True)
        self.crop.setToolTip(tr("Paint over hair, shoulders or a stand: the fit ignores them"))
        self.radius = QSlider(Qt.Orientation.Horizontal, self)
        self.radius.setRange(*_RADII_MM)
        self.radius.setValue(int(self.brush.radius))
        self.radius.setAccessibleName(tr("Radius of the brush, mm"))
        self.take_back = QPushButton(tr("Undo stroke"), self)
        self.points = QPushButton(tr("Set six points"), self)
        self.points.setCheckable(True)
        self.points.setToolTip(tr("Click the points on the face; drag one to move it"))
        self.clear = QPushButton(tr("Clear"), self)
        self.point_told = QLabel(self)
        self.point_told.setObjectName("faint")
        self.point_told.setWordWrap(True)
        self.busy = QProgressBar(self)
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.cancel = QPushButton(tr("Cancel"), self)
        self.go_on = QPushButton(self)
        for button in (*self.turns.values(), self.crop, self.take_back, self.points, self.clear):
            button.setAutoDefault(False)
        self.cancel.setAutoDefault(False)
        self.go_on.setDefault(True)

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.headline)
        right.addWidget(self.advice)
        right.addWidget(_heading(tr("Size")))
        right.addWidget(self.unit)
        right.addWidget(self.size_told)
        right.addWidget(_heading(tr("Pose")))
        grid = QGridLayout()
        grid.setSpacing(6)
        for column_number in (0, 1):
            grid.setColumnStretch(column_number, 1)
        for place, button in enumerate(self.turns.values()):
            grid.addWidget(button, place // 2, place % 2)
        grid.addWidget(self.mirror, len(self.turns) // 2, 0, 1, 2)
        right.addLayout(grid)
        right.addWidget(self.compare)
        right.addWidget(_heading(tr("Leave out")))
        row = QHBoxLayout()
        row.addWidget(self.crop, 1)
        row.addWidget(self.take_back)
        right.addLayout(row)
        row = QHBoxLayout()
        label = QLabel(tr("Radius"), self)
        label.setBuddy(self.radius)
        row.addWidget(label)
        row.addWidget(self.radius, 1)
        right.addLayout(row)
        right.addWidget(_heading(tr("Points on the face")))
        row = QHBoxLayout()
        row.addWidget(self.points, 1)
        row.addWidget(self.clear)
        right.addLayout(row)
        right.addWidget(self.point_told)
        right.addStretch(1)
        right.addWidget(self.busy)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.go_on)
        right.addLayout(row)
        column = QWidget(self)
        column.setFixedWidth(352)
        column.setLayout(right)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view, 1)
        layout.addWidget(column)

    def _connect(self) -> None:
        self.unit.activated.connect(self._ask)
        self.compare.toggled.connect(self._draw)
        for key, button in self.turns.items():
            button.clicked.connect(partial(self._turn, key))
        self.mirror.clicked.connect(self._mirror)
        self.crop.toggled.connect(partial(self._use_tool, self.crop))
        self.points.toggled.connect(partial(self._use_tool, self.points))
        self.radius.valueChanged.connect(lambda mm: setattr(self.brush, "radius", float(mm)))
        self.take_back.clicked.connect(self.brush.take_back)
        self.clear.clicked.connect(self.picker.clear)
        self.brush.painting.connect(self._draw)
        self.brush.changed.connect(self._note_change)
        self.picker.changed.connect(self._note_points)
        self.cancel.clicked.connect(self.reject)
        self.go_on.clicked.connect(self._go_on)
        self.finished.connect(self.view.shut)

    # --- what was found -----------------------------------------------------------------------

    def show_look(self, look: ScanLook) -> None:
        """Show what was found of the scan."""
        found = look.sight.alignment.to_head
        change = found.after(self._to_view.inverse())
        self.picker.places = {
            name: change.apply(place[None])[0] for name, place in self.picker.places.items()
        }
        self.brush.strokes = [
            (radius * change.scale, change.apply(centres)) for radius, centres in self.brush.strokes
        ]
        if look.mirrored != self._look.mirrored:
            self._whole = look.sight.surface
        self._look, self._to_view = look, found
        self._turned = self._stale = False
        self.compare.setChecked(True)
        self.mirror.setChecked(look.mirrored)
        self._show_surface()
        self._look_front()
        self._tell()
        self._set_busy(busy=False)

    def show_failure(self, text: str) -> None:
        """Say why nothing was found."""
        self._set_busy(busy=False)
        self.headline.setText(f"<b>{tr('The face was not found')}</b>")
        self._colour_headline(warn=True)
        self.advice.setText(text)

    def _tell(self) -> None:
        look, sure = self._look, self._look.sure
        share = round(100 * look.sight.alignment.confidence)
        told = tr("The face was found") if sure else tr("Not sure where the face is")
        # The number stays with its sign at the end of a line.
        text = tr("{share} % sure").format(share=share).replace(" ", "\u00a0")
        self.headline.setText(f"<b>{told}</b> · {text}")
        self._colour_headline(warn=not sure or look.inward)
        self.advice.setText(
            tr(INWARD)
            if look.inward
            else tr("Look whether size and pose are right, then fit.")
            if sure
            else tr(
                "Choose the unit, turn the scan upright with its face to you, leave out what is "
                "no head, or set the six points."
            )
        )
        wide, tall, deep = look.extent_mm
        size = tr("{wide:.0f} × {tall:.0f} × {deep:.0f} mm (wide, tall, deep)")
        lines = [size.format(wide=wide, tall=tall, deep=deep)]
        unit = look.sight.alignment.unit
        if unit == ESTIMATED:
            lines.append(tr("In no known unit: the size is estimated from the face."))
        else:
            lines.append(tr("The scan is taken to be in {unit}.").format(unit=unit))
        self.size_told.setText("\n".join(lines))
        self._tell_points()

    def _colour_headline(self, *, warn: bool) -> None:
        colour = self._theme.warning if warn else self._theme.text
        self.headline.setStyleSheet(f"font-size: 15px; color: {colour};")

    def _tell_points(self) -> None:
        missing = [name for name in PICKED if name not in self.picker.places]
        if not self.points.isChecked() and len(missing) == len(PICKED):
            text = tr("Only needed where the face is not found by itself.")
        elif missing:
            text = tr("Next ({done} of {all}): {name}. Right and left are the person's own.")
            name = tr(POINTS[self.picker.current])
            done = len(PICKED) - len(missing) + 1
            text = text.format(done=done, all=len(PICKED), name=name)
        else:
            text = tr("All six are set; drag one to move it.")
        self.point_told.setText(text)
        self.clear.setEnabled(bool(self.picker.places))
        self.take_back.setEnabled(bool(self.brush.strokes))

    # --- what is drawn ------------------------------------------------------------------------

    def _placed(self) -> Mesh:
        return self._whole.with_vertices(self._to_view.apply(self._whole.vertices))

    def _show_surface(self) -> None:
        placed = self._placed()
        self.picker.use(placed)
        self.brush.use(placed)
        self._draw()

    def _draw(self) -> None:
        placed, view = self._placed(), self.view
        gone = within_balls(placed.vertices, self._balls(Similarity.identity()))
        out = gone[placed.faces].any(axis=1)
        view.show_scan(_surface(placed, ~out))
        view.show_ct(_surface(placed, out))
        view.set_opacity("ct", 0.25)
        overlay = self.compare.isChecked() and not self._turned
        view.layer("skin").show(surface_from(self._look.head) if overlay else None)
        view.set_opacity("skin", 0.45)
        self.picker.show()
        view.refresh()

    def _look_front(self) -> None:
        """Take the whole scan in, or the head alone where it was found."""
        sure = self._look.sure and not self._turned
        points = self._look.head.vertices if sure else self._placed().vertices
        canvas = self.view.canvas
        aspect = max(canvas.width(), 1) / max(canvas.height(), 1)
        self.view.eye.look_from(find_view("front"), points, aspect)
        self.view.request_frame()

    # --- what a person says -------------------------------------------------------------------

    def _balls(self, from_view: Similarity) -> tuple[Ball, ...]:
        return tuple(
            (*row, radius * from_view.scale)
            for radius, centres in self.brush.strokes
            for row in from_view.apply(centres).tolist()
        )

    def guide(self) -> ScanGuide:
        """Return what was said, in the scan's own coordinates."""
        back = self._to_view.inverse()
        turn = self._to_view.rotation if self._turned else self._look.guide.turn
        marks = {
            name: tuple(back.apply(place[None])[0].tolist())
            for name, place in self.picker.places.items()
        }
        enough = marks if len(marks) >= FEWEST else {}
        return ScanGuide(turn, enough, self._balls(back))

    def _turn(self, word: str) -> None:
        middle = self._placed().vertices
        centre: FloatArray = 0.5 * (middle.min(axis=0) + middle.max(axis=0))
        turn = quarter_turn(word)
        change = Similarity(1.0, turn, centre - turn @ centre)
        self._to_view = change.after(self._to_view)
        self.picker.places = {k: change.apply(p[None])[0] for k, p in self.picker.places.items()}
        self.brush.strokes = [(r, change.apply(c)) for r, c in self.brush.strokes]
        self._turned = True
        self._show_surface()
        self._look_front()
        self._note_change()

    def _mirror(self) -> None:
        """Swap left and right; what was said of the other image does not hold for this one."""
        self.picker.places, self.brush.strokes = {}, []
        self._ask()

    def _use_tool(self, button: QPushButton, used: bool) -> None:  # noqa: FBT001
        other = self.points if button is self.crop else self.crop
        if used:
            other.setChecked(False)
        self.brush.active, self.picker.active = self.crop.isChecked(), self.points.isChecked()
        tool = self.brush.active or self.picker.active
        shape = Qt.CursorShape.CrossCursor if tool else Qt.CursorShape.ArrowCursor
        self.view.set_cursor(shape)
        if not self.brush.active:
            self.view.ring.hide()
        self.picker.show()
        self._tell_points()

    def _note_points(self) -> None:
        self._tell_points()
        if len(self.picker.places) in (0, len(PICKED)):
            self._ask()
        else:
            self._note_change()

    def _note_change(self) -> None:
        self._stale = True
        self._tell_points()
        self._set_busy(busy=False)

    def _set_busy(self, *, busy: bool) -> None:
        self.busy.setVisible(busy)
        self.go_on.setEnabled(not busy)
        fit = tr("Fit") if self._look.sure else tr("Fit anyway")
        self.go_on.setText(tr("Look again") if self._stale else fit)

    def _ask(self, *_: object) -> None:
        look = self._look
        self._set_busy(busy=True)
        unit, mirror = str(self.unit.currentData()), self.mirror.isChecked()
        guide = self.guide() if mirror == look.mirrored else ScanGuide()
        request = LookAtScan(look.path, unit, guide, look.original, look.texture, mirror)
        self.asked.emit(request)

    def _go_on(self) -> None:
        if self._stale:
            self._ask()
        else:
            self.agreed.emit(replace(self._look))
            self.accept()


def _surface(mesh: Mesh, kept: "np.ndarray[tuple[int], np.dtype[np.bool_]]") -> object:
    if not kept.any():
        return None
    return surface_from(Mesh(*compact(mesh.vertices, mesh.faces[kept])))


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName("heading")
    return label
