"""Which way a scan's triangles face, and its mirror image as a file of its own.

A program that negates one axis swaps left and right and turns every triangle's front to the
inside; one that lists corners the other way round does the second only. The shape alone cannot
tell them apart, since a face is nearly its own mirror image: what is found here is a suspicion
that a person has to settle.
"""

import hashlib
import io
from dataclasses import replace

import numpy as np

from core.arrays import FloatArray
from core.geometry.mesh import Mesh
from core.geometry.normals import face_normals
from core.geometry.obj_format import write_obj
from core.geometry.scan import Scan

INWARD = -0.5
"""Below this sum of areas, outward less inward, a scan's triangles face inwards on purpose."""
MIRRORED = " (mirrored).obj"
"""Ends the name of a scan whose sides were swapped here."""
_HALF_WIDTH, _HALF_HEIGHT, _FRONT = 55.0, 75.0, 35.0
"""What is looked at: the front of the face, head frame, mm; what a CT has inside lies behind."""


def outward_share(mesh: Mesh, head: FloatArray) -> float:
    """Return how much of the face's front faces outwards by the winding of its triangles.

    Parameters
    ----------
    mesh : Mesh
        As in the file, its own winding kept.
    head : (n, 3) float64
        Its vertices in the head frame, mm.

    Returns
    -------
    float
        Area that faces outwards less area that faces inwards, as a share of both: 1 for a plain
        surface, -1 for one turned inside out, near 0 where the winding is mixed; 1 where nothing
        lies at the front of the face.
    """
    corner = head[mesh.faces]
    middle = corner.mean(axis=1)
    front = (np.abs(middle[:, 0]) < _HALF_WIDTH) & (np.abs(middle[:, 1]) < _HALF_HEIGHT)
    front &= middle[:, 2] > _FRONT
    # The skin, not what lies beneath it: only what comes nearest to the viewer, 5 mm at a time.
    cell = np.round(middle[front, :2] / 5.0).astype(np.int64)
    depth = middle[front, 2]
    if not len(depth):
        return 1.0
    _, at = np.unique(cell, axis=0, return_inverse=True)
    nearest = np.full(int(at.max()) + 1, -np.inf)
    np.maximum.at(nearest, at, depth)
    seen = depth > nearest[at] - 5.0
    towards = face_normals(head, mesh.faces[front][seen], unit=False)[:, 2]
    both = float(np.abs(towards).sum())
    return float(towards.sum()) / both if both > 0.0 else 1.0


def mirrored_scan(scan: Scan) -> tuple[Scan, bytes]:
    """Return a scan with left and right swapped, and the file that holds it.

    Parameters
    ----------
    scan : Scan
        As loaded.

    Returns
    -------
    mirrored : Scan
        Its first axis negated, its triangles wound so that they face outwards, everything else as
        it was; the name tells.
    content : bytes
        A Wavefront file of it, always the same for the same scan.
    """
    vertices = scan.mesh.vertices * np.array([-1.0, 1.0, 1.0])
    mesh = scan.mesh.with_vertices(vertices)
    if _faces_inwards(mesh):
        mesh = mesh.flipped()
    stream = io.BytesIO()
    write_obj(mesh, stream, comment=f"left and right of {scan.path.name} swapped")
    content = stream.getvalue()
    path = scan.path.with_name(scan.path.stem + MIRRORED)
    return replace(scan, mesh=mesh, path=path, sha256=hashlib.sha256(content).hexdigest()), content


def _faces_inwards(mesh: Mesh) -> bool:
    """Return whether a surface, closed or bulging, faces its own middle."""
    middle = mesh.vertices.mean(axis=0)
    corner = mesh.vertices[mesh.faces] - middle
    return float((np.cross(corner[:, 0], corner[:, 1]) * corner[:, 2]).sum()) < 0.0
