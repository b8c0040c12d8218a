"""The profile's soft-tissue values of a document: E-line, nasolabial angle, facial convexity."""

from typing import TYPE_CHECKING

from core.document.state import FaceState
from core.geometry.cephalometry import measure_profile, profile_landmarks
from core.geometry.measures import Measure

if TYPE_CHECKING:
    from core.inference.head import HeadModel

SHOWN = ("profile.e_line_upper", "profile.e_line_lower", "profile.nasolabial_angle",
         "profile.convexity")  # fmt: skip
"""What a treatment is told by, in this order."""


def profile_values(model: "HeadModel", state: FaceState) -> tuple[Measure, ...]:
    """Return the values of `SHOWN` for which the template has landmarks.

    Parameters
    ----------
    model : HeadModel
        Whose document.
    state : FaceState
        The document.
    """
    template = model.bundle.template
    skin = model.skin_preview(state).vertices
    places = {name: skin[index] for name, index in profile_landmarks(template).items()}
    found = {one.key: one for one in measure_profile(places, only="profile.")}
    return tuple(found[key] for key in SHOWN if key in found)
