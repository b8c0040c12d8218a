"""One part on its way to another person's, suited to the face around it."""

from dataclasses import replace
from typing import TYPE_CHECKING

from core.document.control_spec import part_title
from core.document.edits import BlendParts, CopyPart, Edit, Person, Several
from core.document.state import FaceState

if TYPE_CHECKING:
    from core.inference.head import HeadModel


def blend_part(
    head: "HeadModel", state: FaceState, part: str, own: Person, other: Person, share: float
) -> Several:
    """Return the edit that moves one part towards another person without a seam.

    Parameters
    ----------
    head : HeadModel
        Suits the part to the face.
    state : FaceState
        The face around it.
    part : str
        Of `core.geometry.template.PARTS`; unlocked small parts are suited to a new remainder.
    own : Person
        Share zero, as it is; usually the face when the slider was touched.
    other : Person
        Share one.
    share : float
        0 to 1.

    Returns
    -------
    Several
        One slider's edit.

    Raises
    ------
    EditError
        When the part is unknown or locked, the share out of range, or the models are others.
    """
    plain = BlendParts(own, other, {part: share})
    mixed = plain.apply(state).codes[part]
    between = replace(other, codes={**other.codes, part: mixed})
    edit: Edit = CopyPart(part, between)
    if share > 0.0:
        edit = head.copy_part(state, part, between)
    title = f"{part_title(part)} {100.0 * share:.0f} % {other.name}"
    return Several((edit,), title, f"blend:{part}")
