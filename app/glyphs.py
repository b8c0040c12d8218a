"""Icons from the font of Material Design Icons that comes with qtawesome.

qtawesome itself loads twelve fonts with their tables and, through qtpy, makes every class of Qt:
a quarter of a second at every start. Of it only the one font is read, and drawn as it draws.
"""

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

_FONT = "materialdesignicons6-webfont"
_SIZE_SHARE = 0.875
"""Size of the glyph on an icon of size one: room for what reaches beyond its own square."""


class GlyphIcon(QIconEngine):
    """Draws one glyph in the colours of a theme.

    Parameters
    ----------
    name : str
        Of Material Design Icons.
    plain, disabled, on, selected : str
        Colours: as it is, when it cannot be used, when it is checked, on a chosen row.
    """

    def __init__(self, name: str, plain: str, disabled: str, on: str, selected: str) -> None:
        super().__init__()
        self._given = name, plain, disabled, on, selected
        self._glyph = chr(int(_glyphs()[name], 16))
        self._checked = {QIcon.State.On: on, QIcon.State.Off: plain}
        self._modes = {QIcon.Mode.Disabled: disabled, QIcon.Mode.Selected: selected}

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw the glyph into a rectangle."""
        painter.save()
        painter.setPen(QColor(self._modes.get(mode, self._checked[state])))
        font = QFont(_family())
        font.setPixelSize(round(_SIZE_SHARE * rect.height()))
        painter.setFont(font)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._glyph)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return a picture of a size in pixels."""
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return picture

    def clone(self) -> "GlyphIcon":
        """Return another one that draws the same."""
        return GlyphIcon(*self._given)


def _file(name: str) -> Path:
    """Return a file of qtawesome's fonts; the package itself is not run."""
    found = find_spec("qtawesome")
    assert found is not None
    assert found.origin is not None
    fonts = Path(found.origin).parent / "fonts"
    return next(fonts.glob(name))


@cache
def _glyphs() -> dict[str, Any]:
    """Return the code of every glyph, hexadecimal, by its name."""
    known: dict[str, Any] = json.loads(_file(f"{_FONT}-charmap-*.json").read_bytes())
    return known


@cache
def _family() -> str:
    """Return the font's name, once the application knows it."""
    number = QFontDatabase.addApplicationFont(str(_file(f"{_FONT}-[0-9]*.ttf")))
    return QFontDatabase.applicationFontFamilies(number)[0]
