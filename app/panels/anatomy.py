"""Edits by anatomy: soft-tissue thickness of named regions, in millimetres."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.panels.scroll import ScrollColumn
from app.session import Session
from app.widgets.value_row import ValueRow
from core.document.control_spec import Control, region_title, thickness_controls
from core.document.edits import Edit, ResetThickness, SetThickness, Several

_SIDES = ("_left", "_right")
_LABEL_WIDTH = 118


def paired(regions: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return regions by the name that one slider for both sides has.

    Parameters
    ----------
    regions : tuple of str
        Names of regions; bilateral ones end in ``_left`` or ``_right``.

    Returns
    -------
    dict of str to tuple of str
        One or two regions a name, in the order given.
    """
    found: dict[str, tuple[str, ...]] = {}
    for region in regions:
        stem = region
        for side in _SIDES:
            stem = stem.removesuffix(side)
        bilateral = all(stem + side in regions for side in _SIDES)
        name = stem if bilateral else region
        found[name] = (*found.get(name, ()), region)
    return found


class AnatomyPanel(QWidget):
    """Changes soft-tissue thickness.

    Parameters
    ----------
    session : Session
        Takes the edits.
    parent : QWidget, optional
        Owner.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._groups: dict[str, tuple[str, ...]] = {}
        self.rows: dict[str, ValueRow] = {}
        self.symmetric = QCheckBox("Both sides together", self)
        self.symmetric.setChecked(True)
        self.symmetric.toggled.connect(self._build)
        self._reset = QPushButton("Reset all", self)
        self._reset.clicked.connect(lambda: session.apply(ResetThickness()))
        self._column = ScrollColumn(self)
        top = QHBoxLayout()
        top.setContentsMargins(14, 10, 12, 0)
        top.addWidget(self.symmetric)
        top.addStretch(1)
        top.addWidget(self._reset)
        note = QLabel("Thickness of skin, fat and muscle over the bone, as a change.", self)
        note.setObjectName("faint")
        note.setWordWrap(True)
        note.setContentsMargins(14, 6, 12, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(note)
        layout.addWidget(self._column, 1)
        session.document_changed.connect(self._build)
        session.state_changed.connect(self.read)

    def _build(self) -> None:
        if self._session.facts is None:
            return
        regions = self._session.facts.regions
        symmetric = self.symmetric.isChecked()
        groups = paired(regions) if symmetric else {region: (region,) for region in regions}
        if groups != self._groups:
            self._groups = groups
            self._column.clear()
            self.rows.clear()
            by_region = {control.key: control for control in thickness_controls(regions)}
            for name, members in groups.items():
                self._add_row(name, members, by_region[members[0]])
        self.read()

    def _add_row(self, name: str, members: tuple[str, ...], control: Control) -> None:
        row = ValueRow(control, region_title(name), _LABEL_WIDTH)
        row.changed.connect(
            lambda value, dragging: self._session.apply(
                _thickness_edit(name, members, value), dragging=dragging
            )
        )
        row.settled.connect(self._session.settle)
        self.rows[name] = row
        self._column.add(row)

    def read(self) -> None:
        """Show the document as it is, telling nobody."""
        state = self._session.state
        self.setEnabled(self._session.editable)
        if state is None:
            return
        self._reset.setEnabled(bool(state.thickness))
        for name, row in self.rows.items():
            values = [state.thickness.get(region, 0.0) for region in self._groups[name]]
            row.set_value(sum(values) / len(values))


def _thickness_edit(name: str, members: tuple[str, ...], value: float) -> Edit:
    """Return the edit of one slider: of one region, or of both sides as one step."""
    if len(members) == 1:
        return SetThickness(members[0], value)
    edits = tuple(SetThickness(region, value) for region in members)
    return Several(edits, f"{region_title(name)} {value:+.4g} mm", f"thickness:{name}")
