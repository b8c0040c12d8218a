"""Symmetry of the face and the volume that the edits added or took away."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from app.face_survey import FaceSurvey
from app.panels.view_page import SKIN_PARTS
from app.translation import mark, number, tr
from core.geometry.asymmetry import NORM_MM
from core.geometry.norms import UNUSUAL

_TITLES = {
    "face": mark("Face"),
    "upper": mark("Upper third"),
    "middle": mark("Middle third"),
    "lower": mark("Lower third"),
}
_CUBIC_CM = 1000.0


class SurveyBox(QWidget):
    """Tells how uneven the face is, and how much volume was edited.

    Parameters
    ----------
    parent : QWidget, optional
        Owner.
    """

    colour_asked = Signal()
    """The skin shall be coloured by its asymmetry."""
    mirror_toggled = Signal(bool)
    """The mirror image shall be laid over the face."""
    thirds_toggled = Signal(bool)
    """The borders of the thirds and the plane of symmetry shall be drawn."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.values: dict[str, QLabel] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(4, 0, 4, 6)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(0, 1)
        self._head(tr("Against the mirror image, root mean square"))
        for key, title in _TITLES.items():
            self._row(key, tr(title))
        self._row("tilt", tr("Symmetry plane against median"))
        self.norm = QLabel(
            tr("Healthy adults: {mean:.2f} ± {deviation:.2f} mm").format(
                mean=NORM_MM[0], deviation=NORM_MM[1]
            ),
            self,
        )
        self.norm.setObjectName("faint")
        self.norm.setWordWrap(True)
        self._grid.addWidget(self.norm, self._grid.rowCount(), 0, 1, 2)
        self.colour = QPushButton(tr("Show as colours"), self)
        self.colour.clicked.connect(self.colour_asked)
        self.mirror = QCheckBox(tr("Mirror image"), self)
        self.mirror.setToolTip(tr("Lay the mirror image over the face"))
        self.mirror.toggled.connect(self.mirror_toggled)
        self.thirds = QCheckBox(tr("Thirds"), self)
        self.thirds.setToolTip(tr("Draw the facial thirds and the plane of symmetry"))
        self.thirds.toggled.connect(self.thirds_toggled)
        line = QHBoxLayout()
        for widget in (self.colour, self.mirror, self.thirds):
            line.addWidget(widget)
        line.addStretch(1)
        self._grid.addLayout(line, self._grid.rowCount(), 0, 1, 2)
        self._head(tr("Volume of the edits"))
        self._row("volume", tr("All of the skin"))
        for title in SKIN_PARTS:
            self._row(f"volume.{title}", tr(title))

    def _head(self, title: str) -> None:
        label = QLabel(title, self)
        label.setObjectName("faint")
        self._grid.addWidget(label, self._grid.rowCount(), 0, 1, 2)

    def _row(self, key: str, title: str) -> None:
        row = self._grid.rowCount()
        value = QLabel("–", self)
        value.setObjectName("now")
        value.setAlignment(Qt.AlignmentFlag.AlignRight)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._grid.addWidget(QLabel(title, self), row, 0)
        self._grid.addWidget(value, row, 1)
        self.values[key] = value

    def read(self, survey: FaceSurvey | None) -> None:
        """Show what was found; None while nothing is known."""
        if survey is None:
            for label in self.values.values():
                label.setText("–")
            return
        found = survey.asymmetry
        for key in _TITLES:
            value = found.rms.get(key)
            score = None if value is None else (value - NORM_MM[0]) / NORM_MM[1]
            unusual = score is not None and score > UNUSUAL
            shown = "–" if value is None else f"{number(value, '.2f')} mm"
            self.values[key].setText(f"▲ {shown}" if unusual else shown)
            self._emphasise(self.values[key], unusual=unusual)
        self.values["tilt"].setText(f"{number(found.tilt, '.1f')}°")
        for key, change in survey.volumes.items():
            label = self.values["volume" if not key else f"volume.{key}"]
            gained, lost = change.gained / _CUBIC_CM, change.lost / _CUBIC_CM
            label.setText(
                f"+{number(gained, '.1f')} −{number(lost, '.1f')} cm³"
                if max(gained, lost) >= 0.05
                else "0 cm³"
            )

    @staticmethod
    def _emphasise(label: QLabel, *, unusual: bool) -> None:
        if label.property("unusual") != unusual:
            label.setProperty("unusual", unusual)
            label.style().unpolish(label)
            label.style().polish(label)
