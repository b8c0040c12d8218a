"""Small trials that may crash their process; `app.doctor` runs each in one of its own.

A probe prints one line of JSON and ends with status 0, or ends otherwise.
"""

import json
import sys
from collections.abc import Callable
from types import MappingProxyType

PROBE_OPTION = "--probe"
"""How the frozen program is asked to run a probe instead of starting."""


def draw() -> dict[str, str]:
    """Draw a ball off-screen and see that it is there.

    Returns
    -------
    dict of str to str
        ``renderer`` and ``version`` as OpenGL tells them.

    Raises
    ------
    RuntimeError
        When the picture is blank.
    """
    import pyvista

    pyvista.global_theme.multi_samples = 0
    plotter = pyvista.Plotter(off_screen=True, window_size=(64, 64))
    try:
        plotter.set_background("black")
        plotter.add_mesh(pyvista.Sphere(), color="white")
        plotter.render()
        picture = plotter.screenshot(return_img=True)
        capabilities = plotter.render_window.ReportCapabilities()
    finally:
        plotter.close()
    if picture is None or not picture.any():
        raise RuntimeError("the picture that OpenGL drew is blank")
    told = dict(line.split(": ", 1) for line in capabilities.splitlines() if ": " in line)
    told = {key.strip().lower(): value.strip() for key, value in told.items()}
    return {
        "renderer": told.get("opengl renderer string", "unknown renderer"),
        "version": told.get("opengl version string", "unknown"),
    }


def open_window() -> dict[str, str]:
    """Start Qt on this screen.

    Returns
    -------
    dict of str to str
        ``version`` of Qt and ``platform``, the screen's kind.

    Raises
    ------
    RuntimeError
        When Qt runs without a real screen.
    """
    from PySide6.QtCore import qVersion
    from PySide6.QtWidgets import QApplication

    application = QApplication(["nasion"])
    kind = application.platformName()
    if kind in {"offscreen", "minimal"}:
        raise RuntimeError(f"Qt was told to use no screen (QT_QPA_PLATFORM={kind})")
    return {"version": qVersion(), "platform": kind}


def open_gl() -> dict[str, str]:
    """Ask Qt for an OpenGL that VTK can draw with, without any of VTK.

    Returns
    -------
    dict of str to str
        ``version`` of what is offered, such as ``4.5``.

    Raises
    ------
    RuntimeError
        When nothing is offered.
    """
    from PySide6.QtGui import QGuiApplication, QOffscreenSurface, QOpenGLContext, QSurfaceFormat

    application = QGuiApplication(["nasion"])
    wanted = QSurfaceFormat()
    wanted.setVersion(3, 2)
    wanted.setProfile(QSurfaceFormat.OpenGLContextProfile.CoreProfile)
    context, surface = QOpenGLContext(), QOffscreenSurface()
    context.setFormat(wanted)
    surface.setFormat(wanted)
    surface.create()
    if not context.create() or not context.makeCurrent(surface):
        raise RuntimeError(f"there is no OpenGL on this screen ({application.platformName()})")
    major, minor = context.format().version()
    context.doneCurrent()
    return {"version": f"{major}.{minor}"}


PROBES: MappingProxyType[str, Callable[[], dict[str, str]]] = MappingProxyType(
    {"drawing": draw, "window": open_window, "opengl": open_gl}
)
"""Every probe by its name."""


def run_probe(kind: str) -> int:
    """Run one probe and write its answer as JSON to standard output.

    Parameters
    ----------
    kind : str
        A name in `PROBES`.

    Returns
    -------
    int
        Exit status: 0, or 1 with the reason on standard error.
    """
    try:
        answer = PROBES[kind]()
    except (RuntimeError, ImportError, OSError, KeyError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(run_probe(sys.argv[1]))
