"""Edits of the expression, and of what has a left and a right by name."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from core.arrays import IntArray
from core.document.bone_controls import mirrored_bone
from core.document.control_spec import expression_title
from core.document.edit_checks import in_range
from core.document.state import FaceState
from core.document.treatment import mirrored_moves
from core.errors import EditError

_SWAPPED = (("_L", "_R"), ("_R", "_L"), ("_left", "_right"), ("_right", "_left"))


@dataclass(frozen=True)
class SetExpression:
    """Set the weight of one expression shape.

    Attributes
    ----------
    name : str
        One of `names`, such as ``mouthSmile_L``.
    weight : float
        0 (absent) to 1 (full).
    names : tuple of str
        The shapes of the bundle in its order: `HeadModel.expression_names`.
    """

    name: str
    weight: float
    names: tuple[str, ...]

    @property
    def label(self) -> str:
        """Such as ``Mouth smile, left 60 %``."""
        return f"{expression_title(self.name)} {100.0 * self.weight:.0f} %"

    @property
    def merge_key(self) -> str | None:
        """One key per slider."""
        return f"expression:{self.name}"

    def apply(self, state: FaceState) -> FaceState:
        """Return the state with the weight set."""
        if self.name not in self.names:
            raise EditError(_unknown(self.name, self.names))
        weights = _padded(state.expression, len(self.names))
        index = self.names.index(self.name)
        weights[index] = in_range(self.weight, expression_title(self.name), 0.0, 1.0, "")
        return replace(state, expression=_trimmed(weights))


@dataclass(frozen=True)
class ResetExpression:
    """Put the expression back to what was fitted, or to neutral.

    Attributes
    ----------
    neutral : bool
        Whether to leave out what the scan showed too.
    """

    neutral: bool = False

    @property
    def label(self) -> str:
        """``Neutral expression`` or ``Reset expression``."""
        return "Neutral expression" if self.neutral else "Reset expression"

    @property
    def merge_key(self) -> str | None:
        """Never merges."""
        return None

    def apply(self, state: FaceState) -> FaceState:
        """Return the state with the fitted or the neutral expression."""
        fitted = state.scan.fitted if state.scan is not None else None
        kept = () if self.neutral or fitted is None else fitted.expression
        return replace(state, expression=kept)


@dataclass(frozen=True)
class SwapSides:
    """Exchange left and right of the edits of soft tissue and bone, and of the expression.

    Part codes stay: mirroring a shape is no exact operation on them. What they have on one side
    only goes to the other as it is, which mirrors it as far as the components are symmetric.

    Attributes
    ----------
    names : tuple of str
        The expression shapes of the bundle in its order.
    mirror : (N_skin,) int64 or None
        The template vertex nearest to each one's mirror image; needed where a face is painted.
    """

    names: tuple[str, ...] = ()
    mirror: IntArray | None = field(default=None, compare=False)

    @property
    def label(self) -> str:
        """``Swap left and right``."""
        return "Swap left and right"

    @property
    def merge_key(self) -> str | None:
        """Never merges."""
        return None

    def apply(self, state: FaceState) -> FaceState:
        """Return the state with both sides exchanged."""
        weights = dict(zip(self.names, _padded(state.expression, len(self.names)), strict=True))
        swapped = [weights.get(_twin(name), weights[name]) for name in self.names]
        thickness = {_twin(region): mm for region, mm in state.thickness.items()}
        paint = state.paint
        if paint is not None:
            if self.mirror is None or len(self.mirror) != len(paint):
                raise EditError("Painted thickness cannot be swapped here; reset the brush first.")
            paint = paint[self.mirror]
        return replace(
            state,
            thickness=thickness,
            expression=_trimmed(swapped),
            bone=mirrored_bone(state.bone),
            paint=paint,
            treatment=replace(
                state.treatment, moves=mirrored_moves(state.treatment.moves), skin=None
            ),
            one_sided={_twin(key): change for key, change in state.one_sided.items()},
        )


def _twin(name: str) -> str:
    """Return the name of the same thing on the other side; itself where there is none."""
    for end, other in _SWAPPED:
        if name.endswith(end):
            return name.removesuffix(end) + other
    return name


def _padded(expression: tuple[float, ...], count: int) -> list[float]:
    if len(expression) > count:
        raise EditError(
            f"This face has {len(expression)} expression weights, but the models know {count} "
            "shapes; choose the models that it was made with."
        )
    return [*expression, *(0.0 for _ in range(count - len(expression)))]


def _trimmed(weights: Sequence[float]) -> tuple[float, ...]:
    """Return the weights without zeros at the end: one value for one expression."""
    last = max((at + 1 for at, weight in enumerate(weights) if weight), default=0)
    return tuple(weights[:last])


def _unknown(name: str, names: tuple[str, ...]) -> str:
    if not names:
        return "These models have no expressions; choose models that do."
    lower = {one.lower(): one for one in names}
    close = [lower[one] for one in difflib.get_close_matches(name.lower(), lower, n=3)]
    choice = ", ".join(close or names[:3])
    return f"There is no expression {name!r}; choose one such as {choice}."
