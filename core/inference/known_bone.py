"""Makes known bone from what people know: a place, a tissue depth, or the bone of a CT."""

from collections.abc import Mapping

import numpy as np

from core.arrays import BoolArray, FloatArray, IntArray
from core.document.state import KnownBone, KnownPoint
from core.errors import EditError
from core.geometry.mesh import Mesh
from core.geometry.normals import vertex_normals
from core.geometry.rays import SurfaceRays
from core.geometry.visibility import visible_from_front
from core.inference.skull_from_skin import SkullEstimate
from core.inference.skull_registration import register_skull
from core.monitor import Monitor

PALPATED_DEVIATION = 1.5
"""How well a palpated or measured point is known unless told, mm: palpation varies by 1 to 2 mm."""
IMAGED_DEVIATION = 1.0
"""How well a point of a CT's bone is known, mm: less for the voxel than for which point it is."""
APART = 6.0
"""Points taken from a CT lie this far apart at least, mm: nearer ones tell the same."""
MOST_IMAGED = 200
LEAST_TRUST = 0.7
"""Of a registered vertex that is taken."""
_DEEPEST = 80.0


def known_point(
    title: str, vertex: int, place: FloatArray, deviation: float = PALPATED_DEVIATION
) -> KnownBone:
    """Return a single known point.

    Parameters
    ----------
    title : str
        Such as the landmark's name.
    vertex : int
        Of the template's skull.
    place : (3,) float64
        Head frame, mm.
    deviation : float
        How well it is known, mm.

    Returns
    -------
    KnownBone
        Of one point.
    """
    x, y, z = (float(one) for one in place)
    return KnownBone(title, (KnownPoint((int(vertex),), (x, y, z)),), deviation)


def known_at_depth(
    estimate: SkullEstimate,
    title: str,
    vertex: int,
    depth: float,
    deviation: float = PALPATED_DEVIATION,
) -> KnownBone:
    """Return a point that lies at a depth beneath the skin, as by ultrasound or a needle.

    Parameters
    ----------
    estimate : SkullEstimate
        Gives the skin, and the direction: along the bone's normal.
    title : str
        Such as the landmark's name.
    vertex : int
        Of the skull.
    depth : float
        Soft tissue over the bone, mm.
    deviation : float
        How well it is known, mm.

    Returns
    -------
    KnownBone
        Of one point, straight beneath the skin over the estimate's bone.

    Raises
    ------
    EditError
        When no skin lies over that bone.
    """
    start = estimate.mesh.vertices[[vertex]]
    normal = vertex_normals(estimate.mesh.vertices, estimate.mesh.faces)[[vertex]]
    skin = None if estimate.outer_skin is None else SurfaceRays(estimate.outer_skin)
    reach = np.inf if skin is None else float(skin.distance(start, normal)[0])
    if not reach < _DEEPEST:
        raise EditError(f"There is no skin straight over {title}; give its place instead.")
    return known_point(title, vertex, (start + (reach - depth) * normal)[0], deviation)


def landmark_vertex(landmarks: Mapping[str, int], name: str) -> int:
    """Return the skull vertex of a landmark.

    Parameters
    ----------
    landmarks : mapping of str to int
        Of the template's skull.
    name : str
        One of them; spaces and hyphens count as underscores.

    Returns
    -------
    int
        A vertex.

    Raises
    ------
    EditError
        When there is no such landmark.
    """
    key = name.strip().lower().replace(" ", "_").replace("-", "_")
    if key not in landmarks:
        raise EditError(
            f"The skull has no landmark {name!r}; choose one of {', '.join(landmarks)}."
        )
    return landmarks[key]


def known_from_ct(
    estimate: SkullEstimate,
    real: Mesh,
    wanted: BoolArray,
    title: str,
    monitor: Monitor,
    deviation: float = IMAGED_DEVIATION,
) -> KnownBone:
    """Return points of a CT's bone: where it has points of the estimate's bone.

    Parameters
    ----------
    estimate : SkullEstimate
        Near the real bone already.
    real : Mesh
        Bone of the CT, head frame, mm; inner surfaces do no harm.
    wanted : (N_skull,) bool
        Vertices that are looked for.
    title : str
        What people read.
    monitor : Monitor
        Progress and cancellation.
    deviation : float
        How well each is known, mm.

    Returns
    -------
    KnownBone
        At most `MOST_IMAGED` points, spread evenly over what the CT shows of the part wanted.

    Raises
    ------
    EditError
        When the CT shows no such bone.
    AlignmentError
        When it shows too little of the skull to be matched.
    CancelledError
        When the monitor was cancelled.
    """
    registered = register_skull(estimate.mesh, real, monitor)
    seen = visible_from_front(estimate.mesh, estimate.mesh.vertices)
    candidates = np.flatnonzero(wanted & seen & (registered.trust > LEAST_TRUST))
    if len(candidates) == 0:
        raise EditError(
            f"The CT shows no bone that matches the inferred skull there ({title}); choose another "
            "region."
        )
    chosen = candidates[_spread(estimate.mesh.vertices[candidates])]
    points = tuple(
        KnownPoint((int(at),), (float(x), float(y), float(z)))
        for at, (x, y, z) in zip(chosen, registered.vertices[chosen], strict=True)
    )
    return KnownBone(title, points, deviation)


def _spread(places: FloatArray) -> IntArray:
    """Return at most `MOST_IMAGED` points, each as far from those before it as can be."""
    chosen = [int(np.argmin(places[:, 0]))]
    away = np.linalg.norm(places - places[chosen[0]], axis=1)
    while len(chosen) < MOST_IMAGED and away.max() > APART:
        chosen.append(int(np.argmax(away)))
        away = np.minimum(away, np.linalg.norm(places - places[chosen[-1]], axis=1))
    return np.array(chosen, dtype=np.int64)
