"""The 68 landmarks of a face in the order of Multi-PIE: what lines they make, how they are called.

After them come dense landmarks, which have no names.
"""

from dataclasses import dataclass

from app.translation import mark, tr

NAMED = 68
"""Landmarks that have a name and are drawn as lines."""


@dataclass(frozen=True)
class Line:
    """Landmarks that one line runs through.

    Attributes
    ----------
    title : str
        In English, for people; sides are the person's own.
    first, last : int
        Landmarks, both included.
    closed : bool
        Whether it runs back to its beginning.
    """

    title: str
    first: int
    last: int
    closed: bool = False


LINES = (
    Line(mark("Jaw"), 0, 16),
    Line(mark("Right brow"), 17, 21),
    Line(mark("Left brow"), 22, 26),
    Line(mark("Bridge of the nose"), 27, 30),
    Line(mark("Base of the nose"), 31, 35),
    Line(mark("Right eye"), 36, 41, closed=True),
    Line(mark("Left eye"), 42, 47, closed=True),
    Line(mark("Outer edge of the lips"), 48, 59, closed=True),
    Line(mark("Inner edge of the lips"), 60, 67, closed=True),
)


def landmark_title(index: int) -> str:
    """Return what a landmark is called, such as ``Left eye 3 of 6``.

    Parameters
    ----------
    index : int
        In the order of Multi-PIE.
    """
    for line in LINES:
        if line.first <= index <= line.last:
            return tr("{what} {number} of {count}").format(
                what=tr(line.title),
                number=index - line.first + 1,
                count=line.last - line.first + 1,
            )
    return tr("Point {number} on the skin").format(number=index - NAMED + 1)
