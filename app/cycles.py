"""Opens and closes the studio many times in one process and tells whether memory grows.

``xvfb-run -a python -m app.cycles [TIMES]``: each time the window loads the shipped models, draws
the mean head, becomes ready to edit, and is closed. One line of JSON a time: memory held, and the
numbers of widgets and threads that are left. The last line holds the growth a time over the second
half, when every cache is filled. Not part of the tests, because it takes minutes.
"""

import gc
import json
import sys
import threading
import time

import numpy as np
from PySide6.QtCore import QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from app.main import make_application, make_window
from app.settings import Settings
from core.process_memory import resident_bytes

TIMES = 50
_MEGA = 1e6
_LOOKED_EVERY_MS = 50


def open_and_close() -> None:
    """Open a window on the shipped models, wait until a head can be edited, and close it."""
    window = make_window(Settings())
    window.show()
    window.start()
    loop, timer = QEventLoop(), QTimer()
    timer.timeout.connect(
        lambda: window.session.state is not None and not window.session.busy and loop.quit()
    )
    timer.start(_LOOKED_EVERY_MS)
    loop.exec()
    timer.stop()
    window.close_without_asking()
    window.deleteLater()


def count() -> dict[str, float]:
    """Return what is held when everything that was closed is gone.

    Returns
    -------
    dict of str to float
        ``megabytes`` resident, ``widgets`` and ``threads``.
    """
    for _ in range(3):
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
        gc.collect()
    return {
        "megabytes": round(resident_bytes() / _MEGA, 1),
        "widgets": sum(isValid(one) for one in QApplication.allWidgets()),
        "threads": threading.active_count(),
    }


def main() -> int:
    """Run as many cycles as the command line asks for.

    Returns
    -------
    int
        Exit status.
    """
    times = int(sys.argv[1]) if len(sys.argv) > 1 else TIMES
    make_application().setQuitOnLastWindowClosed(False)
    held = []
    for number in range(1, times + 1):
        begun = time.process_time()
        open_and_close()
        facts = count()
        held.append(facts["megabytes"])
        line = {"cycle": number, **facts, "cpu_seconds": round(time.process_time() - begun, 1)}
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()
    later = held[len(held) // 2 :]
    slope = float(np.polyfit(np.arange(len(later)), later, 1)[0]) if len(later) > 1 else 0.0
    sys.stdout.write(json.dumps({"megabytes_a_cycle": round(slope, 3)}) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
