"""What is known of the open head: scan, unit, fit, models. Nothing here changes the face."""

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from app.panels.scroll import ScrollColumn
from app.session import Session
from core.document.state import ScanReference

_UNITS = ("mm", "cm", "m")
_NAMES = ("Head", "Scan", "Unit", "Fit error", "Coverage", "Alignment", "Fit time", "Models")


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
        self.unit.setToolTip("The scan's unit; choosing another fits the scan again")
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
            title = QLabel(name, inner)
            title.setObjectName("faint")
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setWordWrap(True)
            form.addRow(title, self.unit if name == "Unit" else label)
        column = ScrollColumn(self)
        column.add(inner)
        column.add(self._notes)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(column)
        session.state_changed.connect(self.read)

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
        values["Models"].setText(f"{session.facts.bundle_id}, on {session.facts.device_name}")
        self._notes.setText("\n".join(session.notes))
        scan = session.state.scan
        self._read_unit(scan)
        if scan is None:
            values["Scan"].setText("None: the population's mean head")
            for name in ("Fit error", "Coverage", "Alignment", "Fit time"):
                values[name].setText("–")
            return
        report = scan.report
        values["Scan"].setText(scan.name)
        values["Fit error"].setText(
            f"{report.face_error_mean:.2f} mm mean, {report.face_error_p95:.2f} mm p95 (face)"
        )
        values["Coverage"].setText(f"{100 * report.coverage:.0f} % of the face")
        values["Alignment"].setText(f"{100 * report.confidence:.0f} % sure")
        values["Fit time"].setText(f"{report.seconds:.1f} s on {report.device}")

    def _read_unit(self, scan: ScanReference | None) -> None:
        with QSignalBlocker(self.unit):
            self.unit.clear()
            self.unit.setEnabled(scan is not None and self._session.editable)
            if scan is None:
                self.unit.addItem("mm", None)
                return
            for unit in _UNITS:
                self.unit.addItem(unit, unit)
            if scan.unit not in _UNITS:
                length = f"1 unit = {scan.to_head.scale:.4g} mm"
                self.unit.addItem(f"estimated ({length})", scan.unit)
            self.unit.setCurrentIndex(self.unit.findData(scan.unit))
