"""An edit on one side of the face only."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.document.sides import seen_from, with_side_codes
from core.document.state import FaceState
from core.errors import EditError
from core.geometry.sides import SIDES, Side

if TYPE_CHECKING:
    from core.document.edits import Edit

_EXPRESSION_ENDS: Mapping[Side, str] = {"left": "_L", "right": "_R"}


@dataclass(frozen=True)
class OnSide:
    """Make an edit on one side of the face and leave the other as it is.

    The edit sees a face that is on both sides as the chosen side is. Of what it does, part codes
    become a change of that side, which fades in from the median plane; regions of soft tissue,
    bone and expression shapes of that side are taken, those of the other side and of the middle
    are not.

    Attributes
    ----------
    edit : Edit
        Any edit of the shape.
    side : {'left', 'right'}
        Of the subject.
    names : tuple of str
        The expression shapes of the bundle in its order; needed for edits of the expression.
    """

    edit: "Edit"
    side: Side
    names: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """Such as ``Nose 1 to +1.5, left``."""
        return f"{self.edit.label}, {self.side}"

    @property
    def merge_key(self) -> str | None:
        """The edit's own, for this side."""
        key = self.edit.merge_key
        return None if key is None else f"{key}:{self.side}"

    def apply(self, state: FaceState) -> FaceState:
        """Return the state with the edit on one side; one that has no sides refuses."""
        if self.side not in SIDES:
            raise EditError(f"There is no side {self.side!r}; choose left or right.")
        seen = seen_from(state, self.side)
        after = self.edit.apply(seen)
        if after == seen:
            return state
        codes = seen_from(after, self.side).codes
        done = with_side_codes(state, codes, self.side)
        done = replace(
            done,
            thickness=self._mine(state.thickness, after.thickness),
            bone=self._mine(state.bone, after.bone),
            expression=self._expression(state.expression, after.expression),
        )
        if done == state and codes == seen.codes:
            raise EditError(f"{self.edit.label} is not of one side; choose both sides for it.")
        return done

    def _mine(self, before: Mapping[str, float], after: Mapping[str, float]) -> dict[str, float]:
        """Return values per name: after the edit on this side, before it elsewhere."""
        end = f"_{self.side}"
        mixed = {key: value for key, value in before.items() if not _on(key, end)}
        return mixed | {key: value for key, value in after.items() if _on(key, end)}

    def _expression(self, before: tuple[float, ...], after: tuple[float, ...]) -> tuple[float, ...]:
        if before == after:
            return before
        if not self.names:
            raise EditError("The expression's names are not known here; choose both sides.")
        count = len(self.names)
        old, new = ([*one, *[0.0] * (count - len(one))] for one in (before, after))
        end = _EXPRESSION_ENDS[self.side]
        mixed = [
            n if name.endswith(end) else o for name, o, n in zip(self.names, old, new, strict=True)
        ]
        while mixed and not mixed[-1]:
            mixed.pop()
        return tuple(mixed)


def on_side(edit: "Edit", side: Side | None, names: tuple[str, ...] = ()) -> "Edit":
    """Return an edit on one side, or the edit itself for both.

    Parameters
    ----------
    edit : Edit
        Any edit of the shape.
    side : {'left', 'right'} or None
        None for both.
    names : tuple of str
        The expression shapes of the bundle in its order.

    Returns
    -------
    Edit
        Ready to apply.
    """
    return edit if side is None else OnSide(edit, side, names)


def _on(key: str, end: str) -> bool:
    """Return whether a region (``cheek_left``) or bone (``zygoma_left.out``) is of a side."""
    return key.endswith(end) or f"{end}." in key
