"""Makes everything anatomical of a bundle: template skull, regions, cohort and predictor.

One call for the bundle's command: from the template skin, its landmarks and a set of skins to
what the bundle stores, with the figures measured on heads that the predictor did not see.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from core.arrays import BoolArray, FloatArray, IntArray
from core.geometry.mesh import Mesh
from core.models.skull import SkullPredictor
from core.monitor import Monitor
from core.training.cohort import Cohort, make_cohort
from core.training.face_points import FacePoints
from core.training.regions import build_regions
from core.training.skull_source import read_source_skull
from core.training.skull_statistics import (
    LEFT_OUT_SHARE,
    SEEN_NOISE,
    LookedAt,
    choose_vertices,
    fit_predictor,
)
from core.training.skull_template import SkullTemplate, fit_skull_template

HALF_NORMAL = 0.6745
COVER_90 = 1.6449
"""A normal variable lies within these many deviations with probability 0.5 and 0.9."""


@dataclass(frozen=True, eq=False)
class SkullPackage:
    """What a bundle stores about bone and tissue.

    Attributes
    ----------
    skull : Mesh
        Template skull, head frame, mm.
    labels : (N_skull,) int64
        Index into `core.geometry.template.SKULL_LABELS`.
    landmarks : mapping of str to int
        Skull vertex of each cephalometric landmark.
    regions : mapping of str to (N_skin,) float64
        Thickness regions on the template skin.
    predictor : mapping of str to array
        `SkullPredictor.to_arrays`.
    report : mapping of str to float
        Measured figures, mm unless the name says otherwise.
    """

    skull: Mesh
    labels: IntArray
    landmarks: Mapping[str, int]
    regions: Mapping[str, FloatArray]
    predictor: Mapping[str, np.ndarray]
    report: Mapping[str, float]


def build_skull(
    template_skin: Mesh,
    landmarks: Mapping[str, int],
    multipie: FloatArray,
    skins: FloatArray,
    source_skull_path: Path,
    seed: int,
    monitor: Monitor,
) -> SkullPackage:
    """Build the anatomy of a bundle.

    Parameters
    ----------
    template_skin : Mesh
        Mean head, head frame, mm.
    landmarks : mapping of str to int
        Skin vertices; the two tragia are used.
    multipie : (68, 3) float64
        Positions of the Multi-PIE landmarks on the mean head, mm.
    skins : (n, N_skin, 3) float64
        Heads on the template's topology, mm.
    source_skull_path : Path
        ``skull.ply`` of the shared data folder.
    seed : int
        Of the cohort.
    monitor : Monitor
        Progress and cancellation.

    Returns
    -------
    SkullPackage
        Ready to be written.

    Raises
    ------
    ScanError
        When the source skull is missing or unusable.
    """
    vertices = template_skin.vertices
    points = FacePoints(
        np.asarray(multipie, dtype=np.float64),
        vertices[landmarks["tragion_left"]],
        vertices[landmarks["tragion_right"]],
    )
    monitor.report(0.0, "Fitting the skull into the mean head")
    template = fit_skull_template(template_skin, points, read_source_skull(source_skull_path))
    regions = build_regions(template_skin, points)
    looked_at = choose_vertices(template_skin, points, template.pocket)
    cohort = make_cohort(
        template_skin, template, points, skins, looked_at.index, seed, monitor.part(0.05, 0.9)
    )
    monitor.report(0.9, "Learning skull from skin")
    mean_skin = vertices[looked_at.index]
    report = template_report(template)
    report |= measure_left_out(cohort, looked_at, template, mean_skin, seed)
    everything = np.ones(len(cohort.identity), dtype=bool)
    predictor = fit_predictor(
        cohort, everything, looked_at, template.mesh, mean_skin, template.pocket
    )
    arrays = predictor.to_arrays()
    report["skull_storage_error_max"] = _storage_error(
        predictor, SkullPredictor.from_arrays(arrays)
    )
    return SkullPackage(template.mesh, template.labels, template.landmarks, regions, arrays, report)


def template_report(template: SkullTemplate) -> dict[str, float]:
    """Return how well the template skull keeps the tissue depths, mm."""
    error = np.abs(np.array(list(template.depth_errors.values())))
    return {
        "skull_template_depth_error_mean": float(error.mean()),
        "skull_template_depth_error_max": float(error.max()),
    }


def measure_left_out(
    cohort: Cohort, looked_at: LookedAt, template: SkullTemplate, mean_skin: FloatArray, seed: int
) -> dict[str, float]:
    """Fit to most identities and measure on the rest.

    Parameters
    ----------
    cohort : Cohort
        All pairs.
    looked_at : LookedAt
        Vertices of the cohort's skins.
    template : SkullTemplate
        For regions of the skull.
    mean_skin : (k, 3) float64
        Skin that all are posed to.
    seed : int
        Of the split and of the skins' noise.

    Returns
    -------
    dict of str to float
        Mean distance of corresponding vertices and along the normal, of ours and of the posed
        mean skull, mm; the floor that no predictor can get below on this cohort; shares of vertices
        within the 50 % and 90 % bands.
    """
    generator = np.random.default_rng(seed + 1)
    people = generator.permutation(int(cohort.identity.max()) + 1)
    left_out = np.isin(cohort.identity, people[: max(1, int(LEFT_OUT_SHARE * len(people)))])
    predictor = fit_predictor(
        cohort, ~left_out, looked_at, template.mesh, mean_skin, template.pocket
    )
    face = face_bone(template.mesh.vertices)
    compact = _on_own_vertices(predictor)
    rows: dict[str, list[float]] = {}
    for row in np.flatnonzero(left_out):
        # Draws come as a pair and its negative: half their difference is what no skin can tell.
        pair = cohort.skulls[cohort.identity == cohort.identity[row]]
        unseen = 0.5 * np.linalg.norm(pair[0] - pair[-1], axis=1)
        noise = SEEN_NOISE * generator.standard_normal(cohort.skins[row].shape)
        seen, truth = cohort.skins[row] + noise, cohort.skulls[row]
        found = compact.predict(seen)
        error = truth - found.vertices
        along = np.abs((error * predictor.skull_normals).sum(axis=1))[face]
        deviation = found.std_mm[face]
        plain = truth - compact.mean_beneath(seen)
        figures = {
            "skull_left_out_error_full": np.linalg.norm(error, axis=1).mean(),
            "skull_left_out_error_face": np.linalg.norm(error[face], axis=1).mean(),
            "skull_left_out_normal_error_face": along.mean(),
            "skull_left_out_floor_face": unseen[face].mean(),
            "skull_deviation_factor": np.percentile(along / deviation, 90) / COVER_90,
            "skull_left_out_coverage_50": (along < HALF_NORMAL * deviation).mean(),
            "skull_left_out_coverage_90": (along < COVER_90 * deviation).mean(),
            "skull_mean_baseline_error_face": np.linalg.norm(plain[face], axis=1).mean(),
            "skull_mean_baseline_normal_error_face": np.abs(
                (plain * predictor.skull_normals).sum(axis=1)
            )[face].mean(),
        }
        for name, value in figures.items():
            rows.setdefault(name, []).append(float(value))
    return {name: float(np.mean(values)) for name, values in rows.items()}


def with_wider_doubt(predictor: SkullPredictor, factor: float) -> SkullPredictor:
    """Return the predictor with the deviation that its codes leave multiplied by a factor.

    Parameters
    ----------
    predictor : SkullPredictor
        As fitted: its residuals are those of heads it has seen, hence too small.
    factor : float
        By which heads left out err more; makes their 90 % band hold.

    Returns
    -------
    SkullPredictor
        Same means.
    """
    return replace(predictor, skull_variance=factor**2 * predictor.skull_variance)


def face_bone(vertices: FloatArray) -> BoolArray:
    """Return which template skull vertices belong to the face: front half, below the forehead.

    Parameters
    ----------
    vertices : (n, 3) float64
        Template skull, head frame, mm.

    Returns
    -------
    (n,) bool
        In front of the joints and below 60 mm above the ears.
    """
    chosen: BoolArray = (vertices[:, 2] > 25.0) & (vertices[:, 1] < 60.0)
    return chosen


def _on_own_vertices(predictor: SkullPredictor) -> SkullPredictor:
    """Return the predictor for skins that hold only the vertices it looks at."""
    arrays = predictor.to_arrays()
    arrays["skin_index"] = np.arange(len(predictor.skin_index))
    return SkullPredictor.from_arrays(arrays)


def _storage_error(exact: SkullPredictor, stored: SkullPredictor) -> float:
    """Return the largest error that half precision makes on a head two deviations off, mm."""
    codes = np.full(exact.skull_basis.shape[2], 2.0 / np.sqrt(exact.skull_basis.shape[2]))
    difference = (exact.skull_basis - stored.skull_basis) @ codes
    return float(np.linalg.norm(difference, axis=1).max())
