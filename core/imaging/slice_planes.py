"""The three directions of slices, as radiologists look at them: plain values.

From below and from the front, the patient's left is on the right; from the left side the face is to
the left.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class SlicePlane:
    """One of the three directions of slices.

    Attributes
    ----------
    key : str
        ``axial``, ``coronal`` or ``sagittal``.
    axis : int
        Of the head frame, along which the slices follow each other.
    across, up : (int, int)
        Axis and sign of what goes to the right and upwards in the picture.
    edges : (str, str, str, str)
        Letters at the left, right, upper and lower edge: R, L, A, P, S, I.
    """

    key: str
    axis: int
    across: tuple[int, int]
    up: tuple[int, int]
    edges: tuple[str, str, str, str]


PLANES = (
    SlicePlane("axial", 1, (0, 1), (2, 1), ("R", "L", "A", "P")),
    SlicePlane("coronal", 2, (0, 1), (1, 1), ("R", "L", "S", "I")),
    SlicePlane("sagittal", 0, (2, -1), (1, 1), ("A", "P", "S", "I")),
)
"""In the order in which they are shown."""
