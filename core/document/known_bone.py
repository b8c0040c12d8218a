"""Bone whose place is known: palpated points, teeth, points of a CT; and the edits that keep it.

What is known narrows the skull that is inferred beneath the skin; it moves no skin. Plain values:
how they narrow it is `core.inference.known_bone`'s work.
"""

import math
from dataclasses import dataclass, replace

from core.document.state import FaceState, KnownBone, KnownPoint
from core.errors import EditError

DEVIATIONS_MM = (0.1, 20.0)
"""How well bone can be known: nothing is known better than a tenth of a millimetre."""
FARTHEST_MM = 400.0
"""Bone farther than this from the head frame's origin is none, mm."""
MOST_POINTS, MOST_BONES = 400, 64
LONGEST_TITLE = 60

__all__ = ["AddKnownBone", "KnownBone", "KnownPoint", "RemoveKnownBone", "why_impossible"]


def why_impossible(bone: KnownBone) -> str:
    """Return what is wrong with known bone, or an empty text.

    Parameters
    ----------
    bone : KnownBone
        From a person or a file.

    Returns
    -------
    str
        The end of a sentence.
    """
    low, high = DEVIATIONS_MM
    if not bone.title or len(bone.title) > LONGEST_TITLE or not bone.title.isprintable():
        return f"needs a title of at most {LONGEST_TITLE} letters"
    if not 1 <= len(bone.points) <= MOST_POINTS:
        return f"must have 1 to {MOST_POINTS} points"
    if not low <= bone.deviation <= high:
        return f"must be known to {low:g} to {high:g} mm"
    for point in bone.points:
        if not point.vertices or min(point.vertices) < 0:
            return "names no vertex of the skull"
        if not all(math.isfinite(one) and abs(one) <= FARTHEST_MM for one in point.place):
            return f"lies farther than {FARTHEST_MM:g} mm from the head's middle"
    return ""


@dataclass(frozen=True)
class AddKnownBone:
    """Take note where bone lies; bone of the same title is replaced."""

    bone: KnownBone

    @property
    def label(self) -> str:
        """Such as ``Known bone: Pogonion``."""
        return f"Known bone: {self.bone.title}"

    @property
    def merge_key(self) -> str | None:
        """Never merges."""
        return None

    def apply(self, state: FaceState) -> FaceState:
        """Return the state that knows it."""
        reason = why_impossible(self.bone)
        if reason:
            raise EditError(f"Known bone {self.bone.title!r} {reason}; give it again.")
        kept = tuple(one for one in state.known_bone if one.title != self.bone.title)
        if len(kept) >= MOST_BONES:
            raise EditError(f"There is known bone in {MOST_BONES} places already; remove some.")
        return replace(state, known_bone=(*kept, self.bone))


@dataclass(frozen=True)
class RemoveKnownBone:
    """Forget where bone lies.

    Attributes
    ----------
    title : str or None
        Which; None for all of it.
    """

    title: str | None = None

    @property
    def label(self) -> str:
        """Such as ``Forget Pogonion``."""
        return "Forget all known bone" if self.title is None else f"Forget {self.title}"

    @property
    def merge_key(self) -> str | None:
        """Never merges."""
        return None

    def apply(self, state: FaceState) -> FaceState:
        """Return the state that no longer knows it."""
        titles = [one.title for one in state.known_bone]
        if self.title is not None and self.title not in titles:
            raise EditError(
                f"No known bone is called {self.title!r}; there is {', '.join(titles) or 'none'}."
            )
        kept = tuple(
            one for one in state.known_bone if self.title is not None and one.title != self.title
        )
        return replace(state, known_bone=kept)
