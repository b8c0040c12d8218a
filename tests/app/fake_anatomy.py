"""Edits of the anatomy on the analytic head, in closed form: what `tests.app.fakes` adds to it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.spatial import cKDTree

from core.arrays import BoolArray, FloatArray
from core.document.bone_controls import BONE_CONTROLS
from core.document.state import FaceState
from core.inference.bone_segments import BoneSegments
from core.inference.region_depth import RegionDepth
from core.models.anatomy import Anatomy
from tests.app.analytic_head import tissue_depth

if TYPE_CHECKING:
    from tests.app.fakes import FakeHeadModel

BUILD_MM = 0.5
"""Thickness per kg/m2, mm, the same everywhere."""
DEVIATION_MM = 2.0
"""Of every region's thickness."""
_TOWARDS = {
    "forward": (0.0, 0.0, 1.0),
    "down": (0.0, -1.0, 0.0),
    "drop": (0.0, -1.0, 0.0),
    "open": (0.0, -1.5, -0.5),
}
_JAW = ("mandible", "chin", "gonion")


def jaw_weight(directions: FloatArray) -> FloatArray:
    """Return how far the skin along unit directions (n, 3) goes with the jaw, 0 to 1."""
    low = np.clip((-0.35 - directions[:, 1]) / 0.3, 0.0, 1.0)
    return low * (directions[:, 2] > -0.2)


def bone_shift(state: FaceState, *, jaw: bool) -> FloatArray:
    """Return how far all moves of the jaw's bone, or of the rest, go together, (3,) mm."""
    shift = np.zeros(3)
    for key, value in state.bone.items():
        if key.startswith(_JAW) == jaw:
            shift += value * np.array(_TOWARDS.get(key.split(".")[1], (1.0, 0.0, 0.0)))
    return shift


def thicker(state: FaceState, directions: FloatArray, own: FloatArray) -> FloatArray:
    """Return the change (n,) by build and paint along directions; own are the template's, mm."""
    amount = np.full(len(directions), BUILD_MM * state.build)
    if state.paint is not None and len(state.paint) == len(own):
        amount = amount + state.paint[cKDTree(own).query(directions)[1]]
    return amount


def anatomy_moves(state: FaceState, directions: FloatArray, own: FloatArray) -> FloatArray:
    """Return how far build, paint and bone move the skin along directions, (n, 3) mm."""
    weight = jaw_weight(directions)[:, None]
    moves = thicker(state, directions, own)[:, None] * directions
    return (
        moves + weight * bone_shift(state, jaw=True) + (1.0 - weight) * bone_shift(state, jaw=False)
    )


@dataclass(frozen=True, eq=False)
class FakeAnatomy:
    """What front ends ask of `core.inference.head_anatomy.HeadAnatomy`."""

    head: "FakeHeadModel"
    directions: FloatArray

    @property
    def bones(self) -> tuple[str, ...]:
        """Return every control: the analytic head moves them all."""
        return tuple(control.key for control in BONE_CONTROLS)

    @property
    def builds(self) -> bool:
        """Return that it knows body mass."""
        return True

    @property
    def segments(self) -> BoneSegments:
        """Return that nothing of the analytic skull can be cut off."""
        return BoneSegments((), {}, np.zeros(0, dtype=np.int64), ())

    @property
    def along(self) -> "FakeAlong":
        """Return what moves skulls along."""
        return FakeAlong(self.head)

    def ready(self, state: FaceState) -> bool:
        """Return that nothing has to be found first."""
        return True

    def jaw_binding(self, state: FaceState) -> tuple[FloatArray, FloatArray, BoolArray]:
        """Return a hinge between the ears, the jaw's weight and where there is bone."""
        known = np.isfinite(tissue_depth(self.directions))
        return np.array([0.0, -4.0, 14.0]), jaw_weight(self.directions), known

    def edited(self, state: FaceState) -> Anatomy:
        """Return b, n, d and k of a document; the neck, which has no bone, is 10 mm thick."""
        depth = np.nan_to_num(self.head.thickness(state), nan=10.0)
        skin = self.head.skin_preview(state).vertices
        known = np.isfinite(tissue_depth(self.directions))
        bone = skin - depth[:, None] * self.directions
        return Anatomy(bone, self.directions, depth, jaw_weight(self.directions), known)

    def region_depths(self, state: FaceState, *, infer: bool = True) -> tuple[RegionDepth, ...]:
        """Return every region's thickness; the mean head's is the population's."""
        mean, now = (
            np.nan_to_num(self.head.thickness(one)) for one in (self.head.mean_state(), state)
        )
        return tuple(
            RegionDepth(name, float(w @ now / w.sum()), float(w @ mean / w.sum()), DEVIATION_MM)
            for name, w in self.head.bundle.template.regions.items()
        )


@dataclass(frozen=True, eq=False)
class FakeAlong:
    """Moves the analytic skull along: it is as quick as it is exact."""

    head: "FakeHeadModel"

    def prepare(self, near: FaceState) -> None:
        """Find nothing: nothing is waited for."""
        assert near.bundle == self.head.mean_state().bundle

    def skull(self, state: FaceState, near: FaceState) -> FloatArray:
        """Return the skull of a document."""
        assert near.bundle == state.bundle
        return self.head.skull(state).mesh.vertices
