"""The sparse anatomical constraints of AIM: bone point, bone normal and thickness beneath the skin.

From a skin vertex a ray runs along the inverse skin normal to the bone, which must face the same
way; from there another runs along the bone's normal back to the skin. The start is shifted until
the way back arrives at the vertex itself, so that ``b + d n`` is that vertex exactly.
"""

from dataclasses import dataclass

import numpy as np

from core.arrays import BoolArray, FloatArray, IntArray
from core.geometry.mesh import Mesh
from core.geometry.normals import face_normals
from core.geometry.rays import SurfaceRays
from core.geometry.template import SKULL_LABELS
from core.geometry.thickness import LARGEST_THICKNESS, START_OFFSET, anatomy_normals
from core.geometry.topology import neighbour_means
from core.monitor import stop_if_cancelled

BONE_SMOOTHING = 6.0
"""Bone normals are averaged over about this radius, mm: wider than a tooth or a suture."""
SAME_WAY = 0.6
"""Bone and skin face the same way when their normals agree by this cosine."""
ARRIVED = 0.75
"""The way back must arrive this near the vertex, mm; the rest is turned into the normal."""
ROUNDS = 6
"""Shifts of the start; half of the vertices arrive after three."""
FARTHEST_START = 12.0
"""No start is shifted farther than this, mm."""
SUPPORT = 0.35
"""Share of a vertex's surroundings that must be known for it to be believed."""
JAW_LABELS = tuple(SKULL_LABELS.index(name) for name in ("mandible", "lower_teeth"))
"""What the mandible carries along."""


@dataclass(frozen=True, eq=False)
class BoneConstraints:
    """What the rays found, per skin vertex; meaningless where `known` is false.

    Attributes
    ----------
    known : (n,) bool
        Where the way to the bone and back was found.
    bone : (n, 3) float64
        Points on the bone, mm.
    normal : (n, 3) float64
        Unit directions from there to the vertex.
    depth : (n,) float64
        Distances between them, mm.
    jaw : (n,) float64
        One where the bone belongs to the mandible, zero elsewhere.
    """

    known: BoolArray
    bone: FloatArray
    normal: FloatArray
    depth: FloatArray
    jaw: FloatArray

    @property
    def share(self) -> float:
        """Share of the vertices that have a constraint."""
        return float(self.known.mean())


def find_constraints(
    skin: Mesh, skull: Mesh, labels: IntArray, trusted: BoolArray | None = None
) -> BoneConstraints:
    """Cast the rays of a person.

    Parameters
    ----------
    skin : Mesh
        At rest, outward wound, mm.
    skull : Mesh
        Outward wound, same frame.
    labels : (N_skull,) int64
        Index into `core.geometry.template.SKULL_LABELS` per skull vertex.
    trusted : (n,) bool, optional
        Skin vertices that are asked; all when left out.

    Returns
    -------
    BoneConstraints
        Deterministic.

    Notes
    -----
    Chandran and Zoss, CVPR 2024, section 3.2, after the rays of Wu et al., "An anatomically-
    constrained local deformation model for monocular face capture", ACM TOG 2016.
    """
    asked = np.ones(skin.vertex_count, dtype=bool) if trusted is None else trusted
    inward = -anatomy_normals(skin)
    to_bone, to_skin = SurfaceRays(skull), SurfaceRays(skin)
    plain = face_normals(skull.vertices, skull.faces)
    smooth = anatomy_normals(skull, BONE_SMOOTHING)
    start = np.array(skin.vertices)
    best = np.full(skin.vertex_count, np.inf)
    bone, triangle = np.zeros_like(start), np.zeros(skin.vertex_count, dtype=np.int64)
    for _ in range(ROUNDS):
        stop_if_cancelled()
        reach, hit = to_bone.first_hits(start + START_OFFSET * inward, inward)
        met = asked & (hit >= 0) & (reach < LARGEST_THICKNESS)
        point = start + (np.where(met, reach, 0.0) + START_OFFSET)[:, None] * inward
        outward = _normals_at(skull, smooth, np.maximum(hit, 0), point)
        met &= (plain[np.maximum(hit, 0)] * -inward).sum(axis=1) > SAME_WAY
        met &= (outward * -inward).sum(axis=1) > SAME_WAY
        back, _ = to_skin.first_hits(point + START_OFFSET * outward, outward)
        met &= back < LARGEST_THICKNESS
        arrival = point + (np.where(met, back, 0.0) + START_OFFSET)[:, None] * outward
        miss = np.where(met[:, None], skin.vertices - arrival, 0.0)
        off = np.where(met, np.linalg.norm(miss, axis=1), np.inf)
        better = off < best
        best[better], bone[better], triangle[better] = off[better], point[better], hit[better]
        start = start + miss
        asked = asked & met & (np.linalg.norm(start - skin.vertices, axis=1) < FARTHEST_START)
    across = skin.vertices - bone
    depth = np.linalg.norm(across, axis=1)
    known = _supported(skin, (best < ARRIVED) & (depth > START_OFFSET))
    normal = across / np.maximum(depth, START_OFFSET)[:, None]
    jaw = np.isin(labels, JAW_LABELS)[skull.faces[triangle]].mean(axis=1) > 0.5
    return BoneConstraints(known, bone, normal, depth, jaw.astype(np.float64))


def _supported(skin: Mesh, known: BoolArray) -> BoolArray:
    """Return the vertices whose surroundings are mostly known too: single hits are cavities."""
    means = neighbour_means(skin.faces, skin.vertex_count)
    share = means @ (means @ known.astype(np.float64))
    supported: BoolArray = known & (share > SUPPORT)
    return supported


def _normals_at(
    mesh: Mesh, normals: FloatArray, triangle: IntArray, points: FloatArray
) -> FloatArray:
    """Return vertex normals interpolated at points of triangles, unit (n, 3)."""
    corners = mesh.faces[triangle]
    a, b, c = (mesh.vertices[corners[:, at]] for at in range(3))
    across = np.cross(b - a, c - a)
    area = np.maximum((across * across).sum(axis=1), np.finfo(np.float64).tiny)
    second = (np.cross(points - a, c - a) * across).sum(axis=1) / area
    third = (np.cross(b - a, points - a) * across).sum(axis=1) / area
    shares = np.clip(np.stack([1.0 - second - third, second, third], axis=1), 0.0, 1.0)
    mixed = (shares[:, :, None] * normals[corners]).sum(axis=1)
    unit: FloatArray = mixed / np.maximum(np.linalg.norm(mixed, axis=1, keepdims=True), 1e-12)
    return unit
