"""Bone whose place is known: what there is, and the means to give more or to forget it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.glossary import explained
from app.icons import icon
from app.readout import Readout
from app.session import Session
from app.skull_requests import REGIONS, KnowDepth, KnowFromCt, skull_points
from app.theme import Theme
from app.translation import joined, mark, tr
from app.viewport.head_view import HeadView
from app.viewport.picking import PointPicker
from app.widgets.number_box import NumberBox
from app.widgets.short_label import ShortLabel
from core.document.known_bone import DEVIATIONS_MM, FARTHEST_MM, AddKnownBone, RemoveKnownBone
from core.document.state import KnownBone, KnownPoint

_DEPTHS_MM = (0.5, 60.0)
_PALPATED_MM = 1.5
_PICKED = mark("Picked point")
_TITLE = int(Qt.ItemDataRole.UserRole) + 1
"""The role of a point's English title."""
_NARROW = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon


class KnownBoneBox(QWidget):
    """Lists known bone and takes more.

    Parameters
    ----------
    session : Session
        Takes the edits.
    view : HeadView
        Shows where bone is known.
    picker : PointPicker
        Of the skull.
    parent : QWidget, optional
        Owner.
    """

    teeth_asked = Signal()
    """Intraoral scans shall be read."""

    def __init__(
        self,
        session: Session,
        view: HeadView,
        picker: PointPicker,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._view, self._picker = session, view, picker
        self._theme: Theme | None = None
        self._picked: int | None = None
        self._shown: tuple[KnownBone, ...] | None = None
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.point = QComboBox(self)
        self.point.setAccessibleName(tr("Point"))
        self.point.currentIndexChanged.connect(self._propose)
        self.pick = QToolButton(self)
        self.pick.setObjectName("small")
        self.pick.setToolTip(tr("Pick a point of the skull in the view"))
        self.pick.setAccessibleName(tr("Pick a point of the skull"))
        self.pick.setCheckable(True)
        self.pick.toggled.connect(picker.set_active)
        self.how = QComboBox(self)
        self.how.addItems([tr("Depth under the skin"), tr("Place (x, y, z)")])
        self.how.currentIndexChanged.connect(self._propose)
        self.depth = self._box(*_DEPTHS_MM, 10.0)
        self.place = tuple(self._box(-FARTHEST_MM, FARTHEST_MM, 0.0) for _ in range(3))
        for box, axis in zip(self.place, "xyz", strict=True):
            box.setAccessibleName(f"{tr('Place, mm')}: {axis}")
            box.setSuffix("")  # three of them leave no room: the row's title has the unit
        self.deviation = self._box(*DEVIATIONS_MM, _PALPATED_MM)
        self.deviation.setToolTip(tr("Standard deviation of what is known"))
        self.deviation.setAccessibleName(self.deviation.toolTip())
        self.add = QPushButton(tr("Add"), self)
        self.add.clicked.connect(self._add)
        self.region = QComboBox(self)
        self.region.setAccessibleName(tr("Region of the CT's bone"))
        for region in REGIONS:
            self.region.addItem(tr(region), region)
        self.region.setCurrentIndex(self.region.findData("Mouth"))
        self.take = QPushButton(tr("Take from the CT"), self)
        self.take.clicked.connect(self._take)
        self.teeth = QPushButton(tr("Intraoral scans…"), self)
        self.teeth.setToolTip(tr("Narrow the skull by scans of the teeth (STL)"))
        self.teeth.clicked.connect(self.teeth_asked)
        for choice in (self.point, self.how, self.region):
            # Narrow docks: the list may be wider than the box.
            choice.setSizeAdjustPolicy(_NARROW)
            choice.setMinimumContentsLength(6)
        self._lay_out()
        picker.picked.connect(self._use_picked)
        session.state_changed.connect(Readout(session.surfaces, self.read).note)
        session.document_changed.connect(self._fill_points)

    def _box(self, low: float, high: float, value: float) -> NumberBox:
        box = NumberBox("mm", self)
        box.setRange(low, high)
        box.setDecimals(1)
        box.setValue(value)
        box.setMinimumWidth(48)
        return box

    def _lay_out(self) -> None:
        point = QHBoxLayout()
        point.setSpacing(4)
        point.addWidget(self.point, 1)
        point.addWidget(self.pick)
        self._places = QWidget(self)
        places = QHBoxLayout(self._places)
        places.setContentsMargins(0, 0, 0, 0)
        places.setSpacing(4)
        for box in self.place:
            places.addWidget(box, 1)
        known = QHBoxLayout()
        known.setSpacing(6)
        known.addWidget(QLabel("±", self))
        known.addWidget(self.deviation, 1)
        known.addWidget(self.add)
        self._form = QFormLayout()
        self._form.setVerticalSpacing(6)
        self._form.setHorizontalSpacing(10)
        self._form.addRow(tr("Point"), point)
        self._form.addRow(tr("Known"), self.how)
        self._form.addRow(tr("Depth"), self.depth)
        self._form.addRow(tr("Place, mm"), self._places)
        self._form.addRow("", known)
        from_ct = QHBoxLayout()
        from_ct.setSpacing(6)
        from_ct.addWidget(self.region, 1)
        from_ct.addWidget(self.take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 2)
        layout.setSpacing(8)
        layout.addLayout(self._list)
        layout.addLayout(self._form)
        layout.addLayout(from_ct)
        layout.addWidget(self.teeth)
        self._propose()

    def set_theme(self, theme: Theme) -> None:
        """Colour the icons."""
        self._theme, self._shown = theme, None
        self.pick.setIcon(icon("pick", theme))
        self.read()

    # --- what is known ------------------------------------------------------------------------

    def read(self) -> None:
        """Show the document as it is."""
        state = self._session.state
        self.setEnabled(self._session.editable)
        self.take.setEnabled(self._session.ct_skull is not None)
        self.region.setEnabled(self._session.ct_skull is not None)
        if state is None or state.known_bone == self._shown:
            return
        self._shown = state.known_bone
        while self._list.count():
            widget = self._list.takeAt(0).widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        for bone in state.known_bone:
            self._list.addWidget(self._row(bone))
        self._view.markers.show_known(skull_points(state))
        self._view.request_frame()

    def _row(self, bone: KnownBone) -> QWidget:
        row = QWidget(self)
        count = len(bone.points)
        many = "" if count == 1 else f", {count}×"
        shape = "" if bone.posed else tr(", shape only")
        title = ShortLabel(joined(bone.title), row)
        title.setToolTip(f"{joined(bone.title)}{many}{shape}")
        facts = QLabel(
            tr("± {deviation:.1f} mm{many}").format(deviation=bone.deviation, many=many), row
        )
        facts.setObjectName("faint")
        remove = QToolButton(row)
        remove.setObjectName("small")
        remove.setToolTip(tr("Forget {title}").format(title=joined(bone.title)))
        remove.setAccessibleName(tr("Forget {title}").format(title=joined(bone.title)))
        remove.setIconSize(QSize(16, 16))
        if self._theme is not None:
            remove.setIcon(icon("remove", self._theme))
        remove.clicked.connect(lambda: self._session.apply(RemoveKnownBone(bone.title)))
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(title, 1)
        layout.addWidget(facts)
        layout.addWidget(remove)
        return row

    # --- more of it ---------------------------------------------------------------------------

    def _fill_points(self) -> None:
        facts = self._session.facts
        self._picked = None
        self.point.clear()
        for name, vertex in ({} if facts is None else facts.skull_landmarks).items():
            self._offer(name.replace("_", " ").capitalize(), vertex)

    def _offer(self, title: str, vertex: int) -> None:
        """Let a point be chosen; its English title names it in the document."""
        self.point.addItem(joined(title), vertex)
        last, key = self.point.count() - 1, title.lower().replace(" ", "_")
        self.point.setItemData(last, title, _TITLE)
        self.point.setItemData(last, explained(key), Qt.ItemDataRole.ToolTipRole)

    def _use_picked(self, vertex: int) -> None:
        if not self.pick.isChecked():
            return
        self.pick.setChecked(False)
        old = self.point.findData(_PICKED, _TITLE, Qt.MatchFlag.MatchStartsWith)
        if old >= 0:
            self.point.removeItem(old)
        self._offer(f"{_PICKED} {vertex}", vertex)
        self.point.setCurrentIndex(self.point.count() - 1)
        skull = self._view.layer("skull").surface
        if skull is not None:
            self._view.markers.show_picked(skull.vertices[[vertex]])
            self._view.request_frame()

    def _propose(self) -> None:
        """Offer the present place of the point, so that it only needs to be corrected."""
        deep = self.how.currentIndex() == 0
        self._form.setRowVisible(self.depth, deep)
        self._form.setRowVisible(self._places, not deep)
        vertex, skull = self.point.currentData(), self._view.layer("skull").surface
        if vertex is not None and skull is not None and vertex < len(skull.vertices):
            for box, value in zip(self.place, skull.vertices[vertex], strict=True):
                box.setValue(float(value))

    def _add(self) -> None:
        state, vertex = self._session.state, self.point.currentData()
        if state is None or vertex is None:
            return
        name, deviation = self.point.currentData(_TITLE), self.deviation.value()
        if self.how.currentIndex() == 0:
            request = KnowDepth(state, name, int(vertex), self.depth.value(), deviation)
            self._session.perform(request, self._session.apply)
        else:
            x, y, z = (box.value() for box in self.place)
            point = KnownPoint((int(vertex),), (x, y, z))
            self._session.apply(AddKnownBone(KnownBone(name, (point,), deviation)))

    def _take(self) -> None:
        if self._session.state is not None:
            request = KnowFromCt(self._session.state, self.region.currentData())
            self._session.perform(request, self._session.apply)
