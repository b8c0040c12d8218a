"""Provenance of what comes from a CT and of what shows a face: projects, reports, turntables."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from app.export_plan import ExportPlan, Kind, Target
from app.exports import Made, machine_of, ready_made
from app.heads import Frame
from app.replay import Verdict, refuse_difference
from core.arrays import FloatArray
from core.document.project_file import Project, load_project, save_project
from core.document.provenance import Fingerprint, Recipe, nameless, write_recipe
from core.document.real_skull import RealSkull
from core.document.state import FaceState
from core.errors import ExportError, ProjectError
from core.geometry.mesh import Mesh
from core.geometry.ply_writer import PointScalar
from core.geometry.surface_files import NamedSurface
from core.monitor import Monitor

if TYPE_CHECKING:
    from core.imaging.ct_head import CtHead
    from core.imaging.volume import CtVolume
    from core.inference.head import HeadModel

IMPORT_CT, COMPARE_SKULL = "import-ct", "compare-skull"
EDIT, REPORT, TURNTABLE, SCREENSHOT = "edit", "report", "turntable", "screenshot"
FACE_VERBS = (EDIT, REPORT, TURNTABLE, SCREENSHOT)
"""Verbs whose result shows a face as it is: the mesh made again is its skin."""
OUTSIDE = "outside_mm"
"""Name of the signed distances in a map of `nasion compare-skull`."""
_VOLUME, _REAL = "volume_sha256", "real_skull_sha256"


def volume_hash(volume: "CtVolume") -> str:
    """Return by what a CT is known again: its values and the size of its voxels, nothing else."""
    digest = hashlib.sha256(np.asarray(volume.spacing, dtype="<f8").tobytes())
    digest.update(np.ascontiguousarray(volume.hounsfield, dtype="<i2").tobytes())
    return digest.hexdigest()


def ct_surface(
    mesh: Mesh,
    target: Target,
    head: "CtHead",
    state: FaceState,
    model: "HeadModel",
    asked: Mapping[str, Any],
) -> Made:
    """Return skin or skull of a CT as `nasion import-ct` writes it, with its provenance.

    Parameters
    ----------
    mesh : Mesh
        In the scanner's frame, mm.
    target : Target
        `Kind.SCAN` for the skin, `Kind.CT_SKULL` for the bone.
    head : CtHead
        What was found in the volume.
    state : FaceState
        The face that was fitted to the skin, or the mean head where none was.
    model : HeadModel
        Of that face.
    asked : mapping of str to JSON values
        Series and thresholds as they were asked for.

    Returns
    -------
    Made
        Not written yet.
    """
    plan = ExportPlan((target,), frame=Frame.SCAN)
    surface = NamedSurface(target.kind.value, mesh, "bone" if target.kind is Kind.CT_SKULL else "")
    made = ready_made(target, (surface,), plan, Project(state), machine_of(model), verb=IMPORT_CT)
    options = made.recipe.options | {**asked, _VOLUME: volume_hash(head.volume)}
    return replace(made, recipe=replace(made.recipe, options=options))


def import_again(
    recipe: Recipe, path: Path, source: Path | None, model: "HeadModel", monitor: Monitor
) -> Made:
    """Find skin or skull in the same CT again.

    Parameters
    ----------
    recipe : Recipe
        Of `nasion import-ct`.
    path : Path
        Where it shall go.
    source : Path or None
        The CT.
    model : HeadModel
        Of the recipe's bundle.
    monitor : Monitor
        Progress and cancellation.

    Returns
    -------
    Made
        Not written yet.

    Raises
    ------
    ProjectError
        When the CT is missing or another one.
    """
    from app.ct_import import likely_skull
    from core.imaging.ct_head import ct_skull, find_ct_head
    from core.imaging.reading import open_ct, read_ct

    if source is None:
        raise ProjectError("The CT is not in the provenance; give its folder or file with --scan.")
    told, state = recipe.options, recipe.state
    asked = {key: told.get(key) for key in ("series", "skin_hu", "bone_hu")}
    volume = read_ct(open_ct(source, monitor.part(0.0, 0.1)), asked["series"], monitor)
    if volume_hash(volume) != told.get(_VOLUME):
        raise ProjectError(
            f"{source.name} is not the CT that the result was made of: its values differ; give "
            "that one."
        )
    head = find_ct_head(
        volume, monitor.part(0.2, 0.7), skin_from=asked["skin_hu"], bone_from=asked["bone_hu"]
    )
    kind = Kind(str(told.get("kind")))
    if kind is Kind.CT_SKULL:
        likely = None if state.scan is None else likely_skull(state, model)
        mesh = ct_skull(head, likely, monitor.part(0.7, 1.0)).mesh
    else:
        mesh = head.skin
    return ct_surface(mesh, Target(kind, path), head, state, model, asked)


def distance_map(
    mesh: Mesh,
    signed: FloatArray,
    path: Path,
    state: FaceState,
    real: RealSkull,
    model: "HeadModel",
) -> Made:
    """Return the inferred skull with its distances from the real one, with its provenance.

    Parameters
    ----------
    mesh : Mesh
        The inferred skull, head frame, mm.
    signed : (n,) float64
        Distance of every vertex, mm, positive outside; NaN where nothing is measured.
    path : Path
        A PLY.
    state : FaceState
        The face as fitted.
    real : RealSkull
        The skull of the CT.
    model : HeadModel
        What inferred the skull.

    Returns
    -------
    Made
        Not written yet.
    """
    target = Target(Kind.SKULL, path)
    made = ready_made(
        target,
        (NamedSurface("skull", mesh, "bone"),),
        ExportPlan((target,)),
        Project(state),
        machine_of(model),
        verb=COMPARE_SKULL,
    )
    values = np.nan_to_num(signed)
    options = made.recipe.options | {
        "values": OUTSIDE,
        _REAL: Fingerprint.of("ct_skull", real.mesh).sha256,
    }
    value_hash = hashlib.sha256(values.astype("<f8").tobytes()).hexdigest()
    told = (*made.recipe.made, Fingerprint(OUTSIDE, len(values), 0, value_hash))
    recipe = replace(made.recipe, options=options, made=told)
    return replace(made, recipe=recipe, values=PointScalar(OUTSIDE, values))


def compare_again(recipe: Recipe, path: Path, project: Project | None, model: "HeadModel") -> Made:
    """Compare with the real skull again.

    Parameters
    ----------
    recipe : Recipe
        Of `nasion compare-skull --map`.
    path : Path
        Where it shall go.
    project : Project or None
        That holds the real skull.
    model : HeadModel
        Of the recipe's bundle.

    Returns
    -------
    Made
        Not written yet.

    Raises
    ------
    ProjectError
        When the real skull is missing or another one.
    """
    from core.evaluation.ct_comparison import compare_with_ct

    real = None if project is None else project.ct_skull
    if real is None:
        raise ProjectError(
            "The real skull is not in the provenance; give the project with --project."
        )
    if Fingerprint.of("ct_skull", real.mesh).sha256 != recipe.options.get(_REAL):
        raise ProjectError("The real skull is another one than was compared with; give that.")
    estimate = model.skull(recipe.state)
    found = compare_with_ct(estimate.mesh, estimate.labels, estimate.std_mm, real)
    return distance_map(estimate.mesh, found.signed, path, recipe.state, real, model)


def face_recipe(
    verb: str, state: FaceState, skin: Mesh, model: "HeadModel", options: Mapping[str, Any]
) -> Recipe:
    """Return the provenance of what shows a face as it is: an edited project, a report.

    Parameters
    ----------
    verb : str
        One of `FACE_VERBS`.
    state : FaceState
        The face.
    skin : Mesh
        Its skin on the template.
    model : HeadModel
        What made it.
    options : mapping of str to JSON values
        What was asked for; no name that somebody typed.
    """
    return Recipe(
        verb=verb,
        options=dict(options),
        state=nameless(state),
        made=(Fingerprint.of("skin", skin),),
        program=metadata.version("nasion"),
        machine=machine_of(model),
    )


def face_again(
    recipe: Recipe, old: Path, output: Path | None, model: "HeadModel"
) -> dict[str, Any]:
    """Make the face of an edited project or a report again.

    Parameters
    ----------
    recipe : Recipe
        From its side file.
    old : Path
        The project or report; need not exist any more.
    output : Path or None
        Of a project: where one with the same face and without the scan goes. Otherwise where
        the skin that it shows goes, as a mesh.
    model : HeadModel
        Of the recipe's bundle.

    Returns
    -------
    dict
        What the command tells.

    Raises
    ------
    ExportError
        When the face is another one; nothing is written.
    """
    skin = model.skin_preview(recipe.state)
    same = recipe.made == (Fingerprint.of("skin", skin),)
    apart: float | None = 0.0 if same else None
    if not same and recipe.verb == EDIT and old.is_file():
        there = model.skin_preview(load_project(old).state)
        apart = float(np.abs(there.vertices - skin.vertices).max())
    refuse_difference(Verdict(same, apart), old)
    written: tuple[Path, ...] = ()
    if output is not None and recipe.verb == EDIT:
        if output.suffix.lower() != old.suffix.lower():
            raise ExportError(f"{output.name} is of another kind than {old.name}; name it alike.")
        save_project(output, Project(recipe.state))
        written = (output, write_recipe(output, recipe))
    elif output is not None:
        target = Target(Kind.SKIN, output)
        surfaces = (NamedSurface("skin", skin),)
        plan, project = ExportPlan((target,)), Project(recipe.state)
        written = ready_made(target, surfaces, plan, project, machine_of(model)).write(
            side_file=False
        )
    return {
        "verb": recipe.verb,
        "same_bits": same,
        "deviation_mm": apart,
        "written": [str(path) for path in written],
    }
