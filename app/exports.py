"""What leaves the program as a mesh: made and placed first, then written with its provenance.

The studio's export, `nasion export`, `nasion skull` and `nasion replay` all go through here, so
that the same wish always gives the same file.
"""

import platform
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from app.export_plan import DEVIATION, ExportPlan, Kind, Target
from app.heads import Frame, edited_scan, placed, real_skull_of
from core.arrays import FloatArray
from core.document.project_file import Project
from core.document.provenance import (
    NOT_FOR_DIAGNOSIS,
    Fingerprint,
    Recipe,
    facts_of,
    nameless,
    write_recipe,
)
from core.errors import ExportError
from core.geometry.mesh import Mesh
from core.geometry.mesh_io import write_mesh
from core.geometry.ply_writer import PointScalar
from core.geometry.surface_files import (
    FileNotes,
    NamedSurface,
    joined,
    refuse_other_kinds,
    write_surfaces,
)
from core.geometry.template import SKULL_LABELS
from core.monitor import Monitor

if TYPE_CHECKING:
    from core.geometry.decimation import Reduction
    from core.geometry.printing import PrintCheck
    from core.inference.head import HeadModel

_LOWER = tuple(SKULL_LABELS.index(name) for name in ("mandible", "lower_teeth"))
_ESTIMATE = " The skull is an estimate from the skin."
_SOURCES = {
    **dict.fromkeys((Kind.SKULL, Kind.CRANIUM, Kind.MANDIBLE, Kind.BOTH), _ESTIMATE),
    Kind.CT_SKULL: " The skull is that of the CT.",
}
_AXES = "+x to the subject's left, +y up, +z to the front, origin between the ears"


@dataclass(frozen=True, eq=False)
class Made:
    """One file's content, ready to be written.

    Attributes
    ----------
    target : Target
        What and where.
    surfaces : tuple of NamedSurface
        In the file's unit and frame.
    unit : str
        Of the file.
    recipe : Recipe
        How they were made.
    check : PrintCheck or None
        What a printer will find, where it was asked for.
    text : bool
        Whether STL is written as text.
    """

    target: Target
    surfaces: tuple[NamedSurface, ...]
    unit: str
    recipe: Recipe
    check: "PrintCheck | None" = None
    text: bool = False
    values: PointScalar | None = None
    """One number a vertex, for PLY."""
    reduction: "Reduction | None" = None
    """What fewer triangles have cost, where fewer were asked for."""

    @property
    def mesh(self) -> Mesh:
        """All surfaces as one."""
        return joined([one.mesh for one in self.surfaces])

    def write(self, *, side_file: bool = True) -> tuple[Path, ...]:
        """Write the file and its provenance.

        Returns
        -------
        tuple of Path
            The files; the surface first.
        """
        notes = self._notes()
        if self.values is None:
            files = write_surfaces(self.surfaces, self.target.path, notes)
        else:
            comment = "\n".join(notes.lines)
            write_mesh(self.mesh, self.target.path, point_scalar=self.values, comment=comment)
            files = (self.target.path,)
        beside = (write_recipe(self.target.path, self.recipe),) if side_file else ()
        return (*files[::-1], *beside)

    def _notes(self) -> FileNotes:
        facts = facts_of(self.recipe)
        state = "edited" if facts["edited"] else "as fitted"
        frame = self.recipe.options.get("frame")
        where = f"head frame ({_AXES})" if frame == Frame.HEAD else "frame of the scan"
        scan = facts["scan_sha256"]
        first = f"{self.target.kind.value}, unit {self.unit}, {state}, not for diagnosis"
        lines = (
            f"{facts['program']} {first}".removeprefix("Nasion").strip(),
            f"Unit: {self.unit}; {where}",
            f"{NOT_FOR_DIAGNOSIS}{_SOURCES.get(self.target.kind, '')}",
            f"Models: {facts['bundle']['id']} {facts['bundle']['sha256']}",
            *((f"Scan: {scan}",) if scan else ()),
            *(f"Edit: {line}" for line in facts["edits"]),
        )
        return FileNotes(self.unit, lines, facts, text=self.text)


def make(
    plan: ExportPlan, project: Project, model: "HeadModel", monitor: Monitor, verb: str = "export"
) -> tuple[Made, ...]:
    """Compute everything that a plan asks for; nothing is written.

    Parameters
    ----------
    plan : ExportPlan
        What is wanted.
    project : Project
        Of what.
    model : HeadModel
        Computes.
    monitor : Monitor
        Progress and cancellation.
    verb : str
        Stands in the provenance.

    Returns
    -------
    tuple of Made
        One a target.

    Raises
    ------
    NasionError
        When one of them cannot be made.
    """
    for target in plan.targets:
        refuse_other_kinds(target.path)
    made, machine = [], machine_of(model)
    known: dict[str, Mesh] = {}
    share = 1.0 / max(1, len(plan.targets))
    for number, target in enumerate(plan.targets):
        watch = monitor.part(number * share, (number + 1) * share)
        found = _surfaces(target, plan, project, model, watch.part(0.0, 0.6), known)
        ready = _printed(found, plan, watch.part(0.6, 0.8))
        ready, reduction = _reduced(ready, plan, target, watch.part(0.8, 1.0))
        check = _print_check(ready, plan)
        here = tuple(
            replace(one, mesh=placed(one.mesh, project.state, plan.frame, plan.unit))
            for one in ready
        )
        one = ready_made(target, here, plan, project, machine, verb=verb, check=check)
        made.append(replace(one, reduction=reduction))
    return tuple(made)


def ready_made(
    target: Target,
    surfaces: tuple[NamedSurface, ...],
    plan: ExportPlan,
    project: Project,
    machine: Mapping[str, str],
    *,
    verb: str = "export",
    check: "PrintCheck | None" = None,
    values: FloatArray | None = None,
) -> Made:
    """Return surfaces that were computed already, with their provenance.

    Parameters
    ----------
    target : Target
        What and where.
    surfaces : tuple of NamedSurface
        In the file's unit and frame.
    plan : ExportPlan
        Told in the provenance.
    project : Project
        Of whom.
    machine : mapping of str to str
        From `machine_of`.
    verb : str
        Stands in the provenance.
    check : PrintCheck, optional
        What a printer will find.
    values : (n,) float64, optional
        Standard deviation of every vertex, mm; PLY only.

    Returns
    -------
    Made
        Ready to be written.
    """
    if values is None:
        refuse_other_kinds(target.path)
    options = plan.options(target.kind) | ({} if values is None else {"values": DEVIATION})
    recipe = Recipe(
        verb=verb,
        options=options,
        state=nameless(project.state),
        made=tuple(Fingerprint.of(one.name, one.mesh) for one in surfaces),
        program=metadata.version("nasion"),
        machine=machine,
    )
    scalar = None if values is None else PointScalar(DEVIATION, values)
    return Made(target, surfaces, _unit(plan, project), recipe, check, plan.text, scalar)


def _unit(plan: ExportPlan, project: Project) -> str:
    scan = project.state.scan
    return scan.unit if plan.frame is Frame.SCAN and scan is not None else plan.unit.value


def machine_of(model: "HeadModel") -> Mapping[str, str]:
    """Return what decides the last bits of a result."""
    return {
        "device": model.device_name,
        "system": f"{platform.system()} {platform.machine()}",
        "torch": metadata.version("torch"),
        "numpy": metadata.version("numpy"),
    }


def millimetres_per_unit(recipe: Recipe) -> float:
    """Return the length of one unit of a recipe's file, mm."""
    from core.units import MILLIMETRES_PER_UNIT

    scan = recipe.state.scan
    if recipe.options.get("frame") == Frame.SCAN and scan is not None:
        return float(scan.to_head.scale)
    return MILLIMETRES_PER_UNIT[str(recipe.options.get("unit", "mm"))]


def _surfaces(
    target: Target,
    plan: ExportPlan,
    project: Project,
    model: "HeadModel",
    monitor: Monitor,
    known: dict[str, Mesh],
) -> tuple[NamedSurface, ...]:
    """Return the surfaces of a target in the head frame, mm; `known` keeps what is needed twice."""
    state = project.state

    def skin() -> Mesh:
        if "skin" not in known:
            known["skin"] = model.skin_full(state, plan.resolution, monitor)
        return known["skin"]

    match target.kind:
        case Kind.SKIN:
            return (NamedSurface("skin", skin()),)
        case Kind.BOTH:
            skull = model.skull(state).mesh
            return (NamedSurface("skin", skin()), NamedSurface("skull", skull, "bone"))
        case Kind.SKULL:
            return (NamedSurface("skull", model.skull(state).mesh, "bone"),)
        case Kind.CRANIUM | Kind.MANDIBLE:
            estimate = model.skull(state)
            lower = np.isin(estimate.labels, _LOWER)
            chosen = lower if target.kind is Kind.MANDIBLE else ~lower
            return (NamedSurface(target.kind.value, part_of(estimate.mesh, chosen), "bone"),)
        case Kind.CT_SKULL:
            real = real_skull_of(project, target.path)
            return (NamedSurface("ct_skull", real.mesh, "bone"),)
        case Kind.SCAN:
            monitor.report(0.5, "Moving the scan")
            mesh = edited_scan(project, target.path, model)
            return (NamedSurface("scan", mesh, texture=project.texture),)


def part_of(mesh: Mesh, chosen: "np.ndarray[Any, np.dtype[np.bool_]]") -> Mesh:
    """Return the triangles all of whose vertices are chosen.

    Parameters
    ----------
    mesh : Mesh
        Any.
    chosen : (n,) bool
        Which vertices.

    Returns
    -------
    Mesh
        Only the vertices that are used, in their order.
    """
    faces = mesh.faces[chosen[mesh.faces].all(axis=1)]
    used, renumbered = np.unique(faces, return_inverse=True)
    return Mesh(mesh.vertices[used], renumbered.reshape(-1, 3))


def _printed(
    surfaces: tuple[NamedSurface, ...], plan: ExportPlan, monitor: Monitor
) -> tuple[NamedSurface, ...]:
    if not plan.printing.changes and not plan.printing.drain_mm:
        return surfaces
    return tuple(
        # A new surface has no texture places.
        replace(one, mesh=plan.printing.apply(one.mesh, monitor), texture=None)
        for one in surfaces
    )


def _print_check(surfaces: tuple[NamedSurface, ...], plan: ExportPlan) -> "PrintCheck | None":
    if not plan.printing.changes and not plan.printing.drain_mm:
        return None
    from core.geometry.printing import check_print

    return check_print(joined([one.mesh for one in surfaces]))


def _reduced(
    surfaces: tuple[NamedSurface, ...], plan: ExportPlan, target: Target, monitor: Monitor
) -> "tuple[tuple[NamedSurface, ...], Reduction | None]":
    """Return surfaces that have no more triangles together than the plan allows."""
    if not plan.triangles:
        return surfaces, None
    from core.geometry.decimation import Reduction, reduced

    if target.path.suffix.lower() == ".obj" and any(one.texture is not None for one in surfaces):
        raise ExportError(
            f"{target.path.name} cannot have fewer triangles and keep the scan's picture; export "
            "it as STL or PLY, or with all its triangles."
        )
    whole = sum(one.mesh.face_count for one in surfaces)
    done, told = [], []
    for one in surfaces:
        share = plan.triangles * one.mesh.face_count // whole
        mesh, reduction = reduced(one.mesh, share, monitor)
        done.append(one if mesh is one.mesh else replace(one, mesh=mesh, texture=None))
        told.append(reduction)
    sizes = [one.after for one in told]
    return tuple(done), Reduction(
        before=whole,
        after=sum(sizes),
        mean_mm=sum(one.mean_mm * one.after for one in told) / sum(sizes),
        largest_mm=max(one.largest_mm for one in told),
        watertight=all(one.watertight for one in told),
    )
