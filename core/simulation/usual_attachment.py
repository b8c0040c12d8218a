"""What grows where in everybody: the attachment of the mean head, found once per bundle."""

from functools import lru_cache

from core.bundles.bundle import Bundle
from core.inference.aim_person import constrained_anatomy, person_constraints
from core.inference.bone_segments import BoneSegments
from core.simulation.attachment import Attachment, attached
from core.simulation.chart import RESOLUTIONS
from core.simulation.face_mesh import face_mesh, over_eyes


@lru_cache(maxsize=3)
def usual_attachment(bundle: Bundle, segments: BoneSegments, tets: int) -> Attachment:
    """Return how the mean head's tissue is held.

    Parameters
    ----------
    bundle : Bundle
        Template and anatomy.
    segments : BoneSegments
        Of its template.
    tets : int
        Of `core.simulation.chart.RESOLUTIONS`.

    Returns
    -------
    Attachment
        For every person's mesh of this fineness.

    Raises
    ------
    SimulationError
        When the mean head cannot be meshed.
    """
    template = bundle.template
    found = person_constraints(bundle, template.skin, template.skull)
    anatomy = constrained_anatomy(bundle, template.skin, found)
    face = face_mesh(template.skin, anatomy, RESOLUTIONS[tets])
    eyes = over_eyes(template, face.chart)
    return attached(face, template.skull, template.skull_labels, segments, eyes)
