"""What a bundle tells of how soft-tissue thickness varies between people, from the tissue field."""

from collections.abc import Mapping

import numpy as np

from core.arrays import FloatArray
from core.geometry.template import TissueStatistics
from core.training.face_points import MIRROR, FacePoints
from core.training.regions import FISSURE_RADII, RegionShape
from core.training.tissue_field import TissueField

BODY_MASS_DEVIATION = 4.5
"""Standard deviation of adults' body-mass index, kg/m2. The WHO MONICA surveys (table 6.3.4) found
about 4 in men of 35 to 64 years and more in women; one number for both is assumed."""


def tissue_statistics(
    field: TissueField, regions: Mapping[str, FloatArray], skin: FloatArray, points: FacePoints
) -> TissueStatistics:
    """Return the pattern of body mass and how much each region varies.

    Parameters
    ----------
    field : TissueField
        On the template's skin.
    regions : mapping of str to (N_skin,) float64
        Thickness regions.
    skin : (N_skin, 3) float64
        Template skin, mm.
    points : FacePoints
        Its landmarks: the lid fissures are spared, so that no eyeball swells.

    Returns
    -------
    TissueStatistics
        The field's own column of body mass per kg/m2; deviations of regional means by the field's
        body mass, sex and local variation together.
    """
    even = points.symmetric()
    fissure = RegionShape(even.pupil_left, even.pupil_left, FISSURE_RADII)
    lids = np.maximum(fissure.weight(skin), fissure.weight(skin * MIRROR))
    pattern = field.body_mass / BODY_MASS_DEVIATION * (1.0 - lids)
    return TissueStatistics(
        pattern, {name: _deviation(field, weight) for name, weight in regions.items()}
    )


def _deviation(field: TissueField, weight: FloatArray) -> float:
    share = weight / weight.sum()
    local = share @ field.local
    mass, sex = float(share @ field.body_mass), float(share @ field.male)
    return float(np.sqrt(mass**2 + sex**2 + float(local @ local)))
