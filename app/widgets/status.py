"""The status line: what is shown, where it is computed, how far a long task is."""

from time import monotonic

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QStatusBar, QWidget

from app.translation import joined, told, tr
from app.widgets.time_left import TimeLeft, in_words

PATIENCE_MS = 700
"""Work that is over sooner shows no progress bar; anything over a second does."""
MESSAGE_MS = 8000


class StatusLine(QStatusBar):
    """Shows state and progress.

    Parameters
    ----------
    parent : QWidget, optional
        Owner.
    """

    cancel_asked = Signal()
    """The user wants the running work stopped."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.tier = QLabel(self)
        self.device = QLabel(self)
        self.activity = QLabel(self)
        self.activity.setMinimumWidth(190)
        self.left = QLabel(self)
        self._left: TimeLeft | None = None
        self.activity.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(180)
        self.bar.setAccessibleName(tr("Progress"))
        self.cancel = QPushButton(tr("Cancel"), self)
        self.cancel.setShortcut("Esc")
        self.cancel.setToolTip(tr("Stop what runs; nothing is changed by it (Esc)"))
        self.cancel.clicked.connect(self.cancel_asked)
        for widget in (self.activity, self.bar, self.left, self.cancel, self.tier, self.device):
            self.addPermanentWidget(widget)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(lambda: self._show_progress(shown=True))
        self._show_progress(shown=False)

    def tell(self, text: str) -> None:
        """Show a sentence for a while."""
        self.showMessage(told(text), MESSAGE_MS)

    def begin(self, title: str) -> None:
        """Take note that work runs; a bar appears when it takes long."""
        self.bar.setRange(0, 0)
        self.activity.setText(title)
        self.left.clear()
        self._left = TimeLeft(monotonic())
        self._patience.start()

    def progress(self, fraction: float, text: str) -> None:
        """Show how far it is.

        Parameters
        ----------
        fraction : float
            0 to 1.
        text : str
            What is being done.
        """
        self.bar.setRange(0, 1000)
        self.bar.setValue(round(1000 * fraction))
        said = joined(text)
        self.activity.setText(said[:1].upper() + said[1:])
        self.bar.setAccessibleDescription(f"{said}: {100.0 * fraction:.0f} %")
        seconds = None if self._left is None else self._left.seconds(fraction, monotonic())
        self.left.setText("" if seconds is None else in_words(seconds))

    def end(self) -> None:
        """Take note that nothing runs any more."""
        self._patience.stop()
        self._left = None
        self._show_progress(shown=False)

    def _show_progress(self, *, shown: bool) -> None:
        for widget in (self.activity, self.bar, self.left, self.cancel):
            widget.setVisible(shown)
