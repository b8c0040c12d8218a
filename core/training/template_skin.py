"""The template skin in our own topology: the zero set of SDFNet, remeshed, denser on the face.

A fine flying-edges surface is decimated by quadrics in a space in which the face is magnified, so
that triangles shrink towards the face and wherever curvature asks for them; the vertices are then
relaxed along the surface and put back onto the zero set.
"""

import fast_simplification
import numpy as np
import torch
import trimesh
from torch import Tensor, nn

from core.arrays import FloatArray, IntArray
from core.errors import BundleError
from core.geometry.mesh import Mesh
from core.geometry.normals import vertex_normals
from core.geometry.topology import neighbour_means
from core.inference.extraction import extract_surface
from core.models.layers import SineNetwork
from core.monitor import Monitor
from core.training.lip_slit import EXTRACTED_GAP, FINAL_GAP, SlitSdf

FACES = 29_000
"""Triangles of the template: about 14 500 vertices."""
FINE_RESOLUTION = 272
"""Samples along the head's longest side for the surface that is remeshed: 1 mm cells."""
MAGNIFICATION = (0.75, 1.7)
"""Scale of the decimation's space at the back of the head and at the face."""
MIDDLE = 45.0
"""Height z of the change between the two, mm, in front of the ears."""
WIDTH = 22.0
"""Width of that change, mm."""
RELAXATION = 12
"""Rounds of tangential smoothing; more wash out the density that decimation chose."""
NEWTON_STEPS = 3
"""Steps that put vertices onto the zero set; two suffice, three leave rounding only."""


def _scale(z: FloatArray) -> FloatArray:
    low, high = MAGNIFICATION
    scale: FloatArray = low + (high - low) / (1.0 + np.exp(-(z - MIDDLE) / WIDTH))
    return scale


def magnify(points: FloatArray) -> FloatArray:
    """Map points to the space of the decimation.

    Parameters
    ----------
    points : (n, 3) float64
        Head frame, mm.

    Returns
    -------
    (n, 3) float64
        Magnified about the z axis.
    """
    return points * _scale(points[:, 2])[:, None]


def shrink(points: FloatArray) -> FloatArray:
    """Undo `magnify`.

    Parameters
    ----------
    points : (n, 3) float64
        In the space of the decimation.

    Returns
    -------
    (n, 3) float64
        Head frame, mm.
    """
    table = np.linspace(-300.0, 300.0, 60_001)
    z = np.interp(points[:, 2], table * _scale(table), table)
    return points / _scale(z)[:, None]


def relax(vertices: FloatArray, faces: IntArray, share: float = 0.5) -> FloatArray:
    """Move every vertex along the surface towards its neighbours' mean.

    Parameters
    ----------
    vertices : (n, 3) float64
        mm.
    faces : (m, 3) int64
        Triangles.
    share : float
        Part of the way.

    Returns
    -------
    (n, 3) float64
        mm, off the surface by second order only.
    """
    mean = neighbour_means(faces, len(vertices)) @ vertices
    normals = vertex_normals(vertices, faces)
    step = mean - vertices
    step -= (step * normals).sum(axis=1, keepdims=True) * normals
    moved: FloatArray = vertices + share * step
    return moved


def onto_zero_set(network: nn.Module, points: FloatArray, steps: int) -> FloatArray:
    """Move points along the gradient onto the zero set.

    Parameters
    ----------
    network : nn.Module
        SDFNet, with or without the slit between the lips.
    points : (n, 3) float64
        Near the surface, mm.
    steps : int
        Newton steps.

    Returns
    -------
    (n, 3) float64
        On the surface.
    """
    place = torch.as_tensor(points, dtype=torch.float32)
    for _ in range(steps):
        place.requires_grad_(True)
        value: Tensor = network(place)[:, 0]
        (gradient,) = torch.autograd.grad(value.sum(), place)
        squared = (gradient**2).sum(dim=1).clamp(min=0.25)
        move = (value / squared).clamp(-1.0, 1.0)[:, None] * gradient
        place = (place - move).detach()
    return place.double().numpy()


def build_template_skin(network: SineNetwork, head: Mesh, monitor: Monitor) -> Mesh:
    """Make the template skin.

    Parameters
    ----------
    network : SineNetwork
        Trained SDFNet.
    head : Mesh
        The mean head it learned, for its bounds, mm.
    monitor : Monitor
        Progress and cancellation.

    Returns
    -------
    Mesh
        Watertight, outward, one component.

    Raises
    ------
    BundleError
        When remeshing leaves holes.
    """
    bounds = np.stack([head.vertices.min(axis=0) - 4.0, head.vertices.max(axis=0) + 4.0])

    wide, closed = SlitSdf(network, EXTRACTED_GAP), SlitSdf(network, FINAL_GAP)

    def field(points: Tensor) -> Tensor:
        value: Tensor = wide(points)[:, 0]
        return value

    with torch.inference_mode():
        fine = extract_surface(field, bounds, FINE_RESOLUTION, lipschitz=1.6, monitor=monitor)
    pieces = trimesh.Trimesh(fine.vertices, fine.faces, process=False).split(only_watertight=False)
    largest = max(pieces, key=lambda piece: len(piece.faces))
    points, triangles = fast_simplification.simplify(
        magnify(np.asarray(largest.vertices)).astype(np.float32),
        np.asarray(largest.faces, dtype=np.int32),
        target_count=FACES,
        agg=5.0,
    )
    vertices, faces = shrink(points.astype(np.float64)), triangles.astype(np.int64)
    for _ in range(RELAXATION):
        vertices = onto_zero_set(wide, relax(vertices, faces), 1)
    vertices = onto_zero_set(closed, vertices, NEWTON_STEPS)
    result = trimesh.Trimesh(vertices, faces, process=False)
    if not result.is_watertight or result.body_count != 1:
        raise BundleError(
            "The remeshed template has holes; train SDFNet longer or keep more faces."
        )
    return Mesh(vertices, faces)
