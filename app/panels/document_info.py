"""What is known of the open head: scan, unit, fit, models. Nothing here changes the face."""

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from app.glossary import explained
from app.panels.scroll import ScrollColumn
from app.readout import Readout
from app.session import Session
from app.translation import joined, mark, tr
from core.document.state import ScanReference

_UNITS = ("mm", "cm", "m")
_NAMES = (
    mark("Head"),
    mark("Scan"),
    mark("Unit"),
    mark("Fit error"),
    mark("Coverage"),
    mark("Alignment"),
    mark("Fit time"),
    mark("Models"),
)


_TERMS = {"Alignment": "alignment", "Coverage": "coverage", "Fit error": "fit_error"}
"""Names that `app.glossary` explains."""


class DocumentPanel(QWidget):
    """Tells about the document.

    Parameters
    ----------
    session : Session
        Has it.
    parent : QWidget, optional
        Owner.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self.values = {name: QLabel("–", self) for name in _NAMES}
        self.unit = QComboBox(self)
        self.unit.setAccessibleName(tr("Unit"))
        self.unit.setToolTip(tr("The scan's unit; choosing another fits the scan again"))
        self.unit.activated.connect(self._override)
        self._notes = QLabel(self)
        self._notes.setObjectName("faint")
        self._notes.setWordWrap(True)
        inner = QWidget(self)
        form = QFormLayout(inner)
        form.setContentsMargins(4, 2, 4, 2)
        form.setVerticalSpacing(6)
        form.setHorizontalSpacing(14)
        for name, label in self.values.items():
            title = QLabel(tr(name), inner)
            title.setObjectName("faint")
            title.setToolTip(explained(_TERMS.get(name, "")))
            label.setToolTip(title.toolTip())
            label.setAccessibleName(tr(name))
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setWordWrap(True)
            form.addRow(title, self.unit if name == "Unit" else label)
        column = ScrollColumn(self)
        column.add(inner)
        column.add(self._notes)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(column)
        session.state_changed.connect(Readout(session.surfaces, self.read).note)

    def _override(self) -> None:
        unit = self.unit.currentData()
        scan = None if self._session.state is None else self._session.state.scan
        if unit is not None and scan is not None and unit != scan.unit:
            self._session.fit_again(unit)

    def read(self) -> None:
        """Show the document as it is."""
        session, values = self._session, self.values
        if session.state is None or session.facts is None:
            return
        values["Head"].setText(session.title)
        values["Models"].setText(
            tr("{bundle_id}, on {device_name}").format(
                bundle_id=session.facts.bundle_id, device_name=joined(session.facts.device_name)
            )
        )
        self._notes.setText("\n".join(joined(note) for note in session.notes))
        scan = session.state.scan
        self._read_unit(scan)
        if scan is None:
            values["Scan"].setText(tr("None: the population's mean head"))
            for name in ("Fit error", "Coverage", "Alignment", "Fit time"):
                values[name].setText("–")
            return
        report = scan.report
        error = tr("{face_error_mean:.2f} mm mean, {face_error_p95:.2f} mm p95 (face)")
        if scan.photo is not None:
            error = tr("{face_error_mean:.1f} mm mean, {face_error_p95:.1f} mm p95 to expect")
        values["Scan"].setText(
            scan.name
            if scan.photo is None
            else tr("None: from {names}").format(
                names=", ".join(one.name for one in scan.photo.shots) or tr("photographs")
            )
        )
        values["Fit error"].setText(
            error.format(
                face_error_mean=report.face_error_mean, face_error_p95=report.face_error_p95
            )
        )
        values["Coverage"].setText(
            tr("{coverage:.0f} % of the face").format(coverage=100 * report.coverage)
        )
        values["Alignment"].setText(
            tr("{confidence:.0f} % sure").format(confidence=100 * report.confidence)
        )
        values["Fit time"].setText(
            tr("{seconds:.1f} s on {device}").format(
                seconds=report.seconds, device=joined(report.device)
            )
        )

    def _read_unit(self, scan: ScanReference | None) -> None:
        with QSignalBlocker(self.unit):
            self.unit.clear()
            there = scan is not None and scan.photo is None
            self.unit.setEnabled(there and self._session.editable)
            if scan is None:
                self.unit.addItem("mm", None)
                return
            for unit in _UNITS:
                self.unit.addItem(unit, unit)
            if scan.unit not in _UNITS:
                length = tr("1 unit = {scale:.4g} mm").format(scale=scan.to_head.scale)
                self.unit.addItem(tr("estimated ({length})").format(length=length), scan.unit)
            self.unit.setCurrentIndex(self.unit.findData(scan.unit))
