"""What was changed since the fit, in words: the edit log that travels with results.

Read off the state itself, so that it says what the face is and not which way it was reached.
"""

from collections.abc import Sequence

import numpy as np

from core.document.bone_controls import bone_control
from core.document.control_spec import (
    expression_title,
    neutral_code,
    part_title,
    region_title,
)
from core.document.state import FaceState
from core.document.treatment import SEGMENTS, move_words
from core.geometry.template import PARTS

_LEAST = 5e-4
"""Smaller changes are roundings of the files that a state went through."""
_MOST_NAMED = 4


def changes_since_fit(state: FaceState, expressions: Sequence[str] = ()) -> tuple[str, ...]:
    """Return what differs from the face as it was fitted, or from the mean head without a fit.

    Parameters
    ----------
    state : FaceState
        Any.
    expressions : sequence of str
        Names of the expression shapes, where they are known.

    Returns
    -------
    tuple of str
        One line a kind of change; empty for a face that is as it was fitted.
    """
    lines = [line for part in PARTS if (line := _part(state, part))]
    fitted = None if state.scan is None else state.scan.fitted
    size = 1.0 if fitted is None else fitted.size
    if abs(state.size - size) > _LEAST:
        lines.append(f"Head size {size:.3f} to {state.size:.3f}")
    lines += [_sided(key, code) for key, code in sorted(state.one_sided.items())]
    lines += _expression(state, () if fitted is None else fitted.expression, expressions)
    lines += [
        f"Soft tissue, {region_title(name).lower()}: {mm:+.1f} mm"
        for name, mm in sorted(state.thickness.items())
    ]
    for key, move in sorted(state.bone.items()):
        control = bone_control(key)
        unit = "\u00b0" if control.unit == "deg" else f" {control.unit}"
        lines.append(f"{control.title}: {move:+.1f}{unit}")
    if state.build:
        lines.append(f"Build: {state.build:+.1f} kg/m2")
    if state.paint is not None:
        reach = float(np.abs(state.paint).max())
        lines.append(f"Soft tissue painted on, {reach:.1f} mm at most")
    lines += [
        f"Treatment, {SEGMENTS[key].title.lower()}: {move_words(move)}"
        for key, move in state.treatment.moves.items()
    ]
    return tuple(lines)


def _part(state: FaceState, part: str) -> str:
    """Return the changed components of a part, the largest first; empty for none."""
    now, then = np.array(state.codes[part]), np.array(neutral_code(state, part))
    moved = np.abs(now - then)
    order = [int(at) for at in np.argsort(-moved) if moved[at] > _LEAST]
    if not order:
        return ""
    named = ", ".join(
        f"component {at + 1} {then[at]:+.2f} to {now[at]:+.2f}" for at in order[:_MOST_NAMED]
    )
    more = f" and {len(order) - _MOST_NAMED} more" if len(order) > _MOST_NAMED else ""
    return f"{part_title(part)}: {named}{more} (standard deviations)"


def _sided(key: str, code: Sequence[float]) -> str:
    part, _, side = key.rpartition("_")
    count = sum(abs(one) > _LEAST for one in code)
    components = "1 component" if count == 1 else f"{count} components"
    return f"{part_title(part)}, {side} side only: {components}"


def _expression(state: FaceState, fitted: Sequence[float], names: Sequence[str]) -> list[str]:
    count = max(len(state.expression), len(fitted))
    now, then = np.zeros(count), np.zeros(count)
    now[: len(state.expression)], then[: len(fitted)] = state.expression, fitted
    moved = np.abs(now - then)
    order = [int(at) for at in np.argsort(-moved) if moved[at] > _LEAST]
    if not order:
        return []

    def title(at: int) -> str:
        return expression_title(names[at]) if at < len(names) else f"shape {at + 1}"

    named = ", ".join(f"{title(at)} {then[at]:.2f} to {now[at]:.2f}" for at in order[:_MOST_NAMED])
    more = f" and {len(order) - _MOST_NAMED} more" if len(order) > _MOST_NAMED else ""
    return [f"Expression: {named}{more}"]
