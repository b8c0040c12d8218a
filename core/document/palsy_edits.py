"""Edits of the visits: keep a pose, take it away, say which side is weak."""

from dataclasses import dataclass, replace

from core.document.palsy import PalsyPose, PalsyVisit, checked_day, pose_title
from core.document.state import FaceState
from core.errors import EditError
from core.geometry.sides import Side

__all__ = ["KeepPose", "RemovePose", "RemoveVisit", "SetWeakSide"]


@dataclass(frozen=True)
class KeepPose:
    """Keep a face as a pose of a visit, in place of what was there.

    Attributes
    ----------
    day : str
        Of the visit, such as ``2026-03-01``.
    pose : PalsyPose
        What to keep.
    """

    day: str
    pose: PalsyPose

    @property
    def label(self) -> str:
        """Such as ``Keep the pose Smile of 2026-03-01``."""
        return f"Keep the pose {pose_title(self.pose.name)} of {self.day}"

    @property
    def merge_key(self) -> str | None:
        """Never merges."""
        return None

    def apply(self, state: FaceState) -> FaceState:
        """Return the state with the pose."""
        visit = state.palsy.visit(checked_day(self.day)) or PalsyVisit(self.day)
        others = tuple(one for one in visit.poses if one.name != self.pose.name)
        kept = replace(visit, poses=(*others, self.pose))
        return replace(state, palsy=state.palsy.with_visit(kept))


@dataclass(frozen=True)
class RemovePose:
    """Take a pose out of a visit; the last one takes the visit along.

    Attributes
    ----------
    day : str
        Of the visit.
    name : str
        Of `core.document.palsy.POSES`.
    """

    day: str
    name: str

    @property
    def label(self) -> str:
        """Such as ``Remove the pose Smile of 2026-03-01``."""
        return f"Remove the pose {pose_title(self.name)} of {self.day}"

    @property
    def merge_key(self) -> str | None:
        """Never merges."""
        return None

    def apply(self, state: FaceState) -> FaceState:
        """Return the state without the pose."""
        visit = state.palsy.visit(self.day)
        if visit is None or visit.pose(self.name) is None:
            raise EditError(f"There is no pose {pose_title(self.name)} of {self.day[:40]}.")
        kept = replace(visit, poses=tuple(one for one in visit.poses if one.name != self.name))
        return replace(state, palsy=state.palsy.with_visit(kept))


@dataclass(frozen=True)
class RemoveVisit:
    """Take a visit away with all its poses.

    Attributes
    ----------
    day : str
        Of the visit.
    """

    day: str

    @property
    def label(self) -> str:
        """Such as ``Remove the visit of 2026-03-01``."""
        return f"Remove the visit of {self.day}"

    @property
    def merge_key(self) -> str | None:
        """Never merges."""
        return None

    def apply(self, state: FaceState) -> FaceState:
        """Return the state without the visit."""
        if state.palsy.visit(self.day) is None:
            raise EditError(f"There is no visit of {self.day[:40]}.")
        return replace(state, palsy=state.palsy.with_visit(PalsyVisit(self.day)))


@dataclass(frozen=True)
class SetWeakSide:
    """Say which side of the face moves less; the other sets the target.

    Attributes
    ----------
    side : {'left', 'right'} or None
        Of the subject; None for neither.
    """

    side: Side | None

    @property
    def label(self) -> str:
        """Such as ``Weak side: left``."""
        return f"Weak side: {self.side or 'none'}"

    @property
    def merge_key(self) -> str | None:
        """One key: there is one choice."""
        return "palsy:side"

    def apply(self, state: FaceState) -> FaceState:
        """Return the state with the choice."""
        return replace(state, palsy=replace(state.palsy, weak=self.side))
