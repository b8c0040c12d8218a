"""`nasion demo`: the main job on the bundled sample, from a scan to files and a picture."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import numpy as np
import typer

from app import heads
from app.commands.output import JsonOption, emit_json, emit_table, progress
from core.document.edits import Edit, SetComponent, SetSize, SetThickness, Several
from core.document.state import FaceState
from core.errors import ExportError
from core.geometry.mesh import Mesh
from core.monitor import Monitor

if TYPE_CHECKING:
    from core.inference.head import HeadModel

_RESOLUTION = 256
_NOSE_STEP = 2.0
"""Standard deviations: enough to be seen in a picture."""
_CHEEK_MM = 4.0
_SIZE_FACTOR = 1.04

PANEL_SIZE = (460, 560)
"""Of each of the picture's six panels, pixels."""


@dataclass
class _Clock:
    """How long each step took."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time what runs inside."""
        begun = time.perf_counter()
        yield
        self.seconds[name] = time.perf_counter() - begun


@dataclass(frozen=True, eq=False)
class _Made:
    before: FaceState
    after: FaceState
    edits: tuple[Edit, ...]
    skin: Mesh
    skull: Mesh
    std_mm: float
    thickness_mm: float
    moved_mm: float
    device: str


def demo(
    *,
    out: Annotated[Path, typer.Option(help="Folder for the results.")] = Path("nasion-demo"),
    json_output: JsonOption = False,
) -> None:
    """Fit the bundled sample scan, infer its skull, edit it, export everything, draw a picture.

    Writes skin.obj, skull.stl, demo.nasion and demo.png. Needs no display and no network.
    """
    from core.resources import resource_path

    sample = resource_path("sample", "sample_head.ply")
    clock = _Clock()
    _make_folder(out)
    with progress("Loading the models") as monitor:
        with clock.step("load"):
            model = heads.head_model()
        with clock.step("fit"):
            project, _ = heads.fit_scan(sample, heads.ScanUnit.AUTO, model, monitor.part(0.0, 0.6))
        made = _work(project.state, model, clock, monitor.part(0.6, 0.8))
        files = _write(out, project, made, model, clock, monitor.part(0.8, 1.0))
    facts = heads.fit_facts(project.state)
    edits = [edit.label for edit in made.edits]
    if json_output:
        emit_json(
            {
                "out": str(out),
                "files": [str(path) for path in files],
                "fit": facts,
                "skull_std_mm": made.std_mm,
                "thickness_median_mm": made.thickness_mm,
                "edits": edits,
                "moved_mm_max": made.moved_mm,
                "seconds_by_step": clock.seconds,
                "device": made.device,
            }
        )
        return
    emit_table(
        ("what was measured", "value"),
        [
            ("face error, mean", f"{facts['face_error_mean']:.2f} mm"),
            ("face error, 95th percentile", f"{facts['face_error_p95']:.2f} mm"),
            ("confidence of the pose", f"{facts['confidence']:.2f}"),
            ("scale found", f"{facts['scale']:.6g} mm per unit ({facts['unit']})"),
            ("skull, standard deviation", f"{made.std_mm:.2f} mm"),
            ("soft tissue, median", f"{made.thickness_mm:.1f} mm"),
            ("edits", "; ".join(edits)),
            ("skin moved by the edits, at most", f"{made.moved_mm:.1f} mm"),
            *((f"time: {step}", f"{spent:.1f} s") for step, spent in clock.seconds.items()),
            ("device", made.device),
        ],
        title="Nasion on its sample scan",
    )
    typer.echo(f"\nWritten to {out}: {', '.join(path.name for path in files)}")
    typer.echo(f"Go on with it:  nasion {out / 'demo.nasion'}")


def _make_folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(
            f"Cannot make the folder {out}: {error.strerror or error}; choose another with --out."
        ) from error


def _work(before: FaceState, model: "HeadModel", clock: _Clock, monitor: Monitor) -> _Made:
    """Infer the skull, make one edit of each kind and extract the surface."""
    monitor.report(0.0, "Inferring the skull")
    with clock.step("skull"):
        estimate = model.skull(before)
        thickness = model.thickness(before)
    edits = _edits(before)
    with clock.step("edits"):
        after = before
        for edit in edits:
            after = edit.apply(after)
        skin_before, skin_after = model.skin_preview(before), model.skin_preview(after)
        skull = model.skull(after).mesh
    with clock.step("surface"):
        skin = model.skin_full(after, _RESOLUTION, monitor)
    moved = np.linalg.norm(skin_after.vertices - skin_before.vertices, axis=1)
    face = np.asarray(model.bundle.template.face_mask)
    return _Made(
        before=before,
        after=after,
        edits=edits,
        skin=skin,
        skull=skull,
        std_mm=float(estimate.std_mm.mean()),
        thickness_mm=float(np.nanmedian(thickness[face])),
        moved_mm=float(moved.max()),
        device=model.device_name,
    )


def _edits(state: FaceState) -> tuple[Edit, ...]:
    """Return a component, a thickness and a size: each away from where the fit already is."""
    fitted = state.codes["nose"][0]
    nose = fitted + (_NOSE_STEP if fitted < 0.5 else -_NOSE_STEP)
    cheeks = Several(
        (SetThickness("cheek_left", _CHEEK_MM), SetThickness("cheek_right", _CHEEK_MM)),
        f"Cheeks {_CHEEK_MM:+g} mm",
    )
    return (
        SetComponent("nose", 0, round(max(-3.0, min(3.0, nose)), 2)),
        cheeks,
        SetSize(round(state.size * _SIZE_FACTOR, 3)),
    )


def _write(
    out: Path,
    fitted: heads.Project,
    made: _Made,
    model: "HeadModel",
    clock: _Clock,
    monitor: Monitor,
) -> list[Path]:
    from dataclasses import replace

    from app.export_plan import ExportPlan, Kind, Target
    from app.exports import machine_of, ready_made
    from app.pictures import save_picture
    from core.document.project_file import save_project
    from core.geometry.surface_files import NamedSurface

    skin, skull = out / "skin.obj", out / "skull.stl"
    project, picture = out / "demo.nasion", out / "demo.png"
    monitor.report(0.0, "Drawing the picture")
    with clock.step("picture"):
        png, thumbnail = _pictures(made, model)
    monitor.report(0.9, "Writing the files")
    with clock.step("files"):
        edited = replace(fitted, state=made.after)
        plan = ExportPlan(
            (Target(Kind.SKIN, skin), Target(Kind.SKULL, skull)), resolution=_RESOLUTION
        )
        surfaces = (NamedSurface("skin", made.skin), NamedSurface("skull", made.skull, "bone"))
        for target, surface in zip(plan.targets, surfaces, strict=True):
            ready_made(target, (surface,), plan, edited, machine_of(model)).write()
        save_project(project, replace(fitted, state=made.after, thumbnail=thumbnail))
        save_picture(picture, png)
    return [skin, skull, project, picture]


def _pictures(made: _Made, model: "HeadModel") -> tuple[bytes, bytes]:
    """Return the before-and-after sheet and a thumbnail, as PNG."""
    from app.off_screen import Panel
    from app.pictures import draw_panels

    rows = []
    for state, when in ((made.before, "Fitted"), (made.after, "Edited")):
        skin, skull = model.skin_preview(state), model.skull(state).mesh
        rows += [
            Panel(skin, skull, "three-quarter", when, "skin"),
            Panel(skin, skull, "front", when, "skin over the inferred skull", skin_opacity=0.3),
            Panel(skin, skull, "profile", when, "profile", skin_opacity=0.3),
        ]
    scan = made.before.scan
    error = "" if scan is None else f"face error {scan.report.face_error_mean:.2f} mm mean"
    sheet = draw_panels(
        rows,
        panel_size=PANEL_SIZE,
        columns=3,
        footer=f"{error}  ·  {'  ·  '.join(edit.label for edit in made.edits)}",
    )
    return sheet, draw_panels([rows[4]], panel_size=(256, 256))
