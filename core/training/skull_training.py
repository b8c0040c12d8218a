"""Makes everything anatomical of a bundle: template skull, regions, cohort and predictor.

One call for the bundle's command: from the template skin, its landmarks and a set of skins to
what the bundle stores, with the figures measured on heads that the predictor did not see.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.arrays import BoolArray, FloatArray, IntArray
from core.geometry.mesh import Mesh
from core.geometry.template import TissueStatistics
from core.models.skull import SkullPredictor
from core.monitor import Monitor
from core.training.anatomy import Anatomy, build_anatomy
from core.training.cohort import make_cohort
from core.training.face_points import FacePoints
from core.training.looked_at import LookedAt, choose_vertices
from core.training.regions import build_regions
from core.training.skull_design import design_predictor
from core.training.skull_source import read_source_skull
from core.training.skull_template import SkullTemplate, fit_skull_template
from core.training.tissue_statistics import tissue_statistics

LEFT_OUT_SHARE = 0.15
"""Share of the heads kept for the measurement."""
SEEN_NOISE = 0.5
"""Noise added to left-out skins, mm: they are registered scans in use, never exact."""
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
    tissue : TissueStatistics
        How thickness varies between people.
    predictor : mapping of str to array
        `SkullPredictor.to_arrays`.
    report : mapping of str to float
        Measured figures, mm unless the name says otherwise.
    """

    skull: Mesh
    labels: IntArray
    landmarks: Mapping[str, int]
    regions: Mapping[str, FloatArray]
    tissue: TissueStatistics
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
    monitor.report(0.2, "Preparing tissue and bone")
    anatomy = build_anatomy(template_skin, template, points, skins, looked_at)
    report = template_report(template)
    calibration = measure_left_out(anatomy, looked_at, seed, monitor.part(0.3, 0.9))
    report |= calibration.report
    monitor.report(0.9, "Learning skull from skin")
    predictor = design_predictor(anatomy, looked_at, calibration.more_variance)
    arrays = predictor.to_arrays()
    report["skull_storage_error_max"] = _storage_error(
        predictor, SkullPredictor.from_arrays(arrays)
    )
    tissue = tissue_statistics(anatomy.tissue, regions, template_skin.vertices, points)
    return SkullPackage(
        template.mesh, template.labels, template.landmarks, regions, tissue, arrays, report
    )


def template_report(template: SkullTemplate) -> dict[str, float]:
    """Return how well the template skull keeps the tissue depths, mm."""
    error = np.abs(np.array(list(template.depth_errors.values())))
    return {
        "skull_template_depth_error_mean": float(error.mean()),
        "skull_template_depth_error_max": float(error.max()),
    }


@dataclass(frozen=True, eq=False)
class Calibration:
    """What heads left out say about the predictor.

    Attributes
    ----------
    report : mapping of str to float
        Mean distance of corresponding vertices and along the normal, of ours and of the posed mean
        skull, mm; shares of vertices within the 50 % and 90 % bands.
    more_variance : float
        What the bone's variance lacks for the 90 % band to hold, square mm.
    """

    report: Mapping[str, float]
    more_variance: float


def measure_left_out(
    anatomy: Anatomy, looked_at: LookedAt, seed: int, monitor: Monitor
) -> Calibration:
    """Design the predictor from most heads and measure it on people with the others.

    Parameters
    ----------
    anatomy : Anatomy
        All heads.
    looked_at : LookedAt
        Vertices of the skins.
    seed : int
        Of the split, the people and their skins' noise.
    monitor : Monitor
        Progress and cancellation.

    Returns
    -------
    Calibration
        Figures, and what to add to the variance.
    """
    generator = np.random.default_rng(seed + 1)
    order = generator.permutation(len(anatomy.heads))
    left_out = order[: max(1, int(LEFT_OUT_SHARE * len(order)))]
    seen_heads = order[len(left_out) :] if len(order) > len(left_out) else order
    predictor = design_predictor(anatomy.with_heads(seen_heads), looked_at)
    compact = on_own_vertices(predictor)
    cohort = make_cohort(anatomy.with_heads(left_out), looked_at.index, seed + 2, monitor)
    face = face_bone(anatomy.template.mesh.vertices)
    errors, deviations, plain = [], [], []
    for skin, truth in zip(cohort.skins, cohort.skulls, strict=True):
        seen = skin + SEEN_NOISE * generator.standard_normal(skin.shape)
        found = compact.predict(seen)
        errors.append(truth - found.vertices)
        deviations.append(found.std_mm)
        plain.append(truth - compact.mean_beneath(seen))
    error, deviation = np.array(errors), np.array(deviations)[:, face]
    along = np.abs((error * predictor.skull_normals).sum(axis=2))[:, face]
    bare = np.array(plain)
    more = _missing_variance(along, deviation)
    wider = np.sqrt(deviation**2 + more)
    report = {
        "skull_left_out_error_full": np.linalg.norm(error, axis=2).mean(),
        "skull_left_out_error_face": np.linalg.norm(error[:, face], axis=2).mean(),
        "skull_left_out_normal_error_face": along.mean(),
        "skull_left_out_coverage_50": (along < HALF_NORMAL * wider).mean(),
        "skull_left_out_coverage_90": (along < COVER_90 * wider).mean(),
        "skull_left_out_coverage_90_bare": (along < COVER_90 * deviation).mean(),
        "skull_more_variance": more,
        "skull_mean_baseline_error_face": np.linalg.norm(bare[:, face], axis=2).mean(),
    }
    return Calibration({name: float(value) for name, value in report.items()}, more)


def _missing_variance(along: FloatArray, deviation: FloatArray) -> float:
    """Return the variance that brings the 90 % band to hold nine tenths of the vertices."""
    low, high = 0.0, float((along**2).max())
    for _ in range(50):
        middle = 0.5 * (low + high)
        covered = float((along < COVER_90 * np.sqrt(deviation**2 + middle)).mean())
        low, high = (middle, high) if covered < 0.9 else (low, middle)
    return high if high > 1e-6 else 0.0


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


def on_own_vertices(predictor: SkullPredictor) -> SkullPredictor:
    """Return the predictor for skins that hold only the vertices it looks at.

    Parameters
    ----------
    predictor : SkullPredictor
        For whole skins.

    Returns
    -------
    SkullPredictor
        As it is after storage.
    """
    arrays = predictor.to_arrays()
    arrays["skin_index"] = np.arange(len(predictor.skin_index))
    return SkullPredictor.from_arrays(arrays)


def _storage_error(exact: SkullPredictor, stored: SkullPredictor) -> float:
    """Return the largest error that half precision makes on a head two deviations off, mm."""
    codes = np.full(exact.skull_basis.shape[2], 2.0 / np.sqrt(exact.skull_basis.shape[2]))
    difference = (exact.skull_basis - stored.skull_basis) @ codes
    return float(np.linalg.norm(difference, axis=1).max())
