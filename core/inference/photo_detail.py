"""Detail that the linear face has not: a displacement along normals that the shading asks for.

The second method's detail (Nguyen et al., Bioengineering 2022, 9, 619, after DECA), without a
network. The light is found first: nine harmonics of the fitted normals for the logarithm of each
colour. What is left, once freckles and blood are weighed out of it and its slow part is taken for
the skin's own, is taken for slopes: the displacement is the smoothest and smallest whose slopes
shade so. Skin that no photograph shows takes the displacement of the mirrored side. It makes
wrinkles, no nearer head: 0.06 mm in the mean, which took 0.004 mm off the error on pictures of a
scan and nothing off that on drawn people, who have no such detail.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array, diags_array, eye_array
from scipy.sparse.linalg import splu

from core.arrays import BoolArray, FloatArray, IntArray
from core.geometry.harmonics import harmonics
from core.geometry.mesh import Mesh
from core.geometry.normals import vertex_normals
from core.geometry.topology import neighbour_means
from core.inference.photo_fit import View
from core.inference.photo_patches import SKIN_COVARIANCE
from core.inference.photo_shading import BRIGHTEST, DARKEST, GAMMA, light_slope
from core.inference.photo_texture import facing, read_pixels

LARGEST = 1.0
"""No vertex is displaced farther, mm."""
STRAIGHT = 0.45
"""Cosine below which a vertex is seen too slantingly to be shaded reliably."""
SLOW = 60
"""Rounds of averaging over neighbours after which brightness is that of the skin's colour."""
TAIL = 0.12
"""Differences of the logarithm of brightness beyond this are brows, lips, freckles or shadows."""
STIFF, SMALL = 0.5, 0.01
"""Weights of the displacement's bending and of its size beside the shading."""
ROUNDS = 5
GREY = np.linalg.solve(SKIN_COVARIANCE, np.ones(3))
GREY = GREY / GREY.sum()
"""Weights of red, green and blue by which spots and blood show least in their sum."""


@dataclass(frozen=True, eq=False)
class Shown:
    """A photograph of the head, as the detail needs it.

    Attributes
    ----------
    skin : (n, 3) float64
        The head as it was fitted to this photograph, head frame, mm.
    view : View
        How it was taken.
    picture : (h, w, 3) uint8
        sRGB.
    """

    skin: FloatArray
    view: View
    picture: npt.NDArray[np.uint8]


def shaded_detail(
    template: Mesh, plain: BoolArray, shown: Sequence[Shown], partners: IntArray
) -> FloatArray:
    """Return how far the skin lies off the linear face.

    Parameters
    ----------
    template : Mesh
        Triangles of the skin.
    plain : (n,) bool
        Where skin without brows, lips or lashes is looked at; zero elsewhere.
    shown : sequence of Shown
        The photographs.
    partners : (n,) int64
        The vertex nearest to each one's mirror image.

    Returns
    -------
    (n,) float64
        Along the outward normals, mm, at most `LARGEST`.
    """
    count = len(plain)
    means = neighbour_means(template.faces, count)
    bending = eye_array(count, format="csr") - means
    matrix = STIFF * (bending.T @ bending) + SMALL * eye_array(count, format="csr")
    right, seen = np.zeros(count), np.zeros(count, dtype=bool)
    for one in shown:
        rows, wanted, weight = _asked(template, plain, one, means)
        matrix = matrix + rows.T @ diags_array(weight) @ rows
        right += rows.T @ (weight * wanted)
        seen |= weight > 0.0
    if not seen.any():
        return right
    found = splu(matrix.tocsc()).solve(right)
    hidden = ~seen & seen[partners]
    found[hidden] = found[partners[hidden]]
    found[~plain] = 0.0
    for _ in range(ROUNDS):  # no step at the border of the skin
        found = np.where(plain, 0.5 * (found + means @ found), 0.0)
    smooth: FloatArray = np.clip(found, -LARGEST, LARGEST)
    return smooth


def _asked(
    template: Mesh, plain: BoolArray, one: Shown, means: csr_array
) -> tuple[csr_array, FloatArray, FloatArray]:
    """Return how a displacement shades the vertices, the shading that is missed, and weights."""
    skin = template.with_vertices(one.skin)
    normals = vertex_normals(one.skin, template.faces)
    colours, inside = read_pixels(one.picture, one.view.project(one.skin))
    linear = colours**GAMMA
    used = plain & inside & (facing(skin, one.view) > STRAIGHT)
    used &= (linear.min(axis=1) > DARKEST) & (linear.max(axis=1) < BRIGHTEST)
    if not used.any():
        return csr_array((len(plain), len(plain))), np.zeros(len(plain)), np.zeros(len(plain))
    light, missed, weight = _light(normals, np.log(np.maximum(linear, DARKEST)), used)
    slow, known = missed.copy(), weight * used
    for _ in range(SLOW):
        slow = means @ (known * slow) / np.maximum(means @ known, 1e-9)
    wanted = np.where(used, missed - slow, 0.0)
    weight = weight * used / (1.0 + (wanted / TAIL) ** 2)
    return _slopes(skin, light_slope(normals, light[:, None])[:, 0]), wanted, weight


def _light(
    normals: FloatArray, level: FloatArray, used: BoolArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return nine harmonics that explain brightness, what they miss, and how well each fits."""
    basis = harmonics(normals)
    weight = np.ones(len(level))
    for _ in range(ROUNDS):
        own = np.where(used, weight, 0.0)
        matrix = (basis * own[:, None]).T @ basis + 1e-3 * np.eye(basis.shape[1])
        light = np.linalg.solve(matrix, (basis * own[:, None]).T @ level)
        missed = (level - basis @ light) @ GREY
        weight = 1.0 / (1.0 + (missed / (3.0 * TAIL)) ** 2)
    return np.asarray(light @ GREY, dtype=np.float64), np.where(used, missed, 0.0), weight


def _slopes(skin: Mesh, change: FloatArray) -> csr_array:
    """Return how brightness at vertices changes with displacements, (n, n), per mm.

    `change`, (n, 3), is how brightness changes with the normal.
    """
    # A displacement d turns the normal by minus the gradient of d on the surface.
    corners = skin.vertices[skin.faces]
    edges = np.roll(corners, -2, axis=1) - np.roll(corners, -1, axis=1)
    across = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    twice = np.maximum(np.linalg.norm(across, axis=1), 1e-9)
    unit = across / twice[:, None]
    gradients = np.cross(unit[:, None], edges) / twice[:, None, None]
    count = len(change)
    area = np.bincount(skin.faces.ravel(), np.repeat(twice, 3), minlength=count)
    rows, columns, values = [], [], []
    for at in range(3):
        vertex = skin.faces[:, at]
        share = twice / np.maximum(area[vertex], 1e-9)
        for other in range(3):
            rows.append(vertex)
            columns.append(skin.faces[:, other])
            values.append(-share * (change[vertex] * gradients[:, other]).sum(axis=1))
    entries = np.concatenate(values), (np.concatenate(rows), np.concatenate(columns))
    return csr_array(entries, shape=(count, count))
