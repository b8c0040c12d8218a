"""Edits of the anatomy beyond regional thickness: bone, build, thickness painted on the skin."""

from dataclasses import dataclass, replace

import numpy as np

from core.arrays import FloatArray, frozen_floats
from core.document.bone_controls import bone_control
from core.document.control_spec import THICKNESS_LIMIT_MM, Control
from core.document.edit_checks import in_range
from core.document.state import FaceState
from core.errors import EditError

BUILD_LIMIT = 15.0
"""Largest change of body-mass index, kg/m2: from a healthy build to gaunt or to obesity."""
_UNITS = {"mm": " mm", "deg": "°"}


def build_control() -> Control:
    """Return the description of the build slider.

    Returns
    -------
    Control
        kg/m2 around the person's own.
    """
    return Control("build", "Build", "build", -BUILD_LIMIT, BUILD_LIMIT, 0.1, 0.0, "kg/m²")


@dataclass(frozen=True)
class SetBone:
    """Set one move of one bone.

    Attributes
    ----------
    key : str
        Of `core.document.bone_controls.BONE_CONTROLS`.
    value : float
        mm or degrees, within the control's range.
    """

    key: str
    value: float

    @property
    def label(self) -> str:
        """Such as ``Mandible forward +4 mm``."""
        control = bone_control(self.key)
        return f"{control.title} {self.value:+.4g}{_UNITS[control.unit]}"

    @property
    def merge_key(self) -> str | None:
        """One key per slider."""
        return f"bone:{self.key}"

    def apply(self, state: FaceState) -> FaceState:
        """Return the state with the bone moved."""
        control = bone_control(self.key)
        unit = _UNITS[control.unit]
        value = in_range(self.value, control.title, control.minimum, control.maximum, unit)
        return replace(state, bone={**state.bone, self.key: value})


@dataclass(frozen=True)
class SetBuild:
    """Set the change of body-mass index, kg/m2 within `BUILD_LIMIT`."""

    build: float

    @property
    def label(self) -> str:
        """Such as ``Build +2 kg/m²``."""
        return f"Build {self.build:+.4g} kg/m²"

    @property
    def merge_key(self) -> str | None:
        """One key: there is one slider."""
        return "build"

    def apply(self, state: FaceState) -> FaceState:
        """Return the state with the build set."""
        value = in_range(self.build, "Build", -BUILD_LIMIT, BUILD_LIMIT, " kg/m²")
        return replace(state, build=value)


@dataclass(frozen=True, eq=False)
class PaintThickness:
    """Set the painted thickness of every vertex, as a stroke of the brush leaves it.

    Attributes
    ----------
    mm : (N_skin,) float64
        Change at each template vertex, within `THICKNESS_LIMIT_MM`.
    title : str
        What the undo menu shows.
    """

    mm: FloatArray
    title: str = "Brush stroke"

    def __post_init__(self) -> None:
        object.__setattr__(self, "mm", frozen_floats(self.mm).reshape(-1))

    @property
    def label(self) -> str:
        """The title given."""
        return self.title

    @property
    def merge_key(self) -> str | None:
        """All dabs of one stroke are one step."""
        return "paint"

    def apply(self, state: FaceState) -> FaceState:
        """Return the state with the paint."""
        if not np.isfinite(self.mm).all() or np.abs(self.mm).max(initial=0.0) > THICKNESS_LIMIT_MM:
            raise EditError(
                f"Painted thickness cannot exceed {THICKNESS_LIMIT_MM:g} mm; paint less."
            )
        if state.paint is not None and len(state.paint) != len(self.mm):
            raise EditError(
                f"The paint has {len(self.mm)} vertices, but this face has {len(state.paint)}; "
                "paint on a face of the same models."
            )
        return replace(state, paint=self.mm)


@dataclass(frozen=True)
class ResetBone:
    """Put one move of a bone back, or all bone.

    Attributes
    ----------
    keys : tuple of str
        Controls; empty for all.
    """

    keys: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """``Reset bone`` or such as ``Reset chin down``."""
        if not self.keys:
            return "Reset bone"
        return f"Reset {bone_control(self.keys[0]).title.lower()}"

    @property
    def merge_key(self) -> str | None:
        """Never merges."""
        return None

    def apply(self, state: FaceState) -> FaceState:
        """Return the state without the moves."""
        gone = self.keys or tuple(state.bone)
        return replace(state, bone={k: v for k, v in state.bone.items() if k not in gone})


@dataclass(frozen=True)
class ResetPaint:
    """Remove all painted thickness."""

    @property
    def label(self) -> str:
        """``Reset brush``."""
        return "Reset brush"

    @property
    def merge_key(self) -> str | None:
        """Never merges."""
        return None

    def apply(self, state: FaceState) -> FaceState:
        """Return the state without paint."""
        return replace(state, paint=None)


@dataclass(frozen=True)
class ResetAnatomy:
    """Put thickness, build, paint and bone back to the person's own."""

    @property
    def label(self) -> str:
        """``Reset anatomy``."""
        return "Reset anatomy"

    @property
    def merge_key(self) -> str | None:
        """Never merges."""
        return None

    def apply(self, state: FaceState) -> FaceState:
        """Return the state without any edit of the anatomy."""
        return state.without_anatomy_edits()
