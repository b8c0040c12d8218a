"""Edits of the treatment: move a segment, take a preset, keep what finite elements told."""

from dataclasses import dataclass, field, replace

import numpy as np

from core.arrays import FloatArray, frozen_floats
from core.document.state import FaceState
from core.document.treatment import (
    MATERIALS,
    PRESETS,
    SEGMENTS,
    STILL,
    TETS,
    Move,
    Treatment,
    preset_named,
    segment_named,
)
from core.errors import EditError

__all__ = ["KeepSimulation", "ResetTreatment", "SetSegment", "SetTissue", "TakePreset"]

FARTHEST = 60.0
"""No skin moves farther in a treatment, mm."""


@dataclass(frozen=True)
class SetSegment:
    """Set how one segment moves; the skin follows by the instant answer until it is simulated.

    Attributes
    ----------
    key : str
        Of `core.document.treatment.SEGMENTS`.
    move : Move
        mm to the left, up, forward; degrees about these axes.
    """

    key: str
    move: Move

    @property
    def label(self) -> str:
        """Such as ``Move the mandible``."""
        return f"Move {segment_named(self.key).title.lower()}"

    @property
    def merge_key(self) -> str | None:
        """One key per segment: a drag and the simulation after it are one step."""
        return f"treatment:{segment_named(self.key).key}"

    def apply(self, state: FaceState) -> FaceState:
        """Return the state with the segment there."""
        key = segment_named(self.key).key
        moves = {**state.treatment.moves, key: self.move}
        changed = replace(state.treatment, moves=moves, skin=None, spread=0.0, on_ct=False)
        return replace(state, treatment=changed)


@dataclass(frozen=True)
class TakePreset:
    """Take a treatment that is met often, in place of what was there."""

    key: str

    @property
    def label(self) -> str:
        """Such as ``Genioplasty 4 mm``."""
        return preset_named(self.key).title

    @property
    def merge_key(self) -> str | None:
        """A preset and the simulation after it are one step."""
        return f"treatment:{preset_named(self.key).key}"

    def apply(self, state: FaceState) -> FaceState:
        """Return the state with the preset's moves alone."""
        moves = preset_named(self.key).moves
        changed = replace(state.treatment, moves=moves, skin=None, spread=0.0, on_ct=False)
        return replace(state, treatment=changed)


@dataclass(frozen=True)
class SetTissue:
    """Choose how tissue is simulated.

    Attributes
    ----------
    material : str
        Of `core.document.treatment.MATERIALS`.
    tets : int
        Of `core.document.treatment.TETS`.
    """

    material: str
    tets: int

    @property
    def label(self) -> str:
        """Such as ``Tissue: neo-hookean, 60 000 tetrahedra``."""
        count = f"{self.tets:,}".replace(",", " ")
        return f"Tissue: {self.material}, {count} tetrahedra"

    @property
    def merge_key(self) -> str | None:
        """One key: there is one choice."""
        return "treatment:tissue"

    def apply(self, state: FaceState) -> FaceState:
        """Return the state with the choice; it has to be simulated anew."""
        if self.material not in MATERIALS:
            raise EditError(
                f"There is no material {self.material[:40]!r}; choose one of "
                f"{', '.join(MATERIALS)}."
            )
        if self.tets not in TETS:
            raise EditError(
                f"There is no mesh of {self.tets} tetrahedra; choose one of "
                f"{', '.join(map(str, TETS))}."
            )
        changed = replace(
            state.treatment,
            material=self.material,
            tets=self.tets,
            skin=None,
            spread=0.0,
            on_ct=False,
        )
        return replace(state, treatment=changed)


@dataclass(frozen=True, eq=False)
class KeepSimulation:
    """Keep what finite elements told of the treatment that is there.

    Attributes
    ----------
    treatment : Treatment
        Which was simulated; the edit is refused when the document has another by now.
    skin : (N_skin, 3) float64
        Displacement of every template vertex, mm.
    spread : float
        What the unknown stiffness of tissue may change, mm; 0 where that was not asked.
    step : str or None
        Merge key of the edit that it completes: within one gesture both are one step.
    on_ct : bool
        Whether it was simulated on the bone of a CT.
    """

    treatment: Treatment
    skin: FloatArray
    spread: float = 0.0
    step: str | None = field(default=None)
    on_ct: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "skin", frozen_floats(self.skin).reshape(-1, 3))

    @property
    def label(self) -> str:
        """That of the step which it completes; ``Simulate the soft tissue`` by itself."""
        key = (self.step or "").removeprefix("treatment:")
        if key in PRESETS:
            return TakePreset(key).label
        return SetSegment(key, STILL).label if key in SEGMENTS else "Simulate the soft tissue"

    @property
    def merge_key(self) -> str | None:
        """That of the move which was simulated."""
        return self.step

    def apply(self, state: FaceState) -> FaceState:
        """Return the state with the simulated skin."""
        now = state.treatment
        wanted = (dict(now.moves), now.material, now.tets)
        if wanted != (dict(self.treatment.moves), self.treatment.material, self.treatment.tets):
            raise EditError("The treatment has changed since it was simulated; simulate it again.")
        if not np.isfinite(self.skin).all() or np.abs(self.skin).max(initial=0.0) > FARTHEST:
            raise EditError("The simulated skin is not a face; simulate again with a smaller move.")
        told = replace(now, skin=self.skin, spread=self.spread, on_ct=self.on_ct)
        return replace(state, treatment=told)


@dataclass(frozen=True)
class ResetTreatment:
    """Put every segment back."""

    @property
    def label(self) -> str:
        """``Reset treatment``."""
        return "Reset treatment"

    @property
    def merge_key(self) -> str | None:
        """Never merges."""
        return None

    def apply(self, state: FaceState) -> FaceState:
        """Return the state without moves; how tissue is simulated stays chosen."""
        kept = Treatment(material=state.treatment.material, tets=state.treatment.tets)
        return replace(state, treatment=kept)
