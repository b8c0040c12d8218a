"""The widget that VTK draws in, without pyvista.

`pyvistaqt` keeps a tried Qt widget for VTK, but its package also loads all of pyvista and with its
plotting matplotlib: more than a second and two hundred megabytes at every start for things that the
studio never calls. So the widget's module is loaded alone, and what else is needed is set up here.
"""

import importlib.util
import sys
from types import ModuleType
from typing import Any

import vtkmodules.vtkRenderingFreeType  # noqa: F401  # draws text
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from vtkmodules.vtkRenderingCore import vtkRenderer
from vtkmodules.vtkRenderingOpenGL2 import vtkGenericOpenGLRenderWindow
from vtkmodules.vtkRenderingUI import vtkGenericRenderWindowInteractor

_PACKAGE = "pyvistaqt"


def _widget_class() -> Any:
    """Return pyvistaqt's widget on VTK's own classes; its package itself is not run."""
    names = (_PACKAGE, f"{_PACKAGE}._vtk")
    if not any(name in sys.modules for name in names):
        found = importlib.util.find_spec(_PACKAGE)
        assert found is not None
        package, classes = (ModuleType(name) for name in names)
        package.__spec__, package.__path__ = found, list(found.submodule_search_locations or ())
        vars(classes).update(
            VTK_BACKEND="vtkmodules",
            BACKEND_IS_FLAT=False,
            vtkGenericOpenGLRenderWindow=vtkGenericOpenGLRenderWindow,
            vtkGenericRenderWindowInteractor=vtkGenericRenderWindowInteractor,
        )
        vars(package)["_vtk"] = classes
        sys.modules.update(zip(names, (package, classes), strict=True))
        try:
            from pyvistaqt.rwi import QVTKRenderWindowInteractor
        finally:
            # Whoever asks for the whole package later gets it.
            for name in names:
                del sys.modules[name]
        return QVTKRenderWindowInteractor
    from pyvistaqt.rwi import QVTKRenderWindowInteractor as Widget

    return Widget


def make_widget(parent: QWidget, renderer: vtkRenderer) -> Any:
    """Return a widget that draws a renderer; `app.viewport.navigation` moves its camera.

    Parameters
    ----------
    parent : QWidget
        Owner.
    renderer : vtkRenderer
        The scene.

    Returns
    -------
    QVTKRenderWindowInteractor
        A `QOpenGLWidget`; drawn when it is updated.
    """
    widget = _widget_class()(parent)
    window = widget.GetRenderWindow()
    window.SetMultiSamples(0)
    window.LineSmoothingOn()
    window.SetAlphaBitPlanes(True)
    window.AddRenderer(renderer)
    window.GetInteractor().Initialize()
    widget.setAcceptDrops(False)
    widget.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    return widget
