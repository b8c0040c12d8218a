"""Measures of the analytic head by its landmarks, with a made-up population."""

from dataclasses import dataclass

from core.document.edits import SetPart
from core.document.measure_solver import solve_part
from core.document.state import FaceState
from core.geometry.measure_groups import find_group, measure_groups
from core.inference.measure_control import MeasureControl, MeasureEdit
from tests.app.fakes import FakeHeadModel

DEVIATION = 2.0
"""Of every measure, mm or degrees."""


@dataclass(frozen=True)
class FakeMeasuring:
    """Measures a `FakeHeadModel`; three deviations reach 6 mm to either side of the mean head."""

    def targets(self, model: FakeHeadModel, state: FaceState) -> tuple[MeasureControl, ...]:
        mean, now = model.landmarks(model.mean_state()), model.landmarks(state)
        groups = {
            group.key: group
            for symmetric in (True, False)
            for group in measure_groups(symmetric=symmetric)
            if group.measurable(now)
        }
        return tuple(
            MeasureControl(
                key=group.key,
                title=group.title,
                part=group.part,
                unit=group.unit,
                value=group.value(now),
                mean=group.value(mean),
                deviation=DEVIATION,
                minimum=group.value(mean) - 3.0 * DEVIATION,
                maximum=group.value(mean) + 3.0 * DEVIATION,
            )
            for group in groups.values()
        )

    def solve(self, model: FakeHeadModel, state: FaceState, key: str, value: float) -> MeasureEdit:
        group = find_group(key)

        def measured(candidate: FaceState) -> float:
            return group.value(model.landmarks(candidate))

        found = solve_part(state, group.part, measured, value)
        edit = SetPart(found.part, found.code, f"{group.title} {value:.1f}", f"measure:{key}")
        away = abs(value - group.value(model.landmarks(model.mean_state())))
        notice = f"{group.title} is unusual." if away > 3.0 * DEVIATION else ""
        return MeasureEdit(edit, measured(edit.apply(state)), notice)
