"""What holds a face's soft tissue: what is grown to which bone, what slides, what is free.

Tissue whose ray met bone is grown to it. Over teeth and gums it slides: it is held across their
surface by a spring and free along it. The chart's border, eyes and upper neck stay where they are.
Elsewhere (cheeks, lips, floor of the mouth) the deep surface is free but for a soft foundation, and
so it is near every cut, where surgeons lift tissue off the bone. What holds one side of the face
holds the other, and what holds the mean head holds everybody (`core.simulation.usual_attachment`):
people differ in shape, not in what grows where, and a bone that is a millimetre off must not let a
muscle go.
"""

from dataclasses import dataclass, replace

import numpy as np
from scipy.spatial import cKDTree

from core.arrays import BoolArray, FloatArray, IntArray
from core.geometry.mesh import Mesh
from core.geometry.normals import vertex_normals
from core.geometry.template import SKULL_LABELS
from core.inference.bone_segments import FIXED, BoneSegments
from core.simulation.chart import FaceChart
from core.simulation.face_mesh import FaceMesh

VESTIBULE = 6.0
"""Tissue within this of a tooth slides, mm: gums and the fold behind the lips."""
GROWN = 2.5
"""Deep nodes this near to bone are grown to it although no ray met it, mm: the jaw's edge."""
LIFTED = 5.0
"""Within this of a cut tissue is lifted off the bone, mm."""
_TEETH = tuple(SKULL_LABELS.index(name) for name in ("upper_teeth", "lower_teeth"))


@dataclass(frozen=True, eq=False)
class Attachment:
    """How the nodes of a face mesh are held.

    Attributes
    ----------
    fixed : (n,) bool
        Nodes whose displacement is given.
    owner : (n,) int64
        Segment that carries a fixed or sliding node; `core.inference.bone_segments.FIXED` where it
        keeps still.
    sliding : (n,) bool
        Deep nodes that slide over teeth and gums.
    resting : (n,) bool
        Deep nodes on the soft foundation.
    outward : (n, 3) float64
        Unit normals of what is slid on; zero elsewhere.
    area : (n,) float64
        Of the deep surface around each of its nodes, mm^2; zero elsewhere.
    """

    fixed: BoolArray
    owner: IntArray
    sliding: BoolArray
    resting: BoolArray
    outward: FloatArray
    area: FloatArray


def attached(
    face: FaceMesh, skull: Mesh, labels: IntArray, segments: BoneSegments, eyes: BoolArray
) -> Attachment:
    """Find what holds a person's tissue.

    Parameters
    ----------
    face : FaceMesh
        The tissue.
    skull : Mesh
        The person's, at rest, mm.
    labels : (N_skull,) int64
        Index into `SKULL_LABELS`.
    segments : BoneSegments
        Of the template.
    eyes : (count,) bool
        Columns of the chart over an eye.

    Returns
    -------
    Attachment
        Of every node.
    """
    chart, total = face.chart, len(face.mesh.nodes)
    count = chart.count
    teeth = np.isin(labels, _TEETH)
    to_teeth = np.full(count, np.inf)
    if teeth.any():
        to_teeth, _ = cKDTree(skull.vertices[teeth]).query(face.deep)
    distance, near = cKDTree(skull.vertices).query(face.deep)
    still = eyes | chart.border
    slides = _both_sides(chart, to_teeth < VESTIBULE) & ~still
    bone = np.where(segments.innermost == FIXED, FIXED, segments.cut[segments.innermost])
    lifted = _near_cut(face.deep, skull.vertices[~teeth], bone[~teeth])
    grown = (face.known | (distance < GROWN)) & ~lifted & ~lifted[chart.mirror]
    grown = _both_sides(chart, grown) & ~slides & ~still
    carried = np.where(grown | slides, segments.innermost[near], FIXED)
    fixed, owner = np.zeros(total, dtype=bool), np.full(total, FIXED, dtype=np.int64)
    owner[:count] = _evened(chart, carried, segments)
    fixed[:count] = grown | still
    levels = np.arange(face.layers + 1) * count
    fixed[(levels[:, None] + np.flatnonzero(chart.border)).ravel()] = True
    sliding, resting = np.zeros(total, dtype=bool), np.zeros(total, dtype=bool)
    sliding[:count] = slides & ~fixed[:count]
    resting[:count] = ~slides & ~fixed[:count]
    outward, area = _deep_surface(face)
    return Attachment(fixed, owner, sliding, resting, outward, area)


def laid_beneath(usual: Attachment, face: FaceMesh) -> Attachment:
    """Return how another person's tissue is held when the same grows where.

    Parameters
    ----------
    usual : Attachment
        Of any person with the same chart and layers.
    face : FaceMesh
        The other's tissue.

    Returns
    -------
    Attachment
        With the other's normals and areas.
    """
    outward, area = _deep_surface(face)
    return replace(usual, outward=outward, area=area)


def _deep_surface(face: FaceMesh) -> tuple[FloatArray, FloatArray]:
    """Return normals (n, 3) and areas (n,) of the deep surface, zero at all other nodes."""
    count, total = face.chart.count, len(face.mesh.nodes)
    outward, area = np.zeros((total, 3)), np.zeros(total)
    outward[:count] = vertex_normals(face.deep, face.chart.triangles)
    area[:count] = _areas(face.deep, face.chart.triangles)
    return outward, area


def _both_sides(chart: FaceChart, values: BoolArray) -> BoolArray:
    both: BoolArray = values & values[chart.mirror]
    return both


def _near_cut(places: FloatArray, bone: FloatArray, owner: IntArray) -> BoolArray:
    """Return which places lie near bone of two segments, (n,)."""
    found = np.zeros(len(places), dtype=bool)
    near = cKDTree(bone).query_ball_point(places, LIFTED)
    for index, vertices in enumerate(near):
        if len(vertices) > 1:
            owners = owner[vertices]
            found[index] = bool((owners != owners[0]).any())
    return found


def _evened(chart: FaceChart, owner: IntArray, segments: BoneSegments) -> IntArray:
    """Return owners alike on both sides: where they differ, the one that carries more."""
    twin = segments.mirrored
    other = twin_of(owner[chart.mirror], twin)
    left = chart.azimuth_of >= 0.0
    # A pair is decided once, by what its left side says of both.
    own = np.where(left, owner, twin_of(owner, twin))
    across = np.where(left, other, twin_of(other, twin))
    chosen = np.minimum(own, across)
    return np.where(left, chosen, twin_of(chosen, twin))


def twin_of(owner: IntArray, twin: IntArray) -> IntArray:
    """Return the segments on the other side, (n,).

    Parameters
    ----------
    owner : (n,) int64
        Segments, or `FIXED`.
    twin : (segments,) int64
        The other side's of each.

    Returns
    -------
    (n,) int64
        `FIXED` stays.
    """
    return np.where(owner == FIXED, FIXED, twin[owner])


def _areas(places: FloatArray, triangles: IntArray) -> FloatArray:
    a, b, c = (places[triangles[:, at]] for at in range(3))
    whole = 0.5 * np.linalg.norm(np.cross(b - a, c - a), axis=1)
    share = np.repeat(whole / 3.0, 3)
    return np.bincount(triangles.ravel(), share, len(places)).astype(np.float64)
