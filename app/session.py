"""The open document between the window and the worker: edits go in, surfaces come out.

Holds the history, decides through `core.inference.schedule` what the worker computes next, and runs
one task at a time (opening, saving, exporting). Knows no widgets. All methods are for the thread
of the window.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.edit_loop import EditLoop
from app.errands import Errands
from app.heads import is_project
from app.jobs import JobRunner, Outcome, Request, Task
from app.part_requests import Wish
from app.requests import (
    FitScan,
    LoadModel,
    MoveToCpu,
    Opened,
    OpenProject,
    SaveProject,
)
from app.surface_loop import SurfaceLoop
from app.surfaces import ColourBy, ModelFacts
from app.translation import Text, joined, tr
from app.workshop import ModelMaker, Workshop
from core.document.edits import Edit
from core.document.face_photos import FacePhotos
from core.document.history import History
from core.document.project_file import SUFFIX, Project
from core.document.real_skull import RealSkull
from core.document.state import FaceState
from core.errors import EditError
from core.geometry.texture import Texture
from core.inference.schedule import EventKind

SEED_LIMIT = 2**31
"""Seeds of random shapes are below this."""


class Session(QObject):
    """One document and what is computed from it.

    Parameters
    ----------
    make_model : callable
        Loads the head model; called on the worker thread.
    parent : QObject, optional
        Owner.
    """

    state_changed = Signal()
    """The document, its history or whether it is saved changed; read again."""
    document_changed = Signal()
    """Another document is open; ranges, scan and file changed too."""
    surface_changed = Signal(object)
    """A `Computed` to draw."""
    scan_changed = Signal(object)
    """The scan's `Surface` in the head frame, or None."""
    ct_changed = Signal(object)
    """The real skull's `Surface` in the head frame, or None."""
    busy_changed = Signal(str)
    """The task that runs, in words; empty when none does."""
    progressed = Signal(float, str)
    """Share done of what runs (0 to 1), and what is being done."""
    computing_changed = Signal(bool)
    """Whether an exact surface is being computed."""
    message = Signal(str)
    """A sentence for the status line."""
    failed = Signal(str)
    """A sentence for a dialog; nothing was changed."""
    memory_full = Signal(str)
    """The same, where `use_cpu` is a way on."""
    saved = Signal(object)
    """The path that was written."""

    def __init__(self, make_model: ModelMaker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        workshop = Workshop(make_model)
        self._runner = JobRunner(workshop, self)
        self.surfaces = SurfaceLoop(self._runner, workshop, lambda: self.state, self)
        self.surfaces.shown.connect(self.surface_changed)
        self.surfaces.computing_changed.connect(self.computing_changed)
        self.surfaces.failed.connect(self._tell_failure)
        self.wishes = EditLoop(self._runner, lambda: self.state, self)
        self.wishes.begun.connect(self.surfaces.decline)
        self.wishes.found.connect(lambda edit: self.apply(edit, dragging=True))
        self.wishes.told.connect(self.message)
        self.wishes.ended.connect(self._end_wish)
        self.errands = Errands(self._runner, self)
        self.errands.told.connect(self.message)
        self._runner.finished.connect(self._on_finished)
        self._runner.progressed.connect(self._on_progressed)
        self._task: Task | None = None
        self._unsaved_fit = False
        self._history: History | None = None
        self.facts: ModelFacts | None = None
        self.scan_bytes: bytes | None = None
        self.ct_skull: RealSkull | None = None
        self.texture: Texture | None = None
        self.photos: FacePhotos | None = None
        self.path: Path | None = None
        self.scan_path: Path | None = None
        self.notes: tuple[str, ...] = ()
        self.view: dict[str, Any] = {}

    # --- what is open -------------------------------------------------------------------------

    @property
    def history(self) -> History | None:
        """The document's history; None until the models are loaded."""
        return self._history

    @property
    def state(self) -> FaceState | None:
        """The document; None until the models are loaded."""
        return None if self._history is None else self._history.state

    @property
    def modified(self) -> bool:
        """Whether the document has changes that are not saved."""
        return self._history is not None and (self._unsaved_fit or self._history.modified)

    @property
    def busy(self) -> bool:
        """Whether a task runs or waits."""
        return self._task is not None

    @property
    def editable(self) -> bool:
        """Whether edits are taken: there is a document and it is not being replaced."""
        return self._history is not None and not (self._task is not None and self._task.replaces)

    @property
    def title(self) -> str:
        """Name of the document, for people."""
        if self.path is not None:
            return self.path.name
        scan = None if self.state is None else self.state.scan
        return tr("Mean head") if scan is None else scan.name

    # --- edits --------------------------------------------------------------------------------

    def apply(self, edit: Edit, *, dragging: bool = False) -> None:
        """Change the document; an edit that refuses is told in a message.

        Parameters
        ----------
        edit : Edit
            Any edit.
        dragging : bool
            Whether the hand still moves; `settle` follows.
        """
        if self._history is None or not self.editable:
            return
        before = self._history.state
        try:
            self._history.apply(edit)
        except EditError as error:
            self.message.emit(str(error))
            self.state_changed.emit()
            return
        if not dragging:
            self._history.end_gesture()
        if self._history.state != before:
            self._after_edit(EventKind.DRAGGED if dragging else EventKind.EDITED, before)

    def complete(self, edit: Edit) -> None:
        """Apply an edit that completes the step before it: both are undone at once."""
        if self._history is not None:
            self._history.reopen(edit.merge_key)
        self.apply(edit)

    def settle(self) -> None:
        """Take note that the hand was lifted: the exact surface is computed."""
        if self._history is not None:
            self._history.end_gesture()
            self.surfaces.settle()

    def _end_wish(self, changed: bool) -> None:  # noqa: FBT001
        self.settle()
        if not changed and self._history is not None:
            # The exact surface was given up for nothing.
            self.surfaces.changed(EventKind.EDITED)

    def undo(self) -> None:
        """Go one step back."""
        if self._history is not None and self.editable and self._history.can_undo:
            label = self._history.undo_label
            before = self._history.state
            self._history.undo()
            self.message.emit(tr("Undone: {what}").format(what=joined(label)))
            self._after_edit(EventKind.EDITED, before)

    def redo(self) -> None:
        """Go one step forward."""
        if self._history is not None and self.editable and self._history.can_redo:
            self.message.emit(tr("Redone: {what}").format(what=joined(self._history.redo_label)))
            before = self._history.state
            self._history.redo()
            self._after_edit(EventKind.EDITED, before)

    def go_to(self, position: int) -> None:
        """Go to an entry of the history."""
        if self._history is not None and self.editable and position != self._history.position:
            before = self._history.state
            self._history.go_to(position)
            self._after_edit(EventKind.EDITED, before)

    def colour_by(self, colour: ColourBy) -> None:
        """Compute what a colouring of the skin needs from now on."""
        self.surfaces.colour_by(colour)

    # --- tasks --------------------------------------------------------------------------------

    def start(self) -> None:
        """Load the models and show the mean head."""
        self.perform(LoadModel(), self._use_model, replaces=True)

    def open(self, path: Path, unit: str = "auto") -> None:
        """Open a project, or fit a scan whose unit is ``auto``, ``mm``, ``cm`` or ``m``."""
        if is_project(path):
            self.perform(OpenProject(path), lambda found: self.show(found, path), replaces=True)
        else:
            self._fit(FitScan(path, unit))

    def fit_again(self, unit: str) -> None:
        """Fit the scan anew in another unit."""
        scan = None if self.state is None else self.state.scan
        if scan is not None and self.scan_bytes is not None:
            path = self.scan_path or Path(scan.name)
            self._fit(FitScan(path, unit, self.scan_bytes, self.texture))

    def save(self, path: Path, view: dict[str, Any], thumbnail: bytes | None) -> None:
        """Write the project with view and thumbnail (PNG); the suffix is added where it lacks."""
        project = self.project()
        if project is not None:
            if path.suffix.lower() != SUFFIX:
                path = path.with_name(path.name + SUFFIX)
            request = SaveProject(path, replace(project, view=view, thumbnail=thumbnail))
            self.perform(request, lambda to: self._note_saved(to, project.state))

    def project(self) -> Project | None:
        """Return the document with its steps, as it would be saved or exported."""
        if self._history is None:
            return None
        past, scan, ct, photos = self._history.past, self.scan_bytes, self.ct_skull, self.photos
        return Project(past.state, scan, {}, None, ct, self.texture, past, photos)

    def use_beside(self, photos: FacePhotos | None = None, ct: RealSkull | None = None) -> None:
        """Take other photographs or another CT skull of the face: of the file, not its history."""
        self.photos, self.ct_skull = photos or self.photos, ct or self.ct_skull
        self._unsaved_fit = True
        self.state_changed.emit()

    @property
    def resting(self) -> bool:
        """Whether nothing runs and everything of the newest revision is shown."""
        return self._task is None and self.wishes.resting and self.surfaces.resting

    def use_cpu(self) -> None:
        """Compute on the CPU from now on; the document stays."""
        self.perform(MoveToCpu(), self._move, replaces=True)

    def _move(self, facts: ModelFacts) -> None:
        self.facts = facts
        self._say(tr("Computed on the {device} from now on."), device=facts.device_name)
        if self._history is not None:
            self._after_edit(EventKind.EDITED)

    def cancel(self) -> None:
        """Stop the task that runs, or else the exact surface."""
        if self._task is not None:
            self._runner.cancel(self._task.request)
        else:
            self.surfaces.decline()

    def close(self) -> None:
        """Stop the worker; nothing is computed after this."""
        self._runner.finished.disconnect(self._on_finished)
        self._runner.progressed.disconnect(self._on_progressed)
        self._runner.shutdown()

    # --- what runs ----------------------------------------------------------------------------

    def perform(
        self, request: Request, then: Callable[[Any], None], *, replaces: bool = False
    ) -> None:
        """Run a task; refused with a message while another runs.

        Parameters
        ----------
        request : Request
            The task.
        then : callable
            Gets its response.
        replaces : bool
            Whether it opens another document; no edits are taken meanwhile.
        """
        if self._task is not None:
            title = self._task.request.title
            self._say(tr("{title} is not finished yet; wait for it or cancel it."), title=tr(title))
            return
        self._task = Task(request, then, replaces=replaces)
        if replaces:
            # The task shall not wait for a surface that it makes useless.
            self.surfaces.decline()
        self.busy_changed.emit(request.title)
        self.state_changed.emit()
        self._runner.submit(request)

    def _fit(self, request: FitScan) -> None:
        self.perform(request, lambda found: self.show(found, None, request.path), replaces=True)

    def _after_edit(self, kind: EventKind, before: FaceState | None = None) -> None:
        # The worker begins first: what the panels do then takes no time from it.
        if before is None or self.state is None or not before.differs_in_marks(self.state):
            self.surfaces.changed(kind)
        self.state_changed.emit()

    def _on_progressed(self, request: Request, fraction: float, message: str) -> None:
        wanted = self.surfaces.job if self._task is None else self._task.request
        if request is wanted:
            self.progressed.emit(fraction, message)

    def _on_finished(self, outcome: Outcome) -> None:
        if outcome.request is self.surfaces.job:
            self.surfaces.take(outcome)
            return
        if isinstance(outcome.request, Wish):
            self.wishes.take(outcome)
            return
        if self.errands.take(outcome):
            return
        task, self._task = self._task, None
        if outcome.error:
            self._tell_failure(outcome)
        elif outcome.cancelled:
            title = tr(outcome.request.title)
            self._say(tr("{title} was cancelled; nothing was changed."), title=title)
        elif task is not None:
            task.then(outcome.response)
        if task is not None and task.replaces and not outcome.succeeded and self._history:
            # The exact surface was given up for the task.
            self.surfaces.changed(EventKind.EDITED)
        self.busy_changed.emit("" if self._task is None else self._task.request.title)
        self.state_changed.emit()

    def _tell_failure(self, outcome: Outcome) -> None:
        (self.memory_full if outcome.memory_full else self.failed).emit(outcome.error)

    # --- results of tasks ---------------------------------------------------------------------

    def _use_model(self, facts: ModelFacts) -> None:
        self.facts = facts
        self._replace(Opened(Project(facts.mean_state), None, (), facts))

    def show(
        self,
        opened: Opened,
        path: Path | None = None,
        scan_path: Path | None = None,
        *,
        unsaved: bool = False,
    ) -> None:
        """Make what a request opened the document; without a path it was never saved."""
        self.facts = opened.facts
        self.path, self.scan_path = path, scan_path
        self._unsaved_fit = unsaved or path is None
        self._replace(opened)
        fitted = path is None and opened.project.state.scan
        self._say(tr("{name} fitted.") if fitted else tr("{name} opened."), name=self.title)

    def _replace(self, opened: Opened) -> None:
        """Make another document the open one."""
        project, past = opened.project, opened.project.past
        self._history = History.of(past) if past else History(project.state)
        self.scan_bytes, self.view = project.scan_bytes, dict(project.view)
        self.ct_skull, self.texture, self.notes = project.ct_skull, project.texture, opened.notes
        self.photos = project.photos
        self.scan_changed.emit(opened.scan)
        self.ct_changed.emit(opened.ct)
        self.document_changed.emit()
        self._after_edit(EventKind.REPLACED)

    def _note_saved(self, path: Path, state: FaceState) -> None:
        self.path = path
        if self._history is not None and self._history.state == state:
            self._history.mark_clean()
            self._unsaved_fit = False
        self._say(tr("Saved {name}."), name=path.name)
        self.saved.emit(path)

    def _say(self, text: Text, **values: object) -> None:
        self.message.emit(text.format(**values))
