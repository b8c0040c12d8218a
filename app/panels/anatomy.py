"""Edits by anatomy: build, thickness of regions, bone, and a brush for the rest."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.icons import icon
from app.panels.bone_section import BoneSection
from app.panels.brush_section import BrushSection
from app.panels.scroll import ScrollColumn
from app.panels.tissue_section import BuildSection, ThicknessSection
from app.readout import Readout
from app.session import Session
from app.surfaces import Computed
from app.theme import Theme
from app.translation import tr
from app.viewport.brush import BrushTool
from app.viewport.head_view import HeadView
from app.widgets.tissue_row import TissueRow
from core.document.edits import ResetAnatomy

if TYPE_CHECKING:
    from core.inference.region_depth import RegionDepth


class AnatomyPanel(QWidget):
    """Changes soft tissue and bone.

    Parameters
    ----------
    session : Session
        Takes the edits.
    view : HeadView
        Is painted in.
    parent : QWidget, optional
        Owner.
    """

    def __init__(self, session: Session, view: HeadView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._tissue: tuple[RegionDepth, ...] = ()
        self.brush = BrushTool(session, view)
        self.symmetric = QCheckBox(tr("Both sides together"), self)
        self.symmetric.setChecked(True)
        self.symmetric.toggled.connect(self._build)
        self.reset = QPushButton(tr("Reset all"), self)
        self.reset.setToolTip(tr("Put build, thickness, bone and brush back to the person's own"))
        self.reset.clicked.connect(lambda: session.apply(ResetAnatomy()))
        self.build = BuildSection(session, self)
        self.thickness = ThicknessSection(session, self)
        self.bone = BoneSection(session, self)
        self.painting = BrushSection(session, self.brush, self)
        self.sections = (self.build, self.thickness, self.bone, self.painting)
        column = ScrollColumn(self)
        for section in self.sections:
            column.add(section)
        top = QHBoxLayout()
        top.setContentsMargins(14, 10, 12, 0)
        top.addWidget(self.symmetric)
        top.addStretch(1)
        top.addWidget(self.reset)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(column, 1)
        session.document_changed.connect(self._build)
        session.state_changed.connect(Readout(session.surfaces, self.read, self).note)
        self._depths = Readout(session.surfaces, self._read_depths, self)
        session.surface_changed.connect(self._take)

    @property
    def rows(self) -> dict[str, TissueRow]:
        """The thickness rows by region, or by pair of regions."""
        return self.thickness.rows

    def set_theme(self, theme: Theme) -> None:
        """Colour the icons."""
        for section in self.sections:
            section.set_icons(icon("expanded", theme), icon("collapsed", theme))
        for section in (self.thickness, self.bone, self.painting):
            section.reset.setIcon(icon("reset", theme))

    def _build(self) -> None:
        facts = self._session.facts
        symmetric = self.symmetric.isChecked()
        self.brush.symmetric = symmetric
        if facts is not None:
            self.thickness.build(facts.regions, symmetric=symmetric)
            self.bone.build(facts.bones, symmetric=symmetric)
        self.read()

    def _take(self, computed: Computed) -> None:
        self._tissue = computed.tissue or self._tissue
        self._depths.note()

    def _read_depths(self) -> None:
        self.thickness.read_depths(self._tissue)

    def read(self) -> None:
        """Show the document as it is, telling nobody."""
        state = self._session.state
        self.setEnabled(self._session.editable)
        if state is None:
            return
        self.reset.setEnabled(state.has_anatomy_edits)
        for section in self.sections:
            section.read(state)
