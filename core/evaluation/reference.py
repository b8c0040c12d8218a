"""A face against a raw scan of the same person: from a Kinect, an MRI, a structured-light scanner.

Such a scan lies anywhere, in any unit, shows a part of the face and has holes. It is found as any
scan is found, then turned and shifted onto the face by the face alone; where it ends nothing is
measured.
"""

from dataclasses import dataclass

from core.errors import NasionError
from core.evaluation.face_comparison import laid_onto
from core.evaluation.surface_comparison import region_masks
from core.geometry.distance import SurfaceDistance
from core.geometry.mesh import Mesh
from core.geometry.repair import clean_for_fitting, compact
from core.geometry.scan import Scan
from core.geometry.template import Template
from core.geometry.visibility import visible_from_front
from core.inference.alignment import align_to_template
from core.monitor import Monitor

NEAR = 15.0
"""Points of a scan farther from the face than this are not its skin, mm."""


@dataclass(frozen=True, eq=False)
class Reference:
    """A raw scan laid onto a face.

    Attributes
    ----------
    mesh : Mesh
        Cleaned, what is seen of the skin near the face, head frame, mm; open where that ends.
    unit : str
        ``mm``, ``cm``, ``m`` or ``estimated``: then its size is only a likely one.
    confidence : float
        How sure it is that its face was found, 0 to 1.
    coverage : float
        Share of the face that it shows, 0 to 1.
    """

    mesh: Mesh
    unit: str
    confidence: float
    coverage: float


def lay_reference(
    scan: Scan, template: Template, skin: Mesh, monitor: Monitor | None = None
) -> Reference:
    """Lay a raw scan onto a face, turned and shifted; scaled by its unit alone.

    Parameters
    ----------
    scan : Scan
        In any pose; whole head or a part of the face.
    template : Template
        Says what the face is.
    skin : Mesh
        The face in the template's topology, head frame, mm.
    monitor : Monitor, optional
        Progress and cancellation.

    Returns
    -------
    Reference
        Where it lies best on the face.

    Raises
    ------
    AlignmentError
        When no face is found in the scan.
    NasionError
        When too little of it lies near the face.
    CancelledError
        When the monitor was cancelled.
    """
    watch = monitor or Monitor()
    surface = clean_for_fitting(scan.mesh, monitor=watch.part(0.0, 0.3))
    found = align_to_template(scan, template, watch.part(0.3, 0.9), surface=surface)
    placed = surface.with_vertices(found.to_head.apply(surface.vertices))
    watch.report(0.9, "Laying the reference onto the face")
    distance = SurfaceDistance(skin)

    # Eyes and teeth behind the skin would draw it to them.
    seen = _seen(placed, distance)
    place = laid_onto(skin, seen, lambda mesh: region_masks(template, skin, mesh.vertices))
    moved = seen.with_vertices(place.apply(seen.vertices))
    return Reference(moved, found.unit, found.confidence, found.coverage)


def _seen(mesh: Mesh, face: SurfaceDistance) -> Mesh:
    """Return what of a scan is skin near the face: nothing behind it, such as eyes and teeth."""
    shown = face.unsigned(mesh.vertices)[0] < NEAR
    shown &= visible_from_front(mesh, mesh.vertices)
    faces = mesh.faces[shown[mesh.faces].all(axis=1)]
    if not len(faces):
        raise NasionError("Nothing of the reference lies near the face; choose another scan.")
    return Mesh(*compact(mesh.vertices, faces))
