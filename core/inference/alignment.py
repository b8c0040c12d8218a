"""Finds how a scan must be turned, moved and scaled to stand upright in the head frame.

No click and no assumption: any pose, a known unit or none, a bare head, a bust, a face without its
back, a head cut above the brow. The face alone decides; everything else in the scan is scenery.
"""

from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray
from core.errors import AlignmentError
from core.geometry.distance import sample_surface
from core.geometry.mesh import Mesh
from core.geometry.normals import vertex_normals
from core.geometry.rays import SurfaceRays
from core.geometry.repair import clean_for_fitting
from core.geometry.scan import Scan
from core.geometry.template import Template
from core.geometry.transforms import Similarity
from core.inference.face_evidence import FaceEvidence, face_evidence
from core.inference.pose_grid import SurfaceGrid
from core.inference.pose_refinement import Refiner
from core.inference.pose_search import FacePoints, Poses, agreement, distinct, search_poses
from core.monitor import Monitor
from core.units import ESTIMATED

KNOWN_SCALES = (0.9, 1.0, 1.1)
"""Head sizes tried when the unit is known: adults differ by some 5 per cent (one deviation)."""
UNKNOWN_SCALES = tuple(float(size) for size in 0.33 * 1.13 ** np.arange(16))
"""Head sizes tried when it is not: from a whole upper body (0.33) to a bare face (2.1)."""
PERSONAL = 0.08
"""Likely deviation of the logarithm of head size when the unit is known."""
SAMPLES = 30_000
"""Points drawn from the whole scan for the search."""
FACE_SAMPLES = 40_000
"""Points drawn from the neighbourhood of the face for the last refinement."""
CANDIDATES = 40
"""Poses refined on the grid; the right one was among the first 4 in every trial but one (12th)."""
FINALISTS = 6
"""Poses refined exactly."""
COARSE = (10.0,) * 5 + (8.0,) * 5 + (6.0,) * 5
FINE = (7.0,) * 5 + (5.0,) * 15
LAST = (5.0,) * 3 + (4.0,) * 30
"""Tolerances of the refinements, mm; real faces differ from the mean one by 2 to 4 mm."""
SURE = 0.35
"""Least confidence: heads reach 0.6 and more, chairs, spheres and lumps stay below 0.2."""
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
    clean = clean_for_fitting(scan.mesh) if surface is None else surface
    middle = 0.5 * (clean.vertices.min(axis=0) + clean.vertices.max(axis=0))
    factor = scan.millimetres_per_unit
    centred = Mesh(factor * (clean.vertices - middle), clean.faces)
    known = scan.unit != ESTIMATED
    poses, evidence = _best_poses(centred, template, monitor, known=known)
    if not evidence or evidence[0].confidence < SURE:
        raise AlignmentError(
            f"No face was found in {scan.path.name}: choose a scan that shows a face from brow "
            "to chin, or give its unit if it is far from that of a head."
        )
    best = evidence[0]
    size = float(poses.scale[0])
    turned = poses.rotation[0].T
    scale = 1.0 if known else 1.0 / size
    placed = Similarity(scale, turned, -scale * turned @ poses.translation[0])
    return Alignment(
        to_head=placed.after(Similarity(factor, np.eye(3), -factor * middle)),
        confidence=best.confidence,
        unit=scan.unit,
        coverage=best.coverage,
        size=size if known else 1.0,
    )


def _sampled(mesh: Mesh, count: int) -> tuple[FloatArray, FloatArray]:
    """Return points drawn evenly from a mesh and their smooth normals."""
    sample = sample_surface(mesh, count)
    corner_normals = vertex_normals(mesh.vertices, mesh.faces)[mesh.faces[sample.face]]
    normals = np.einsum("kc,kcd->kd", sample.barycentric, corner_normals)
    normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-9)
    return sample.points, normals


def _best_poses(
    surface: Mesh, template: Template, monitor: Monitor, *, known: bool
) -> tuple[Poses, list[FaceEvidence]]:
    """Return the finalists, most likely first, and what speaks for each."""
    scales = np.array(KNOWN_SCALES if known else UNKNOWN_SCALES)
    freedom = PERSONAL if known else np.inf
    points, normals = _sampled(surface, SAMPLES)
    grid = SurfaceGrid.of(points, normals)
    poses = search_poses(
        grid, (points, normals), template, scales, CANDIDATES, monitor.part(0.0, 0.6)
    )
    face = FacePoints.of(template, 300)
    poses = Refiner(face, freedom).on_grid(poses, grid, COARSE)
    poses = distinct(poses, agreement(grid, poses, face), FINALISTS)
    dense = FacePoints.of(template, 1000)
    fine = Refiner(dense, freedom)
    poses = fine.on_points(poses, points, normals, FINE, monitor.part(0.6, 0.8))
    poses, evidence = _ranked(surface, poses, dense, agreement(grid, poses, face))
    near = _neighbourhood(surface, poses, template)
    last = fine.on_points(
        poses.at(np.array([0])), *_sampled(near, FACE_SAMPLES), LAST, monitor.part(0.8, 1.0)
    )
    first, sure = _ranked(surface, last, dense, agreement(grid, last, face))
    rest = poses.at(np.arange(1, len(poses)))
    monitor.report(1.0, "Face found")
    return Poses.joined([first, rest]), sure + evidence[1:]


def _ranked(
    surface: Mesh, poses: Poses, face: FacePoints, score: FloatArray
) -> tuple[Poses, list[FaceEvidence]]:
    rays = SurfaceRays(surface)
    evidence = [
        face_evidence(rays, poses, number, face, float(score[number]))
        for number in range(len(poses))
    ]
    order = sorted(
        range(len(poses)),
        key=lambda number: -evidence[number].agreement * max(evidence[number].relief, 0.0),
    )
    return poses.at(np.array(order)), [evidence[number] for number in order]


def _neighbourhood(surface: Mesh, poses: Poses, template: Template) -> Mesh:
    """Return the part of the scan around the best face."""
    tip = template.skin.vertices[template.landmarks["pronasale"]]
    place = poses.scale[0] * poses.rotation[0] @ tip + poses.translation[0]
    near = np.linalg.norm(surface.vertices - place, axis=1) < NEIGHBOURHOOD * poses.scale[0]
    faces = surface.faces[near[surface.faces].any(axis=1)]
    return Mesh(surface.vertices, faces)
