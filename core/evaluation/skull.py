"""Measures inferred skulls against real ones from computed tomography.

Only what can be compared is compared: bone of the face that is visible from outside and faces the
skin. A CT skull also holds sinuses, inner tables and metal streaks that no template has; they are
left out on both sides by asking which points can be seen, which face the skin, and which are teeth.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy.spatial import cKDTree

from core.arrays import BoolArray, FloatArray, IntArray
from core.geometry.distance import SurfaceDistance
from core.geometry.mesh import Mesh
from core.geometry.mesh_io import read_mesh
from core.geometry.normals import vertex_normals
from core.geometry.rays import SurfaceRays
from core.geometry.scan import load_scan
from core.geometry.template import SKULL_LABELS
from core.geometry.thickness import LARGEST_THICKNESS
from core.geometry.transforms import Similarity
from core.inference.head import HeadModel
from core.inference.skull_from_skin import SkullEstimate
from core.models.jaw import jaw_motion
from core.monitor import Monitor

Row = dict[str, str | float]

OURS = "ours"
"""The shipped model."""
HALF_NORMAL, COVER_90 = 0.6745, 1.6449
"""A normal variable lies within these many deviations with probability 0.5 and 0.9."""
CASES = ("vhm", "headsq")
"""Folders of ``ct`` that hold a skin and a skull of one person."""
SAMPLES = 12_000
"""Points of each skull that are measured."""
VIEWS = 60
"""Directions from which a point may be seen."""
BACKWARD_VIEW = -0.2
"""Views come from in front: their direction's z is at least this."""
LIFT = 0.3
"""Rays start this far off the bone, mm, so that a voxel's step does not hide a point."""
LEAST_SEEN = 15
"""A point seen from fewer views lies in a crevice: an orbit, the nose, behind the jaw."""
CLOSE = 2.0
"""Share within this distance is told, mm: the clinical threshold of superimposition studies."""
FACE_DEPTH, FACE_TOP = 25.0, 45.0
"""The face's bone: in front of the joints (z) and below mid-forehead (y), mm in the head frame."""
MOUTH_TOP, MOUTH_HALF_WIDTH, MOUTH_DEPTH = -25.0, 35.0, 55.0
"""The mouth's bone: alveolar processes, teeth and chin."""


@dataclass(frozen=True, eq=False)
class RealPair:
    """A person whose skin and skull are both known.

    Attributes
    ----------
    name : str
        Of the case.
    resting : Mesh
        The fitted skin without expression, by which bone is inferred; head frame, mm.
    skin : Mesh
        The same as the scan shows it.
    trust : (N_skin,) float64 or None
        How far each vertex of it was seen.
    real : Mesh
        The skull, head frame, mm.
    estimate : SkullEstimate
        What the shipped model infers, jaw as in the scan.
    jaw : Similarity
        What the scan's expression does to the mandible.
    """

    name: str
    resting: Mesh
    skin: Mesh
    trust: FloatArray | None
    real: Mesh
    estimate: SkullEstimate
    jaw: Similarity

    def with_jaw(self, vertices: FloatArray) -> FloatArray:
        """Return a skull with its jaw as in the scan, mm; `vertices` (N_skull, 3) are at rest."""
        resting = replace(self.estimate, mesh=self.estimate.mesh.with_vertices(vertices))
        return resting.with_jaw(self.jaw).mesh.vertices


def real_pairs(head_model: HeadModel, data_dir: Path, monitor: Monitor) -> list[RealPair]:
    """Fit the skin of every CT case and infer its skull.

    Parameters
    ----------
    head_model : HeadModel
        Of the bundle to be measured.
    data_dir : Path
        The shared data folder.
    monitor : Monitor
        Progress and cancellation.

    Returns
    -------
    list of RealPair
        Never trained on.

    Raises
    ------
    ScanError
        When a file is missing or broken.
    AlignmentError
        When a skin does not look like a head.
    """
    pairs = []
    for number, case in enumerate(CASES):
        folder = data_dir / "ct" / case
        scan = load_scan(folder / "skin.ply", unit="mm")
        part = monitor.part(number / len(CASES), (number + 1) / len(CASES))
        state = head_model.fit(scan, part)
        if state.scan is None:
            continue
        real = read_mesh(folder / "skull.ply")
        real = real.with_vertices(state.scan.to_head.apply(real.vertices))
        resting = head_model.skin_preview(replace(state, expression=()))
        skin, estimate = head_model.skin_preview(state), head_model.skull(state)
        twists = head_model.bundle.jaw_twists
        jaw = jaw_motion(twists, np.array(state.expression), state.size)
        pairs.append(RealPair(case, resting, skin, state.scan.trust, real, estimate, jaw))
    return pairs


def evaluate_skull(head_model: HeadModel, data_dir: Path, monitor: Monitor) -> list[Row]:
    """Measure the shipped model on the real pairs, beside the mean skull.

    Parameters
    ----------
    head_model : HeadModel
        Of the bundle to be measured.
    data_dir : Path
        The shared data folder.
    monitor : Monitor
        Progress and cancellation.

    Returns
    -------
    list of dict
        Tidy rows: method, set, region, metric, value, unit.

    Raises
    ------
    ScanError
        When a file is missing or broken.
    AlignmentError
        When a skin does not look like a head.
    """
    rows: list[Row] = []
    for pair in real_pairs(head_model, data_dir, monitor):
        mean = head_model.bundle.skull.mean_beneath(pair.resting.vertices)
        rows += evaluate_pair(pair, {"mean_skull": pair.with_jaw(mean)})
    return rows


def evaluate_pair(
    pair: RealPair, methods: Mapping[str, FloatArray], deviation: FloatArray | None = None
) -> list[Row]:
    """Return the rows of one real pair.

    Parameters
    ----------
    pair : RealPair
        The case.
    methods : mapping of str to (N_skull, 3) float64
        What each method infers, head frame, mm; `OURS` is measured besides.
    deviation : (N_skull,) float64, optional
        Of ours; the estimate's own when left out.

    Returns
    -------
    list of dict
        Tidy rows: method, set, region, metric, value, unit.
    """
    rows: list[Row] = []
    found = {OURS: pair.estimate.mesh.vertices, **methods}
    for method, vertices in found.items():
        mesh = pair.estimate.mesh.with_vertices(vertices)
        rows += compare_skulls(mesh, pair.real, method, pair.name, pair.skin, pair.estimate.labels)
    std = pair.estimate.std_mm if deviation is None else deviation
    for metric, share in coverage(pair, std).items():
        rows.append(row(OURS, pair.name, "face", metric, share, "1"))
    resting = pair.estimate.outer_skin or pair.resting
    bone = pair.estimate.with_jaw(pair.jaw.inverse()).mesh.vertices
    signed = SurfaceDistance(resting).signed(bone)
    rows.append(
        row(OURS, pair.name, "full", "outside_skin", float((signed > 0.0).sum()), "vertices")
    )
    return rows


def coverage(pair: RealPair, deviation: FloatArray) -> dict[str, float]:
    """Return the share of real face bone within the stated intervals.

    Parameters
    ----------
    pair : RealPair
        The case.
    deviation : (N_skull,) float64
        Stated deviation along the normal, mm.

    Returns
    -------
    dict of str to float
        ``coverage_50`` and ``coverage_90``: of the real vertices that are compared, those whose
        distance to the inferred bone is within the interval of the nearest inferred vertex.
    """
    found = pair.estimate.mesh
    seen = pair.real.vertices[seen_through(pair.real, pair.skin)]
    distance, closest, _ = SurfaceDistance(found).unsigned(seen)
    nearest = cKDTree(found.vertices).query(closest)[1]
    here = in_region(seen, "face") & ~_is_tooth(pair.estimate.labels)[nearest]
    within = (
        distance[here, None] < np.array([HALF_NORMAL, COVER_90]) * deviation[nearest[here], None]
    )
    half, most = within.mean(axis=0)
    return {"coverage_50": float(half), "coverage_90": float(most)}


def compare_skulls(
    found: Mesh, real: Mesh, method: str, case: str, skin: Mesh, labels: IntArray
) -> list[Row]:
    """Return the distances between an inferred and a real skull.

    Parameters
    ----------
    found, real : Mesh
        Head frame, mm.
    method, case : str
        For the rows.
    skin : Mesh
        The person's, without holes: bone that does not face it is not compared.
    labels : (N_skull,) int64
        Of the inferred skull; crowns are masked, for metal streaks there.

    Returns
    -------
    list of dict
        Per region: ``skull_error`` (mean of both directions), the two directions, their 95th
        percentile and the share of real bone within `CLOSE`.
    """
    at = seen_through(found, skin)
    seen_found, seen_real = found.vertices[at], real.vertices[seen_through(real, skin)]
    to_found, closest, _ = SurfaceDistance(found).unsigned(seen_real)
    to_real = SurfaceDistance(real).unsigned(seen_found)[0]
    tooth = _is_tooth(labels)
    bone_real = ~tooth[cKDTree(found.vertices).query(closest)[1]]
    rows: list[Row] = []
    for region in ("face", "mouth"):
        here = in_region(seen_real, region) & bone_real
        there = in_region(seen_found, region) & ~tooth[at]
        # A cropped CT says nothing about bone beyond its borders.
        there &= _within(seen_found, seen_real[here])
        missing, surplus = to_found[here], to_real[there]
        figures = {
            "skull_error": 0.5 * (missing.mean() + surplus.mean()),
            "skull_error_sd": np.concatenate([missing, surplus]).std(),
            "skull_error_real_to_found": missing.mean(),
            "skull_error_found_to_real": surplus.mean(),
            "skull_error_p95": np.percentile(missing, 95),
        }
        for metric, value in figures.items():
            rows.append(row(method, case, region, metric, float(value), "mm"))
        share = float((missing < CLOSE).mean())
        rows.append(row(method, case, region, "skull_within_2mm", share, "1"))
    return rows


def seen_through(bone: Mesh, skin: Mesh) -> IntArray:
    """Return the vertices of a skull that can be seen and that face the skin before them.

    Parameters
    ----------
    bone : Mesh
        Head frame, mm, outward wound.
    skin : Mesh
        Around it, closed: where a CT was cropped, an inner table is seen but faces no skin.

    Returns
    -------
    (k,) int64
        Of at most `SAMPLES` vertices drawn evenly.
    """
    index, normals = _visible(bone)
    origins = bone.vertices[index] + LIFT * normals
    to_skin = SurfaceRays(skin).distance(origins, normals)
    to_bone = SurfaceRays(bone).distance(origins, normals)
    faces_skin: IntArray = index[(to_skin < LARGEST_THICKNESS) & (to_skin < to_bone)]
    return faces_skin


def _is_tooth(labels: IntArray) -> BoolArray:
    tooth: BoolArray = labels >= SKULL_LABELS.index("upper_teeth")
    return tooth


def row(method: str, case: str, region: str, metric: str, value: float, unit: str) -> Row:
    """Return one tidy row of the table.

    Parameters
    ----------
    method, case, region, metric : str
        What was measured of what.
    value : float
        The figure.
    unit : str
        Its unit; ``1`` for shares.

    Returns
    -------
    dict
        Keys as in every table.
    """
    return {
        "method": method,
        "set": case,
        "region": region,
        "metric": metric,
        "value": value,
        "unit": unit,
    }


def _within(points: FloatArray, reference: FloatArray) -> BoolArray:
    low, high = reference.min(axis=0), reference.max(axis=0)
    inside: BoolArray = ((points > low) & (points < high)).all(axis=1)
    return inside


def in_region(points: FloatArray, region: str) -> BoolArray:
    """Return which points belong to a region of the facial skeleton.

    Parameters
    ----------
    points : (n, 3) float64
        Head frame, mm.
    region : str
        ``face`` or ``mouth``.

    Returns
    -------
    (n,) bool
        By position alone, the same for real and inferred bone.
    """
    x, y, z = points.T
    face: BoolArray = (z > FACE_DEPTH) & (y < FACE_TOP)
    if region == "face":
        return face
    mouth: BoolArray = (y < MOUTH_TOP) & (np.abs(x) < MOUTH_HALF_WIDTH) & (z > MOUTH_DEPTH)
    return mouth


def visible_points(bone: Mesh) -> FloatArray:
    """Return vertices of a skull that can be seen from in front or from the sides.

    Parameters
    ----------
    bone : Mesh
        Head frame, mm, outward wound.

    Returns
    -------
    (k, 3) float64
        At most `SAMPLES`, drawn evenly over the vertices.
    """
    index, _ = _visible(bone)
    return bone.vertices[index]


def _visible(bone: Mesh) -> tuple[IntArray, FloatArray]:
    """Return visible vertices and their normals."""
    step = np.arange(VIEWS) + 0.5
    height = 1.0 - (1.0 - BACKWARD_VIEW) * step / VIEWS
    turn = np.pi * (1.0 + np.sqrt(5.0)) * step
    radius = np.sqrt(1.0 - height**2)
    views = np.column_stack([radius * np.cos(turn), radius * np.sin(turn), height])
    stride = max(1, bone.vertex_count // (2 * SAMPLES))
    index = np.arange(0, bone.vertex_count, stride)
    normals = vertex_normals(bone.vertices, bone.faces)[index]
    origins = bone.vertices[index] + LIFT * normals
    rays = SurfaceRays(bone)
    seen = np.zeros(len(index))
    for view in views:
        distance = rays.distance(origins, np.broadcast_to(view, origins.shape))
        seen += ~np.isfinite(distance) & (normals @ view > 0.0)
    visible = np.flatnonzero(seen >= LEAST_SEEN)
    kept = visible[:: max(1, len(visible) // SAMPLES)]
    return index[kept], normals[kept]
