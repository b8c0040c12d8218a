"""`nasion skull`: the bone that most likely lies beneath a face, and how sure that is."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app import heads
from app.commands.output import JsonOption, emit_facts, emit_json, progress, say
from core.arrays import FloatArray
from core.document.project_file import Project
from core.document.state import FaceState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.inference.head import HeadModel
    from core.inference.skull_from_skin import SkullEstimate
    from core.inference.teeth_scan import TeethFound


class TeethFrame(StrEnum):
    """Where intraoral scans lie."""

    OWN = "own"
    SCAN = "scan"


def skull(
    head: Annotated[Path, typer.Argument(help="A .nasion project, or a scan to fit first.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="OBJ, STL or PLY to write.")],
    *,
    frame: Annotated[
        heads.Frame, typer.Option(help="head: head frame, mm; scan: where the scan lies.")
    ] = heads.Frame.HEAD,
    uncertainty: Annotated[
        Path | None, typer.Option(help="PLY with the standard deviation of every vertex, mm.")
    ] = None,
    known: Annotated[
        list[str] | None,
        typer.Option(help="A palpated point: LANDMARK=x,y,z[:sd], head frame, mm; repeatable."),
    ] = None,
    depth: Annotated[
        list[str] | None,
        typer.Option(help="Tissue over a landmark: LANDMARK=mm[:sd]; repeatable."),
    ] = None,
    upper: Annotated[Path | None, typer.Option(help="Intraoral scan of the upper teeth.")] = None,
    lower: Annotated[Path | None, typer.Option(help="Intraoral scan of the lower teeth.")] = None,
    teeth_frame: Annotated[
        TeethFrame,
        typer.Option(help="own: anywhere, aligned by the arch; scan: in the face scan's frame."),
    ] = TeethFrame.OWN,
    project: Annotated[
        Path | None, typer.Option(help="Project to write with what is known of the bone.")
    ] = None,
    units: Annotated[
        heads.ScanUnit, typer.Option(help="The scan's unit; auto guesses from a head's size.")
    ] = heads.ScanUnit.AUTO,
    json_output: JsonOption = False,
) -> None:
    """Infer the skull beneath a face and write it; known bone and teeth narrow it."""
    scans = {name: path for name, path in (("upper", upper), ("lower", lower)) if path is not None}
    from app.exports import machine_of

    with progress("Inferring the skull") as monitor:
        opened, model = heads.open_head(head, units, monitor)
        before = model.skull(opened.state)
        state, teeth = _narrowed(model, opened.state, known, depth, scans, teeth_frame)
        estimate = model.skull(state)
    result = _Result(heads.with_state(opened, state), estimate, teeth, frame, machine_of(model))
    facts = result.write(output, uncertainty, project)
    facts |= {"std_mm_mean_before": float(before.std_mm.mean()), "device": model.device_name}
    if json_output:
        emit_json(facts)
    else:
        result.tell(facts, head.name)


@dataclass(frozen=True, eq=False)
class _Result:
    """An inferred skull and what it was narrowed by."""

    project: Project
    estimate: "SkullEstimate"
    teeth: "TeethFound | None"
    frame: heads.Frame
    machine: "Mapping[str, str]"

    def write(self, output: Path, uncertainty: Path | None, project: Path | None) -> dict[str, Any]:
        """Write the files that were asked for and return the facts."""
        from app.export_plan import ExportPlan, Kind, Target
        from app.exports import ready_made
        from core.document.project_file import save_project
        from core.geometry.surface_files import NamedSurface

        std, state = self.estimate.std_mm, self.project.state
        mesh = heads.placed(self.estimate.mesh, state, self.frame, heads.LengthUnit.MM)
        wanted: list[tuple[Path, FloatArray | None]] = [(output, None)]
        if uncertainty is not None:
            wanted.append((uncertainty, std))
        made = []
        for path, values in wanted:
            target = Target(Kind.SKULL, path)
            plan = ExportPlan((target,), self.frame)
            surface = NamedSurface("skull", mesh, "bone")
            made.append(
                ready_made(
                    target, (surface,), plan, self.project, self.machine, verb="skull",
                    values=values,
                )
            )  # fmt: skip
        written = [file for one in made for file in one.write()[:1]]
        if project is not None:
            save_project(project, self.project)
            written.append(project)
        facts: dict[str, Any] = {
            "written": [str(one) for one in written],
            "frame": self.frame.value,
            "vertices": mesh.vertex_count,
            "std_mm_mean": float(std.mean()),
            "std_mm_max": float(std.max()),
            "known": [bone.title for bone in state.known_bone],
        }
        if self.teeth is not None:
            told = {"teeth": dict(self.teeth.teeth), "teeth_confidence": self.teeth.confidence}
            facts |= told
        return facts

    def tell(self, facts: dict[str, Any], name: str) -> None:
        """Print the facts for people."""
        from app.known_words import teeth_words

        if self.teeth is not None:
            say(teeth_words(self.teeth))
        emit_facts(
            {
                "written": ", ".join(facts["written"]),
                "frame": facts["frame"],
                "known": ", ".join(facts["known"]) or "nothing but the skin",
                "uncertainty": f"{facts['std_mm_mean']:.2f} mm mean, {facts['std_mm_max']:.2f} mm "
                "at most (standard deviation)",
            },
            title=f"Skull of {name}",
        )


def _narrowed(
    model: "HeadModel",
    state: FaceState,
    known: list[str] | None,
    depth: list[str] | None,
    scans: dict[str, Path],
    teeth_frame: TeethFrame,
) -> tuple[FaceState, "TeethFound | None"]:
    from app.known_words import known_depth, known_place, teeth_of, with_known

    landmarks = model.bundle.template.skull_landmarks
    points = [known_place(text, landmarks) for text in known or ()]
    points += [known_depth(text, model, state) for text in depth or ()]
    teeth = None
    if scans:
        in_scan = teeth_frame is TeethFrame.SCAN
        teeth = teeth_of(scans, model, state, in_scan_frame=in_scan)
        points += teeth.known
    return with_known(state, tuple(points)), teeth
