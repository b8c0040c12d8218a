"""Asks what to export, where to and how; writes nothing itself."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from app.dialogs.asking import AskingDialog, Choice, replaced, size_text
from app.export_plan import ExportPlan, Kind, Printing, Target
from app.export_request import ExportMeshes
from app.heads import Frame, LengthUnit
from app.translation import mark, tr
from app.widgets.number_box import NumberBox
from core.document.project_file import Project
from core.geometry.surface_files import expected_bytes

FORMATS = {
    mark("OBJ, with the scan's picture"): (".obj", False),
    mark("STL, binary"): (".stl", False),
    mark("STL, text"): (".stl", True),
    mark("PLY, binary"): (".ply", False),
    mark("GLB (glTF in one file, metres)"): (".glb", False),
    mark("glTF (text, metres)"): (".gltf", False),
}
"""What people read, and suffix and whether it is text."""
_DETAIL = {
    mark("Standard (256)"): 256,
    mark("Fine (384)"): 384,
    mark("Draft (128)"): 128,
}
_FRAMES = {
    mark("Head frame (upright, centred)"): Frame.HEAD,
    mark("Where the scan lay"): Frame.SCAN,
}
_UNITS = {
    mark("Millimetres"): LengthUnit.MM,
    mark("Centimetres"): LengthUnit.CM,
    mark("Metres"): LengthUnit.M,
}
_PRINTING = {
    mark("As it is"): "",
    mark("Hollow, with a wall"): "hollow",
    mark("Shell of a thickness"): "shell",
}
_TITLES = {
    Kind.SKIN: mark("Skin, as edited"),
    Kind.SKULL: mark("Skull, as inferred"),
    Kind.CRANIUM: mark("Skull without mandible"),
    Kind.MANDIBLE: mark("Mandible alone"),
    Kind.BOTH: mark("Skin and skull in one file"),
    Kind.SCAN: mark("The scan itself, edited"),
    Kind.CT_SKULL: mark("The CT's skull, as imaged"),
}
_STANDARD_RESOLUTION = 256
FEWEST_BUDGET, _MOST_TRIANGLES, _TRIANGLE_STEP = 1000, 5_000_000, 5000
"""Triangles that may be typed: fewer than the first show no head."""
_SHELL_FACTOR = 2.0
"""Triangles of a hollow or shell, of those before: an outer and an inner side."""


class ExportDialog(AskingDialog):
    """Asks for an export.

    Parameters
    ----------
    project : Project
        What is exported; decides what is on offer.
    folder : Path
        Where the files go at first.
    name : str
        Start of the files' names.
    parent : QWidget
        Over which it is shown.
    triangles : mapping of Kind to int
        About how many each surface has, the skin in standard detail; for the expected size.
    """

    chosen = Signal(object)
    """The `ExportMeshes` to run."""

    def __init__(
        self,
        project: Project,
        folder: Path,
        name: str,
        parent: QWidget,
        triangles: Mapping[Kind, int] | None = None,
    ) -> None:
        from core.geometry.printing import DRAIN_LIMITS_MM, WALL_LIMITS_MM

        super().__init__(tr("Export"), tr("Export"), parent, 500)
        self._least_drain = DRAIN_LIMITS_MM[0]
        self._project, self._name, self._triangles = project, name, dict(triangles or {})
        has_scan = project.scan_bytes is not None and project.state.scan is not None
        self.parts = {kind: QCheckBox(tr(title), self) for kind, title in _TITLES.items()}
        for kind, box in self.parts.items():
            box.setChecked(kind in (Kind.SKIN, Kind.SKULL))
            box.toggled.connect(self._refresh)
        self.parts[Kind.SCAN].setEnabled(has_scan)
        self.parts[Kind.CT_SKULL].setVisible(project.ct_skull is not None)
        self.format = Choice(FORMATS, self)
        self.detail = Choice(_DETAIL, self)
        self.frame = Choice(_FRAMES, self)
        self.frame.setEnabled(has_scan)
        self.unit = Choice(_UNITS, self)
        self.printing = Choice(_PRINTING, self)
        self.printing.setAccessibleName(tr("3D print"))
        self.printing.setToolTip(
            tr("A hollow print needs less material; a drain lets powder or resin out of it")
        )
        self.wall, self.drain = NumberBox("mm", self), NumberBox("mm", self)
        for box, value, limits in (
            (self.wall, 2.5, WALL_LIMITS_MM),
            (self.drain, 8.0, (0.0, DRAIN_LIMITS_MM[1])),
        ):
            box.setDecimals(1)
            box.setRange(*limits)
            box.setValue(value)
            box.valueChanged.connect(self._refresh)
        self.wall.setAccessibleName(tr("Wall"))
        self.drain.setAccessibleName(tr("Diameter of the drain"))
        self.drain_label = QLabel(tr("drain"), self)
        self.triangles = self._triangle_box()
        self.folder = QLineEdit(str(folder), self)
        self.side_files = QCheckBox(tr("Write beside each file how it was made"), self)
        self.side_files.setChecked(True)
        self.side_files.setToolTip(
            tr("From it nasion replay makes the file again; it holds the face, not the scan")
        )
        self._lay_out()
        for box in (self.format, self.frame, self.detail, self.printing, self.unit):
            box.currentIndexChanged.connect(self._refresh)
        self.folder.textChanged.connect(self._refresh)
        self._refresh()

    def _triangle_box(self) -> QSpinBox:
        box = QSpinBox(self)
        box.setRange(0, _MOST_TRIANGLES)
        box.setSingleStep(_TRIANGLE_STEP)
        box.setGroupSeparatorShown(True)
        box.setSpecialValueText(tr("All"))
        box.setAccessibleName(tr("At most so many triangles"))
        box.setToolTip(tr("Fewer triangles for other programs; what that costs is told in mm"))
        box.valueChanged.connect(self._refresh)
        return box

    def _lay_out(self) -> None:
        what = QGridLayout()
        what.setHorizontalSpacing(14)
        what.setVerticalSpacing(6)
        for number, box in enumerate(self.parts.values()):
            what.addWidget(box, number // 2, number % 2)
        printing = QHBoxLayout()
        printing.setSpacing(8)
        printing.addWidget(self.printing, 1)
        for widget in (self.wall, self.drain_label, self.drain):
            printing.addWidget(widget)
        form = self.form
        form.addRow(tr("What"), what)
        form.addRow(tr("Format"), self.format)
        form.addRow(tr("Unit"), self.unit)
        form.addRow(tr("Position"), self.frame)
        form.addRow(tr("Skin detail"), self.detail)
        form.addRow(tr("3D print"), printing)
        form.addRow(tr("Triangles"), self.triangles)
        form.addRow(tr("Folder"), self.folder_row(self.folder))
        form.addRow("", self.side_files)
        form.labelForField(what).setAlignment(Qt.AlignmentFlag.AlignTop)

    def plan(self) -> ExportPlan:
        """Return what is asked for at the moment."""
        suffix, text = self.format.meaning
        folder = Path(self.folder.text())
        wall, mode = self.wall.value(), self.printing.meaning
        printing = Printing(
            hollow_mm=wall if mode == "hollow" else 0.0,
            shell_mm=wall if mode == "shell" else 0.0,
            drain_mm=self._drain() if mode == "hollow" else 0.0,
        )
        return ExportPlan(
            targets=tuple(
                Target(kind, folder / f"{self._name}-{kind.value.replace('_', '-')}{suffix}")
                for kind, box in self.parts.items()
                if box.isChecked() and box.isEnabled() and not box.isHidden()
            ),
            frame=self.frame.meaning,
            unit=self.unit.meaning,
            resolution=self.detail.meaning,
            text=text,
            printing=printing,
            side_files=self.side_files.isChecked(),
            triangles=self._budget(),
        )

    def _budget(self) -> int:
        return max(self.triangles.value(), FEWEST_BUDGET) if self.triangles.value() else 0

    def _drain(self) -> float:
        return self.drain.value() if self.drain.value() >= self._least_drain else 0.0

    def _refresh(self) -> None:
        plan, mode = self.plan(), self.printing.meaning
        suffix = self.format.meaning[0]
        self.wall.setVisible(bool(mode))
        for widget in (self.drain_label, self.drain):
            widget.setVisible(mode == "hollow")
        # The scan's own frame has the scan's own unit, and glTF is always in metres.
        self.unit.setEnabled(plan.frame is Frame.HEAD and suffix not in (".glb", ".gltf"))
        there = Path(self.folder.text()).is_dir()
        if not there:
            text = tr("There is no such folder.")
        elif not plan.targets:
            text = tr("Choose what to export.")
        else:
            text = "\n".join(self._line(one, plan) for one in plan.targets)
            text += "\n" + self._unit_told(plan, suffix)
            text += replaced([one.path for one in plan.targets])
        self.remark.setText(text)
        self.ok.setEnabled(there and bool(plan.targets))
        self.adjustSize()

    def _unit_told(self, plan: ExportPlan, suffix: str) -> str:
        scan = self._project.state.scan
        if suffix in (".glb", ".gltf"):
            return tr("Unit: metres, by the format's rule.")
        if plan.frame is Frame.SCAN and scan is not None:
            return tr("Unit: that of the scan ({unit}).").format(unit=scan.unit)
        return tr("Unit: {unit}, stated in the file too.").format(unit=plan.unit.value)

    def _line(self, target: Target, plan: ExportPlan) -> str:
        count = self.expected_triangles(target.kind, plan)
        if not count:
            return target.path.name
        size = expected_bytes(target.path.suffix, count, text=plan.text)
        return tr("{name}: about {count:,} triangles, {size}").format(
            name=target.path.name, count=count, size=size_text(size)
        )

    def expected_triangles(self, kind: Kind, plan: ExportPlan) -> int:
        """Return about how many triangles a file will have; 0 where that is not known."""
        grown = (plan.resolution / _STANDARD_RESOLUTION) ** 2
        known = self._triangles
        count = known.get(kind, 0) * (grown if kind is Kind.SKIN else 1.0)
        if kind is Kind.BOTH and Kind.SKIN in known:
            count = known[Kind.SKIN] * grown + known.get(Kind.SKULL, 0)
        factor = _SHELL_FACTOR if plan.printing.changes else 1.0
        expected = int(round(count * factor, -2))
        return min(expected, plan.triangles) if plan.triangles else expected

    def choose(self) -> None:
        """Hand over the export."""
        self.chosen.emit(ExportMeshes(self._project, self.plan()))
        self.accept()
