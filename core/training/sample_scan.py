"""The sample scan that ships: a person whom the model draws, seen as a scanner would see them.

The person has an asymmetry that the codes cannot express, the scan has noise, a hole at the back of
the head and a pose of its own, so that the demo has to do everything that a real scan asks for.
"""

from dataclasses import replace
from pathlib import Path

import fast_simplification
import numpy as np
from scipy.spatial.transform import Rotation

from core.arrays import FloatArray
from core.bundles.bundle import Bundle
from core.geometry.mesh import Mesh
from core.geometry.mesh_io import write_mesh
from core.geometry.normals import vertex_normals
from core.inference.head import HeadModel

SEED = 20261
"""Draws the person: chosen by eye among a few for an unremarkable adult face."""
FACES = 60_000
"""Triangles of the sample."""
NOISE_MM = 0.08
"""Deviation of the scanner's noise along the normal."""
ASYMMETRY_MM = 0.9
"""Largest displacement of the smooth asymmetry; healthy faces differ by about 0.6 mm RMS."""
POSE_DEGREES = (-65.0, 20.0, 35.0)
"""Euler angles x, y, z of the scan's frame."""


def _asymmetry(vertices: FloatArray, generator: np.random.Generator) -> FloatArray:
    """Return a smooth displacement (n, 3) that is not symmetric, mm."""
    total = np.zeros_like(vertices)
    for _ in range(6):
        wave = generator.normal(0.0, 1.0 / 45.0, 3)
        direction = generator.normal(size=3)
        total += np.sin(vertices @ wave + generator.uniform(0, 2 * np.pi))[:, None] * direction
    largest = float(np.linalg.norm(total, axis=1).max())
    scaled: FloatArray = total * (ASYMMETRY_MM / largest)
    return scaled


def make_sample_scan(bundle: Bundle, path: Path) -> Path:
    """Write the sample scan.

    Parameters
    ----------
    bundle : Bundle
        Draws the person.
    path : Path
        Where to write, by extension.

    Returns
    -------
    Path
        The same path.
    """
    generator = np.random.default_rng(SEED)
    head = HeadModel(bundle)
    codes, size = bundle.statistics.sample(SEED)
    skin = head.skin_full(replace(head.mean_state(), codes=codes, size=size))
    vertices = skin.vertices + _asymmetry(skin.vertices, generator)
    points, faces = fast_simplification.simplify(
        vertices.astype(np.float32), skin.faces.astype(np.int32), target_count=FACES
    )
    points = points.astype(np.float64)
    normals = vertex_normals(points, faces.astype(np.int64))
    points = points + generator.normal(0.0, NOISE_MM, (len(points), 1)) * normals
    seen = (points[:, 2] > -55.0) & (points[:, 1] > points[:, 1].min() + 3.0)
    kept = faces[seen[faces].all(axis=1)]
    used, renumbered = np.unique(kept, return_inverse=True)
    pose = Rotation.from_euler("xyz", POSE_DEGREES, degrees=True)
    posed = pose.apply(points[used]) + np.array([120.0, -40.0, 850.0])
    write_mesh(Mesh(posed, renumbered.reshape(-1, 3)), path)
    return path
