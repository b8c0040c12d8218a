"""What is known of the skull: how sure it is, other likely ones, distances, known bone, the CT."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from app.glossary import explained
from app.icons import icon
from app.panels.scroll import ScrollColumn
from app.panels.skull_compare import ComparisonBox
from app.panels.skull_known import KnownBoneBox
from app.panels.skull_samples import DistanceRow, SamplesRow
from app.readout import Readout
from app.session import Session
from app.surfaces import ColourBy, Computed
from app.theme import Theme
from app.translation import tr
from app.viewport.head_view import HeadView
from app.viewport.picking import PointPicker
from app.widgets.section import Section


class SkullPanel(QWidget):
    """Tells about the skull, and takes what narrows it.

    Parameters
    ----------
    session : Session
        Infers it.
    view : HeadView
        Shows it.
    parent : QWidget, optional
        Owner.
    """

    colour_asked = Signal(object)
    """The `ColourBy` of the skull that is wanted."""
    cohort_asked = Signal()
    """The pair shall be added to a cohort."""
    teeth_asked = Signal()
    """Intraoral scans shall be read."""

    def __init__(self, session: Session, view: HeadView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._measured_of: Any = None
        picker = PointPicker(view, "skull")
        self.picker = picker
        self.sure = QLabel("–", self)
        self.sure.setWordWrap(True)
        self.sure.setContentsMargins(0, 0, 0, 6)
        self.show_sure = QPushButton(tr("Show as colours"), self)
        self.show_sure.clicked.connect(lambda: self.colour_asked.emit(ColourBy.UNCERTAINTY))
        self.samples = SamplesRow(session, view, self)
        self.distance = DistanceRow(session, view, picker, self)
        self.known = KnownBoneBox(session, view, picker, self)
        self.comparison = ComparisonBox(self)
        self.sections = {
            tr("How sure"): (self.sure, self.show_sure),
            tr("Against the CT"): (self.comparison,),
            tr("Other likely skulls"): (self.samples,),
            tr("Distance on the skull"): (self.distance,),
            tr("Known bone"): (self.known,),
        }
        self._boxes = {title: Section(title, self) for title in self.sections}
        self._boxes[tr("How sure")].header.setToolTip(explained("interval"))
        column = ScrollColumn(self)
        for title, widgets in self.sections.items():
            for widget in widgets:
                self._boxes[title].add(widget)
            column.add(self._boxes[title])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(column)
        self.comparison.compare_asked.connect(lambda: self.colour_asked.emit(ColourBy.DIFFERENCE))
        self.comparison.cohort_asked.connect(self.cohort_asked)
        self.known.teeth_asked.connect(self.teeth_asked)
        session.surface_changed.connect(self._take)
        session.ct_changed.connect(lambda real: self.comparison.use_ct(there=real is not None))
        session.state_changed.connect(Readout(session.surfaces, self._read).note)
        self.comparison.use_ct(there=False)

    def set_theme(self, theme: Theme) -> None:
        """Colour the icons."""
        for box in self._boxes.values():
            box.set_icons(icon("expanded", theme), icon("collapsed", theme))
        self.samples.set_theme(theme)
        self.known.set_theme(theme)

    def _read(self) -> None:
        state = self._session.state
        self.samples.setEnabled(self._session.editable)
        self.distance.setEnabled(self._session.editable)
        if state is None:
            return
        bone = (dict(state.codes), state.size, state.scan, state.known_bone, state.expression)
        if bone != self._measured_of:
            self._measured_of = bone
            self.distance.forget()
            self.comparison.show_comparison(None)

    def _take(self, computed: Computed) -> None:
        self.samples.take(computed)
        if computed.skull_std is not None:
            mean, least, most = computed.skull_std
            self.sure.setText(
                tr("± {mean:.1f} mm on average (standard deviation), {least:.1f} to {most:.1f} mm")
                .format(mean=mean, least=least, most=most)
                .replace(" mm", "\N{NO-BREAK SPACE}mm")
            )
        if computed.comparison is not None:
            self.comparison.show_comparison(computed.comparison)
