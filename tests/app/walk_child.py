"""The first half of the walk, in a process of its own that is killed at its end.

``python -m tests.app.walk_child SCAN FOLDER`` does in a real window what a user does, writes what
it saw to ``seen.json``, and then waits to be killed with unsaved work. At the first internet socket
the kernel kills it before that.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QMessageBox

from app.desks.compare import CompareDesk
from app.desks.importing import ImportDesk
from app.desks.measure import MeasureDesk
from app.desks.out import OutDesk
from app.desks.safety import SafetyDesk
from app.export_plan import ExportPlan, Kind, Target
from app.export_request import ExportMeshes
from app.main import make_application
from app.main_window import MainWindow
from app.report.facts import ReportWish
from app.settings import Settings
from core.document.project_file import load_project
from core.geometry.mesh_io import read_mesh
from core.inference import scan_fit
from tests.app.no_network import forbid_internet
from tests.app.studio import PATIENCE_MS, make_session
from tests.app.sure_eyes import SureEyes


class Walker:
    """Goes through a window step by step."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.window = MainWindow(make_session(), Settings())
        self.window.show()
        self.window.start()
        self.rest()

    def until(self, condition: Callable[[], bool], what: str) -> None:
        """Let events pass until something is so."""
        loop, look, late = QEventLoop(), QTimer(), QTimer()
        look.timeout.connect(lambda: loop.quit() if condition() else None)
        late.setSingleShot(True)
        late.timeout.connect(loop.quit)
        look.start(5)
        late.start(2 * PATIENCE_MS)
        loop.exec()
        boxes = [one.informativeText() for one in self.window.findChildren(QMessageBox)]
        assert condition(), f"never came: {what}; {boxes}"

    def rest(self) -> None:
        session = self.window.session
        self.until(
            lambda: session.state is not None and session.resting and session.errands.resting,
            "rest",
        )

    def walk(self, scan: Path) -> dict[str, object]:
        """Do everything, and return what was seen."""
        window, folder = self.window, self.folder
        session = window.session
        window.files.open_path(scan)
        self.until(lambda: session.scan_path == scan, "the fitted scan")
        self.rest()
        importing = window.desks["importing"]
        assert isinstance(importing, ImportDesk)
        assert importing.dialog is None
        fitted = session.state
        assert fitted is not None
        window.actions_by_key["glass"][0].setChecked(True)
        assert window.view.layer("skin").translucent
        assert window.view.layer("skull").drawn
        nose = window.parts.sections["nose"].measures["nose.width"]
        before = nose.box.value()
        nose.box.setValue(before + 3.0)
        self.rest()
        assert abs(nose.box.value() - before - 3.0) < 0.05
        cheek = window.anatomy.thickness.rows["cheek"]
        skin = window.view.layer("skin").surface
        assert skin is not None
        old = np.array(skin.vertices)
        cheek.box.setValue(2.0)
        self.rest()
        skin = window.view.layer("skin").surface
        assert skin is not None
        moved = np.linalg.norm(skin.vertices - old, axis=1).max()
        assert 1.5 < moved < 2.5, moved
        self.compare_measure_report_and_export()
        window.files.save_to(folder / "walk.nasion")
        self.rest()
        assert load_project(folder / "walk.nasion").past is not None
        assert not session.modified
        window.parts.rows["nose.1"].box.setValue(1.5)
        self.rest()
        safety = window.desks["safety"]
        assert isinstance(safety, SafetyDesk)
        safety.keep_now()
        kept = safety.store.folder / "note.json"
        self.until(kept.exists, "the kept work")
        history = session.history
        assert history is not None
        return {
            "nose width": before + 3.0,
            "labels": list(history.labels),
            "position": history.position,
            "nose": history.state.codes["nose"],
            "start": fitted.codes["nose"],
        }

    def compare_measure_report_and_export(self) -> None:
        """Write what the edits changed, the measures, a report, and both surfaces."""
        window, folder, session = self.window, self.folder, self.window.session
        compare = window.desks["compare"]
        assert isinstance(compare, CompareDesk)
        compare.set_mode("difference")
        self.rest()
        self.until(lambda: compare.measured is not None, "the comparison")
        compare.write_csv(folder / "compared.csv")
        compare.set_mode("off")
        measure = window.desks["measure"]
        assert isinstance(measure, MeasureDesk)
        measure.write_csv(folder / "measures.csv")
        out = window.desks["out"]
        assert isinstance(out, OutDesk)
        report = folder / "report.pdf"
        out.write_report(report, ReportWish())
        self.until(report.exists, "the report")
        self.rest()
        assert report.read_bytes().startswith(b"%PDF-")
        project = session.project()
        assert project is not None
        targets = tuple(Target(kind, folder / f"{kind}.stl") for kind in (Kind.SKIN, Kind.SKULL))
        out.export_now(ExportMeshes(project, ExportPlan(targets, resolution=64)))
        self.rest()
        assert read_mesh(folder / "skull.stl").face_count > 100
        for key in ("export", "save_report", "share_copy", "show_about"):
            window.actions_by_key[key][0].trigger()


def main() -> None:
    """Walk, tell, and wait for the end."""
    forbid_internet()
    scan, folder = Path(sys.argv[1]), Path(sys.argv[2])
    application = make_application()
    scan_fit.look_at_scan = SureEyes()
    seen = Walker(folder).walk(scan)
    (folder / "seen.json").write_text(json.dumps(seen))
    sys.stdout.write("walked\n")
    sys.stdout.flush()
    application.exec()


if __name__ == "__main__":
    main()
