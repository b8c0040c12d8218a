"""Measures inferred skulls against real ones from computed tomography.

Only what can be compared is compared: bone of the face that is visible from outside. A CT skull
also holds sinuses, inner tables and metal streaks that no template has; they are left out on both
sides by asking which points can be seen from in front and from the sides.
"""

from pathlib import Path

import numpy as np

from core.arrays import BoolArray, FloatArray
from core.geometry.distance import SurfaceDistance
from core.geometry.mesh import Mesh
from core.geometry.mesh_io import read_mesh
from core.geometry.normals import vertex_normals
from core.geometry.rays import SurfaceRays
from core.geometry.scan import load_scan
from core.inference.head import HeadModel
from core.monitor import Monitor

Row = dict[str, str | float]

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


def evaluate_skull(head_model: HeadModel, data_dir: Path) -> list[Row]:
    """Infer the skull of every CT case from its skin and compare it with the real one.

    Parameters
    ----------
    head_model : HeadModel
        Of the bundle to be measured.
    data_dir : Path
        The shared data folder.

    Returns
    -------
    list of dict
        Tidy rows: method, set, region, metric, value, unit. Methods are ``ours`` and
        ``mean_skull`` (the mean skull moved and scaled to the fitted skin).

    Raises
    ------
    ScanError
        When a file is missing or broken.
    AlignmentError
        When a skin does not look like a head.
    """
    rows: list[Row] = []
    for case in CASES:
        folder = data_dir / "ct" / case
        scan = load_scan(folder / "skin.ply", unit="mm")
        state = head_model.fit(scan, Monitor())
        if state.scan is None:
            continue
        real = read_mesh(folder / "skull.ply")
        real = real.with_vertices(state.scan.to_head.apply(real.vertices))
        estimate = head_model.skull(state).mesh
        skin = head_model.skin_preview(state)
        mean = estimate.with_vertices(head_model.bundle.skull.mean_beneath(skin.vertices))
        for method, found in (("ours", estimate), ("mean_skull", mean)):
            rows += compare_skulls(found, real, method, case)
    return rows


def compare_skulls(found: Mesh, real: Mesh, method: str, case: str) -> list[Row]:
    """Return the distances between an inferred and a real skull.

    Parameters
    ----------
    found, real : Mesh
        Head frame, mm.
    method, case : str
        For the rows.

    Returns
    -------
    list of dict
        Per region: ``skull_error`` (mean of both directions), the two directions, their 95th
        percentile and the share of real bone within `CLOSE`.
    """
    seen_found, seen_real = visible_points(found), visible_points(real)
    to_found = SurfaceDistance(found).unsigned(seen_real)[0]
    to_real = SurfaceDistance(real).unsigned(seen_found)[0]
    rows: list[Row] = []
    for region in ("face", "mouth"):
        here, there = in_region(seen_real, region), in_region(seen_found, region)
        # A cropped CT says nothing about bone beyond its borders.
        there &= _within(seen_found, seen_real[here])
        missing, surplus = to_found[here], to_real[there]
        figures = {
            "skull_error": 0.5 * (missing.mean() + surplus.mean()),
            "skull_error_real_to_found": missing.mean(),
            "skull_error_found_to_real": surplus.mean(),
            "skull_error_p95": np.percentile(missing, 95),
        }
        for metric, value in figures.items():
            rows.append(_row(method, case, region, metric, float(value), "mm"))
        share = float((missing < CLOSE).mean())
        rows.append(_row(method, case, region, "skull_within_2mm", share, "1"))
    return rows


def _row(method: str, case: str, region: str, metric: str, value: float, unit: str) -> Row:
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
    step = np.arange(VIEWS) + 0.5
    height = 1.0 - (1.0 - BACKWARD_VIEW) * step / VIEWS
    turn = np.pi * (1.0 + np.sqrt(5.0)) * step
    radius = np.sqrt(1.0 - height**2)
    views = np.column_stack([radius * np.cos(turn), radius * np.sin(turn), height])
    normals = vertex_normals(bone.vertices, bone.faces)
    stride = max(1, bone.vertex_count // (2 * SAMPLES))
    places, normals = bone.vertices[::stride], normals[::stride]
    origins = places + LIFT * normals
    rays = SurfaceRays(bone)
    seen = np.zeros(len(places))
    for view in views:
        distance = rays.distance(origins, np.broadcast_to(view, origins.shape))
        seen += ~np.isfinite(distance) & (normals @ view > 0.0)
    visible = places[seen >= LEAST_SEEN]
    return visible[:: max(1, len(visible) // SAMPLES)]
