"""Visits of a patient with a facial palsy: a set of poses each, as the document keeps them.

A pose is the face's own vertices at that visit, whatever it was made from (a scan, photographs, the
head in the window), so that it can be measured again and never changes with later edits.
"""

import hashlib
import re
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np

from core.arrays import FloatArray, frozen_floats
from core.errors import EditError
from core.geometry.sides import SIDES, Side

POSES = ("neutral", "smile", "e", "u", "eyes_closed", "brows_up")
"""Of a visit, in the order in which they are shown; the first is what the others are told from."""
POSE_TITLES = ("Neutral", "Smile", "[e]", "[u]", "Eyes closed", "Brows up")
"""For people, in the same order."""
MOST_VISITS = 60
FARTHEST = 5_000.0
"""No vertex of a head lies farther from its origin, mm."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DIGITS = 32


def pose_title(name: str) -> str:
    """Return what people read for a pose of `POSES`.

    Parameters
    ----------
    name : str
        Such as ``brows_up``.

    Raises
    ------
    EditError
        When there is no such pose.
    """
    if name not in POSES:
        raise EditError(f"There is no pose {name[:40]!r}; choose one of {', '.join(POSES)}.")
    return POSE_TITLES[POSES.index(name)]


def checked_day(text: str) -> str:
    """Return a day, such as ``2026-03-01``.

    Parameters
    ----------
    text : str
        Year, month and day.

    Raises
    ------
    EditError
        When there is no such day.
    """
    try:
        if not _DAY.fullmatch(text):
            raise ValueError(text)
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise EditError(
            f"There is no day {text[:40]!r}; write year, month and day, such as 2026-03-01."
        ) from None


@dataclass(frozen=True, eq=False)
class PalsyPose:
    """One face of a visit.

    Attributes
    ----------
    name : str
        Of `POSES`.
    vertices : (N_skin, 3) float64
        The template's vertices on the face, head frame, mm; kept to single precision.
    source : str
        What it was made from, for people.
    digest : str
        Of the vertices.
    """

    name: str
    vertices: FloatArray
    source: str
    digest: str = field(init=False)

    def __post_init__(self) -> None:
        pose_title(self.name)
        vertices = np.asarray(self.vertices, dtype=np.float32).astype(np.float64).reshape(-1, 3)
        if not np.isfinite(vertices).all() or np.abs(vertices).max(initial=0.0) > FARTHEST:
            raise EditError("The pose is not a face; choose another scan, project or photograph.")
        object.__setattr__(self, "vertices", frozen_floats(vertices))
        digest = hashlib.sha256(vertices.tobytes()).hexdigest()[:_DIGITS]
        object.__setattr__(self, "digest", digest)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, PalsyPose):
            return NotImplemented
        return (self.name, self.source, self.digest) == (other.name, other.source, other.digest)

    def __hash__(self) -> int:
        return hash((self.name, self.source, self.digest))


@dataclass(frozen=True)
class PalsyVisit:
    """The poses of one day.

    Attributes
    ----------
    day : str
        Such as ``2026-03-01``.
    poses : tuple of PalsyPose
        At most one of each name, in the order of `POSES`.
    """

    day: str
    poses: tuple[PalsyPose, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "day", checked_day(self.day))
        ordered = tuple(sorted(self.poses, key=lambda one: POSES.index(one.name)))
        if len({one.name for one in ordered}) != len(ordered):
            raise EditError(f"The visit of {self.day} has a pose twice; remove one first.")
        object.__setattr__(self, "poses", ordered)

    def pose(self, name: str) -> PalsyPose | None:
        """Return the pose of a `name`, or None where it was not taken."""
        return next((one for one in self.poses if one.name == name), None)


@dataclass(frozen=True)
class PalsyStudy:
    """All visits of a patient.

    Attributes
    ----------
    visits : tuple of PalsyVisit
        By day.
    weak : {'left', 'right'} or None
        The subject's side that moves less; None where nobody has said.
    """

    visits: tuple[PalsyVisit, ...] = ()
    weak: Side | None = None

    def __post_init__(self) -> None:
        if self.weak is not None and self.weak not in SIDES:
            raise EditError("The weak side is left or right.")
        ordered = tuple(sorted(self.visits, key=lambda one: one.day))
        if len({one.day for one in ordered}) != len(ordered):
            raise EditError("Two visits are of one day; put their poses into one visit.")
        if len(ordered) > MOST_VISITS:
            raise EditError(f"There are {MOST_VISITS} visits at most; remove one first.")
        if len({len(pose.vertices) for visit in ordered for pose in visit.poses}) > 1:
            raise EditError("The poses were made with different models; fit their scans again.")
        object.__setattr__(self, "visits", ordered)

    @property
    def healthy(self) -> Side | None:
        """The side that sets the target; None where nobody has said which is weak."""
        if self.weak is None:
            return None
        return "left" if self.weak == "right" else "right"

    def visit(self, day: str) -> PalsyVisit | None:
        """Return the visit of a `day`, or None."""
        return next((one for one in self.visits if one.day == day), None)

    def with_visit(self, visit: PalsyVisit) -> "PalsyStudy":
        """Return the study with a `visit` in place of that of its day; one without poses goes."""
        others = tuple(one for one in self.visits if one.day != visit.day)
        return replace(self, visits=(*others, visit) if visit.poses else others)
