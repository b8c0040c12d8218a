"""The performance dock: what is played, by whom, and where in time."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.icons import icon
from app.theme import Theme
from app.translation import mark, told, tr
from app.widgets.number_box import NumberBox
from app.widgets.timeline import Timeline
from core.document.performance import FPS_LIMITS, Performance

_EMPTY = mark(
    "<b>No performance yet.</b> Open a CSV of ARKit coefficients, as Live Link Face records them, "
    "or a folder with one mesh of this person for every frame."
)


class PerformancePanel(QWidget):
    """Shows a performance and asks for what is to be done with it; does nothing itself.

    Parameters
    ----------
    parent : QWidget, optional
        Owner.
    """

    file_asked = Signal()
    """Open a recording of coefficients."""
    folder_asked = Signal()
    """Open a folder of meshes."""
    play_toggled = Signal()
    """Play or pause."""
    loop_changed = Signal(bool)
    """Whether to begin again at the end."""
    speed_changed = Signal(float)
    """Frames a second."""
    other_asked = Signal()
    """Let another person play it."""
    own_asked = Signal()
    """Let the open person play it."""
    bake_asked = Signal()
    """Give the document the expression of this frame."""
    export_asked = Signal()
    """Write every frame."""
    leave_asked = Signal()
    """Show the document's face again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme: Theme | None = None
        self._playing = False
        self._take: Performance | None = None
        self.timeline = Timeline(self)
        self.timeline.toggled.connect(self.play_toggled)
        self.play = self._tool(tr("Play or pause (space)"), self.play_toggled)
        self.loop = self._tool(tr("Begin again at the end"), None, checkable=True)
        self.loop.setChecked(True)
        self.loop.toggled.connect(self.loop_changed)
        self.place = QLabel(self)
        self.place.setMinimumWidth(172)
        self.speed = NumberBox("fps", self)
        self.speed.setRange(*FPS_LIMITS)
        self.speed.setDecimals(2)
        self.speed.setToolTip(tr("Frames a second"))
        self.speed.setAccessibleName(tr("Frames a second"))
        self.speed.setFixedWidth(76)
        self.speed.valueChanged.connect(self.speed_changed)
        self.other = self._push(tr("Other person…"), self.other_asked)
        self.other.setToolTip(tr("Let the person of another project play it"))
        self.own = self._push(tr("Open face"), self.own_asked)
        self.own.setToolTip(tr("Let the open person play it again"))
        self.bake = self._push(tr("Bake frame"), self.bake_asked)
        self.bake.setToolTip(tr("Give the open face the expression of this frame, as one edit"))
        self.export = self._push(tr("Export…"), self.export_asked)
        self.leave = self._push(tr("Leave"), self.leave_asked)
        self.leave.setToolTip(tr("Stop, and show the open face with its own expression again"))
        self.open = QToolButton(self)
        self.open.setText(tr("Open"))
        self.open.setObjectName("preset")
        self.open.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.open)
        menu.addAction(tr("CSV of coefficients…"), self.file_asked.emit)
        menu.addAction(tr("Folder of meshes…"), self.folder_asked.emit)
        self.open.setMenu(menu)
        self.open_file = self._push(tr("Open CSV…"), self.file_asked)
        self.open_folder = self._push(tr("Open folder…"), self.folder_asked)
        self._book = QStackedWidget(self)
        self._book.addWidget(self._empty_page())
        self._book.addWidget(self._full_page())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._book)

    def _tool(self, tip: str, asked: Signal | None, *, checkable: bool = False) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("small")
        button.setIconSize(QSize(20, 20))
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setCheckable(checkable)
        if asked is not None:
            button.clicked.connect(asked)
        return button

    def _push(self, text: str, asked: Signal) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.clicked.connect(asked)
        return button

    def _empty_page(self) -> QWidget:
        page = QWidget(self)
        text = QLabel(tr(_EMPTY), page)
        text.setWordWrap(True)
        row = QHBoxLayout(page)
        row.setContentsMargins(14, 10, 14, 12)
        row.setSpacing(10)
        row.addWidget(text, 1)
        row.addWidget(self.open_file)
        row.addWidget(self.open_folder)
        return page

    def _full_page(self) -> QWidget:
        page = QWidget(self)
        row = QHBoxLayout()
        row.setContentsMargins(12, 4, 12, 0)
        row.setSpacing(5)
        row.addWidget(self.play)
        row.addWidget(self.loop)
        row.addWidget(self.place)
        row.addWidget(self.speed)
        row.addStretch(1)
        # Rows of their own: beside the times, or all six in one, they would not fit a small screen.
        buttons = QGridLayout()
        buttons.setContentsMargins(12, 0, 12, 0)
        buttons.setSpacing(5)
        both = (self.own, self.other, self.bake, self.open, self.export, self.leave)
        for place, button in enumerate(both):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            buttons.addWidget(button, place // 3, place % 3)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.timeline)
        column.addLayout(buttons)
        column.addStretch(1)
        return page

    # --- showing ------------------------------------------------------------------------------

    def show_performance(
        self, take: Performance | None, who: str = "", *, other: bool = False
    ) -> None:
        """Show another performance, or how to open one.

        Parameters
        ----------
        take : Performance or None
            What is played.
        who : str
            Who plays it.
        other : bool
            Whether that is another person than the open one.
        """
        self._take = take
        self._book.setCurrentIndex(0 if take is None else 1)
        if take is None:
            self.timeline.set_frames(0, 1.0)
            return
        errors = () if take.errors is None else tuple(float(error) for error in take.errors)
        self.timeline.set_frames(take.frame_count, take.fps, errors)
        blocked = self.speed.blockSignals(True)
        self.speed.setValue(take.fps)
        self.speed.blockSignals(blocked)
        self.place.setToolTip(
            "\n".join(
                (
                    tr("{source}, played by {who}").format(source=take.source, who=who),
                    *map(told, take.notes),
                )
            )
        )
        self.own.setVisible(other)
        self.other.setVisible(not other)
        self.show_frame(self.timeline.frame)

    def show_frame(self, frame: int) -> None:
        """Mark a frame and write its number and time."""
        take = self._take
        if take is not None:
            self.timeline.set_frame(frame)
            self.place.setText(
                tr("Frame {frame:,} of {frame_count:,} · {fps:.2f} s").format(
                    frame=frame + 1, frame_count=take.frame_count, fps=frame / take.fps
                )
            )

    def show_playing(self, playing: bool) -> None:  # noqa: FBT001
        """Show whether it plays."""
        self._playing = playing
        if self._theme is not None:
            self.play.setIcon(icon("pause" if playing else "play", self._theme))

    def set_theme(self, theme: Theme) -> None:
        """Colour the icons."""
        self._theme = theme
        self.loop.setIcon(icon("loop", theme))
        self.show_playing(self._playing)
        self.timeline.update()
