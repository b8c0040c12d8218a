"""Never lose work: keeps what is not saved, brings it back after a crash, guards open projects."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox

from app.actions import FILE, HELP, Action
from app.crash_log import logs
from app.desks.desk import Desk, Studio
from app.desks.waiting import WhenFree
from app.dialogs.messages import show_error, show_message
from app.dialogs.recovery import RecoveryDialog
from app.jobs import JobRunner, Outcome
from app.project_lock import ProjectLock
from app.recovery import DropWork, KeepWork, Note, RecoveryFolder, Rescue, discard
from app.recovery_requests import RecoverWork
from app.settings import KEEP
from app.translation import told, tr
from app.widgets.steps import Steps
from core.document.history import Past
from core.document.project_file import Project
from core.errors import NasionError

QUIET_MS = 2000
"""Work is kept when the hand has rested for so long."""
LONGEST_MS = 15_000
"""Work is kept at the latest after so long, however busy the hand."""


class SafetyDesk(Desk):
    """Keeps unsaved work in the user's state folder and offers it after a crash.

    Parameters
    ----------
    studio : Studio
        Its surroundings.
    """

    NAME = "safety"
    ACTIONS = (
        Action("recover_work", "safety", "Recover &unsaved work…", FILE,
               tip="Show work that an earlier run left unsaved", after="save_as"),
        Action("show_crash_logs", "safety", "&Crash logs", HELP,
               tip="Tell where notes on crashes lie on this machine"),
    )  # fmt: skip

    def __init__(self, studio: Studio) -> None:
        super().__init__(studio)
        self.store = RecoveryFolder()
        self.lock = ProjectLock()
        self.dialog: RecoveryDialog | None = None
        self._writer: JobRunner[None] = JobRunner(None, self)
        self._writer.finished.connect(self._note_written)
        self._quiet, self._latest = QTimer(self), QTimer(self)
        for timer, pause in ((self._quiet, QUIET_MS), (self._latest, LONGEST_MS)):
            timer.setSingleShot(True)
            timer.setInterval(pause)
            timer.timeout.connect(self.keep_now)
        self._kept: Past | None = None
        self._whole = True
        self._adopting = self._closed = False
        self._thumbnail: bytes | None = None
        self._when_free = WhenFree(studio.session, self)
        self._running = ""
        self._label = QLabel()

    def settle(self) -> None:
        """Follow the document."""
        session = self.studio.session
        self.studio.status.addPermanentWidget(self._label)
        self._label.hide()
        session.document_changed.connect(self._begin_document)
        session.saved.connect(self._note_saved)
        session.busy_changed.connect(self._note_task)
        self.studio.files.may_write = self._may_write

    # --- keeping ------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Take note that the document changed, perhaps."""
        session = self.studio.session
        if self._closed:
            return
        if session.modified and session.history is not None:
            if self._latest.isActive() or session.history.past != self._kept:
                self._quiet.start()
                if not self._latest.isActive():
                    latest_s = self.studio.settings().value(KEEP, LONGEST_MS // 1000)
                    self._latest.start(1000 * latest_s)
        elif self.store.begun and self._kept is not None and not session.busy:
            self._forget()

    def keep_now(self) -> None:
        """Write the unsaved work, if there is any that is not kept yet."""
        self._quiet.stop()
        self._latest.stop()
        session, project = self.studio.session, self.studio.session.project()
        if project is None or not session.modified or project.past == self._kept:
            return
        if session.surfaces.resting and not session.surfaces.moving:
            self._thumbnail = self.studio.view.thumbnail()
        view = {"camera": self.studio.view.camera(), "layers": self.studio.layers.look()}
        try:
            folder = self.store.folder
        except OSError as error:
            self._tell_trouble(str(error))
            return
        self._write(folder, replace(project, view=view, thumbnail=self._thumbnail))

    def _write(self, folder: Path, project: Project) -> None:
        session, past = self.studio.session, project.past
        path = "" if session.path is None else str(session.path)
        edits = 0 if past is None else past.position
        note = Note(session.title, path, edits)
        self._writer.submit(KeepWork(folder, project, note, self._whole))
        self._kept = past

    def _note_written(self, outcome: Outcome) -> None:
        request = outcome.request
        if not isinstance(request, KeepWork):
            return
        if outcome.succeeded and request.project.past == self._kept:
            # Of this document, not of one that was open before.
            self._whole = False
        elif outcome.error:
            self._kept = None
            self._tell_trouble(outcome.error)

    def _tell_trouble(self, why: str) -> None:
        text = tr("Unsaved work cannot be kept: {why} Save the project to be safe.")
        self.studio.status.tell(text.format(why=told(why)))

    def _forget(self) -> None:
        self._quiet.stop()
        self._latest.stop()
        self._kept = None
        if self.store.begun:
            self._writer.submit(DropWork(self.store.folder))

    # --- documents come and go ----------------------------------------------------------------

    def _begin_document(self) -> None:
        if not self._adopting:
            self._forget()
            self._whole = True
        self._thumbnail = None
        self._guard()

    def _note_saved(self, _: Path) -> None:
        self._guard()
        if not self.studio.session.modified:
            self._forget()

    def _guard(self) -> None:
        """Lock the open project, or say who has it."""
        mine = self.lock.take(self.studio.session.path)
        self._label.setVisible(not mine)
        if not mine:
            self._label.setText(tr("Read-only"))
            self._label.setToolTip(self._why_read_only())
            self.studio.status.tell(self._why_read_only())

    def _why_read_only(self) -> str:
        return tr(
            "The project is open in another window ({other}); here it is read-only. "
            "Save it under another name to keep changes."
        ).format(other=self.lock.other)

    def _may_write(self, path: Path) -> str:
        """Return why a project must not be written, or nothing."""
        if path == self.studio.session.path:
            return self._why_read_only() if self.lock.other else ""
        probe = ProjectLock()
        free = probe.take(path)
        probe.free()
        if free:
            return ""
        return tr("{name} is open in another window; choose another name.").format(name=path.name)

    # --- recovering ---------------------------------------------------------------------------

    def offer(self) -> bool:
        """Ask about work that crashed runs left, and return whether there was any."""
        rescues = self.store.left_behind()
        if rescues:
            self.dialog = RecoveryDialog(rescues, self.studio.window)
            self.dialog.recovered.connect(self.recover)
            self.dialog.discarded.connect(_discard_all)
            self.dialog.finished.connect(self._forget_dialog)
            self.dialog.open()
        return bool(rescues)

    def recover_work(self) -> None:
        """Show what crashed runs left."""
        if not self.offer():
            title, text = tr("Nothing to recover"), tr("No earlier run left unsaved work.")
            show_message(self.studio.window, title, text)

    def show_crash_logs(self) -> None:
        """Tell where notes on crashes lie; they hold no names and leave this machine never."""
        found = logs()
        text = tr("No crash was noted.")
        if found:
            told = tr(
                "{count} in {folder}, the newest {name}. They hold no names of people or files."
            )
            text = told.format(count=len(found), folder=found[0].parent, name=found[0].name)
        show_message(self.studio.window, tr("Crash logs"), text)

    def _forget_dialog(self) -> None:
        self.dialog = None

    def recover(self, rescue: Rescue) -> None:
        """Open unsaved work, once the models are there and nothing else is open unsaved.

        Parameters
        ----------
        rescue : Rescue
            From the store.
        """
        session = self.studio.session

        def act() -> None:
            request = RecoverWork(rescue)
            session.perform(request, lambda found: self._take(rescue, found), replaces=True)

        self._when_free.ask(lambda: self.studio.files.unless_unsaved(act))

    def _take(self, rescue: Rescue, opened: Any) -> None:
        session = self.studio.session
        try:
            self.store.adopt(rescue)
        except NasionError as error:
            show_error(self.studio.window, str(error))
            return
        self._adopting, self._whole = True, False
        path = Path(rescue.note.path) if rescue.note.path else None
        session.show(opened, path, unsaved=True)
        self._adopting = False
        # It lies there already; only a further edit is news.
        self._kept = opened.project.past
        text = tr("Recovered {title}. Save it to keep it.").format(title=rescue.note.title)
        session.message.emit(text)

    # --- closing ------------------------------------------------------------------------------

    def _note_task(self, title: str) -> None:
        self._running = title

    def may_close(self) -> bool:
        """Ask what to do with what runs; loading the models is nothing to wait for."""
        session, window = self.studio.session, self.studio.window
        steps = next((one for one in window.findChildren(Steps) if one.running), None)
        if steps is None and (not session.busy or session.state is None):
            return True
        title = tr(self._running) if steps is None else steps.title
        box = QMessageBox(window)
        box.setWindowTitle("Nasion")
        box.setText(f"<b>{tr('{what} is not finished').format(what=title)}</b>")
        box.setInformativeText(
            tr("Wait for it, or stop it? Files are written whole or not at all.")
        )
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowModality(Qt.WindowModality.WindowModal)
        wait = box.addButton(tr("Wait and close"), QMessageBox.ButtonRole.AcceptRole)
        stop = box.addButton(tr("Stop it and close"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(tr("Stay"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(wait)
        wait.clicked.connect(lambda: self._wait_and_close(steps))
        stop.clicked.connect(lambda: self._stop_and_close(steps))
        box.open()
        return False

    def _wait_and_close(self, steps: Steps | None) -> None:
        if steps is None or not steps.running:
            self._when_free.ask(self.studio.window.close)
            return

        def follow() -> None:
            # Not over the sentence that says why it failed.
            if QApplication.activeModalWidget() is None:
                self._when_free.ask(self.studio.window.close)

        # A turn later: what failed is told after the end.
        steps.ended.connect(
            lambda: QTimer.singleShot(0, self, follow), Qt.ConnectionType.SingleShotConnection
        )

    def _stop_and_close(self, steps: Steps | None) -> None:
        if steps is not None:
            steps.stop()
        self.studio.session.cancel()
        self._when_free.ask(self.studio.window.close)

    def shut(self) -> None:
        """Let the writer finish; closing is a decision, so that nothing is left to recover."""
        self._closed = True
        self._quiet.stop()
        self._latest.stop()
        self._writer.finished.disconnect(self._note_written)
        self._writer.shutdown()
        self.store.end()
        self.lock.free()


def _discard_all(rescues: tuple[Rescue, ...]) -> None:
    for rescue in rescues:
        discard(rescue)
