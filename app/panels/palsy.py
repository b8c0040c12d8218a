"""Visits of a facial palsy: poses in a row, figures left against right, visits below each other."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QDate, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDateEdit,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.icons import icon
from app.palsy_requests import THUMBNAIL, PalsyView, StudyFigures
from app.palsy_words import MEASURES, POSE_NAMES, REGIONS, SHOWN
from app.panels.palsy_tables import NONE, empty_icon, fill, icon_of, plain_table, visit_row
from app.panels.scroll import ScrollColumn
from app.ray_picture import Pixels
from app.theme import Theme
from app.translation import mark, number, tr
from app.widgets.section import Section
from core.document.palsy import POSES, PalsyStudy
from core.geometry.asymmetry import NORM_MM
from core.geometry.mimic import EXCURSIONS

if TYPE_CHECKING:
    from core.evaluation.palsy import PoseMeasures

VIEWS = {
    PalsyView.OFF: (mark("Off"), mark("Show the open head")),
    PalsyView.POSE: (mark("Pose"), mark("Show the face as it was at this visit")),
    PalsyView.ASYMMETRY: (
        mark("Asymmetry"), mark("Colour the pose by its distance to its own mirror image")
    ),
    PalsyView.TARGET: (mark("Target"), mark("Show the healthy side mirrored onto the other")),
    PalsyView.CHANGE: (
        mark("Change"), mark("Colour the pose by what has changed since the first visit")
    ),
}  # fmt: skip
_MARGINS = (8, 4, 2, 4)
"""Of a group, as those of a section's body."""
_COLUMNS = (mark("Measure"), mark("Left"), mark("Right"), "Δ", mark("Weaker"))
_TIMELINE = (mark("Visit"), mark("Smile"), mark("Lids"), mark("Brows"), mark("Asymmetry"))
_TIMELINE_TIPS = (
    "",
    mark("Weaker corner of the mouth as a share of the stronger one"),
    mark("How much farther one eye stays open, mm"),
    mark("Weaker brow as a share of the stronger one"),
    mark("Neutral face against its mirror image, root mean square, mm"),
)


class PalsyPanel(QWidget):
    """Shows visits and chooses what of them is seen.

    Parameters
    ----------
    parent : QWidget, optional
        Owner.
    """

    day_chosen = Signal()
    """Another visit is looked at."""
    pose_chosen = Signal()
    """Another pose is looked at."""
    view_chosen = Signal()
    """Something else of the pose is to be seen."""
    side_chosen = Signal(object)
    """``left``, ``right`` or None: the weak side."""
    keep_asked = Signal()
    """The head in the window is to be kept as the pose."""
    file_asked = Signal()
    """A scan, project or photograph is to become the pose."""
    remove_asked = Signal()
    """The pose shall go."""
    csv_asked = Signal()
    """The figures are to be written."""
    report_asked = Signal()
    """A report is to be made."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._study = PalsyStudy()
        self._figures: StudyFigures | None = None
        column = ScrollColumn(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(column)
        for widget in (self._visit_box(), self._pose_box(), self._view_box()):
            column.add(widget)
        self.figures = plain_table(tr("Left and right by pose"), _COLUMNS, self)
        apart = self.figures.horizontalHeaderItem(_COLUMNS.index("Δ"))
        if apart is not None:
            apart.setToolTip(tr("Difference"))
        self._sections = figures, regions, visits = (
            Section(tr("Left against right, mm"), self),
            Section(tr("Against the mirror image"), self),
            Section(tr("Visits"), self),
        )
        figures.add(self.figures)
        column.add(figures)
        self.regions = plain_table(
            tr("Asymmetry by region"), (mark("Region"), mark("RMS, mm")), self
        )
        regions.add(self.regions)
        norm = QLabel(
            tr("Healthy adults: {mean:.2f} ± {deviation:.2f} mm").format(
                mean=NORM_MM[0], deviation=NORM_MM[1]
            ),
            self,
        )
        norm.setObjectName("faint")
        regions.add(norm)
        column.add(regions)
        self.timeline = plain_table(tr("Change between visits"), _TIMELINE, self)
        for place, tip in enumerate(_TIMELINE_TIPS):
            item = self.timeline.horizontalHeaderItem(place)
            if tip and item is not None:
                item.setToolTip(tr(tip))
        self.timeline.cellClicked.connect(self._take_row)
        visits.add(self.timeline)
        column.add(visits)
        column.add(self._out_box())
        self.read(PalsyStudy(), None)

    def _visit_box(self) -> QWidget:
        box = QWidget(self)
        grid = QGridLayout(box)
        grid.setContentsMargins(*_MARGINS)
        grid.setColumnStretch(1, 1)
        self.date = QDateEdit(QDate.currentDate(), box)
        self.date.setCalendarPopup(True)
        self.date.setDisplayFormat("yyyy-MM-dd")
        self.date.setAccessibleName(tr("Day of the visit"))
        self.date.dateChanged.connect(lambda _: self._changed(self.day_chosen))
        self.side = QComboBox(box)
        self.side.setAccessibleName(tr("Weak side of the face"))
        for text, value in ((tr("Not said"), None), (tr("Left"), "left"), (tr("Right"), "right")):
            self.side.addItem(text, value)
        self.side.activated.connect(lambda _: self.side_chosen.emit(self.side.currentData()))
        for row, (text, widget) in enumerate(
            ((tr("Visit of"), self.date), (tr("Weak side"), self.side))
        ):
            grid.addWidget(QLabel(text, box), row, 0)
            grid.addWidget(widget, row, 1)
        return box

    def _pose_box(self) -> QWidget:
        box = QWidget(self)
        grid = QGridLayout(box)
        grid.setSpacing(4)
        grid.setContentsMargins(*_MARGINS)
        group = QButtonGroup(box)
        self.poses: dict[str, QToolButton] = {}
        for place, name in enumerate(POSES):
            button = QToolButton(box)
            button.setCheckable(True)
            title = tr(POSE_NAMES[name])
            # Every name takes two lines, so that the pictures stand level and long names fit.
            button.setText("\n".join((*title.split(" ", 1), "")[:2]))
            button.setAccessibleName(title)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            button.setIconSize(QSize(*THUMBNAIL))
            button.setMinimumSize(THUMBNAIL[0] + 26, THUMBNAIL[1] + 26)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            grid.setColumnStretch(place % 3, 1)
            button.clicked.connect(lambda: self._changed(self.pose_chosen))
            group.addButton(button)
            grid.addWidget(button, place // 3, place % 3)
            self.poses[name] = button
        self.poses["neutral"].setChecked(True)
        line = QHBoxLayout()
        self.keep = QPushButton(tr("Keep this head"), box)
        self.keep.setToolTip(tr("Keep the head in the window as this pose"))
        self.keep.clicked.connect(self.keep_asked)
        self.file = QPushButton(tr("From a file…"), box)
        self.file.setToolTip(tr("Take the pose from a scan, a project or a photograph"))
        self.file.clicked.connect(self.file_asked)
        self.remove = QPushButton(tr("Remove"), box)
        self.remove.setToolTip(tr("Take this pose out of the visit"))
        self.remove.clicked.connect(self.remove_asked)
        for widget in (self.keep, self.file, self.remove):
            line.addWidget(widget)
        grid.addLayout(line, 2, 0, 1, 3)
        self.source = QLabel("", box)
        self.source.setObjectName("faint")
        self.source.setWordWrap(True)
        grid.addWidget(self.source, 3, 0, 1, 3)
        return box

    def _view_box(self) -> QWidget:
        box = QWidget(self)
        line = QHBoxLayout(box)
        line.setContentsMargins(*_MARGINS)
        line.setSpacing(2)
        group = QButtonGroup(box)
        self.views: dict[PalsyView, QToolButton] = {}
        for view, (title, tip) in VIEWS.items():
            button = QToolButton(box)
            button.setCheckable(True)
            button.setText(tr(title))
            button.setToolTip(tr(tip))
            button.clicked.connect(self.view_chosen)
            group.addButton(button)
            line.addWidget(button)
            self.views[view] = button
        line.addStretch(1)
        self.views[PalsyView.OFF].setChecked(True)
        return box

    def _out_box(self) -> QWidget:
        box = QWidget(self)
        line = QHBoxLayout(box)
        line.setContentsMargins(*_MARGINS)
        self.csv = QPushButton(tr("Save the figures…"), box)
        self.csv.clicked.connect(self.csv_asked)
        self.report = QPushButton(tr("Report…"), box)
        self.report.setToolTip(tr("Make a report; the visits have a page of their own in it"))
        self.report.clicked.connect(self.report_asked)
        line.addWidget(self.csv)
        line.addWidget(self.report)
        line.addStretch(1)
        return box

    def set_theme(self, theme: Theme) -> None:
        """Colour the icons."""
        for section in self._sections:
            section.set_icons(icon("expanded", theme), icon("collapsed", theme))

    # --- what is chosen -----------------------------------------------------------------------

    @property
    def day(self) -> str:
        """The visit that is looked at, such as ``2026-03-01``."""
        return self.date.date().toString("yyyy-MM-dd")

    def set_day(self, day: str) -> None:
        """Look at another visit."""
        found = date.fromisoformat(day)
        self.date.setDate(QDate(found.year, found.month, found.day))

    @property
    def pose(self) -> str:
        """The pose that is looked at."""
        return next(name for name, button in self.poses.items() if button.isChecked())

    @property
    def view(self) -> PalsyView:
        """What of the pose is seen."""
        return next(view for view, button in self.views.items() if button.isChecked())

    def _changed(self, signal: object) -> None:
        self._show()
        signal.emit()  # type: ignore[attr-defined]

    def _take_row(self, row: int, _: int) -> None:
        if row < len(self._study.visits):
            self.set_day(self._study.visits[row].day)

    # --- what is shown ------------------------------------------------------------------------

    def read(self, study: PalsyStudy, figures: StudyFigures | None) -> None:
        """Show visits; `figures` is None while they are being measured."""
        self._study, self._figures = study, figures
        with QSignalBlocker(self.side):
            self.side.setCurrentIndex(self.side.findData(study.weak))
        self._show()

    def _measures(self) -> "PoseMeasures | None":
        visits = () if self._figures is None else self._figures.visits
        visit = next((one for one in visits if one.day == self.day), None)
        return None if visit is None else visit.pose(self.pose)

    def _show(self) -> None:
        visit = self._study.visit(self.day)
        pictures: Mapping[str, Pixels] = {}
        if self._figures is not None:
            pictures = self._figures.thumbnails
        for name, button in self.poses.items():
            pose = None if visit is None else visit.pose(name)
            drawn = None if pose is None else pictures.get(pose.digest)
            button.setIcon(empty_icon() if drawn is None else icon_of(drawn))
            button.setToolTip(tr("Not taken yet") if pose is None else pose.source)
        pose = None if visit is None else visit.pose(self.pose)
        self.source.setText(
            tr("Not taken at this visit.") if pose is None
            else tr("From {name}").format(name=pose.source)
        )  # fmt: skip
        self.remove.setEnabled(pose is not None)
        for view, button in self.views.items():
            button.setEnabled(view is PalsyView.OFF or self._can_show(view))
        self._show_figures(self._measures())
        self._show_timeline()
        self.csv.setEnabled(bool(self._study.visits))
        self.report.setEnabled(bool(self._study.visits))

    def _can_show(self, view: PalsyView) -> bool:
        visit = self._study.visit(self.day)
        if visit is None or visit.pose(self.pose) is None:
            return False
        if view is PalsyView.TARGET:
            return self._study.weak is not None
        if view is PalsyView.CHANGE:
            first = next(one for one in self._study.visits if one.pose(self.pose) is not None)
            return first.day != self.day
        return True

    def _show_figures(self, found: "PoseMeasures | None") -> None:
        rows: list[tuple[str, ...]] = []
        for name in SHOWN[self.pose]:
            side = None if found is None else found.side(name)
            if side is None:
                rows.append((tr(MEASURES[name]), NONE, NONE, NONE, NONE))
                continue
            share = NONE
            if name in EXCURSIONS and np.isfinite(side.index):
                share = f"{number(side.index, '.0f')} %"
            values = (number(side.left, ".1f"), number(side.right, ".1f"))
            rows.append((tr(MEASURES[name]), *values, number(side.difference, "+.1f"), share))
        fill(self.figures, rows)
        told = {} if found is None else {**found.asymmetry.rms, **found.regions}
        fill(
            self.regions,
            [(tr(title), number(told[name], ".2f")) for name, title in REGIONS.items()
             if name in told],
        )  # fmt: skip

    def _show_timeline(self) -> None:
        visits = () if self._figures is None else self._figures.visits
        fill(self.timeline, [visit_row(visit) for visit in visits])
        for row, visit in enumerate(visits):
            if visit.day == self.day:
                self.timeline.selectRow(row)
