"""Other faces in the 3D view: beside the open one, over it, in turns with it, or wiped across it.

All panes share one camera. Faces are placed by the caller; nothing is computed here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, QTimer
from vtkmodules.vtkRenderingCore import vtkRenderer

from app.surfaces import ColourBy, Surface
from app.theme import Colour
from app.viewport.captions import Captions
from app.viewport.colouring import Scale
from app.viewport.head_view import MATERIALS, HeadView
from app.viewport.layer import Material, SurfaceLayer
from app.viewport.wipe import Wipe

BLINK_MS = 700
"""Each face is seen for so long: slower than what can trigger seizures (three changes a second)."""
MOST_OTHERS = 3
"""Beside the open face; more would be too small to be compared."""
OTHER_SKIN: Colour = (0.52, 0.66, 0.80)
"""Of the other face where both are seen at once: cool, so that it is not taken for the open one."""
WITHDRAWN_MM = 0.2
"""The overlaid face is drawn so much smaller: where both are the same, the open one shows and the
two do not flicker through each other."""
_ASPECT = 0.72
"""Width of a head by its height, with its margin."""


class CompareMode(StrEnum):
    """How faces are compared in the view."""

    OFF = "off"
    SIDE_BY_SIDE = "side-by-side"
    OVERLAY = "overlay"
    DIFFERENCE = "difference"
    BLINK = "blink"
    WIPE = "wipe"


@dataclass(frozen=True, eq=False)
class OtherFace:
    """A face to compare with.

    Attributes
    ----------
    name : str
        What people read.
    skin : Surface
        Head frame, mm.
    skull : Surface or None
        Beneath it, where it is known.
    """

    name: str
    skin: Surface
    skull: Surface | None = None


@dataclass(eq=False)
class _Pane:
    renderer: vtkRenderer
    layers: dict[str, SurfaceLayer]


class CompareStage(QObject):
    """Draws other faces in a view.

    Parameters
    ----------
    view : HeadView
        Shows the open face.
    """

    def __init__(self, view: HeadView) -> None:
        super().__init__(view)
        self._view = view
        self.mode = CompareMode.OFF
        self._others: tuple[OtherFace, ...] = ()
        self._map: Surface | None = None
        self._held: OtherFace | None = None
        self._panes: list[_Pane] = []
        self._distance = 1.0
        """By how much the camera was moved back so that heads fit into their panes."""
        cool = MATERIALS["skin"]
        self._cool = view.add_layer(
            "other", Material(OTHER_SKIN, cool.specular, cool.specular_power, glass=True)
        )
        self._warm = view.add_layer("other-plain", cool)
        self._bone = view.add_layer("other-skull", MATERIALS["skull"])
        self._difference = view.add_layer("difference", cool)
        self._difference.set_colour(ColourBy.COMPARED)
        self._cool.set_opacity(0.45)
        self.wipe = Wipe(view)
        self.captions = Captions(view)
        self._name = ""
        self._blink = QTimer(self)
        self._blink.setInterval(BLINK_MS)
        self._blink.timeout.connect(self._turn)
        self._turned = False

    @property
    def panes(self) -> int:
        """How many faces stand beside each other, the open one included."""
        return 1 + len(self._panes)

    # --- what is compared ---------------------------------------------------------------------

    def set_others(self, others: Sequence[OtherFace]) -> None:
        """Compare with these faces; the first is the one that overlay, blink and wipe show."""
        self._others = tuple(others[:MOST_OTHERS])
        self._arrange()

    def set_name(self, name: str) -> None:
        """Call the open face something."""
        self._name = name
        self._write_names(self.mode if self._others else CompareMode.OFF)

    def set_map(self, second: Surface | None, scale: Scale) -> None:
        """Draw the open face coloured by its difference; None while it is not known."""
        self._map = second
        self._difference.set_scale(scale)
        self._arrange()

    def set_mode(self, mode: CompareMode) -> None:
        """Compare in another way."""
        self.mode = mode
        self._arrange()

    def set_opacity(self, opacity: float) -> None:
        """Make the face that lies over the open one more or less translucent."""
        self._cool.set_opacity(opacity)
        self._view.refresh()

    def hold(self, face: OtherFace | None) -> None:
        """Show another face instead of the open one until None is held."""
        self._held = face
        self._arrange()

    # --- how it is drawn ----------------------------------------------------------------------

    def _arrange(self) -> None:
        mode = self.mode if self._others else CompareMode.OFF
        self._set_panes(len(self._others) if mode is CompareMode.SIDE_BY_SIDE else 0)
        for pane, other in zip(self._panes, self._others, strict=False):
            pane.layers["skin"].show(other.skin)
            pane.layers["skull"].show(other.skull)
        blinking = mode is CompareMode.BLINK
        if blinking != self._blink.isActive():
            self._turned = False
            (self._blink.start if blinking else self._blink.stop)()
        self._fill(mode)
        self.match_looks()

    def _fill(self, mode: CompareMode) -> None:
        """Put surfaces into the layers that lie in the open face's own pane."""
        first = self._others[0] if self._others else None
        instead = self._held or (first if mode is CompareMode.BLINK and self._turned else None)
        wiped = mode is CompareMode.WIPE and self._held is None
        mapped = mode is CompareMode.DIFFERENCE and self._held is None and self._map is not None
        plain = instead or (first if wiped else None)
        overlaid = mode is CompareMode.OVERLAY and self._held is None and first is not None
        self._cool.show(_withdrawn(first.skin) if overlaid and first is not None else None)
        self._warm.show(None if plain is None else plain.skin)
        self._bone.show(None if plain is None else plain.skull)
        self._difference.show(self._map if mapped else None)
        for name in ("skin", "skull"):
            away = instead is not None or (mapped and name == "skin")
            self._view.layer(name).stand_aside(away)
        own = [self._view.layer(name) for name in ("skin", "skull", "scan", "ct")]
        self.wipe.use(own, [self._warm, self._bone], wiped=wiped)
        self._write_names(mode)

    def _write_names(self, mode: CompareMode) -> None:
        first = self._others[0].name if self._others else ""
        if self._held is not None:
            self.captions.show_names([(self._held.name, (0.5, 0.0))])
        elif mode is CompareMode.SIDE_BY_SIDE:
            names = (self._name, *(other.name for other in self._others))
            middles = [(0.5 * (left + right), 1.0 - top) for left, _, right, top in self.places()]
            self.captions.show_names(list(zip(names, middles, strict=False)))
        elif mode is CompareMode.WIPE:
            self.captions.show_names([(self._name, (0.25, 0.0)), (first, (0.75, 0.0))])
        elif mode is CompareMode.BLINK:
            self.captions.show_names([(first if self._turned else self._name, (0.5, 0.0))])
        elif mode in (CompareMode.OVERLAY, CompareMode.DIFFERENCE):
            self.captions.show_names([(f"{self._name} – {first}", (0.5, 0.0))])
        else:
            self.captions.show_names([])

    def match_looks(self) -> None:
        """Give the other faces the opacity and visibility of the open one's layers."""
        for name, layers in (("skin", [self._warm]), ("skull", [self._bone])):
            model = self._view.layer(name)
            for layer in (*layers, *(pane.layers[name] for pane in self._panes)):
                layer.set_visible(model.visible)
                layer.set_opacity(model.opacity)
        self._difference.set_visible(self._view.layer("skin").visible)
        self._difference.set_opacity(self._view.layer("skin").opacity)
        for pane in self._panes:
            pane.renderer.SetUseDepthPeeling(any(one.translucent for one in pane.layers.values()))
        self._view.refresh()

    def match_theme(self) -> None:
        """Take the background of the open face's pane."""
        main = self._view.renderer
        for pane in self._panes:
            pane.renderer.SetBackground(main.GetBackground())
            pane.renderer.SetBackground2(main.GetBackground2())
            pane.renderer.SetGradientBackground(main.GetGradientBackground())
        self._view.request_frame()

    def _turn(self) -> None:
        self._turned = not self._turned
        self._fill(self.mode)
        self._view.refresh()

    # --- panes --------------------------------------------------------------------------------

    def places(self) -> list[tuple[float, float, float, float]]:
        """Return left, bottom, right and top of every pane, 0 to 1; the open face's first."""
        count = self.panes
        columns = count if count < 4 else 2
        rows = -(-count // columns)
        wide, high = 1.0 / columns, 1.0 / rows
        found = []
        for index in range(count):
            left, low = (index % columns) * wide, 1.0 - (index // columns + 1) * high
            found.append((left, low, left + wide, low + high))
        return found

    def _set_panes(self, count: int) -> None:
        if count == len(self._panes):
            return
        window = self._window()
        for pane in self._panes[count:]:
            for layer in pane.layers.values():
                pane.renderer.RemoveActor(layer.actor)
            self._view.pace.drop(pane.renderer)
            window.RemoveRenderer(pane.renderer)
        del self._panes[count:]
        while len(self._panes) < count:
            self._panes.append(self._new_pane())
        for renderer, place in zip(
            (self._view.renderer, *(pane.renderer for pane in self._panes)),
            self.places(),
            strict=True,
        ):
            renderer.SetViewport(*place)
        self.match_theme()
        self._fit()

    def _new_pane(self) -> _Pane:
        main, renderer = self._view.renderer, vtkRenderer()
        renderer.SetActiveCamera(main.GetActiveCamera())
        for light in main.GetLights():
            renderer.AddLight(light)
        self._view.pace.add(renderer)
        layers = {name: SurfaceLayer(MATERIALS[name]) for name in ("skin", "skull")}
        for layer in layers.values():
            renderer.AddActor(layer.actor)
        self._window().AddRenderer(renderer)
        return _Pane(renderer, layers)

    def _fit(self) -> None:
        """Move the camera back, or forward again, so that a head fits into its pane."""
        left, low, right, high = self.places()[0]
        size = self._view.size()
        aspect = (right - left) * size.width() / max((high - low) * size.height(), 1.0)
        wanted = max(1.0, _ASPECT / max(aspect, 0.1)) if self._panes else 1.0
        camera = self._view.renderer.GetActiveCamera()
        middle, eye = camera.GetFocalPoint(), camera.GetPosition()
        by = wanted / self._distance
        camera.SetPosition(*(m + by * (e - m) for m, e in zip(middle, eye, strict=True)))
        camera.SetParallelScale(camera.GetParallelScale() * by)
        self._distance = wanted
        self._view.renderer.ResetCameraClippingRange()

    def _window(self) -> Any:
        return self._view.renderer.GetRenderWindow()

    def forget(self) -> None:
        """Compare with nothing, for another document."""
        self._others, self._map, self._held = (), None, None
        self._arrange()

    def shut(self) -> None:
        """Stop; called before the view is closed."""
        self._blink.stop()
        self.wipe.shut()
        self._set_panes(0)


def _withdrawn(skin: Surface) -> Surface:
    """Return a surface a little further in."""
    return replace(skin, vertices=skin.vertices - np.float32(WITHDRAWN_MM) * skin.normals)
