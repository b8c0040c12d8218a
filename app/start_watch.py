"""Watches the program start, as a process of its own: ``python -m app.start_watch``.

Starts the studio as `nasion` does, with nothing imported earlier, and prints one line of JSON when
the window is there, when a head is drawn, when it can be edited, when an edit made in that moment
is drawn, and at rest: what, at what time by the clock, the processor time spent and the memory
held. Then it closes the window.
"""

import json
import sys
import time
from typing import TYPE_CHECKING

import app.cli  # what the `nasion` script imports first

if TYPE_CHECKING:
    from app.main_window import MainWindow
    from app.surfaces import Computed, SingleArray

MARKS = ("window", "head", "usable", "moved", "rest")
"""What is waited for, in this order; at rest everything that starts by itself is done. The edit is
only made where it is waited for at last: it is a further start of the exact surface."""
_EDITED, _BY = "nose", 1.0
_SEEN = 0.1
"""Farther than this the edit moves some vertex, mm."""


class StartWatch:
    """Tells of a window's first moments.

    Parameters
    ----------
    window : MainWindow
        Not shown yet.
    last : str
        Of `MARKS`: the window is closed after it.
    """

    def __init__(self, window: "MainWindow", last: str = "usable") -> None:
        self._window, self._last = window, last
        self._told: set[str] = set()
        self._editable = False
        self._before: SingleArray | None = None
        self._moved = False
        window.view.frame_drawn.connect(self._on_frame)
        window.session.surface_changed.connect(self._on_surface)
        window.session.computing_changed.connect(self._on_computing)
        window.session.failed.connect(self._on_failure)

    def _on_frame(self) -> None:
        self._tell("window")
        if self._window.view.layer("skin").surface is not None:
            self._tell("head")
        if self._moved:
            self._tell("moved")
        if self._editable and "usable" not in self._told:
            self._tell("usable")
            if self._last == "moved":
                self._edit()

    def _on_surface(self, computed: "Computed") -> None:
        # Drawn by the next frame.
        self._editable = self._window.session.editable
        places = computed.places
        if self._before is None:
            self._before = places
        elif places is not None:
            self._moved = abs(places - self._before).max() > _SEEN

    def _edit(self) -> None:
        """Move the first slider, as a hand that does not let go of it."""
        from core.document.edits import SetPart

        session = self._window.session
        if session.state is not None:
            code = (_BY, *session.state.codes[_EDITED][1:])
            session.apply(SetPart(_EDITED, code), dragging=True)

    def _on_computing(self, computing: bool) -> None:  # noqa: FBT001
        # Where an edit is waited for, it ends the first computation before its time.
        if self._editable and not computing and self._last == "rest":
            self._tell("rest")

    def _on_failure(self, text: str) -> None:
        sys.stderr.write(f"{text}\n")
        self._close()

    def _tell(self, mark: str) -> None:
        if mark in self._told:
            return
        self._told.add(mark)
        from core.process_memory import resident_bytes

        seen = {
            "mark": mark,
            "clock": time.time(),
            "processor": time.process_time(),
            "resident": resident_bytes(),
        }
        sys.stdout.write(json.dumps(seen) + "\n")
        sys.stdout.flush()
        if mark == self._last:
            self._close()

    def _close(self) -> None:
        from PySide6.QtCore import QTimer

        QTimer.singleShot(0, self._window.close_without_asking)


def main() -> int:
    """Start the studio and tell of it until the mark on the command line; ``usable`` if none.

    Returns
    -------
    int
        Exit status.
    """
    last = sys.argv[1] if len(sys.argv) > 1 else "usable"
    assert app.cli.cli is not None
    from app import graphics
    from app.main import run

    graphics.look()  # as the program does; remembered after the first start on a screen

    return run(watch=lambda window: _watch(window, last))


def _watch(window: "MainWindow", last: str) -> None:
    window.setProperty("watch", StartWatch(window, last))


if __name__ == "__main__":
    sys.exit(main())
