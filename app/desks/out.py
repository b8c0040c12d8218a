"""What leaves the program: meshes, pictures, turntables, reports and copies to share."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QSize
from PySide6.QtWidgets import QDialog, QFileDialog

from app.actions import FILE, Action
from app.case_recipes import TURNTABLE
from app.desks.desk import Desk, Studio
from app.dialogs.export import ExportDialog
from app.dialogs.messages import show_error, show_message
from app.dialogs.picture import PictureDialog
from app.export_plan import Kind
from app.export_request import Exported, ExportMeshes
from app.exports import Made
from app.requests import SaveProject
from app.surfaces import Computed, Surface, Tier
from app.translation import inline, mark, tr
from app.widgets.steps import Steps
from core.document.project_file import SUFFIX, Project

if TYPE_CHECKING:
    from app.moving_pictures import TurntableWish
    from app.report.facts import ReportFacts, ReportWish

_PICTURES = mark("Picture (*.png)")
_REPORTS = mark("Report (*.pdf)")
_PROJECTS = mark("Nasion project (*.nasion)")


class OutDesk(Desk):
    """Exports."""

    NAME = "out"
    ACTIONS = (
        Action(
            "export", "out", "&Export…", FILE, "Ctrl+E", "export",
            "Write skin, skull or scan as a mesh, also for 3D printing", tool="Export",
            starts_group=True, after="save_as",
        ),
        Action(
            "save_screenshot", "out", "Save s&creenshot…", FILE, "Ctrl+P", "camera",
            "Save a picture of the 3D view", tool="Picture", after="export",
        ),
        Action(
            "save_turntable", "out", "Save t&urntable…", FILE,
            tip="Save the head turning once around as a moving picture",
            after="save_screenshot",
        ),
        Action(
            "save_report", "out", "Save &report…", FILE, "Ctrl+R",
            tip="Write pages with pictures, measures, changes and provenance as PDF",
            after="save_turntable",
        ),
        Action(
            "share_copy", "out", "Save a copy to s&hare…", FILE,
            tip="Save the face without its scan and without anything that names a person",
            after="save_report",
        ),
    )  # fmt: skip

    def __init__(self, studio: Studio) -> None:
        super().__init__(studio)
        self.dialog: QDialog | None = None
        self.steps = Steps(studio.status, self)
        self.steps.ended.connect(self.refresh)
        self._triangles: dict[Kind, int] = {}

    def settle(self) -> None:
        """Count the triangles of what is drawn, to tell sizes before anything is written."""
        self.studio.session.surface_changed.connect(self._count)
        self.studio.session.scan_changed.connect(self._count_scan)

    def refresh(self) -> None:
        """Enable what needs a document at rest."""
        session = self.studio.session
        ready = session.history is not None and session.editable and not session.busy
        for key in ("export", "save_report", "save_turntable", "share_copy"):
            self.studio.actions[key][0].setEnabled(ready and not self.steps.running)

    def _count(self, computed: Computed) -> None:
        if computed.tier is Tier.EXACT or Kind.SKIN not in self._triangles:
            self._triangles[Kind.SKIN] = len(computed.skin.faces)
        if computed.skull is not None:
            self._triangles[Kind.SKULL] = len(computed.skull.faces)

    def _count_scan(self, scan: Surface | None) -> None:
        self._triangles.pop(Kind.SCAN, None)
        if scan is not None:
            self._triangles[Kind.SCAN] = len(scan.faces)

    def _ask(self, dialog: QDialog) -> None:
        """Open a dialog without waiting for it."""
        dialog.finished.connect(self._forget)
        dialog.open()
        self.dialog = dialog

    def _forget(self) -> None:
        self.dialog = None

    def _folder(self) -> Path:
        return Path(self.studio.files.folder) if self.studio.files.folder else Path.home()

    # --- meshes -------------------------------------------------------------------------------

    def export(self) -> None:
        """Ask what to export and where to."""
        project = self.studio.session.project()
        if project is not None:
            name = self.studio.files.stem()
            dialog = ExportDialog(
                project, self._folder(), name, self.studio.window, self._triangles
            )
            dialog.chosen.connect(self.export_now)
            self._ask(dialog)

    def export_now(self, request: ExportMeshes) -> None:
        """Write what was asked for, and say what a printer will find of it."""
        self.studio.session.perform(request, self._tell_exported)

    def _tell_exported(self, exported: Exported) -> None:
        names = ", ".join(path.name for path in exported.files)
        self.studio.session.message.emit(tr("Exported {names}.").format(names=names))
        checks = [_print_words(one) for one in exported.made if one.check is not None]
        fewer = [_reduced_words(one) for one in exported.made if one.reduction is not None]
        if checks or fewer:
            title = tr("Ready to print") if checks else tr("Exported")
            show_message(self.studio.window, title, "\n".join((*fewer, *checks)))

    def _pixels(self) -> QSize:
        """Return the size of the view, device pixels."""
        view = self.studio.view
        ratio = view.devicePixelRatioF()
        return QSize(round(view.width() * ratio), round(view.height() * ratio))

    # --- pictures -----------------------------------------------------------------------------

    def save_screenshot(self) -> None:
        """Ask how large, then where to save a picture of the view."""
        dialog = PictureDialog(self._pixels(), self.studio.window)
        dialog.chosen.connect(self._choose_picture)
        self._ask(dialog)

    def _choose_picture(self, scale: int, transparent: bool) -> None:  # noqa: FBT001
        files = self.studio.files
        start = str(self._folder() / f"{files.stem()}.png")
        name, _ = QFileDialog.getSaveFileName(
            self.studio.window, tr("Save picture"), start, tr(_PICTURES)
        )
        if name:
            files.save_picture(Path(name), scale, transparent=transparent)

    def save_turntable(self) -> None:
        """Ask how the turning head is saved."""
        from app.dialogs.turntable import TurntableDialog

        dialog = TurntableDialog(self._pixels(), self.studio.window)
        dialog.chosen.connect(self._choose_turntable)
        self._ask(dialog)

    def _choose_turntable(self, wish: "TurntableWish") -> None:
        kind = wish.kind
        start = str(self._folder() / f"{self.studio.files.stem()}{kind.suffix}")
        filters = f"{tr(kind.title)} (*{kind.suffix})" if kind.suffix else ""
        name, _ = QFileDialog.getSaveFileName(
            self.studio.window, tr("Save turntable"), start, filters
        )
        if name:
            self.write_turntable(Path(name), wish)

    def write_turntable(self, path: Path, wish: "TurntableWish") -> None:
        """Turn the head once around and save what is seen.

        Parameters
        ----------
        path : Path
            File, or folder for single pictures.
        wish : TurntableWish
            How.
        """
        from app.viewport.turntable_frames import turn_around

        state = self.studio.session.state
        told = {
            "kind": wish.kind.key, "seconds": wish.seconds, "rate": wish.rate,
            "scale": wish.scale, "transparent": wish.transparent,
        }  # fmt: skip

        def tell() -> None:
            self.studio.files.note_face(path, TURNTABLE, state, told)
            self.studio.session.message.emit(tr("Saved {name}.").format(name=path.name))

        self._run(tr("Turning the head"), turn_around(self.studio.view, path, wish), tell)

    # --- reports ------------------------------------------------------------------------------

    def save_report(self) -> None:
        """Ask what the report shall say, then where it goes."""
        if self.studio.session.project() is None:
            return
        from app.dialogs.report import ReportDialog

        metric = QLocale.system().measurementSystem() is QLocale.MeasurementSystem.MetricSystem
        dialog = ReportDialog(self.studio.window, "a4" if metric else "letter")
        dialog.chosen.connect(self._choose_report)
        self._ask(dialog)

    def _choose_report(self, wish: "ReportWish") -> None:
        start = str(self._folder() / "report.pdf")
        name, _ = QFileDialog.getSaveFileName(
            self.studio.window, tr("Save report"), start, tr(_REPORTS)
        )
        if name:
            self.write_report(Path(name), wish)

    def write_report(self, path: Path, wish: "ReportWish") -> None:
        """Gather what a report says, draw its pictures one by one, and write it.

        Parameters
        ----------
        path : Path
            The suffix ``.pdf`` is added where there is none.
        wish : ReportWish
            What it shall say.
        """
        from app.report_request import GatherReport

        path = path if path.suffix.lower() == ".pdf" else path.with_name(path.name + ".pdf")
        project = self.studio.session.project()
        if project is not None:
            request = GatherReport(project, wish)
            self.studio.session.perform(request, lambda facts: self._draw_report(path, facts))

    def _draw_report(self, path: Path, facts: "ReportFacts") -> None:
        from app.report.pages import write_report
        from app.report.pictures import draw_each

        drawn = {}

        def steps() -> Iterator[float]:
            for key, picture, done in draw_each(facts):
                drawn[key] = picture
                yield done
            write_report(path, facts, drawn)

        def tell() -> None:
            self.studio.session.message.emit(tr("Saved {name}.").format(name=path.name))

        self._run(tr("Drawing the report"), steps(), tell)

    # --- copies to share ----------------------------------------------------------------------

    def share_copy(self) -> None:
        """Show what a copy to share leaves out, then ask where it goes."""
        project = self.studio.session.project()
        if project is not None:
            from app.dialogs.share import ShareDialog

            dialog = ShareDialog(project, self.studio.window)
            dialog.chosen.connect(self._choose_share)
            self._ask(dialog)

    def _choose_share(self, shared: Project) -> None:
        start = str(self._folder() / f"face{SUFFIX}")
        name, _ = QFileDialog.getSaveFileName(
            self.studio.window, tr("Save a copy to share"), start, tr(_PROJECTS)
        )
        if name:
            self.write_share(Path(name), shared)

    def write_share(self, path: Path, shared: Project) -> None:
        """Write a copy to share; the document stays as it is.

        Parameters
        ----------
        path : Path
            The suffix of projects is added where there is none.
        shared : Project
            From `core.document.sharing.shared`.
        """
        path = path if path.suffix.lower() == SUFFIX else path.with_name(path.name + SUFFIX)
        if path == self.studio.session.path:
            show_error(
                self.studio.window,
                tr("{name} is the open project; choose another name for the copy.").format(
                    name=path.name
                ),
            )
            return
        text = tr("Saved {name} to share.").format(name=path.name)
        request = SaveProject(path, shared)
        self.studio.session.perform(request, lambda _: self.studio.session.message.emit(text))

    def _run(self, title: str, steps: Iterator[float], then: Callable[[], None]) -> None:
        """Do something step by step on the window's own thread, which alone may draw."""
        self.steps.run(title, steps, then, lambda text: show_error(self.studio.window, text))
        self.refresh()

    def shut(self) -> None:
        """Leave undone what is not done."""
        self.steps.stop()


def _reduced_words(made: Made) -> str:
    """Return what fewer triangles have cost in one file."""
    lost = made.reduction
    assert lost is not None
    return tr(
        "{name}: {after:,} of {before:,} triangles, {mean:.3f} mm from the full surface on "
        "average, at most {largest:.2f} mm."
    ).format(
        name=made.target.path.name,
        after=lost.after,
        before=lost.before,
        mean=lost.mean_mm,
        largest=lost.largest_mm,
    )


def _print_words(made: Made) -> str:
    """Return what a printer will find of one file."""
    check = made.check
    assert check is not None
    width, height, depth = check.size_mm
    state = tr("closed") if check.watertight else tr("open, not printable as it is")
    return tr(
        "{name}: {state}, {width:.0f} × {height:.0f} × {depth:.0f} mm, {volume:.0f} ml of "
        "material, thinnest wall {wall:.1f} mm."
    ).format(
        name=made.target.path.name,
        state=inline(state),
        width=width,
        height=height,
        depth=depth,
        volume=check.volume_ml,
        wall=check.thinnest_mm,
    )
