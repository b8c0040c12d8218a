"""Continues sparse anatomical constraints over the whole skin: the geometric anatomy.

Bone is continued as a smooth sheet beneath the skin, so that what no bone lies under (lips, nose
tip, ears) stands off from it as it does in life; the normals follow the skin's broad shape.
"""

from functools import lru_cache

import numpy as np
import scipy.sparse as sparse
from scipy.sparse.linalg import SuperLU, splu
from scipy.spatial import cKDTree

from core.arrays import BoolArray, FloatArray, IntArray
from core.geometry.distance import SurfaceDistance
from core.geometry.mesh import Mesh
from core.geometry.normals import vertex_normals
from core.geometry.thickness import anatomy_normals, neighbour_average
from core.geometry.topology import neighbour_means
from core.inference.aim_constraints import BoneConstraints
from core.models.anatomy import Anatomy, settled_weights
from core.monitor import stop_if_cancelled, undivided

BROAD = 18.0
"""The skin's broad shape is what averaging over this radius leaves, mm: no nose, lips or ears."""
STIFFNESS = 1.0
"""How strongly neighbouring values are tied, beside one for a constraint."""
JAW_STIFFNESS = 12.0
"""The same for jaw weights: they fall off over about two centimetres."""
JAW_DRAWN = 3e-3
"""How strongly jaw weights without constraints are drawn to none: neck and ears stay still."""
DRAWN = 1e-5
"""How strongly values without constraints are drawn to the broad skin: ends the sheet's reach."""
GUESSED = 0.1
"""Say of a guessed normal beside that of a constraint."""
STANDING = 0.3
"""A direction is a normal's guess when it agrees with the broad one by this cosine."""
FACING_MM = 8.0
"""A mirror image whose normal is wrong by one counts as this much farther away, mm."""
THINNEST = 0.5
"""No thickness is smaller, mm."""


def factored(system: sparse.sparray, order: str = "MMD_AT_PLUS_A") -> SuperLU:
    """Factor a symmetric positive definite system: less than half of the time of a general one.

    Parameters
    ----------
    system : (n, n) sparse float64
        Symmetric, positive definite.
    order : str
        Which unknown comes first: SciPy's name of an order, ``NATURAL`` to take them as they are.

    Returns
    -------
    SuperLU
        Its `solve` takes (n,) or (n, k).
    """
    columns = system.tocsc()
    return undivided(
        lambda: splu(
            columns,
            permc_spec=order,
            diag_pivot_thresh=0.0,
            options={"SymmetricMode": True},
        )
    )


class SmoothFill:
    """Fills values over one topology; keeps the smoothness term.

    Parameters
    ----------
    mesh : Mesh
        Its triangles count, not its shape.
    """

    def __init__(self, mesh: Mesh) -> None:
        self._count = mesh.vertex_count
        laplacian = sparse.eye_array(self._count) - neighbour_means(mesh.faces, self._count)
        self._bending = undivided(lambda: (laplacian.T @ laplacian).tocsr())

    def __call__(self, weight: FloatArray, values: FloatArray, stiffness: float) -> FloatArray:
        """Return the smooth values nearest to given ones.

        Parameters
        ----------
        weight : (n,) float64
            Say of each given value; zero where there is none.
        values : (n,) or (n, k) float64
            Given values.
        stiffness : float
            How strongly neighbours are tied.

        Returns
        -------
        (n,) or (n, k) float64
            The minimiser of ``sum w |x - v|^2 + stiffness |L x|^2``.
        """
        stop_if_cancelled()
        system = sparse.diags_array(weight + 1e-9) + stiffness * self._bending
        wide = values.reshape(self._count, -1)
        stop_if_cancelled()
        filled: FloatArray = factored(system).solve(weight[:, None] * wide)
        return filled.reshape(values.shape)


def mirrored_values(skin: Mesh, values: FloatArray) -> FloatArray:
    """Return, at each vertex, the value at its mirror image.

    Parameters
    ----------
    skin : Mesh
        The template, about symmetric in x, mm.
    values : (n,) float64
        Per vertex.

    Returns
    -------
    (n,) float64
        Interpolated in the triangle nearest to the mirror image.
    """
    corners, shares = _mirror_places(skin)
    mixed: FloatArray = (shares * values[corners]).sum(axis=1)
    return mixed


@lru_cache(maxsize=4)
def _mirror_places(skin: Mesh) -> tuple[IntArray, FloatArray]:
    """Return the triangle at each vertex's mirror image and its place there, (n, 3) each.

    Where lips touch, the nearest triangle may be the other lip's: there the nearest vertex that
    also faces the mirrored way is taken.
    """
    mirror = np.array([-1.0, 1.0, 1.0])
    places = skin.vertices * mirror
    _, closest, face = SurfaceDistance(skin).unsigned(places)
    corners = skin.faces[face]
    a, b, c = (skin.vertices[corners[:, at]] for at in range(3))
    across = np.cross(b - a, c - a)
    area = np.maximum((across * across).sum(axis=1), np.finfo(np.float64).tiny)
    second = (np.cross(closest - a, c - a) * across).sum(axis=1) / area
    third = (np.cross(b - a, closest - a) * across).sum(axis=1) / area
    shares = np.stack([1.0 - second - third, second, third], axis=1)
    normals = vertex_normals(skin.vertices, skin.faces)
    agree = (normals[corners[:, 0]] * normals * mirror).sum(axis=1)
    other = np.flatnonzero(agree < STANDING)
    tree = cKDTree(np.hstack([skin.vertices, FACING_MM * normals]))
    _, nearest = tree.query(np.hstack([places, FACING_MM * normals * mirror])[other])
    corners[other], shares[other] = nearest[:, None], 1.0 / corners.shape[1]
    return corners, shares


def filled_anatomy(skin: Mesh, found: BoneConstraints, template: Mesh) -> Anatomy:
    """Return the anatomy that continues the constraints smoothly.

    Parameters
    ----------
    skin : Mesh
        The person at rest on the template's topology, mm.
    found : BoneConstraints
        Its constraints.
    template : Mesh
        The template's skin: tells which points are mirror images.

    Returns
    -------
    Anatomy
        ``b + d n`` is the skin exactly; jaw weights are mirror-symmetric.
    """
    fill = SmoothFill(template)
    bone = _bone_sheet(fill, skin, found)
    across = skin.vertices - bone
    length = np.linalg.norm(across, axis=1)
    broad = anatomy_normals(skin, BROAD)
    straight = across / np.maximum(length, THINNEST)[:, None]
    stands = (length > THINNEST) & ((straight * broad).sum(axis=1) > STANDING)
    guess = np.where(stands[:, None], straight, broad)
    wanted = np.where(found.known[:, None], found.normal, guess)
    normal = fill(np.where(found.known, 1.0, GUESSED), wanted, STIFFNESS)
    normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-9)
    depth = np.maximum((across * normal).sum(axis=1), THINNEST)
    jaw = filled_jaw(fill, template, found.known, found.jaw)
    return Anatomy(skin.vertices - depth[:, None] * normal, normal, depth, jaw, found.known)


def filled_jaw(fill: SmoothFill, template: Mesh, known: BoolArray, jaw: FloatArray) -> FloatArray:
    """Return smooth, symmetric jaw weights from which bone lies beneath.

    Parameters
    ----------
    fill : SmoothFill
        Over the template's skin.
    template : Mesh
        The template's skin.
    known : (n,) bool
        Where bone lies beneath.
    jaw : (n,) float64
        One where it is the mandible's.

    Returns
    -------
    (n,) float64
        0 to 1; what lies far from any constraint stays with the skull.
    """
    weight = np.where(known, 1.0, JAW_DRAWN)
    smooth = fill(weight, np.where(known, jaw, 0.0), JAW_STIFFNESS)
    return settled_weights(0.5 * (smooth + mirrored_values(template, smooth)))


def _bone_sheet(fill: SmoothFill, skin: Mesh, found: BoneConstraints) -> FloatArray:
    """Return the bone continued beneath the whole skin, (n, 3) mm."""
    known = found.known
    average = neighbour_average(skin)
    edges = skin.vertices[skin.faces[:, 0]] - skin.vertices[skin.faces[:, 1]]
    rounds = int(np.ceil(BROAD**2 / (0.25 * float((edges**2).sum(axis=1).mean()))))
    broad = skin.vertices
    for _ in range(rounds):
        stop_if_cancelled()
        broad = average @ broad
    normals = anatomy_normals(skin.with_vertices(broad), BROAD)
    beneath = ((broad - found.bone) * normals).sum(axis=1)
    weight = np.where(known, 1.0, 0.0)
    usual = float(np.median(beneath[known])) if known.any() else THINNEST
    depth = fill(np.where(known, 1.0, DRAWN), np.where(known, beneath, usual), STIFFNESS)
    drawn = broad - depth[:, None] * normals
    target = np.where(known[:, None], found.bone, drawn)
    return fill(np.maximum(weight, DRAWN), target, STIFFNESS)
