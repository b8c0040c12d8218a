"""Where skin may follow the jaw, beside what the template AIM says: at the mouth, below eyes."""

import numpy as np

from core.arrays import FloatArray
from core.geometry.steps import quintic_step
from core.geometry.template import Template

FADING = 20.0
"""Over this height below the orbits' lower rim the skin stops following the jaw, mm: the mandible's
skin ends below the cheekbone's arch, and the upper face must keep still to a tenth of a mm."""

CORNER = (10.0, 26.0)
"""Within the first distance of a corner of the mouth, mm, skin follows the jaw as it does in the
expressions, beyond the second as the template AIM says: both lips pull at a corner."""


def at_corners(skin: FloatArray, template: Template) -> FloatArray:
    """Return one at the corners of the mouth, zero away from them, (N_skin,).

    Parameters
    ----------
    skin : (N_skin, 3) float64
        At rest, on the template's topology, mm.
    template : Template
        Landmarks.

    Returns
    -------
    (N_skin,) float64
        Smooth, 0 to 1.
    """
    near, far = CORNER
    share = np.zeros(len(skin))
    for name in ("cheilion_left", "cheilion_right"):
        if name in template.landmarks:
            apart = np.linalg.norm(skin - skin[template.landmarks[name]], axis=1)
            share = np.maximum(share, quintic_step((far - apart) / (far - near)))
    return share


def below_orbits(skin: FloatArray, template: Template) -> FloatArray:
    """Return one where skin may follow the jaw, zero from the orbits' lower rim up, (N_skin,).

    Parameters
    ----------
    skin : (N_skin, 3) float64
        At rest, on the template's topology, mm.
    template : Template
        Landmarks.

    Returns
    -------
    (N_skin,) float64
        Smooth, 0 to 1.
    """
    rims = [f"orbitale_{side}" for side in ("left", "right")]
    if not all(name in template.landmarks for name in rims):
        return np.ones(len(skin))
    rim = float(np.mean([skin[template.landmarks[name], 1] for name in rims]))
    return quintic_step((rim - skin[:, 1]) / FADING)
