"""Slices of a CT beside the head: three directions, window and level, outlines, the bone's edge."""

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.panels.scroll import ScrollColumn
from app.translation import mark, tr
from app.widgets.slice_canvas import SliceCanvas
from core.imaging.slice_planes import PLANES

WINDOWS = {
    mark("Bone"): (2000, 500),
    mark("Soft tissue"): (400, 50),
    mark("Skin and bone"): (1150, 325),
    mark("Teeth"): (4000, 1200),
}
"""Usual windows: width and level, HU."""
TITLES = {"axial": mark("Axial"), "coronal": mark("Coronal"), "sagittal": mark("Sagittal")}
OUTLINES = {
    "scan": (mark("Skin of the CT"), "#e6a36e"),
    "ct": (mark("Bone of the CT"), "#7fd0bf"),
    "skull": (mark("Inferred skull"), "#f06a7d"),
    "skin": (mark("Face with edits"), "#8fb4ff"),
}
"""Surfaces that are outlined: key, title and colour on the dark slices."""
BONE_REACH = (100, 1500)
"""HU from which bone may be asked to begin."""
_FIRST_BONE = 300
_WIDTH_REACH, _LEVEL_REACH = (10, 8000), (-1500, 4000)
_COLUMN = 250
_SWATCH = 12
EMPTY, LOST, READY = range(3)
"""What the page shows: that there is no CT, that its volume is needed, the slices."""


class SlicesPanel(QWidget):
    """Shows slices and chooses what of them is seen; computes nothing itself.

    Parameters
    ----------
    parent : QWidget, optional
        Owner.
    """

    look_changed = Signal()
    """Window, tint or outlines are others."""
    import_asked = Signal()
    """A CT is to be imported."""
    folder_asked = Signal()
    """The folder of the project's CT is to be chosen."""
    file_asked = Signal()
    """The file of the project's CT is to be chosen."""
    bone_asked = Signal(int)
    """The skull is to be made again, from so many HU."""
    planes_toggled = Signal(bool)
    """Whether the planes stand in the 3D view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.canvases = {one.key: SliceCanvas(one, tr(TITLES[one.key]), self) for one in PLANES}
        self.outlines: dict[str, QCheckBox] = {}
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._empty())
        self._stack.addWidget(self._lost())
        self._stack.addWidget(self._slices())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.setMinimumHeight(190)

    # --- putting together -----------------------------------------------------------------------

    def _empty(self) -> QWidget:
        button = QPushButton(tr("Import CT…"), self)
        button.clicked.connect(self.import_asked)
        text = tr("This face has no CT. Slices are there once a CT or CBCT is imported.")
        return self._notice(text, button)

    def _lost(self) -> QWidget:
        folder, file = QPushButton(tr("Folder…"), self), QPushButton(tr("File…"), self)
        folder.clicked.connect(self.folder_asked)
        file.clicked.connect(self.file_asked)
        text = tr(
            "The project keeps skin and skull of its CT, not the slices, nor where they lie: names "
            "of folders often are those of patients. Choose the CT again; that it is the same one "
            "is checked by the skin."
        )
        return self._notice(text, folder, file)

    def _notice(self, text: str, *buttons: QPushButton) -> QWidget:
        page = QWidget(self)
        label = QLabel(text, page)
        label.setWordWrap(True)
        label.setMaximumWidth(560)
        row = QHBoxLayout()
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.addWidget(label)
        layout.addLayout(row)
        layout.addStretch(1)
        return page

    def _slices(self) -> QWidget:
        page = QWidget(self)
        column = ScrollColumn(page)
        column.setFixedWidth(_COLUMN)
        column.add(self._controls())
        layout = QHBoxLayout(page)
        layout.setContentsMargins(0, 0, 6, 6)
        layout.setSpacing(6)
        layout.addWidget(column)
        for key, canvas in self.canvases.items():
            layout.addWidget(canvas, 1)
            canvas.enlarged.connect(lambda key=key: self._enlarge(key))
        return page

    def _controls(self) -> QWidget:
        box = QWidget(self)
        form = QFormLayout(box)
        form.setContentsMargins(12, 8, 8, 8)
        form.setVerticalSpacing(6)
        self.window_choice = QComboBox(box)
        for title, values in WINDOWS.items():
            self.window_choice.addItem(tr(title), values)
        self.window_choice.addItem(tr("As set"), None)
        self.width_box = _hounsfield(_WIDTH_REACH, WINDOWS["Bone"][0], box)
        self.level_box = _hounsfield(_LEVEL_REACH, WINDOWS["Bone"][1], box)
        form.addRow(tr("Grey values"), self.window_choice)
        form.addRow(tr("Window"), self.width_box)
        form.addRow(tr("Level"), self.level_box)
        for key, (title, colour) in OUTLINES.items():
            check = QCheckBox(tr(title), box)
            check.setIcon(_swatch(colour))
            check.setChecked(key != "skin")
            check.toggled.connect(self.look_changed)
            self.outlines[key] = check
            form.addRow(check)
        self.tint = QCheckBox(tr("Tint bone"), box)
        self.bone_from = _hounsfield(BONE_REACH, _FIRST_BONE, box)
        self.again = QPushButton(tr("Make the skull again"), box)
        tip = tr("Extracts the skull of the CT anew from this value on; takes half a minute")
        self.again.setToolTip(tip)
        form.addRow(tr("Bone from"), self.bone_from)
        form.addRow(self.tint)
        form.addRow(self.again)
        self.planes = QCheckBox(tr("Planes in the 3D view"), box)
        self.planes.setChecked(True)
        self.planes.toggled.connect(self.planes_toggled)
        form.addRow(self.planes)
        self.window_choice.activated.connect(self._use_window)
        self.width_box.valueChanged.connect(self._note_window)
        self.level_box.valueChanged.connect(self._note_window)
        self.bone_from.valueChanged.connect(self._note_bone)
        self.tint.toggled.connect(self.look_changed)
        self.again.clicked.connect(lambda: self.bone_asked.emit(self.bone_from.value()))
        return box

    def _enlarge(self, key: str) -> None:
        """Show one slice alone, or all three again."""
        others = [canvas for name, canvas in self.canvases.items() if name != key]
        alone = all(canvas.isHidden() for canvas in others)
        for canvas in others:
            canvas.setVisible(alone)

    # --- reading --------------------------------------------------------------------------------

    @property
    def shown(self) -> int:
        """`EMPTY`, `LOST` or `READY`."""
        return self._stack.currentIndex()

    def show_notice(self, which: int) -> None:
        """Show `EMPTY`, `LOST` or `READY`."""
        self._stack.setCurrentIndex(which)

    @property
    def reach(self) -> tuple[float, float]:
        """HU that are black and white."""
        level, half = self.level_box.value(), 0.5 * self.width_box.value()
        return level - half, level + half

    @property
    def tinted_from(self) -> float | None:
        """HU from which values are tinted; None for no tint."""
        return float(self.bone_from.value()) if self.tint.isChecked() else None

    @property
    def outlined(self) -> Mapping[str, str]:
        """Colours of the surfaces that are to be outlined, by key."""
        return {key: OUTLINES[key][1] for key, box in self.outlines.items() if box.isChecked()}

    def change_window(self, wider: float, higher: float) -> None:
        """Change window and level by so many HU."""
        with QSignalBlocker(self.width_box), QSignalBlocker(self.level_box):
            self.width_box.setValue(round(self.width_box.value() + wider))
            self.level_box.setValue(round(self.level_box.value() + higher))
        self._note_window()

    def _use_window(self, _: int) -> None:
        values = self.window_choice.currentData()
        if values is not None:
            with QSignalBlocker(self.width_box), QSignalBlocker(self.level_box):
                self.width_box.setValue(values[0])
                self.level_box.setValue(values[1])
            self.look_changed.emit()

    def _note_window(self) -> None:
        """Name the window that was set, and tell."""
        values = (self.width_box.value(), self.level_box.value())
        places = [i for i in range(len(WINDOWS)) if self.window_choice.itemData(i) == values]
        self.window_choice.setCurrentIndex(places[0] if places else len(WINDOWS))
        self.look_changed.emit()

    def _note_bone(self) -> None:
        """Show what would be bone."""
        with QSignalBlocker(self.tint):
            self.tint.setChecked(True)
        self.look_changed.emit()


def _hounsfield(reach: tuple[int, int], value: int, parent: QWidget) -> QSpinBox:
    box = QSpinBox(parent)
    box.setRange(*reach)
    box.setSingleStep(10)
    box.setSuffix(" HU")
    box.setValue(value)
    return box


def _swatch(colour: str) -> QIcon:
    pixels = QPixmap(_SWATCH, _SWATCH)
    pixels.fill(QColor(colour))
    return QIcon(pixels)
