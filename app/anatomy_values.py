"""What the skin can be coloured by of the anatomy behind it. Worker thread only."""

from typing import TYPE_CHECKING

import numpy as np

from app.surfaces import ColourBy
from core.arrays import FloatArray
from core.document.state import FaceState
from core.geometry.mesh import Mesh
from core.geometry.normals import vertex_normals

if TYPE_CHECKING:
    from core.inference.head import HeadModel


def anatomy_values(
    model: "HeadModel", state: FaceState, mesh: Mesh, colour: ColourBy
) -> FloatArray:
    """Return one of the anatomy's fields at the template's vertices.

    Parameters
    ----------
    model : HeadModel
        Knows the person.
    state : FaceState
        The document.
    mesh : Mesh
        Its skin on the template's topology, mm.
    colour : ColourBy
        Of `app.surfaces.ANATOMY_COLOURS`.

    Returns
    -------
    (N_skin,) float64
        How far forward the bone point lies, mm; the angle between anatomy normal and skin normal,
        degrees; the thickness, mm; the jaw weight, 0 to 1.
    """
    anatomy = model.anatomy.edited(state)
    if colour is ColourBy.ANATOMY_BONE:
        return anatomy.bone[:, 2]
    if colour is ColourBy.ANATOMY_NORMAL:
        cosine = (vertex_normals(mesh.vertices, mesh.faces) * anatomy.normal).sum(axis=1)
        return np.degrees(np.arccos(np.clip(cosine, -1.0, 1.0)))
    return anatomy.jaw if colour is ColourBy.ANATOMY_JAW else anatomy.depth
