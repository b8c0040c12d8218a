"""Makes a result again from its provenance, and says whether it is the same.

On the machine that made it the vertices are equal bit by bit; elsewhere rounding may differ, and
they must lie within `TOLERANCE_MM` of those in the file.
"""

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from app.export_plan import DEVIATION, plan_of
from app.exports import Made, make, millimetres_per_unit
from app.heads import Frame, placed
from core.document.project_file import Project
from core.document.provenance import Fingerprint, Recipe, side_file
from core.errors import ExportError, ProjectError, ScanError
from core.geometry.mesh_io import read_mesh
from core.geometry.ply_writer import PointScalar
from core.monitor import Monitor

if TYPE_CHECKING:
    from core.inference.head import HeadModel

TOLERANCE_MM = 1e-4
"""Farther than this a result is another one."""
_ROUNDING = 2e-7
"""Of single precision, relative to the largest coordinate: what a file itself has lost."""


@dataclass(frozen=True)
class Verdict:
    """Whether a result is the one it was.

    Attributes
    ----------
    bits : bool
        Whether every vertex and triangle is equal bit by bit.
    deviation_mm : float or None
        Largest distance from the vertices of the old file; None where there was none to compare.
    """

    bits: bool
    deviation_mm: float | None

    @property
    def same(self) -> bool:
        """Whether it counts as the same result."""
        near = self.deviation_mm is not None and self.deviation_mm <= TOLERANCE_MM
        return self.bits or near


def model_for(recipe: Recipe) -> "HeadModel":
    """Load the models that a result was made with.

    Parameters
    ----------
    recipe : Recipe
        From its side file.

    Returns
    -------
    HeadModel
        Of exactly the same bundle.

    Raises
    ------
    ProjectError
        When that bundle is not installed.
    """
    from app.heads import head_model

    try:
        return head_model(recipe.state)
    except ProjectError:
        bundle = recipe.state.bundle
        raise ProjectError(
            f"The result was made with the models {bundle.id!r}, hash {bundle.sha256[:12]}, which "
            "are not installed; install the Nasion that made it."
        ) from None


def with_scan(recipe: Recipe, project: Project | None, scan: Path | None) -> Project:
    """Return the project that a result was made of, as far as it is needed.

    Parameters
    ----------
    recipe : Recipe
        From the side file.
    project : Project, optional
        That holds the same scan; picture and real skull of a CT are taken from it too.
    scan : Path, optional
        The scan's file, where there is no project.

    Returns
    -------
    Project
        With the recipe's state.

    Raises
    ------
    ProjectError
        When the scan is another one.
    """
    state = recipe.state
    if project is None and scan is None:
        return Project(state)
    if project is not None:
        content, texture = project.scan_bytes, project.texture
    else:
        content, texture = _read(scan), None
    found = "" if content is None else hashlib.sha256(content).hexdigest()
    if state.scan is None or found != state.scan.sha256:
        raise ProjectError(
            "The scan is not the one that the result was made of: its hash differs; give the "
            "project or scan from which it was exported."
        )
    real = None if project is None else project.ct_skull
    return Project(state, content, ct_skull=real, texture=texture)


def _read(scan: Path | None) -> bytes:
    from core.geometry.mesh_io import read_file

    if scan is None:
        raise ScanError("There is no scan; name its file.")
    return read_file(scan)


def make_again(
    recipe: Recipe, path: Path, project: Project, model: "HeadModel", monitor: Monitor
) -> Made:
    """Compute a surface from its recipe.

    Parameters
    ----------
    recipe : Recipe
        Of an export or a skull.
    path : Path
        Where it shall go.
    project : Project
        From `with_scan`.
    model : HeadModel
        From `model_for`.
    monitor : Monitor
        Progress and cancellation.

    Returns
    -------
    Made
        Not written yet.

    Raises
    ------
    ProjectError
        When the scan is needed and not there.
    """
    plan = plan_of(recipe, path)
    if recipe.options.get("kind") in ("scan", "ct_skull") and project.scan_bytes is None:
        raise ProjectError(
            "This result is the person's own scan, which is not in its provenance; give the "
            "project with --project."
        )
    (made,) = make(plan, project, model, monitor, recipe.verb)
    if recipe.options.get("values") != DEVIATION:
        return made
    state = recipe.state
    estimate = model.skull(state)
    mesh = placed(estimate.mesh, state, Frame(recipe.options["frame"]), plan.unit)
    surface = replace(made.surfaces[0], mesh=mesh)
    told = replace(made.recipe, options=recipe.options)
    return replace(
        made, surfaces=(surface,), recipe=told, values=PointScalar(DEVIATION, estimate.std_mm)
    )


def judge(recipe: Recipe, made: Made, old: Path) -> Verdict:
    """Say whether a result is the one it was.

    Parameters
    ----------
    recipe : Recipe
        As it was made.
    made : Made
        As it is made now.
    old : Path
        The old file; need not exist any more.

    Returns
    -------
    Verdict
        By fingerprints, and by the old file where they differ.
    """
    now = tuple(Fingerprint.of(one.name, one.mesh) for one in made.surfaces)
    values = made.recipe.made[len(now) :]
    if (*now, *values) == recipe.made:
        return Verdict(bits=True, deviation_mm=0.0)
    return Verdict(bits=False, deviation_mm=_deviation(recipe, made, old))


def _deviation(recipe: Recipe, made: Made, old: Path) -> float | None:
    try:
        there = read_mesh(old)
    except ScanError:
        return None
    unit = millimetres_per_unit(recipe)
    file_unit = 1000.0 if old.suffix.lower() in (".glb", ".gltf") else unit
    if recipe.options.get("frame") == Frame.SCAN and made.unit == "estimated":
        file_unit = unit
    mesh = made.mesh
    if mesh.face_count != there.face_count:
        return float("inf")
    # Formats may list vertices otherwise; triangles keep their order in all of them.
    mine, theirs = mesh.vertices[mesh.faces] * unit, there.vertices[there.faces] * file_unit
    lost = _ROUNDING * float(np.abs(mine).max())
    return max(0.0, float(np.abs(mine - theirs).max()) - lost)


def source_of(path: Path) -> Path:
    """Return the result that a path means, whether it names the result or its side file.

    Parameters
    ----------
    path : Path
        Either.
    """
    suffix = side_file(Path("x")).name.removeprefix("x")
    return path.with_name(path.name.removesuffix(suffix)) if path.name.endswith(suffix) else path


def refuse_difference(verdict: Verdict, path: Path) -> None:
    """Refuse a result that is not the one it was.

    Parameters
    ----------
    verdict : Verdict
        From `judge`.
    path : Path
        The old result.

    Raises
    ------
    ExportError
        When it is another one, or nothing tells whether it is.
    """
    if verdict.same:
        return
    if verdict.deviation_mm is None:
        raise ExportError(
            f"The result differs in its last bits from {path.name}, which is not there to tell by "
            "how much; put it beside its provenance. Nothing was written."
        )
    raise ExportError(
        f"The result is {verdict.deviation_mm:.2g} mm away from {path.name}: that file was changed "
        "since, or this Nasion computes otherwise. Nothing was written."
    )
