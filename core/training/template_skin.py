"""The template skin in our own topology: the zero set of SDFNet, remeshed, denser on the face.

A fine flying-edges surface is clustered into centroidal cells (Valette and Chassery, "Approximated
centroidal Voronoi diagrams for uniform polygonal mesh coarsening", 2004, through pyacvd) with more
weight where the face has detail; the vertices are then put back onto the zero set.
"""

import numpy as np
import pyacvd
import pyvista
import torch
import trimesh
from torch import Tensor

from core.arrays import FloatArray
from core.errors import BundleError
from core.geometry.mesh import Mesh
from core.geometry.normals import vertex_normals
from core.inference.extraction import extract_surface
from core.models.layers import SineNetwork
from core.monitor import Monitor

VERTICES = 14_000
"""Target number of template vertices."""
FINE_RESOLUTION = 288
"""Samples along the head's longest side for the surface that is remeshed: 0.95 mm cells."""
NEWTON_STEPS = 4
"""Steps that put remeshed vertices onto the zero set; two suffice, four leave rounding only."""


def detail_density(points: FloatArray) -> FloatArray:
    """Return how densely vertices should lie.

    Parameters
    ----------
    points : (n, 3) float64
        Head frame, mm.

    Returns
    -------
    (n,) float64
        One on the scalp, up to about twelve around eyes, nostrils and lips.
    """
    x, y, z = np.abs(points[:, 0]), points[:, 1], points[:, 2]

    def near(centre: tuple[float, float, float], radii: tuple[float, float, float]) -> FloatArray:
        offset = (np.stack([x, y, z], axis=1) - centre) / radii
        return np.exp(-0.5 * (offset**2).sum(axis=1) ** 1.5)

    face = near((0.0, -15.0, 95.0), (58.0, 75.0, 55.0))
    eye = near((31.5, 16.0, 82.0), (19.0, 12.0, 20.0))
    nose = near((0.0, -22.0, 105.0), (20.0, 16.0, 22.0))
    mouth = near((0.0, -53.0, 98.0), (28.0, 13.0, 22.0))
    ear = near((80.0, 0.0, -10.0), (14.0, 34.0, 24.0))
    density: FloatArray = 1.0 + 3.5 * face + 8.0 * np.maximum.reduce([eye, nose, mouth]) + 3.0 * ear
    return density


def onto_zero_set(network: SineNetwork, points: FloatArray, steps: int) -> FloatArray:
    """Move points along the gradient onto the zero set.

    Parameters
    ----------
    network : SineNetwork
        SDFNet.
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

    def field(points: Tensor) -> Tensor:
        return network(points)[:, 0]

    with torch.inference_mode():
        fine = extract_surface(field, bounds, FINE_RESOLUTION, lipschitz=1.6, monitor=monitor)
    parts = trimesh.Trimesh(fine.vertices, fine.faces, process=False).split(only_watertight=False)
    largest = max(parts, key=lambda piece: len(piece.faces))
    surface = pyvista.PolyData.from_regular_faces(largest.vertices, largest.faces)
    clustering = pyacvd.Clustering(surface, weights=detail_density(np.asarray(largest.vertices)))
    clustering.cluster(VERTICES)
    coarse = clustering.create_mesh()
    vertices = onto_zero_set(network, np.asarray(coarse.points, dtype=np.float64), NEWTON_STEPS)
    faces = coarse.faces.reshape(-1, 4)[:, 1:]
    result = trimesh.Trimesh(vertices, faces, process=False)
    if not result.is_watertight or result.body_count != 1:
        raise BundleError("The remeshed template has holes; train SDFNet longer or use more vertices.")
    trimesh.repair.fix_normals(result)
    return Mesh(np.asarray(result.vertices), np.asarray(result.faces))
