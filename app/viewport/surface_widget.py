"""The widget that VTK draws in, without pyvista.

`pyvistaqt` keeps a tried Qt widget for VTK, but its package also loads all of pyvista and with its
plotting matplotlib: more than a second and two hundred megabytes at every start for things that the
studio never calls. qtpy, through which it asks for Qt, costs another tenth of a second. So the
widget's module is loaded alone, and what else is needed is set up here.
"""

import importlib.util
import sys
from types import ModuleType
from typing import Any

import vtkmodules.vtkRenderingFreeType  # noqa: F401  # draws text
from PySide6 import QtCore, QtGui, QtOpenGLWidgets, QtWidgets
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from vtkmodules.vtkRenderingCore import vtkRenderer
from vtkmodules.vtkRenderingOpenGL2 import vtkGenericOpenGLRenderWindow
from vtkmodules.vtkRenderingUI import vtkGenericRenderWindowInteractor

_PACKAGE, _BINDING = "pyvistaqt", "qtpy"
_QT = QtCore, QtGui, QtOpenGLWidgets, QtWidgets


def _widget_class() -> Any:
    """Return pyvistaqt's widget on VTK's own classes; its package itself is not run."""
    names = (_PACKAGE, f"{_PACKAGE}._vtk")
    if not any(name in sys.modules for name in (*names, _BINDING)):
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
        stand_ins = dict(zip(names, (package, classes), strict=True)) | _qt_modules()
        sys.modules.update(stand_ins)
        try:
            from pyvistaqt.rwi import QVTKRenderWindowInteractor
        finally:
            # Whoever asks for the whole packages later gets them.
            for name in stand_ins:
                del sys.modules[name]
        return QVTKRenderWindowInteractor
    from pyvistaqt.rwi import QVTKRenderWindowInteractor as Widget

    return Widget


def _qt_modules() -> dict[str, ModuleType]:
    """Return PySide6's modules by the names of qtpy, which makes every class of Qt at its start."""
    modules = {f"{_BINDING}.{module.__name__.split('.')[1]}": module for module in _QT}
    return {_BINDING: ModuleType(_BINDING), **modules}


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
