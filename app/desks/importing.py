"""Guided import: a scan whose face is found goes straight through, any other is asked about."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from app.actions import FILE, Action
from app.desks.desk import Desk, Studio
from app.desks.waiting import WhenFree
from app.dialogs.import_scan import ImportScanDialog
from app.import_requests import FindScan, FitLook, LookAtScan, ScanLook
from app.requests import Opened
from app.surfaces import Computed, Surface, Tier
from app.theme import DARK, Theme
from app.translation import tr
from core.units import ESTIMATED


class ImportDesk(Desk):
    """Takes scans in.

    Parameters
    ----------
    studio : Studio
        Its surroundings.
    """

    NAME = "importing"
    ACTIONS = (
        Action("correct_import", "importing", "Correct the i&mport…", FILE,
               tip="Change unit and pose of the scan, leave parts out, and fit it again",
               after="import_ct"),
        Action("find_scan", "importing", "Find the s&can…", FILE,
               tip="Put the scan back into a project that was kept without it",
               after="correct_import"),
    )  # fmt: skip

    _converged = Signal(object, object)

    def __init__(self, studio: Studio) -> None:
        super().__init__(studio)
        self._theme: Theme = DARK
        self._when_free = WhenFree(studio.session, self)
        self._look: ScanLook | None = None
        self._decided = False
        self._last: Computed | None = None
        self._before: tuple[Surface | None, Surface | None] | None = None
        self._summary: _Summary | None = None
        self.dialog: ImportScanDialog | None = None

    def settle(self) -> None:
        """Take over the opening of scans."""
        studio, session = self.studio, self.studio.session
        studio.files.open_scan = self.open_scan
        self._converged.connect(self._show_converging)
        session.busy_changed.connect(self._note_end)
        session.failed.connect(self._note_failure)
        session.document_changed.connect(self._leave_summary)
        self._summary = _Summary(studio.view)
        self._summary.correct.clicked.connect(self._correct_or_find)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme's colours."""
        self._theme = theme

    def refresh(self) -> None:
        """Enable what needs a scan."""
        session = self.studio.session
        there = session.editable and session.scan_bytes is not None and session.ct_skull is None
        self.studio.actions["correct_import"][0].setEnabled(there and not session.busy)
        lost = session.editable and self._scan_is_missing()
        self.studio.actions["find_scan"][0].setEnabled(lost and not session.busy)

    def _scan_is_missing(self) -> bool:
        state = self.studio.session.state
        scan = None if state is None else state.scan
        # A face from photographs never had one.
        lost = scan is not None and scan.photo is None
        return lost and self.studio.session.scan_bytes is None

    # --- looking ------------------------------------------------------------------------------

    def open_scan(self, path: Path) -> None:
        """Look at a scan; fit it when its face is found, ask when it is not.

        Parameters
        ----------
        path : Path
            Of the file.
        """
        self.studio.session.perform(LookAtScan(path), self._judge)

    def _judge(self, look: ScanLook) -> None:
        if look.sure and not look.inward:
            self.fit(look)
        else:
            # Opening it was agreed to already.
            self._open_dialog(look)
            self._decided = True

    def correct_import(self) -> None:
        """Show how the open scan was taken, to change it."""
        session = self.studio.session
        state, content = session.state, session.scan_bytes
        if state is None or state.scan is None or content is None:
            return
        if self._look is not None and self._look.content is content:
            self._open_dialog(self._look)
            return
        path = session.scan_path or Path(state.scan.name)
        request = LookAtScan(path, "auto", None, content, session.texture)
        session.perform(request, self._open_dialog)

    def _open_dialog(self, look: ScanLook) -> None:
        dialog = ImportScanDialog(look, self._theme, self.studio.window)
        dialog.asked.connect(self._look_again)
        dialog.agreed.connect(self._agree)
        dialog.finished.connect(self._forget_dialog)
        dialog.rejected.connect(self._stop_looking)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.open()
        self.dialog, self._decided = dialog, False

    def _forget_dialog(self) -> None:
        self.dialog = None

    def _stop_looking(self) -> None:
        if self.studio.session.busy:
            self.studio.session.cancel()

    def _look_again(self, request: LookAtScan) -> None:
        session = self.studio.session
        if session.busy:
            session.cancel()
        self._when_free.ask(lambda: session.perform(request, self._answer))

    def _answer(self, look: ScanLook) -> None:
        if self.dialog is not None:
            self.dialog.show_look(look)

    def _note_failure(self, text: str) -> None:
        if self.dialog is not None:
            self.dialog.show_failure(text)

    # --- fitting ------------------------------------------------------------------------------

    def _agree(self, look: ScanLook) -> None:
        if self._decided:
            self.fit(look)
        else:
            self.studio.files.unless_unsaved(lambda: self.fit(look))

    def fit(self, look: ScanLook) -> None:
        """Fit a scan and show its head while it converges.

        Parameters
        ----------
        look : ScanLook
            Agreed to.
        """
        view = self.studio.view
        request = FitLook(look, self._converged.emit)

        def take(opened: Opened) -> None:
            self._before = None
            self._look = look
            view.set_visible("scan", self.studio.layers.eyes["scan"].isChecked())
            self.studio.session.show(opened, None, look.path)
            if self._last is not None:
                # The fitted head stays in sight until its exact surface is there.
                view.show_computed(self._last)
                self._last = None
            self._tell(look)

        def act() -> None:
            self._before = (view.layer("scan").surface, view.layer("ct").surface)
            self.studio.session.perform(request, take, replaces=True)

        self._when_free.ask(act)

    def _show_converging(self, scan: Surface, head: Surface) -> None:
        if self._before is None:
            return
        view = self.studio.view
        if view.layer("scan").surface is not scan:
            view.forget()
            view.show_scan(scan)
            view.set_visible("scan", visible=True)
        self._last = Computed(0, Tier.TRACKED, head, None, ())
        view.show_computed(self._last)
        self.studio.status.tier.setText(tr("The head converges onto the scan"))

    def _note_end(self, title: str) -> None:
        """Draw again what was open, when a fit was cancelled or failed."""
        if title or self._before is None:
            return
        scan, real = self._before
        self._before = None
        view = self.studio.view
        view.forget()
        view.show_scan(scan)
        view.show_ct(real)
        view.set_visible("scan", self.studio.layers.eyes["scan"].isChecked())

    def _tell(self, look: ScanLook) -> None:
        state = self.studio.session.state
        if state is None or state.scan is None or self._summary is None:
            return
        wide, tall, deep = look.extent_mm
        unit = tr("estimated size") if state.scan.unit == ESTIMATED else state.scan.unit
        text = tr(
            "{wide:.0f} × {tall:.0f} × {deep:.0f} mm ({unit}) · face {share} % sure · fitted to "
            "{error:.2f} mm"
        ).format(
            wide=wide,
            tall=tall,
            deep=deep,
            unit=unit,
            share=round(100 * look.sight.alignment.confidence),
            error=state.scan.report.face_error_mean,
        )
        self._summary.tell(text)

    def _leave_summary(self) -> None:
        if self._summary is None:
            return
        self._summary.hide()
        state = self.studio.session.state
        if self._scan_is_missing() and state is not None and state.scan is not None:
            text = tr("The scan {name} is not in this project.").format(name=state.scan.name)
            self._summary.tell(text, tr("Find it…"))

    # --- a scan that is not there ---------------------------------------------------------------

    def _correct_or_find(self) -> None:
        if self._scan_is_missing():
            self.find_scan()
        else:
            self.correct_import()

    def find_scan(self) -> None:
        """Ask where the scan of the open project lies."""
        state = self.studio.session.state
        if state is None or state.scan is None:
            return
        title = tr("Where is {name}?").format(name=state.scan.name)
        pattern = f"*{Path(state.scan.name).suffix}"
        name, _ = QFileDialog.getOpenFileName(
            self.studio.window, title, self.studio.files.folder, pattern
        )
        if name:
            self.use_scan(Path(name))

    def use_scan(self, path: Path) -> None:
        """Put a scan back into the open project.

        Parameters
        ----------
        path : Path
            Of the very file that was fitted.
        """
        session, project = self.studio.session, self.studio.session.project()
        if project is None:
            return
        home = session.path

        def take(opened: Opened) -> None:
            session.show(opened, home, path, unsaved=True)

        session.perform(FindScan(path, project), take, replaces=True)


class _Summary(QFrame):
    """One line at the head of the view about what was just imported."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self.setObjectName("hint")
        self.label = QLabel(self)
        self.correct = QPushButton(tr("Correct…"), self)
        self.done = QPushButton(tr("Good"), self)
        self.done.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 7, 8, 7)
        layout.addWidget(self.label)
        layout.addWidget(self.correct)
        layout.addWidget(self.done)
        self.hide()

    def tell(self, text: str, button: str = "") -> None:
        """Show a text, at the foot of the view, with a button to correct it."""
        self.label.setText(text)
        self.correct.setText(button or tr("Correct…"))
        self.adjustSize()
        view = self.parentWidget()
        self.move(max(8, (view.width() - self.width()) // 2), view.height() - self.height() - 52)
        self.show()
        self.raise_()
