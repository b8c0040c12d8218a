"""The 3D view of the studio: skin, skull and scan in one scene, drawn only when something changed.

Owns the widget of `app.viewport.surface_widget` and every quirk of VTK. One frame follows however
many changes: `request_frame` asks Qt for a repaint, and the repaint renders once.
"""

import time
from collections.abc import Callable, Mapping
from itertools import zip_longest
from typing import Any

import numpy as np
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget
from vtkmodules.vtkRenderingCore import vtkRenderer

from app.surfaces import ColourBy, Computed, Surface, Tier
from app.theme import BONE, REAL_BONE, SCAN, SKIN, Theme, rgb
from app.viewport.eye import Eye
from app.viewport.layer import Material, SurfaceLayer
from app.viewport.legend import Legend
from app.viewport.lights import light_up
from app.viewport.markers import Markers
from app.viewport.navigation import Navigator
from app.viewport.pace import FramePace
from app.viewport.ring import Ring
from app.viewport.scale_bar import ScaleBar
from app.viewport.surface_widget import make_widget
from app.viewport.view_cube import ViewCube
from app.viewport.views import find_view
from core.arrays import FloatArray

_BENEATH, _FACES = ("skull", "ct"), ("skin", "difference")
"""Layers that nobody sees while a face covers them, and those that do."""

MATERIALS = {
    "skin": Material(SKIN, specular=0.14, specular_power=12.0, glass=True),
    "skull": Material(BONE, specular=0.12, specular_power=18.0, glass=True),
    "ct": Material(REAL_BONE, specular=0.12, specular_power=18.0, glass=True),
    "scan": Material(SCAN, specular=0.06, specular_power=10.0, glass=True),
}
"""How the layers look, by name."""


class HeadView(QWidget):
    """Shows a head.

    Parameters
    ----------
    parent : QWidget, optional
        Owner.
    """

    frame_drawn = Signal()
    """A frame was rendered."""
    simplified = Signal(bool)
    """The tracked skin is drawn in the exact one's place from now on, or no longer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._renderer = vtkRenderer()
        self._interactor = make_widget(self, self._renderer)
        self.eye = Eye(self._renderer)
        self.navigator = Navigator(self._interactor, self.eye, self.request_frame)
        machine = self._interactor.GetRenderWindow().GetInteractor()
        machine.SetInteractorStyle(None)
        self._cube = ViewCube(self._interactor, machine, self.eye)
        self._cube.asked.connect(self.look_from)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._interactor)
        self._closed = False
        self.pace = FramePace(self._interactor.update, self)
        """Chooses how well frames are drawn."""
        self.pace.changed.connect(self._simplify)
        self._tracked: Computed | None = None
        self._simplified = False
        self._frame_begun = self.frame_seconds = (0.0, 0.0)
        """What the renderer took for the last frame, by the clock and of the processor."""
        self._layers = {name: SurfaceLayer(material) for name, material in MATERIALS.items()}
        for layer in self._layers.values():
            self._renderer.AddActor(layer.actor)
        self.enlarged = 1
        """How many times larger than on the screen a picture is just drawn."""
        self._scale_bar = ScaleBar(self._renderer)
        self.legends = tuple(Legend(self._renderer, place) for place in range(len(self._layers)))
        self.markers = Markers(self._renderer)
        self.ring = Ring(self._renderer)
        self._set_up()
        self._placed = False

    def _set_up(self) -> None:
        renderer = self._renderer
        self.pace.add(renderer)
        light_up(renderer, "studio")
        renderer.AddObserver("StartEvent", self._before_frame)
        renderer.AddObserver("EndEvent", self._after_frame)

    @property
    def renderer(self) -> vtkRenderer:
        """The scene, for what draws beside it in the same window."""
        return self._renderer

    def add_layer(self, name: str, material: Material) -> SurfaceLayer:
        """Return a further layer of the scene, empty at first.

        Parameters
        ----------
        name : str
            By which `set_visible`, `set_opacity` and `layer` know it.
        material : Material
            How it looks.
        """
        layer = self._layers[name] = SurfaceLayer(material)
        self._renderer.AddActor(layer.actor)
        return layer

    def refresh(self) -> None:
        """Draw what was changed on the layers themselves, with its legends."""
        self._changed()

    @property
    def canvas(self) -> QWidget:
        """The widget that is drawn in, to be sent events of the mouse."""
        widget: QWidget = self._interactor
        return widget

    def _before_frame(self, *_: Any) -> None:
        self._frame_begun = time.perf_counter(), time.process_time()
        ratio = self.devicePixelRatioF() * self.enlarged
        self._scale_bar.update(ratio)
        for legend in self.legends:
            legend.fit(self._renderer.GetSize()[0] / ratio)

    def _after_frame(self, *_: Any) -> None:
        clock, processor = self._frame_begun
        self.frame_seconds = time.perf_counter() - clock, time.process_time() - processor
        self.pace.note(self.frame_seconds[0])
        self.frame_drawn.emit()

    # --- what is drawn ------------------------------------------------------------------------

    def show_computed(self, computed: Computed) -> None:
        """Draw what the worker found; a preview leaves the skull as it was.

        Parameters
        ----------
        computed : Computed
            For the newest revision that is ready.
        """
        skin = self._layers["skin"]
        if computed.tier is Tier.EXACT:
            self.pace.best()  # it is what was waited for
        skin.show(computed.skin)
        if computed.tier is Tier.TRACKED:
            self._tracked = computed
        elif self._tracked is not None and self._tracked.revision == computed.revision:
            skin.set_stand_in(self._tracked.skin)
        self._tell_simplified()
        if computed.skull is not None:
            self.show_skull(computed.skull)
        if not self._placed:
            self._placed = True
            self.look_from("three-quarter")
        self._changed()

    def _simplify(self, plain: bool) -> None:  # noqa: FBT001
        self._layers["skin"].simplify(plain)
        self._tell_simplified()

    def _tell_simplified(self) -> None:
        now = self._layers["skin"].simplified
        if now is not self._simplified:
            self._simplified = now
            self.simplified.emit(now)

    def show_scan(self, scan: Surface | None) -> None:
        """Draw a scan in the head frame, or none."""
        self._layers["scan"].show(scan)
        self._placed = False
        self._changed()

    def show_skull(self, skull: Surface) -> None:
        """Draw a skull: the one inferred, or another that the skin allows."""
        self._layers["skull"].show(skull)
        self._changed()

    def show_ct(self, real: Surface | None) -> None:
        """Draw the real skull of a CT in the head frame, or none."""
        self._layers["ct"].show(real)
        self._changed()

    def forget(self) -> None:
        """Take everything out of the scene, for another document."""
        for layer in self._layers.values():
            layer.show(None)
        self._changed()

    def set_visible(self, name: str, visible: bool) -> None:  # noqa: FBT001
        """Draw a layer or not."""
        self.change(name, lambda layer: layer.set_visible(visible))

    def set_opacity(self, name: str, opacity: float) -> None:
        """Make a layer translucent, 0 to 1."""
        self.change(name, lambda layer: layer.set_opacity(opacity))

    def set_colour(self, name: str, colour: ColourBy) -> None:
        """Colour a layer by something; it stays plain until the values are there."""
        self.change(name, lambda layer: layer.set_colour(colour))

    def layer(self, name: str) -> SurfaceLayer:
        """Return a layer, to be read."""
        return self._layers[name]

    @property
    def layers(self) -> Mapping[str, SurfaceLayer]:
        """Every layer by its name, to be read."""
        return self._layers

    def change(self, name: str, change: Callable[[SurfaceLayer], None]) -> None:
        """Change a layer and draw it."""
        change(self._layers[name])
        self._changed()

    def _changed(self) -> None:
        # Peeling costs several passes: only while something is seen through something.
        translucent = any(layer.translucent for layer in self._layers.values())
        self._renderer.SetUseDepthPeeling(translucent)
        faces = (self._layers[name] for name in _FACES if name in self._layers)
        covered = _BENEATH if any(face.covers for face in faces) else ()
        told = [layer.scale for name, layer in self._layers.items() if name not in covered]
        shown = [scale for scale in told if scale is not None][: len(self.legends)]
        for legend, scale in zip_longest(self.legends, shown):
            legend.show(scale)
        self.request_frame()

    def request_frame(self) -> None:
        """Render once, soon; several requests before that are one frame."""
        if not self._closed:
            self.pace.ask()
            self._interactor.update()

    # --- how it is looked at ------------------------------------------------------------------

    def look_from(self, key: str) -> None:
        """Take a standard view of all that is there.

        Parameters
        ----------
        key : str
            Of `app.viewport.views.VIEWS`.
        """
        points = self._points()
        if points is None:
            return
        aspect = max(self._interactor.width(), 1) / max(self._interactor.height(), 1)
        self.eye.look_from(find_view(key), points, aspect)
        self.request_frame()
        self.navigator.moved.emit()

    def _points(self) -> FloatArray | None:
        for name in ("skin", "skull"):
            surface = self._layers[name].surface
            if surface is not None:
                return surface.vertices.astype(np.float64)
        return None

    def camera(self) -> dict[str, Any]:
        """Return where the camera stands, as JSON values in mm."""
        return self.eye.place()

    def restore_camera(self, place: Any) -> None:
        """Put the camera where `camera` said; anything else is ignored."""
        if self.eye.restore(place):
            self._placed = True
            self.request_frame()

    def set_parallel(self, parallel: bool) -> None:  # noqa: FBT001
        """Look without perspective, or with it."""
        self.eye.set_parallel(parallel)
        self.request_frame()

    def set_lights(self, key: str) -> None:
        """Light the scene by a preset of `app.viewport.lights`."""
        light_up(self._renderer, key)
        self.request_frame()

    def set_theme(self, theme: Theme) -> None:
        """Draw background and writing in a theme's colours."""
        self._renderer.SetGradientBackground(True)
        self._renderer.SetBackground(*rgb(theme.view_bottom))
        self._renderer.SetBackground2(*rgb(theme.view_top))
        colour = rgb(theme.view_text)
        self._scale_bar.set_colour(colour)
        self.ring.set_colour(rgb(theme.accent))
        for legend in self.legends:
            legend.set_colour(colour)
        self.markers.set_colours(rgb(theme.accent), rgb(theme.warning))
        self._cube.set_theme(theme)
        self.request_frame()

    # --- pictures and the end -----------------------------------------------------------------

    def image(self) -> QImage:
        """Return the view as it is now, in device pixels."""
        self.pace.best()
        return self._interactor.grabFramebuffer()

    def thumbnail(self, size: int = 256) -> bytes | None:
        """Return a small PNG of the view, or None when there is nothing to see."""
        picture = self.image().scaled(
            size,
            size,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        content = QByteArray()
        buffer = QBuffer(content)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        picture.save(buffer, "PNG")
        return bytes(content.data()) or None

    def vertex_at(self, name: str, x: float, y: float) -> int | None:
        """Return the vertex of a layer under a place in the view, or None beside it.

        Parameters
        ----------
        name : str
            Of the layer.
        x, y : float
            Logical pixels from the upper left corner, as Qt counts.
        """
        self.pace.best()  # the vertex of what is there, not of its stand-in
        ratio = self.devicePixelRatioF()
        up = (self._interactor.height() - 1 - y) * ratio
        return self._layers[name].vertex_at(self._renderer, x * ratio, up)

    def ray_at(self, x: float, y: float) -> tuple[FloatArray, FloatArray]:
        """Return the line of sight through a place in the view.

        Parameters
        ----------
        x, y : float
            Logical pixels from the upper left corner, as Qt counts.

        Returns
        -------
        origin, direction : (3,) float64
            Where the eye stands, head frame, mm, and a unit direction.
        """
        ratio = self.devicePixelRatioF()
        return self.eye.ray(x * ratio, (self._interactor.height() - 1 - y) * ratio)

    def pixel_of(self, place: FloatArray) -> tuple[float, float]:
        """Return where a place in space is seen.

        Parameters
        ----------
        place : (3,) float64
            Head frame, mm.

        Returns
        -------
        x, y : float
            Logical pixels from the upper left corner.
        """
        ratio = self.devicePixelRatioF()
        x, up = self.eye.pixel(place) / ratio
        return float(x), self._interactor.height() - 1 - float(up)

    def set_cursor(self, shape: Qt.CursorShape) -> None:
        """Show what a click would do."""
        self._interactor.setCursor(shape)

    def watch_mouse(self, watcher: QObject) -> None:
        """Let an event filter see what the mouse does over the view."""
        self._interactor.installEventFilter(watcher)

    def shut(self) -> None:
        """Release VTK; nothing may be drawn after this. Called after the worker has ended."""
        if not self._closed:
            self._closed = True
            self.pace.shut()
            self._cube.shut()
            self._renderer.RemoveObservers("StartEvent")
            self._renderer.RemoveObservers("EndEvent")
            self._interactor.close()
