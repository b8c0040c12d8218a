"""What leaves the program: meshes, pictures, turntables, reports and copies to share."""

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QFileDialog

from app.actions import FILE, Action
from app.desks.desk import Desk, Studio
from app.dialogs.export import ExportDialog
from app.dialogs.messages import show_message
from app.dialogs.picture import PictureDialog
from app.export_plan import Kind
from app.export_request import Exported, ExportMeshes
from app.exports import Made
from app.surfaces import Computed, Surface, Tier
from app.translation import inline, mark, tr

_PICTURES = mark("Picture (*.png)")


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
    )  # fmt: skip

    def __init__(self, studio: Studio) -> None:
        super().__init__(studio)
        self.dialog: QDialog | None = None
        self._triangles: dict[Kind, int] = {}

    def settle(self) -> None:
        """Count the triangles of what is drawn, to tell sizes before anything is written."""
        self.studio.session.surface_changed.connect(self._count)
        self.studio.session.scan_changed.connect(self._count_scan)

    def refresh(self) -> None:
        """Enable what needs a document at rest."""
        session = self.studio.session
        ready = session.history is not None and session.editable and not session.busy
        self.studio.actions["export"][0].setEnabled(ready)

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
        if checks:
            show_message(self.studio.window, tr("Ready to print"), "\n".join(checks))

    # --- pictures -----------------------------------------------------------------------------

    def save_screenshot(self) -> None:
        """Ask how large, then where to save a picture of the view."""
        view = self.studio.view
        ratio = view.devicePixelRatioF()
        dialog = PictureDialog(
            QSize(round(view.width() * ratio), round(view.height() * ratio)), self.studio.window
        )
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
