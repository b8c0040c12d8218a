"""How unlike the two halves of a face are: the face against its own mirror image.

The mirror image is laid onto the face by the template's own correspondence between the sides, then
by a few rounds of closest points, both over the face alone. What remains between the two surfaces
is the asymmetry; the plane halfway between a point and its mirror image is the plane of symmetry.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from core.arrays import BoolArray, FloatArray, IntArray
from core.geometry.distance import SurfaceDistance
from core.geometry.mesh import Mesh
from core.geometry.normals import vertex_normals
from core.geometry.template import Template
from core.geometry.transforms import fit_similarity

NORM_MM = (0.63, 0.16)
"""Mean and standard deviation of the root mean square in healthy adults, mm."""

THIRDS = ("upper", "middle", "lower")
"""Of the face, from above: they meet at the glabella and beneath the nose."""

_MIRROR = np.array([-1.0, 1.0, 1.0])
_ROUNDS = 6
_SAMPLES = 1500
_TRIANGLE = 3
_TRIMMED = 0.9
"""Share of the nearest points that a round aligns by: a lesion shall not drag the whole face."""


@dataclass(frozen=True, eq=False)
class Asymmetry:
    """What separates a face from its mirror image.

    Attributes
    ----------
    signed : (N_skin,) float64
        How far each vertex stands out before the mirror image, mm; NaN beside the face.
    mirrored : (N_skin, 3) float64
        The mirror image laid onto the face, mm.
    normal, origin : (3,) float64
        Plane of symmetry: to the subject's left, and a point on it, mm.
    rms : mapping of str to float
        Root mean square, mm: ``face`` and each of `THIRDS` that the landmarks part.
    largest : float
        mm.
    """

    signed: FloatArray
    mirrored: FloatArray
    normal: FloatArray
    origin: FloatArray
    rms: Mapping[str, float]
    largest: float

    @property
    def score(self) -> float:
        """How many deviations the face's root mean square lies above the norm."""
        return (self.rms["face"] - NORM_MM[0]) / NORM_MM[1]

    @property
    def tilt(self) -> float:
        """Angle between the plane of symmetry and the head frame's median plane, degrees."""
        return float(np.degrees(np.arccos(np.clip(abs(self.normal[0]), 0.0, 1.0))))


def mirror_partners(skin: Mesh) -> IntArray:
    """Return the vertex of the template that is nearest to each one's mirror image.

    Parameters
    ----------
    skin : Mesh
        The template's, mm.

    Returns
    -------
    (n,) int64
        Kept per template.
    """
    return _partners(skin.vertices.tobytes(), len(skin.vertices))


@lru_cache(maxsize=2)
def _partners(content: bytes, count: int) -> IntArray:
    from scipy.spatial import cKDTree  # slow to load: not before it is needed

    vertices = np.frombuffer(content, dtype=np.float64).reshape(count, 3)
    return np.asarray(cKDTree(vertices).query(vertices * _MIRROR)[1], dtype=np.int64)


def mirror_places(skin: Mesh, chosen: IntArray) -> tuple[IntArray, FloatArray]:
    """Return where the mirror images of vertices lie on a surface.

    Parameters
    ----------
    skin : Mesh
        The template's, mm.
    chosen : (n,) int64
        Vertices.

    Returns
    -------
    corners : (n, 3) int64
        Vertices of the triangle at each mirror image.
    shares : (n, 3) float64
        Barycentric coordinates in it; they sum to one.
    """
    _, closest, faces = SurfaceDistance(skin).unsigned(skin.vertices[chosen] * _MIRROR)
    corners = skin.faces[faces]
    a, b, c = (skin.vertices[corners[:, at]] for at in range(_TRIANGLE))
    normal = np.cross(b - a, c - a)
    area = np.maximum((normal * normal).sum(axis=1), np.finfo(np.float64).tiny)
    second = (np.cross(closest - a, c - a) * normal).sum(axis=1) / area
    third = (np.cross(b - a, closest - a) * normal).sum(axis=1) / area
    return corners, np.stack([1.0 - second - third, second, third], axis=1)


def face_asymmetry(
    template: Template,
    vertices: FloatArray,
    landmarks: Mapping[str, FloatArray],
    still: BoolArray | None = None,
) -> Asymmetry:
    """Measure a face against its mirror image.

    Parameters
    ----------
    template : Template
        Says what the face is, and which vertices mirror each other.
    vertices : (N_skin, 3) float64
        The template's vertices on this head, mm.
    landmarks : mapping of str to (3,) float64
        Of this head: ``glabella`` and ``subnasale`` part the thirds.
    still : (N_skin,) bool, optional
        The vertices that alone lay the mirror image onto the face; the whole face otherwise.

    Returns
    -------
    Asymmetry
        A head that is its own mirror image has zero everywhere.
    """
    face = template.face_mask
    inside = np.flatnonzero(face if still is None else still)
    sample = inside[:: max(1, len(inside) // _SAMPLES)]
    mirrored = vertices * _MIRROR
    # The mirror image of a vertex's partner is where that vertex would be in the mirrored face.
    guess = mirrored[mirror_partners(template.skin)]
    moved = _laid(mirrored, guess[sample], vertices[sample])
    surface = SurfaceDistance(template.skin.with_vertices(vertices))
    partners = mirror_partners(template.skin)[sample]
    for _ in range(_ROUNDS):
        gap, closest, _ = surface.unsigned(moved[partners])
        kept = gap <= np.quantile(gap, _TRIMMED)
        moved = _laid(moved, moved[partners][kept], closest[kept])
    return _asymmetry(template, vertices, moved, landmarks, face)


def _laid(points: FloatArray, source: FloatArray, target: FloatArray) -> FloatArray:
    """Return points moved rigidly as source points go onto target points."""
    return fit_similarity(source, target, with_scale=False).apply(points)


def _asymmetry(
    template: Template,
    vertices: FloatArray,
    mirrored: FloatArray,
    landmarks: Mapping[str, FloatArray],
    face: BoolArray,
) -> Asymmetry:
    other = SurfaceDistance(template.skin.with_vertices(mirrored))
    inside = np.flatnonzero(face)
    gap, closest, _ = other.unsigned(vertices[inside])
    normals = vertex_normals(vertices, template.skin.faces)[inside]
    side = np.einsum("ij,ij->i", vertices[inside] - closest, normals)
    signed = np.full(len(vertices), np.nan)
    signed[inside] = np.where(side >= 0.0, gap, -gap)
    rms = {"face": _rms(signed[inside])}
    for third, part in _thirds(vertices, landmarks, face).items():
        rms[third] = _rms(signed[part])
    # Between a point and its mirror image the plane stands square.
    turn = np.linalg.lstsq(np.c_[vertices, np.ones(len(vertices))], mirrored, rcond=None)[0]
    values, axes = np.linalg.eigh((turn[:3] + turn[:3].T) / 2.0)
    normal = axes[:, int(np.argmin(values))]
    normal = normal * (1.0 if normal[0] >= 0.0 else -1.0)
    middle = (vertices + mirrored)[inside].mean(axis=0) / 2.0
    return Asymmetry(signed, mirrored, normal, middle, rms, float(gap.max(initial=0.0)))


def _rms(values: FloatArray) -> float:
    return float(np.sqrt(np.mean(values**2))) if len(values) else float("nan")


def _thirds(
    vertices: FloatArray, landmarks: Mapping[str, FloatArray], face: BoolArray
) -> dict[str, BoolArray]:
    """Return which vertices of the face belong to each third, parted by height."""
    if not {"glabella", "subnasale"} <= set(landmarks):
        return {}
    high, low = float(landmarks["glabella"][1]), float(landmarks["subnasale"][1])
    up = vertices[:, 1]
    return {
        "upper": face & (up >= high),
        "middle": face & (up < high) & (up >= low),
        "lower": face & (up < low),
    }
