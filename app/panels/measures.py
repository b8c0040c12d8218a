"""The measures of the face as it is now: those that were placed, and the table with its norms."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.icons import icon
from app.panels.placed import PlacedList
from app.panels.survey import SurveyBox
from app.theme import Theme
from app.translation import joined, mark, number, tr
from app.widgets.section import Section
from core.geometry.measure_rows import GROUPS, MeasureRow

TOOLS = {
    "distance": (mark("Distance"), "distance", mark("Straight distance: click two points")),
    "angle": (mark("Angle"), "angle", mark("Angle: click three points, the corner second")),
    "path": (mark("Path"), "path",
             mark("Shortest way along the surface: click points, a double click ends")),
    "area": (mark("Area"), "area",
             mark("Area on the surface: click its outline, a double click closes it")),
}  # fmt: skip
"""Title, icon and tip of every tool, by its kind."""
SEXES = {"female": mark("Women"), "male": mark("Men")}
_LEAST_TABLE = 190
_UNITS = {"mm": " mm", "deg": "°"}
_NOTE = mark("Marked: more than two standard deviations from the mean.")


class MeasuresPanel(QWidget):
    """Lists measures, how much the edits of this session changed them, and how usual they are.

    Parameters
    ----------
    parent : QWidget, optional
        Owner.
    """

    tool_chosen = Signal(str)
    """Kind of the measure to place; empty to stop placing."""
    landmarks_toggled = Signal(bool)
    sex_chosen = Signal(str)
    table_asked = Signal()
    csv_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme: Theme | None = None
        self._rows: tuple[MeasureRow, ...] = ()
        self._before: dict[str, float] = {}
        self._told: dict[int, object] = {}
        """What each line of the table shows."""
        self.tools = {kind: self._tool(kind) for kind in TOOLS}
        self.landmarks = QToolButton(self)
        self.landmarks.setText(tr("Points"))
        self.landmarks.setToolTip(
            tr("Show the landmarks; drag one to put it elsewhere, as an edit that can be undone")
        )
        self.landmarks.toggled.connect(self.landmarks_toggled)
        self._dress(self.landmarks)
        self.told = QLabel(self)
        self.told.setObjectName("faint")
        self.told.setWordWrap(True)
        self.told.hide()
        self.placed = PlacedList(self)
        self.sex = QComboBox(self)
        for key, title in SEXES.items():
            self.sex.addItem(tr(title), key)
        self.sex.currentIndexChanged.connect(self._change_sex)
        self.table = self._make_table()
        self.survey = SurveyBox(self)
        self._survey = Section(tr("Symmetry and volume"), self)
        self._survey.add(self.survey)
        self._survey.fold(folded=True)
        self._lay_out()

    @property
    def survey_section(self) -> Section:
        """What is folded open to measure symmetry and volume."""
        return self._survey

    def _tool(self, kind: str) -> QToolButton:
        title, _, tip = TOOLS[kind]
        button = QToolButton(self)
        button.setText(tr(title))
        button.setToolTip(tr(tip))
        button.toggled.connect(lambda on: self._choose(kind, on=on))
        self._dress(button)
        return button

    def _dress(self, button: QToolButton) -> None:
        button.setCheckable(True)
        button.setIconSize(QSize(20, 20))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, 4, self)
        table.setHorizontalHeaderLabels([tr("Measure"), tr("Now"), "Δ", tr("z")])
        table.horizontalHeaderItem(2).setToolTip(tr("Change"))
        table.horizontalHeaderItem(3).setToolTip(
            tr("Standard deviations from the mean of adults of the sex chosen above")
        )
        table.setAccessibleName(tr("Measures"))
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(22)
        table.setShowGrid(False)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        table.setTabKeyNavigation(False)
        header = table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in ((1, 72), (2, 52), (3, 66)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            table.setColumnWidth(column, width)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return table

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(0)
        for button in (*self.tools.values(), self.landmarks):
            tools.addWidget(button, 1)
        norms = QHBoxLayout()
        label = QLabel(tr("Norms of"), self)
        label.setBuddy(self.sex)
        label.setToolTip(tr(_NOTE))
        norms.addWidget(label)
        norms.addWidget(self.sex, 1)
        for title, tip, signal in (
            (tr("Table…"), tr("Every measure with mean, deviation and source"), self.table_asked),
            (tr("CSV…"), tr("Write every measure as a table"), self.csv_asked),
        ):
            button = QPushButton(title, self)
            button.setToolTip(tip)
            button.clicked.connect(signal)
            norms.addWidget(button)
        inner = QWidget()
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(6, 6, 6, 4)
        layout.setSpacing(6)
        layout.addLayout(tools)
        for widget in (self.told, self.placed):
            layout.addWidget(widget)
        layout.addLayout(norms)
        self.table.setMinimumHeight(_LEAST_TABLE)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._survey)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    # --- tools --------------------------------------------------------------------------------

    def _choose(self, kind: str, *, on: bool) -> None:
        if on:
            for other, button in self.tools.items():
                if other != kind:
                    button.setChecked(False)
        if on or not any(button.isChecked() for button in self.tools.values()):
            self.tool_chosen.emit(kind if on else "")

    def show_tool(self, kind: str, told: str) -> None:
        """Show which tool is at work and what it waits for, telling nobody.

        Parameters
        ----------
        kind : str
            Of `TOOLS`; empty for none.
        told : str
            What to do next; empty to say nothing.
        """
        for name, button in self.tools.items():
            blocked = button.blockSignals(True)
            button.setChecked(name == kind)
            button.blockSignals(blocked)
        self.told.setText(told)
        self.told.setVisible(bool(told))

    def _change_sex(self) -> None:
        self._show()
        self.sex_chosen.emit(str(self.sex.currentData()))

    # --- the table ----------------------------------------------------------------------------

    def forget(self) -> None:
        """Let the next measures be those to compare with."""
        self._before = {}

    def change(self, row: MeasureRow) -> float:
        """Return how much a measure changed since the document was opened."""
        return row.measure.value - self._before.get(row.measure.key, row.measure.value)

    def read(self, rows: Sequence[MeasureRow]) -> None:
        """Show measures.

        Parameters
        ----------
        rows : sequence of MeasureRow
            Of the face as it is now.
        """
        self._before = {row.measure.key: row.measure.value for row in rows} | self._before
        keys = [row.measure.key for row in self._rows]
        self._rows = tuple(rows)
        if keys != [row.measure.key for row in rows]:
            self._fill()
        self._show()

    def _fill(self) -> None:
        table = self.table
        table.clearSpans()
        self._told = {}
        groups = [row.group for row in self._rows]
        table.setRowCount(len(groups) + len(set(groups)))
        at, last = 0, ""
        for row in self._rows:
            if row.group != last:
                last = row.group
                head = QTableWidgetItem(tr(GROUPS[last]))
                head.setFont(_bold(table.font()))
                table.setItem(at, 0, head)
                table.setSpan(at, 0, 1, 4)
                at += 1
            self._fill_row(at, row)
            at += 1

    def _fill_row(self, at: int, row: MeasureRow) -> None:
        full = joined(row.measure.name)
        name = QTableWidgetItem(full.partition(" (")[0])
        points = " – ".join(row.measure.landmarks).replace("_", " ")
        name.setToolTip(f"{full}: {points}")
        name.setData(Qt.ItemDataRole.UserRole, row.measure.key)
        self.table.setItem(at, 0, name)
        for column in (1, 2, 3):
            item = QTableWidgetItem()
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.table.setItem(at, column, item)

    def _show(self) -> None:
        sex, known = str(self.sex.currentData()), {row.measure.key: row for row in self._rows}
        for at in range(self.table.rowCount()):
            key = self.table.item(at, 0).data(Qt.ItemDataRole.UserRole)
            if key not in known:
                continue
            row, change = known[key], self.change(known[key])
            now = f"{number(row.measure.value, '.1f')}{_UNITS[row.measure.unit]}"
            shown = number(change, "+.1f") if abs(change) >= 0.05 else ""
            told = now, shown, score_text(row, sex), sex, self._theme
            if self._told.get(at) == told:
                # A drag reads the table again and again; most of it stays.
                continue
            self._told[at] = told
            self.table.item(at, 1).setText(now)
            self.table.item(at, 2).setText(shown)
            self._show_score(self.table.item(at, 3), row, sex)

    def _show_score(self, item: QTableWidgetItem, row: MeasureRow, sex: str) -> None:
        item.setText(score_text(row, sex))
        unusual = row.unusual(sex)
        item.setFont(_bold(self.table.font()) if unusual else self.table.font())
        if self._theme is not None:
            item.setForeground(QColor(self._theme.warning if unusual else self._theme.text))
        norm = row.norms.get(sex)
        item.setToolTip("" if norm is None else norm_text(row, sex))

    def set_theme(self, theme: Theme) -> None:
        """Colour icons and marks."""
        self._theme = theme
        for kind, button in self.tools.items():
            button.setIcon(icon(TOOLS[kind][1], theme))
        self.landmarks.setIcon(icon("landmarks", theme))
        self.placed.set_theme(theme)
        self._survey.set_icons(icon("expanded", theme), icon("collapsed", theme))
        self._show()


def score_text(row: MeasureRow, sex: str) -> str:
    """Return a z-score; beyond what is usual with an arrow, so that it is not told by colour alone.

    Parameters
    ----------
    row : MeasureRow
        The measure.
    sex : str
        Whose norm.
    """
    score = row.score(sex)
    if not math.isfinite(score):
        return ""
    arrow = ("▲ " if score > 0 else "▼ ") if row.unusual(sex) else ""
    return f"{arrow}{number(score, '+.1f')}"


def norm_text(row: MeasureRow, sex: str) -> str:
    """Return mean, deviation and source of the norm that a measure is compared with."""
    norm, unit = row.norms[sex], _UNITS[row.measure.unit]
    spread = f" ± {number(norm.standard_deviation, '.1f')}" if norm.standard_deviation else ""
    people = tr(", {count} people").format(count=norm.count) if norm.count else ""
    source = joined(norm.reference)
    return f"{number(norm.mean, '.1f')}{spread}{unit} ({norm.population}{people}): {source}"


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setBold(True)
    return bold
