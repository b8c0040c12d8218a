"""Finds how a scan must be turned, moved and scaled to stand upright in the head frame.

No click and no assumption: any pose, a known unit or none, a bare head, a bust, a face without its
back, a head cut above the brow. The face alone decides; everything else in the scan is scenery.
"""

from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray
from core.errors import AlignmentError
from core.geometry.crop import without_balls
from core.geometry.mesh import Mesh
from core.geometry.repair import clean_for_fitting
from core.geometry.scan import Scan
from core.geometry.template import Template
from core.geometry.transforms import Similarity
from core.inference.face_evidence import FaceEvidence, face_evidence
from core.inference.guide import FEWEST, ScanGuide, pose_by_landmarks
from core.inference.pose_refinement import Refiner
from core.inference.pose_search import (
    LARGE_TILTS,
    SMALL_TILTS,
    FacePoints,
    Poses,
    ScanView,
    Tilts,
    agreement,
    distinct,
    sampled,
    search_poses,
)
from core.monitor import Monitor
from core.units import ESTIMATED


@dataclass(frozen=True)
class Attempt:
    """One way to look for a face.

    Attributes
    ----------
    scales : tuple of float
        Head sizes tried, relative to the template in the scan's (presumed) unit.
    freedom : float
        Likely deviation of the logarithm of head size; infinite when nothing is known.
    tilts : tuple of (float, float)
        Pitch and yaw between where a nose points and where its surroundings look, degrees.
    """

    scales: tuple[float, ...]
    freedom: float
    tilts: Tilts


ADULTS = (0.9, 1.0, 1.1)
"""Head sizes when the unit is known: adults differ by some 5 per cent (one deviation)."""
ANY_SIZE = tuple(float(size) for size in 0.34 * 1.17 ** np.arange(12))
"""Head sizes when it is not: from a whole upper body (0.34) to a bare face (1.9)."""
ATTEMPTS_WITH_UNIT = (
    Attempt(ADULTS, 0.08, SMALL_TILTS),
    Attempt(ADULTS, 0.08, LARGE_TILTS),
    Attempt(ANY_SIZE, np.inf, SMALL_TILTS),
)
"""A whole face, half a face, a wrong unit."""
ATTEMPTS_WITHOUT = (
    Attempt(ANY_SIZE, np.inf, SMALL_TILTS),
    Attempt(ANY_SIZE, np.inf, LARGE_TILTS),
)
HUMAN_SIZES = (0.75, 1.3)
"""Head sizes, relative to the template, beyond which a presumed unit was wrong; a child has 0.8."""
SAMPLES = 30_000
"""Points drawn from the whole scan for the search."""
FACE_SAMPLES = 40_000
"""Points drawn from the neighbourhood of the face for the last refinement."""
CANDIDATES = 240
"""Poses refined roughly; the right one came 14th on the hardest real scan (headsq)."""
SEMIFINALISTS = 30
"""Poses refined on the grid and then judged by what speaks for a face."""
FINALISTS = 6
"""Poses refined exactly."""
ROUGH = (14.0,) * 2 + (12.0,) * 2 + (10.0,) * 2 + (8.0,) * 2
COARSE = (10.0,) * 5 + (8.0,) * 5 + (6.0,) * 5
FINE = (7.0,) * 5 + (5.0,) * 15
LAST = (5.0,) * 3 + (4.0,) * 30
"""Tolerances of the refinements, mm; real faces differ from the mean one by 2 to 4 mm."""
LANDMARKS_MOVE = 12.0
"""Farther than this the surface may not pull a pose away from landmarks on average, mm."""
LAST_FREEDOM = 0.3
"""Likely deviation of the logarithm of size at the end: the face itself says its size."""
SURE = 0.4
"""Least confidence: see `face_evidence` for what was measured."""
NEIGHBOURHOOD = 170.0
"""Radius around the face kept for the last refinement, mm on a head of mean size."""


@dataclass(frozen=True, eq=False)
class Alignment:
    """How a scan stands in the head frame.

    Attributes
    ----------
    to_head : Similarity
        Scan units to millimetres in the head frame; its scale is that of the unit when the unit is
        known, and that of a head of mean size when it is not.
    confidence : float
        How sure it is that this is a face in its right pose, 0 to 1.
    unit : str
        ``mm``, ``cm``, ``m`` or ``estimated``.
    coverage : float
        Share of the face region that the scan shows, 0 to 1.
    size : float
        Size of this head relative to the template, once in the head frame.
    """

    to_head: Similarity
    confidence: float
    unit: str
    coverage: float
    size: float = 1.0


def align_to_template(
    scan: Scan, template: Template, monitor: Monitor, *, surface: Mesh | None = None
) -> Alignment:
    """Find the pose, and where the unit is unknown the scale, of a scanned head or face.

    Parameters
    ----------
    scan : Scan
        Any pose; whole head, bust or face only.
    template : Template
        The mean head.
    monitor : Monitor
        Progress and cancellation.
    surface : Mesh, optional
        The scan as `clean_for_fitting` returns it, if it is at hand.

    Returns
    -------
    Alignment
        The most likely pose.

    Raises
    ------
    AlignmentError
        When no face is found.
    CancelledError
        When the monitor was cancelled.
    """
    found = likeliest_alignment(scan, template, monitor, surface=surface)
    if found.confidence < SURE:
        raise AlignmentError(
            f"No face was found in {scan.path.name}: choose a scan that shows a face from brow "
            "to chin, or say how it lies by --turn or --landmarks (in the window: Correct...)."
        )
    return found


def likeliest_alignment(
    scan: Scan,
    template: Template,
    monitor: Monitor,
    *,
    surface: Mesh | None = None,
    guide: ScanGuide | None = None,
) -> Alignment:
    """Find the most likely pose, however unlikely it is; what a person says of it comes first.

    Parameters
    ----------
    scan : Scan
        Any pose.
    template : Template
        The mean head.
    monitor : Monitor
        Progress and cancellation.
    surface : Mesh, optional
        The scan as `clean_for_fitting` returns it and without what the guide cuts, if at hand.
    guide : ScanGuide, optional
        What is known of the pose.

    Returns
    -------
    Alignment
        Its confidence says how sure it is; below `SURE` it is not to be trusted unasked.

    Raises
    ------
    AlignmentError
        When nothing of the scan is left, or the landmarks are none of a face.
    CancelledError
        When the monitor was cancelled.
    """
    guide = guide or ScanGuide()
    clean = surface
    if clean is None:
        clean = without_balls(clean_for_fitting(scan.mesh), guide.cuts)
    if clean.face_count == 0:
        raise AlignmentError(f"Nothing of {scan.path.name} is left to fit; leave less of it out.")
    middle = 0.5 * (clean.vertices.min(axis=0) + clean.vertices.max(axis=0))
    factor = scan.millimetres_per_unit
    centred = Mesh(factor * (clean.vertices - middle), clean.faces)
    known = scan.unit != ESTIMATED
    if len(guide.landmarks) >= FEWEST:
        pose, found = _pose_at_landmarks(centred, template, monitor, guide, factor, middle)
    else:
        pose, found = _likeliest_pose(centred, template, monitor, guide, known=known)
    monitor.report(1.0, "Face found")
    size = pose.scale
    known = known and HUMAN_SIZES[0] <= size <= HUMAN_SIZES[1]
    scale = 1.0 if known else 1.0 / size
    turned = pose.rotation.T
    placed = Similarity(scale, turned, -scale * turned @ pose.translation)
    return Alignment(
        to_head=placed.after(Similarity(factor, np.eye(3), -factor * middle)),
        confidence=found.confidence,
        unit=scan.unit if known else ESTIMATED,
        coverage=found.coverage,
        size=size if known else 1.0,
    )


def _likeliest_pose(
    centred: Mesh, template: Template, monitor: Monitor, guide: ScanGuide, *, known: bool
) -> tuple[Similarity, FaceEvidence]:
    """Return the best pose of all attempts; the first that is sure ends the search."""
    upright = None if guide.turn is None else guide.turn.T
    scan = ScanView.of(centred, SAMPLES)
    attempts = ATTEMPTS_WITH_UNIT if known else ATTEMPTS_WITHOUT
    best: tuple[Similarity, FaceEvidence] | None = None
    for number, attempt in enumerate(attempts):
        part = monitor.part(number / len(attempts), (number + 1) / len(attempts))
        tried = _best_pose(scan, centred, template, part, attempt, upright)
        if tried is not None and (best is None or tried[1].confidence > best[1].confidence):
            best = tried
        if best is not None and best[1].confidence >= SURE:
            break
    if best is None:
        # Nothing stands out as a nose would: upright in its middle, and not at all sure.
        turn = np.eye(3) if upright is None else upright
        return Similarity(1.0, turn, np.zeros(3)), FaceEvidence(0.0, 0.0, np.inf, 0.0, np.nan)
    return best


def _pose_at_landmarks(
    centred: Mesh,
    template: Template,
    monitor: Monitor,
    guide: ScanGuide,
    factor: float,
    middle: FloatArray,
) -> tuple[Similarity, FaceEvidence]:
    """Return the pose by landmarks, made exact by the surface where that agrees with them."""
    places = {name: factor * (np.array(at) - middle) for name, at in guide.landmarks.items()}
    pose = pose_by_landmarks(places, template)
    first = Poses(np.array([pose.scale]), pose.rotation[None], pose.translation[None])
    dense = FacePoints.of(template, 1000)
    around = _neighbourhood(centred, first, template)
    if not around.face_count:
        raise AlignmentError("The landmarks lie beside the scan; set them on its surface.")
    near = sampled(around, FACE_SAMPLES)
    last = Refiner(dense, LAST_FREEDOM).on_points(first, *near, LAST, monitor)
    refined = Similarity(last.scale[0], last.rotation[0], last.translation[0])
    corners = template.skin.vertices[[template.landmarks[name] for name in places]]
    moved = np.linalg.norm(refined.apply(corners) - pose.apply(corners), axis=1).mean()
    if moved > LANDMARKS_MOVE * pose.scale:
        # The surface leads elsewhere: the person is believed.
        last, refined = first, pose
    scan = ScanView.of(centred, SAMPLES)
    found = face_evidence(scan.rays, last, 0, dense, float(agreement(scan.grid, last, dense)[0]))
    return refined, found


def _best_pose(
    scan: ScanView,
    surface: Mesh,
    template: Template,
    monitor: Monitor,
    attempt: Attempt,
    upright: FloatArray | None,
) -> tuple[Similarity, FaceEvidence] | None:
    """Return the likeliest pose of the template in the scan and what speaks for it, or none."""
    grid, part = scan.grid, monitor.part(0.0, 0.6)
    poses = search_poses(scan, template, attempt.scales, CANDIDATES, part, attempt.tilts, upright)
    if not len(poses):
        return None
    few, face, dense = (FacePoints.of(template, count) for count in (120, 300, 1000))
    poses = Refiner(few, attempt.freedom).on_grid(poses, grid, ROUGH)
    poses = distinct(poses, agreement(grid, poses, face), SEMIFINALISTS)
    poses = Refiner(face, attempt.freedom).on_grid(poses, grid, COARSE)
    poses = _by_merit(scan, distinct(poses, agreement(grid, poses, face), SEMIFINALISTS), face)
    monitor.check()
    fine = Refiner(dense, attempt.freedom)
    poses = poses.at(np.arange(min(FINALISTS, len(poses))))
    poses = fine.on_points(poses, scan.points, scan.normals, FINE, monitor.part(0.6, 0.8))
    best = _by_merit(scan, poses, dense).at(np.array([0]))
    around = _neighbourhood(surface, best, template)
    if not around.face_count:
        return None
    near = sampled(around, FACE_SAMPLES)
    last = Refiner(dense, max(attempt.freedom, LAST_FREEDOM)).on_points(
        best, *near, LAST, monitor.part(0.8, 1.0)
    )
    found = face_evidence(scan.rays, last, 0, dense, float(agreement(grid, last, face)[0]))
    return Similarity(last.scale[0], last.rotation[0], last.translation[0]), found


def _by_merit(scan: ScanView, poses: Poses, face: FacePoints) -> Poses:
    """Return poses sorted by what speaks for them, best first."""
    score = agreement(scan.grid, poses, face)
    merit = [
        face_evidence(scan.rays, poses, number, face, float(score[number])).merit
        for number in range(len(poses))
    ]
    return poses.at(np.argsort(-np.array(merit)))


def _neighbourhood(surface: Mesh, poses: Poses, template: Template) -> Mesh:
    """Return the part of the scan around the best face."""
    tip = template.skin.vertices[template.landmarks["pronasale"]]
    place = poses.scale[0] * poses.rotation[0] @ tip + poses.translation[0]
    near = np.linalg.norm(surface.vertices - place, axis=1) < NEIGHBOURHOOD * poses.scale[0]
    faces = surface.faces[near[surface.faces].any(axis=1)]
    return Mesh(surface.vertices, faces)
