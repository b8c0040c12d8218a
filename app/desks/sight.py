"""How the head is looked at: light, finish, camera, cuts. Remembered between runs, not saved."""

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QImage
from vtkmodules.util.numpy_support import numpy_to_vtk
from vtkmodules.vtkCommonDataModel import vtkImageData
from vtkmodules.vtkRenderingCore import vtkTexture

from app.actions import VIEW, Action
from app.desks.desk import Desk, Studio
from app.panels.view_page import ViewPage
from app.surfaces import Computed, Surface
from app.theme import Theme, rgb
from app.translation import tr
from app.viewport.cut_plane import CutPlane
from app.viewport.finish import FINISHES
from app.viewport.lights import LIGHTINGS
from app.viewport.navigation import MEDICAL
from app.viewport.tones import TONES, find_tone
from app.viewport.turning import Turning
from core.arrays import IntArray
from core.geometry.texture import Texture

_NUDGE_DEGREES = 15.0
_NUDGE_ZOOM = 1.2
_LARGEST_TEXTURE_SIDE = 4096
"""Pixels; larger pictures are scaled down before they are drawn."""
_NUDGES = {
    "left": (-_NUDGE_DEGREES, 0.0),
    "right": (_NUDGE_DEGREES, 0.0),
    "up": (0.0, _NUDGE_DEGREES),
    "down": (0.0, -_NUDGE_DEGREES),
}


class SightDesk(Desk):
    """Sets how the head is looked at."""

    NAME = "sight"
    ACTIONS = (
        Action("orthographic", "sight", "&Orthographic", VIEW, "O", checkable=True,
               tip="Look without perspective", after="look_from", starts_group=True),
        Action("turntable", "sight", "&Turntable", VIEW, "T", checkable=True,
               tip="Turn the head steadily", after="orthographic"),
        Action("nudge", "sight", "Turn to the left", VIEW, "Alt+Left", argument="left",
               after="turntable"),
        Action("nudge", "sight", "Turn to the right", VIEW, "Alt+Right", argument="right",
               after="turntable"),
        Action("nudge", "sight", "Turn up", VIEW, "Alt+Up", argument="up", after="turntable"),
        Action("nudge", "sight", "Turn down", VIEW, "Alt+Down", argument="down",
               after="turntable"),
        Action("nudge", "sight", "Zoom in", VIEW, "Ctrl+=", argument="in", after="turntable"),
        Action("nudge", "sight", "Zoom out", VIEW, "Ctrl+-", argument="out", after="turntable"),
        Action("wires", "sight", "&Wires", VIEW, "W", checkable=True,
               tip="Draw the edges of the skin's triangles", after="glass"),
        Action("cut", "sight", "&Cut open", VIEW, "K",
               tip="Cut the head open: median, horizontal, coronal, whole again", after="wires"),
    )  # fmt: skip

    def __init__(self, studio: Studio) -> None:
        super().__init__(studio)
        self.page = ViewPage(studio.window)
        self.cut_plane = CutPlane(studio.view)
        self.turning = Turning(studio.view)
        self._places: np.ndarray | None = None
        self._wire_colour = (0.1, 0.1, 0.1)
        self._tier = ""

    def settle(self) -> None:
        """Take a page and connect it; then look as it was remembered."""
        studio, page, view = self.studio, self.page, self.studio.view
        studio.add_page("know", "view", tr("View"), page)
        view.simplified.connect(self._tell_tier)
        page.light_chosen.connect(lambda key: self._choose("lights", key, view.set_lights))
        page.finish_chosen.connect(lambda key: self._choose("finish", key, self._set_finish))
        page.tone_chosen.connect(lambda key: self._choose("tone", key, self._set_tone))
        page.navigation_chosen.connect(
            lambda key: self._choose("navigation", key, view.navigator.use)
        )
        page.wires_toggled.connect(studio.actions["wires"][0].setChecked)
        page.parallel_toggled.connect(studio.actions["orthographic"][0].setChecked)
        page.turning_toggled.connect(studio.actions["turntable"][0].setChecked)
        page.texture_toggled.connect(self.texture)
        page.cut_changed.connect(self._cut)
        page.parts_changed.connect(self._hide_parts)
        self.cut_plane.moved.connect(page.show_place)
        self.turning.turning_changed.connect(studio.actions["turntable"][0].setChecked)
        studio.session.surface_changed.connect(self._take)
        studio.session.document_changed.connect(self._use_texture)
        studio.layers.look_changed.connect(self._outline)
        self._remembered()

    def _remembered(self) -> None:
        """Look as it was looked at last."""
        page, settings = self.page, self.studio.settings()
        page.choose(page.light, settings.value("view.lights", LIGHTINGS[0].key))
        page.choose(page.finish, settings.value("view.finish", FINISHES[0].key))
        page.choose(page.tone, settings.value("view.tone", TONES[0].key))
        page.choose(page.navigation, settings.value("view.navigation", MEDICAL.key))
        page.parallel.setChecked(settings.value("view.parallel", False))
        page.texture.setChecked(settings.value("view.texture", True))

    def _choose(self, name: str, key: str, use: Callable[[str], None]) -> None:
        use(key)
        self._keep(f"view.{name}", key)

    def _keep(self, name: str, value: str | bool) -> None:  # noqa: FBT001
        settings = self.studio.settings()
        if settings.values.get(name) != value:
            self.studio.remember(settings.with_value(name, value))

    def set_theme(self, theme: Theme) -> None:
        """Take another theme's colours."""
        self.page.set_theme(theme)
        self.cut_plane.set_theme(theme)
        self._wire_colour = rgb(theme.view_bottom)
        if self.page.wires.isChecked():
            self.wires(True)

    def shut(self) -> None:
        """Stop turning."""
        self.turning.stop()

    # --- actions ------------------------------------------------------------------------------

    def orthographic(self, parallel: bool) -> None:  # noqa: FBT001
        """Look without perspective, or with it."""
        self.page.parallel.setChecked(parallel)
        self.studio.view.set_parallel(parallel)
        self._keep("view.parallel", parallel)

    def turntable(self, turning: bool) -> None:  # noqa: FBT001
        """Turn the head, or hold it."""
        self.page.show_turning(turning)
        if turning:
            self.turning.start()
        else:
            self.turning.stop()

    def nudge(self, where: str) -> None:
        """Turn or zoom by a step.

        Parameters
        ----------
        where : str
            ``left``, ``right``, ``up``, ``down``, ``in`` or ``out``.
        """
        view = self.studio.view
        if where in _NUDGES:
            view.eye.turn(*_NUDGES[where])
        else:
            view.eye.zoom(1.0 / _NUDGE_ZOOM if where == "in" else _NUDGE_ZOOM)
        view.request_frame()
        view.navigator.moved.emit()

    def wires(self, wires: bool) -> None:  # noqa: FBT001
        """Draw the edges of the skin's triangles, or not."""
        self.page.wires.setChecked(wires)
        self.studio.view.change("skin", lambda layer: layer.set_wires(wires, self._wire_colour))

    def _tell_tier(self, simplified: bool) -> None:  # noqa: FBT001
        """Say what is drawn while the view moves; the line comes back with the exact skin."""
        status = self.studio.status
        if simplified:
            self._tier = status.tier.text()
            status.tier.setText(tr("Preview: tracked surface"))
        else:
            status.tier.setText(self._tier)
        # At once: the frame that comes now shall not show half of it.
        QCoreApplication.sendPostedEvents(status, QEvent.Type.LayoutRequest.value)

    def cut(self) -> None:
        """Go to the next plane; after the last one nothing is cut."""
        box = self.page.plane
        box.setCurrentIndex((box.currentIndex() + 1) % box.count())
        self.studio.show_page("view")

    def texture(self, shown: bool) -> None:  # noqa: FBT001
        """Show the scan's picture on it, or not."""
        self._keep("view.texture", shown)
        self._use_texture()

    # --- what the page asks for ---------------------------------------------------------------

    def _set_finish(self, key: str) -> None:
        for name in ("skin", "skull", "ct"):
            self.studio.view.layer(name).set_finish(key)
        self.studio.view.request_frame()

    def _set_tone(self, key: str) -> None:
        self.studio.view.change("skin", lambda layer: layer.set_tone(find_tone(key).colour))

    def _cut(self) -> None:
        page = self.page
        names = [name for name, box in page.cut_layers.items() if box.isChecked()]
        if "skull" in names:
            names.append("ct")
        key = str(page.plane.currentData())
        flipped = page.other_side.isChecked()
        self.cut_plane.use(key, page.place.value, tuple(names), flipped=flipped)

    def _outline(self) -> None:
        if self.cut_plane.axis is not None:
            self.cut_plane.outline()

    def _hide_parts(self) -> None:
        facts, view = self.studio.session.facts, self.studio.view
        if facts is None:
            return
        for name, boxes, labels in (
            ("skin", self.page.skin_parts, facts.skin_parts),
            ("skull", self.page.skull_parts, facts.skull_labels),
        ):
            gone = [index for index, box in enumerate(boxes) if not box.isChecked()]
            hidden = None
            if gone and labels is not None:
                hidden = _Hidden(self, labels, gone)
            view.layer(name).hide(hidden)
        view.refresh()

    def labels_on(self, surface: Surface, labels: IntArray) -> IntArray:
        """Return the label of every vertex of a surface.

        Parameters
        ----------
        surface : Surface
            The template's own vertices, or others on the same head.
        labels : (n,) int64
            Of the template's vertices.
        """
        if len(surface.vertices) == len(labels):
            return labels
        if self._places is None or len(self._places) != len(labels):
            return np.full(len(surface.vertices), -1)
        from scipy.spatial import cKDTree  # not at start: only where parts are hidden

        return labels[cKDTree(self._places).query(surface.vertices)[1]]

    def _take(self, computed: Computed) -> None:
        if computed.places is not None:
            self._places = computed.places

    def _use_texture(self) -> None:
        texture = self.studio.session.texture if self.page.texture.isChecked() else None
        made = None if texture is None else _vtk_texture(texture)
        self.studio.view.change("scan", lambda layer: layer.set_texture(made))


class _Hidden:
    """Tells which vertices belong to parts that are left out."""

    def __init__(self, desk: SightDesk, labels: IntArray, gone: list[int]) -> None:
        self._desk, self._labels, self._gone = desk, labels, gone

    def __call__(self, surface: Surface) -> np.ndarray:
        return np.isin(self._desk.labels_on(surface, self._labels), self._gone)


def _vtk_texture(texture: Texture) -> vtkTexture | None:
    """Return a picture as VTK takes it, or None where Qt cannot read it."""
    image = QImage.fromData(texture.data)
    if image.isNull():
        return None
    if max(image.width(), image.height()) > _LARGEST_TEXTURE_SIDE:
        image = image.scaled(
            _LARGEST_TEXTURE_SIDE,
            _LARGEST_TEXTURE_SIDE,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    width, height = image.width(), image.height()
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(height, -1)[:, : 3 * width]
    pixels = np.ascontiguousarray(rows.reshape(height, width, 3)[::-1]).reshape(-1, 3)
    data = vtkImageData()
    data.SetDimensions(width, height, 1)
    data.GetPointData().SetScalars(numpy_to_vtk(pixels, deep=True))
    made = vtkTexture()
    made.SetInputData(data)
    made.InterpolateOn()
    made.MipmapOn()
    return made
