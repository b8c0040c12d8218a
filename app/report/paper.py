"""Paper to draw on: pages in millimetres, type in points, in the family that ships."""

from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
)

from core.errors import ExportError
from core.resources import resource_path

DOTS_PER_INCH = 1200
_MM = DOTS_PER_INCH / 25.4
_POINT = DOTS_PER_INCH / 72.0
PAGES = {"a4": QPageSize.PageSizeId.A4, "letter": QPageSize.PageSizeId.Letter}
FAMILY = "Source Sans Pro"
_FONT_FILES = ("SourceSansPro-Regular.ttf", "SourceSansPro-Semibold.ttf")

INK, FAINT, LINE = QColor("#23272b"), QColor("#6a7178"), QColor("#d4d8dc")
ACCENT, WARNING = QColor("#1b6f92"), QColor("#a05a00")
WASH, BAND = QColor("#f3f5f6"), QColor("#e3e8eb")
LEFT = Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignRight
CENTRE = Qt.AlignmentFlag.AlignHCenter
MARGIN_MM = 18.0


def add_fonts() -> None:
    """Make the report's type known to Qt, once.

    Raises
    ------
    ExportError
        When its files are missing.
    """
    if FAMILY in QFontDatabase.families():
        return
    for name in _FONT_FILES:
        if QFontDatabase.addApplicationFont(str(resource_path("fonts", name))) < 0:
            raise ExportError(f"The type {name} is missing from the program; install it again.")


class Paper:
    """Pages that are drawn from top to bottom; all lengths in mm, all type in points.

    Parameters
    ----------
    page : str
        ``a4`` or ``letter``.
    title : str
        Of the document, without anybody's name.
    """

    def __init__(self, page: str, title: str) -> None:
        add_fonts()
        self._content = QByteArray()
        self._buffer = QBuffer(self._content)
        self._buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self._writer = QPdfWriter(self._buffer)
        self._writer.setResolution(DOTS_PER_INCH)
        self._writer.setTitle(title)
        self._writer.setCreator("Nasion")
        self._writer.setPageLayout(
            QPageLayout(
                QPageSize(PAGES[page]), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)
            )
        )
        size = self._writer.pageLayout().fullRect(QPageLayout.Unit.Millimeter)
        self.width, self.height = size.width(), size.height()
        self.left, self.right = MARGIN_MM, self.width - MARGIN_MM
        self.top, self.bottom = 16.0, self.height - 20.0
        self.y = self.top
        self.number = 1
        self._painter = QPainter()
        if not self._painter.begin(self._writer):
            raise ExportError("Qt cannot make a PDF here; see 'nasion doctor'.")
        self._painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)

    @property
    def inner(self) -> float:
        """Width between the margins, mm."""
        return self.right - self.left

    @property
    def room(self) -> float:
        """Height that is left on the page, mm."""
        return self.bottom - self.y

    def new_page(self) -> None:
        """Go on at the top of another page."""
        self._writer.newPage()
        self.number += 1
        self.y = self.top

    def close(self) -> bytes:
        """Finish the file and return its content."""
        self._painter.end()
        self._buffer.close()
        return bytes(self._content.data())

    # --- type ---------------------------------------------------------------------------------

    def font(self, points: float, *, strong: bool = False, spread: float = 0.0) -> QFont:
        """Return the report's type.

        Parameters
        ----------
        points : float
            Size.
        strong : bool
            Whether it is semibold.
        spread : float
            Room between letters, per cent of their size.
        """
        font = QFont(FAMILY)
        font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        font.setPixelSize(round(points * _POINT))
        if spread:
            font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 100.0 + spread)
        return font

    def text_width(self, text: str, font: QFont) -> float:
        """Return how wide a line is, mm."""
        return QFontMetricsF(font, self._writer).horizontalAdvance(text) / _MM

    def write(
        self,
        text: str,
        x: float,
        baseline: float,
        font: QFont,
        colour: QColor = INK,
        align: Qt.AlignmentFlag = LEFT,
    ) -> None:
        """Write one line.

        Parameters
        ----------
        text : str
            Without breaks.
        x, baseline : float
            Where it stands, mm; `x` is its left end, middle or right end by `align`.
        font : QFont
            From `font`.
        colour : QColor
            Of the ink.
        align : Qt.AlignmentFlag
            ``LEFT``, ``CENTRE`` or ``RIGHT``.
        """
        share = {LEFT: 0.0, CENTRE: 0.5, RIGHT: 1.0}[align]
        self._painter.setFont(font)
        self._painter.setPen(colour)
        at = x - share * self.text_width(text, font)
        self._painter.drawText(QPointF(at * _MM, baseline * _MM), text)

    def paragraph(
        self,
        text: str,
        x: float,
        top: float,
        width: float,
        font: QFont,
        colour: QColor = INK,
    ) -> float:
        """Write text over several lines and return its height, mm.

        Parameters
        ----------
        text : str
            Broken between words; a word that is wider than the column within.
        x, top, width : float
            Column, mm.
        font : QFont
            From `font`.
        colour : QColor
            Of the ink.
        """
        height = self.paragraph_height(text, width, font)
        self._painter.setFont(font)
        self._painter.setPen(colour)
        box = QRectF(x * _MM, top * _MM, width * _MM, (height + 1.0) * _MM)
        self._painter.drawText(box, int(LEFT | _WRAP), text)
        return height

    def paragraph_height(self, text: str, width: float, font: QFont) -> float:
        """Return how high a text will be in a column, mm."""
        metrics = QFontMetricsF(font, self._writer)
        box = QRectF(0.0, 0.0, width * _MM, 1e7)
        return metrics.boundingRect(box, int(LEFT | _WRAP), text).height() / _MM

    # --- shapes -------------------------------------------------------------------------------

    def fill(self, x: float, y: float, width: float, height: float, colour: QColor) -> None:
        """Fill a rectangle."""
        self._painter.fillRect(QRectF(x * _MM, y * _MM, width * _MM, height * _MM), colour)

    def line(
        self, x: float, y: float, to_x: float, to_y: float, colour: QColor = LINE, mm: float = 0.2
    ) -> None:
        """Draw a line."""
        self._painter.setPen(QPen(colour, mm * _MM))
        self._painter.drawLine(QPointF(x * _MM, y * _MM), QPointF(to_x * _MM, to_y * _MM))

    def dot(self, x: float, y: float, radius: float, colour: QColor) -> None:
        """Draw a filled circle."""
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(colour)
        self._painter.drawEllipse(QPointF(x * _MM, y * _MM), radius * _MM, radius * _MM)

    def picture(self, image: Image.Image, x: float, y: float, width: float) -> float:
        """Put a picture on the page and return its height, mm."""
        white = Image.new("RGB", image.size, (255, 255, 255))
        white.paste(image, (0, 0), image)
        content = white.tobytes()
        shown = QImage(
            content, white.width, white.height, 3 * white.width, QImage.Format.Format_RGB888
        )
        height = width * white.height / white.width
        self._painter.drawImage(QRectF(x * _MM, y * _MM, width * _MM, height * _MM), shown)
        return height


_WRAP = Qt.TextFlag.TextWordWrap
