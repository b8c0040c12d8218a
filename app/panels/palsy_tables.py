"""Small tables and pictures of the palsy page."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from app.palsy_requests import THUMBNAIL
from app.ray_picture import Pixels
from app.translation import number, tr

if TYPE_CHECKING:
    from core.evaluation.palsy import VisitMeasures

NONE = "\u2013"
"""Stands where nothing is known."""
_ROW = 22


def visit_row(visit: "VisitMeasures") -> tuple[str, ...]:
    """Return the line of a `visit` in the timeline."""
    cells = [visit.day]
    for name in ("smile", "eyes_closed", "brows_up"):
        pose = visit.pose(name)
        key = None if pose is None else pose.key
        if key is None:
            cells.append(NONE)
        elif name == "eyes_closed":
            cells.append(f"{number(abs(key.difference), '.1f')} mm")
        else:
            cells.append(f"{number(key.index, '.0f')} %" if np.isfinite(key.index) else NONE)
    rest = visit.pose("neutral")
    cells.append(NONE if rest is None else number(rest.asymmetry.rms["face"], ".2f"))
    return tuple(cells)


def plain_table(name: str, columns: tuple[str, ...], parent: QWidget) -> QTableWidget:
    """Return a table of `columns`, called `name`, that is read only and as high as its rows."""
    table = QTableWidget(0, len(columns), parent)
    table.setAccessibleName(name)
    table.setHorizontalHeaderLabels([tr(one) for one in columns])
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(_ROW)
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    table.setShowGrid(False)
    head = table.horizontalHeader()
    head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    return table


def fill(table: QTableWidget, rows: list[tuple[str, ...]]) -> None:
    """Show rows in a `table`; numbers stand to the right."""
    table.setRowCount(len(rows))
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            if column:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            table.setItem(row, column, item)
    table.setFixedHeight(table.horizontalHeader().sizeHint().height() + _ROW * len(rows) + 4)


def icon_of(pixels: Pixels) -> QIcon:
    """Return an icon of `pixels`, (h, w, 4) uint8."""
    height, width = pixels.shape[:2]
    data = np.ascontiguousarray(pixels).tobytes()
    image = QImage(data, width, height, 4 * width, QImage.Format.Format_RGBA8888)
    return QIcon(QPixmap.fromImage(image.copy()))


def empty_icon() -> QIcon:
    """Return the outline of a head that was not taken, as large as a pose's picture."""
    blank = QPixmap(*THUMBNAIL)
    blank.fill(Qt.GlobalColor.transparent)
    painter = QPainter(blank)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(128, 134, 140), 1.0, Qt.PenStyle.DashLine))
    wide, high = THUMBNAIL
    painter.drawEllipse(QRectF(0.2 * wide, 0.1 * high, 0.6 * wide, 0.8 * high))
    painter.end()
    return QIcon(blank)
