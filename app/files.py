"""Which file: asks before opening, saving, exporting and closing, then lets the session do it."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from app.case_recipes import SCREENSHOT
from app.ct_requests import CtOffer, ImportCt, LookAtCt
from app.dialogs.import_ct import ImportCtDialog
from app.dialogs.messages import Answer, ask_about_changes, show_error
from app.dialogs.teeth import TeethDialog
from app.heads import is_project
from app.panels.layers import LayersPanel
from app.picture_requests import NoteFace
from app.session import Session
from app.skull_requests import AddPair, ReadTeeth
from app.translation import counted, mark, tr
from app.viewport.head_view import HeadView
from app.viewport.view_picture import view_picture
from core.atomic import write_whole
from core.document.edits import Edit
from core.document.state import FaceState
from core.errors import ExportError
from core.imaging.photo_file import SUFFIXES as PHOTOS

_VOLUMES = {".nii", ".gz", ".nrrd", ".nhdr", ".mha", ".mhd", ".dcm"}
_SCANS = {".obj", ".ply", ".stl", ".glb", ".gltf", ".vtk", ".vtp"}
DROPPED = {".nasion", *_SCANS, *_VOLUMES, *PHOTOS}
"""Suffixes of files that may be dropped on the window."""

_READABLE = mark("Heads ({suffixes});;All files (*)")
_PROJECTS = mark("Nasion project (*.nasion)")


class Files(QObject):
    """Asks about files on behalf of the window.

    Parameters
    ----------
    window : QWidget
        Over which is asked.
    session : Session
        Opens, saves and exports.
    view : HeadView
        Is photographed.
    layers : LayersPanel
        Knows how the layers look, which the project keeps.
    """

    used = Signal(object)
    """The path of a file that was opened or saved."""

    def __init__(
        self, window: QWidget, session: Session, view: HeadView, layers: LayersPanel
    ) -> None:
        super().__init__(window)
        self._window, self._session = window, session
        self._view, self._layers = view, layers
        self._after_save: Callable[[], None] | None = None
        self.may_write: Callable[[Path], str] = lambda _: ""
        self.open_scan: Callable[[Path], None] = session.open
        self.open_photo: Callable[[Path], None] = session.open
        self.ct_dialog: ImportCtDialog | None = None
        self.teeth_dialog: TeethDialog | None = None
        self.folder = ""
        self._pictures: list[tuple[Path, int, bool]] = []
        session.saved.connect(self._note_saved)
        # A turn later: the view has taken the surface, and the session knows that it rests.
        later = Qt.ConnectionType.QueuedConnection
        session.surface_changed.connect(self._write_pictures, later)
        session.computing_changed.connect(self._write_pictures, later)

    def open_file(self) -> None:
        """Ask for a scan or project and open it."""
        name, _ = QFileDialog.getOpenFileName(self._window, tr("Open"), self.folder, _readable())
        if name:
            self.open_path(Path(name))

    def choose_person(self, then: Callable[[Path], None]) -> None:
        """Ask for another person's project.

        Parameters
        ----------
        then : callable
            Gets its path.
        """
        name, _ = QFileDialog.getOpenFileName(
            self._window, tr("Another person"), self.folder, tr(_PROJECTS)
        )
        if name:
            then(Path(name))

    def open_path(self, path: Path) -> None:
        """Open a scan, project or CT; asks about unsaved changes first."""
        if path.is_dir() or path.suffix.lower() in _VOLUMES:
            self.look_at_ct(path)
        elif path.suffix.lower() in PHOTOS:
            # Asks about unsaved changes when a head is fitted to it.
            self.open_now(path)
        else:
            self.unless_unsaved(lambda: self.open_now(path))

    def import_ct(self) -> None:
        """Ask for the folder of a CT and look what is in it."""
        folder = QFileDialog.getExistingDirectory(
            self._window, tr("Folder with the slices of a CT"), self.folder
        )
        if folder:
            self.look_at_ct(Path(folder))

    def look_at_ct(self, path: Path) -> None:
        """Find the series in a folder or file and ask which one to import.

        Parameters
        ----------
        path : Path
            A folder with DICOM slices, or a NIfTI, NRRD or MetaImage file.
        """
        if not self._waits_for_models(path.name, lambda: self.look_at_ct(path)):
            self._session.perform(LookAtCt(path), self._ask_for_series)

    def _waits_for_models(self, name: str, act: Callable[[], None]) -> bool:
        """Do something once the models are loaded; return whether they still are."""
        session = self._session
        if session.state is not None or not session.busy:
            return False
        session.message.emit(tr("{name} opens as soon as the models are there.").format(name=name))
        session.busy_changed.connect(lambda _: act(), Qt.ConnectionType.SingleShotConnection)
        return True

    def _ask_for_series(self, offer: CtOffer) -> None:
        dialog = ImportCtDialog(offer, self._window)
        dialog.chosen.connect(self._import_series)
        dialog.finished.connect(self._forget_ct_dialog)
        dialog.open()
        self.ct_dialog = dialog

    def _forget_ct_dialog(self) -> None:
        self.ct_dialog = None

    def _import_series(self, request: ImportCt) -> None:
        take = self._session.show
        self.unless_unsaved(lambda: self._session.perform(request, take, replaces=True))

    def open_now(self, path: Path) -> None:
        """Open a scan or project; unsaved changes are lost."""
        if self._waits_for_models(path.name, lambda: self.open_now(path)):
            return
        if path.exists():
            self.used.emit(path)
        if path.suffix.lower() in PHOTOS:
            self.open_photo(path)
        else:
            (self._session.open if is_project(path) else self.open_scan)(path)

    def save(self) -> None:
        """Save the project where it lies, or ask where."""
        path = self._session.path
        if path is None or self.may_write(path):
            self.save_as()
        else:
            self.save_to(path)

    def save_as(self) -> None:
        """Ask where to save the project."""
        start = str(Path(self.folder) / f"{self.stem()}.nasion")
        name, _ = QFileDialog.getSaveFileName(
            self._window, tr("Save project"), start, tr(_PROJECTS)
        )
        if name:
            self.save_to(Path(name))
        else:
            self._after_save = None

    def save_to(self, path: Path) -> None:
        """Save the project with the view as it is, unless another window has it."""
        why_not = self.may_write(path)
        if why_not:
            show_error(self._window, why_not)
            return
        view = {"camera": self._view.camera(), "layers": self._layers.look()}
        self._session.save(path, view, self._view.thumbnail())

    def _note_saved(self, path: Path) -> None:
        self.used.emit(path)
        follow, self._after_save = self._after_save, None
        if follow is not None:
            follow()

    def add_to_cohort(self) -> None:
        """Ask for a cohort's folder and add skin and real skull to it."""
        folder = QFileDialog.getExistingDirectory(
            self._window, tr("Folder of the cohort"), self.folder
        )
        if folder:
            self.add_pair_to(Path(folder))

    def add_pair_to(self, folder: Path) -> None:
        """Add skin and real skull to a cohort.

        Parameters
        ----------
        folder : Path
            The cohort.
        """
        project = self._session.project()
        if project is not None:
            request = AddPair(project, self._session.title, folder)
            self._session.perform(request, lambda found: self._tell_pair(*found))

    def _tell_pair(self, path: Path, count: int) -> None:
        text = counted("Added {name}: the cohort holds %n pair(s) now.", count)
        self._session.message.emit(text.format(name=path.name))

    def read_teeth(self) -> None:
        """Ask for intraoral scans and narrow the skull by them."""
        state = self._session.state
        if state is not None:
            dialog = TeethDialog(state, self.folder, self._window)
            dialog.chosen.connect(self._read_teeth)
            dialog.finished.connect(self._forget_teeth_dialog)
            dialog.open()
            self.teeth_dialog = dialog

    def _forget_teeth_dialog(self) -> None:
        self.teeth_dialog = None

    def _read_teeth(self, request: ReadTeeth) -> None:
        self._session.perform(request, lambda found: self._use_teeth(*found))

    def _use_teeth(self, edit: Edit, told: str) -> None:
        self._session.apply(edit)
        self._session.message.emit(told)

    def save_picture(self, path: Path, scale: int = 1, *, transparent: bool = False) -> None:
        """Save a picture of the view as soon as the exact surface is there.

        Parameters
        ----------
        path : Path
            The suffix ``.png`` is added where there is none.
        scale : int
            Pixels of the picture for one of the screen, along each side.
        transparent : bool
            Whether the background is left out.
        """
        path = path if path.suffix else path.with_suffix(".png")
        self._pictures.append((path, scale, transparent))
        if not self._session.surfaces.resting:
            self._session.message.emit(
                tr("{name} waits for the exact surface.").format(name=path.name)
            )
        self._write_pictures()

    def _write_pictures(self) -> None:
        """Save the pictures that were asked for, unless a better surface is on its way."""
        if not self._pictures or not self._session.surfaces.resting:
            return
        wanted, self._pictures = self._pictures, []
        for path, scale, transparent in wanted:
            picture = view_picture(self._view, scale, transparent=transparent)
            try:
                _save(picture, path)
            except ExportError as error:
                show_error(self._window, str(error))
                continue
            told = {"scale": scale, "transparent": transparent}
            self.note_face(path, SCREENSHOT, self._session.state, told)
            self._session.message.emit(tr("Saved {name}.").format(name=path.name))

    def note_face(
        self, path: Path, verb: str, state: FaceState | None, told: Mapping[str, Any]
    ) -> None:
        """Write beside a picture of the view which face it shows, and how it is seen.

        Parameters
        ----------
        path : Path
            The picture, moving picture or folder of pictures.
        verb : str
            One of `app.case_recipes.FACE_VERBS`.
        state : FaceState or None
            The face; nothing is written of none.
        told : mapping of str to JSON values
            What was asked for, beside camera and layers.
        """
        if state is not None:
            seen = {"camera": self._view.camera(), "layers": self._layers.look()}
            request = NoteFace(path, verb, state, {**told, **seen})
            self._session.errands.ask(f"provenance of {path}", request, _discard)

    def unless_unsaved(self, act: Callable[[], None]) -> None:
        """Act at once, or after the user has decided about unsaved changes.

        Parameters
        ----------
        act : callable
            What loses them.
        """
        if not self._session.modified:
            act()
            return

        def follow(answer: Answer) -> None:
            if answer is Answer.DISCARD:
                act()
            elif answer is Answer.SAVE:
                self._after_save = act
                self.save()

        ask_about_changes(self._window, self._session.title, follow)

    def stem(self) -> str:
        """Return how names of files made of this document begin."""
        return Path(self._session.title).stem.lower().replace(" ", "-")


def _readable() -> str:
    """Return what the file dialog offers."""
    return tr(_READABLE).format(suffixes=" ".join(f"*{suffix}" for suffix in sorted(DROPPED)))


def _save(picture: QImage, path: Path) -> None:
    """Write a picture whole or not at all."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not picture.save(buffer, path.suffix[1:].upper() or "PNG"):
        raise ExportError(
            f"{path.name} is no kind of picture that can be written: choose a name that ends in "
            ".png."
        )
    write_whole(path, bytes(content.data()))


def _discard(_: object) -> None:
    """Take what an errand brings where nobody needs it."""
