"""The slices desk: a CT beside the head, with outlines of its surfaces and planes in the view."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFileDialog

from app.actions import VIEW, Action
from app.desks.desk import Desk, Studio
from app.panels.slices import EMPTY, LOST, READY, SlicesPanel
from app.slice_requests import FindBone, FoundBone, ReadVolume, TakeVolume
from app.surfaces import Computed, Surface, surface_from
from app.translation import joined, tr
from app.viewport.layer import Material
from app.widgets.slice_canvas import Outline, SliceCanvas
from core.arrays import FloatArray
from core.geometry.section import plane_section, slice_frames
from core.imaging.slice_planes import PLANES, SlicePlane

if TYPE_CHECKING:
    from core.imaging.slicing import SliceStack

_LAYER, _ERRAND = "slices", "slices"
_COLOUR = (0.98, 0.80, 0.36)
_START = (0.0, -10.0, 60.0)
"""Where the crosshair stands at first: behind the root of the upper teeth, mm."""
_HEIGHT = 320
"""Of the dock when it is first shown, pixels."""
_SEE_THROUGH = 0.6


class SlicesDesk(Desk):
    """Shows the slices of the open document's CT."""

    NAME = "slices"
    ACTIONS = (
        Action("show_slices", "slices", "CT &slices", VIEW, "Ctrl+Shift+T", starts_group=True,
               tip="Axial, coronal and sagittal slices of the CT beside the head"),
    )  # fmt: skip

    def __init__(self, studio: Studio) -> None:
        super().__init__(studio)
        self._session, self._view = studio.session, studio.view
        self.panel = SlicesPanel(studio.window)
        self.stack: SliceStack | None = None
        self.place: FloatArray = np.array(_START)
        """The crosshair, head frame, mm."""
        self._surfaces: dict[str, Surface] = {}
        self._sized = False

    def settle(self) -> None:
        """Take a dock, a layer for the planes and the session's signals."""
        studio, panel, session = self.studio, self.panel, self._session
        area = Qt.DockWidgetArea.BottomDockWidgetArea
        self.dock = studio.add_dock("slices", tr("CT slices"), panel, area)
        self.dock.visibilityChanged.connect(self._note_dock)
        self._view.add_layer(_LAYER, Material(_COLOUR, 0.0, 10.0))
        self._view.watch_mouse(self)
        panel.look_changed.connect(self.draw)
        panel.planes_toggled.connect(lambda _: self._draw_planes())
        panel.import_asked.connect(studio.files.import_ct)
        panel.folder_asked.connect(self.choose_folder)
        panel.file_asked.connect(self.choose_file)
        panel.bone_asked.connect(self.find_bone)
        for canvas in panel.canvases.values():
            self._connect(canvas)
        session.document_changed.connect(self._forget)
        session.surface_changed.connect(self._take)
        session.scan_changed.connect(lambda one: self._use("scan", one))
        session.ct_changed.connect(lambda one: self._use("ct", one))

    def _connect(self, canvas: SliceCanvas) -> None:
        plane = canvas.plane
        canvas.stepped.connect(lambda steps: self._step(plane, steps))
        canvas.pointed.connect(lambda across, up: self._point(plane, across, up))
        canvas.windowed.connect(self.panel.change_window)

    def refresh(self) -> None:
        """Enable what needs a document."""
        session = self._session
        there = session.history is not None and session.editable
        self.studio.actions["show_slices"][0].setEnabled(there)
        self.panel.again.setEnabled(there and not session.busy)

    def show_slices(self) -> None:
        """Bring the slices to the front."""
        self.dock.show()
        self.dock.raise_()
        if not self._sized:
            self._sized = True
            self.studio.window.resizeDocks([self.dock], [_HEIGHT], Qt.Orientation.Vertical)

    # --- the volume -----------------------------------------------------------------------------

    def _forget(self) -> None:
        self._session.errands.drop(_ERRAND)
        self.stack, self.place = None, np.array(_START)
        self._note_dock()

    def _note_dock(self, *_: object) -> None:
        """Ask for the volume when the slices are looked at and it is not there yet."""
        session, state = self._session, self._session.state
        if not self.dock.isVisible() or state is None:
            self._draw_planes()
            return
        if session.ct_skull is None or state.scan is None:
            self.panel.show_notice(EMPTY)
        elif self.stack is None:
            self.panel.show_notice(LOST)
            session.errands.ask(_ERRAND, TakeVolume(state), self._take_volume)
        self.draw()

    def _take_volume(self, stack: "SliceStack | None") -> None:
        if stack is not None:
            self.stack = stack
            self.place = np.clip(self.place, stack.low, stack.high)
            self.panel.show_notice(READY)
            self.draw()

    def choose_folder(self) -> None:
        """Ask for the folder of the project's CT."""
        folder = QFileDialog.getExistingDirectory(
            self.studio.window, tr("Folder with the slices of this CT"), self.studio.files.folder
        )
        if folder:
            self.read_volume(Path(folder))

    def choose_file(self) -> None:
        """Ask for the file of the project's CT."""
        name, _ = QFileDialog.getOpenFileName(
            self.studio.window, tr("File with this CT"), self.studio.files.folder
        )
        if name:
            self.read_volume(Path(name))

    def read_volume(self, path: Path) -> None:
        """Read the project's CT again.

        Parameters
        ----------
        path : Path
            Folder or file; refused where it is another one.
        """
        state, skin = self._session.state, self._surfaces.get("scan")
        if state is not None and skin is not None:
            places = skin.vertices.astype(np.float64)
            self._session.perform(ReadVolume(path, state, places), self._take_volume)

    def find_bone(self, bone_from: int) -> None:
        """Make the skull of the CT again.

        Parameters
        ----------
        bone_from : int
            Where bone begins, HU.
        """
        state = self._session.state
        if state is not None and self.stack is not None:
            request = FindBone(self.stack, state, float(bone_from))
            self._session.perform(request, lambda found: self._use_bone(found, request))

    def _use_bone(self, found: FoundBone, request: FindBone) -> None:
        if self.stack is not request.stack:
            return
        self._session.use_beside(ct=found.skull)
        self._session.ct_changed.emit(found.surface)
        said = tr("The skull of the CT begins at {value:.0f} HU now.")
        notes = " ".join(joined(note) for note in found.notes)
        self._session.message.emit(f"{said.format(value=request.bone_from)} {notes}")

    # --- what is seen ---------------------------------------------------------------------------

    def _take(self, computed: Computed) -> None:
        self._surfaces["skin"] = computed.skin
        if computed.skull is not None:
            self._surfaces["skull"] = computed.skull
        self._draw_marks()

    def _use(self, key: str, surface: Surface | None) -> None:
        self._surfaces.pop(key, None)
        if surface is not None:
            self._surfaces[key] = surface
        self._draw_marks()

    def move_to(self, place: FloatArray) -> None:
        """Set the crosshair.

        Parameters
        ----------
        place : (3,) float64
            Head frame, mm; brought into the volume.
        """
        if self.stack is not None:
            self.place = np.clip(np.asarray(place, float), self.stack.low, self.stack.high)
            self.draw()

    def _step(self, plane: SlicePlane, steps: int) -> None:
        from core.imaging.slicing import PIXEL

        move = np.zeros(3)
        move[plane.axis] = steps * PIXEL
        self.move_to(self.place + move)

    def _point(self, plane: SlicePlane, across: float, up: float) -> None:
        place = np.array(self.place)
        place[plane.across[0]], place[plane.up[0]] = across, up
        self.move_to(place)

    def draw(self) -> None:
        """Draw the slices at the crosshair, their outlines and the planes."""
        if self.stack is not None and self.dock.isVisible():
            for plane in PLANES:
                values = self.stack.slice_at(plane, float(self.place[plane.axis]))
                self.panel.canvases[plane.key].show_slice(
                    values, *self.stack.ticks(plane), self.panel.reach, self.panel.tinted_from
                )
        self._draw_marks()
        self._draw_planes()

    def _draw_marks(self) -> None:
        if self.stack is None or not self.dock.isVisible():
            return
        here = tr("{value:.0f} HU").format(value=self.stack.values(self.place[None])[0])
        for plane in PLANES:
            first, second = plane.across[0], plane.up[0]
            cross = float(self.place[first]), float(self.place[second])
            at = float(self.place[plane.axis])
            canvas = self.panel.canvases[plane.key]
            canvas.show_marks(self._outlines(plane, at), cross, at, here)

    def _outlines(self, plane: SlicePlane, at: float) -> list[Outline]:
        columns = [plane.across[0], plane.up[0]]
        found = []
        for key, colour in self.panel.outlined.items():
            surface = self._surfaces.get(key)
            if surface is not None:
                cut = plane_section(surface.vertices, surface.faces, plane.axis, at)
                found.append(Outline(cut[:, :, columns], colour))
        return found

    def _draw_planes(self) -> None:
        """Draw the three planes into the 3D view, as far as they are wanted."""
        wanted = self.panel.planes.isChecked() and self.dock.isVisible()
        mesh = None
        if self.stack is not None and wanted:
            mesh = slice_frames(self.place, self.stack.low, self.stack.high)
        layer = self._view.layer(_LAYER)
        if mesh is not None or layer.surface is not None:
            layer.show(None if mesh is None else surface_from(mesh))
            self._view.refresh()

    # --- the 3D view ----------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Set the crosshair by a double click on the head."""
        double = event.type() is QEvent.Type.MouseButtonDblClick
        if double and isinstance(event, QMouseEvent) and self.stack is not None:
            left = event.button() is Qt.MouseButton.LeftButton
            if left and self.dock.isVisible() and self._point_at(event.position()):
                return True
        return super().eventFilter(watched, event)

    def _point_at(self, pixel: Any) -> bool:
        names = [name for name in ("ct", "skull", "skin") if self._view.layer(name).drawn]
        if self._view.layer("skin").opacity >= _SEE_THROUGH:
            names.sort(key=lambda name: name != "skin")
        for name in names:
            vertex = self._view.vertex_at(name, pixel.x(), pixel.y())
            surface = self._view.layer(name).surface
            if vertex is not None and surface is not None:
                self.move_to(surface.vertices[vertex].astype(np.float64))
                return True
        return False
