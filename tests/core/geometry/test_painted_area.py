"""What was painted becomes an outline whose area is that of the brush."""

import numpy as np
import pytest

from core.errors import EditError
from core.geometry.mark_meter import MarkMeter
from core.geometry.painted_area import painted_outline
from core.geometry.placed_measures import PlacedMeasure, why_unplaceable
from tests.core.geometry.shapes import sphere

BALL = sphere(80.0, 5)


def area_of(dabs: np.ndarray, radius: float) -> float:
    points = painted_outline(BALL.vertices, BALL.faces, "skin", dabs, radius)
    measure = PlacedMeasure("area", "painted", points)
    assert why_unplaceable(measure) == ""
    meter = MarkMeter({"skin": BALL.faces})
    meter.use({"skin": BALL.vertices})
    found = meter.measure(measure)
    assert found is not None
    return found.value


def on_ball(*degrees: float) -> np.ndarray:
    turn = np.radians(degrees)
    return 80.0 * np.stack([np.sin(turn), np.zeros(len(turn)), np.cos(turn)], axis=1)


def test_one_dab_covers_a_cap() -> None:
    # A cap within a chord of r has the area of a flat disc of radius r.
    assert area_of(on_ball(20.0), 20.0) == pytest.approx(np.pi * 20.0**2, rel=0.03)


def test_a_stroke_covers_its_length_and_two_ends() -> None:
    stroke = on_ball(*np.linspace(0.0, 45.0, 40))
    length = 80.0 * np.radians(45.0)
    wanted = length * 30.0 + np.pi * 15.0**2
    assert area_of(stroke, 15.0) == pytest.approx(wanted, rel=0.03)


def test_a_ring_counts_with_its_hole_and_what_is_apart_does_not() -> None:
    around = np.radians(np.linspace(0.0, 360.0, 90))
    tilt = np.radians(25.0)
    ring = np.stack([np.sin(tilt) * np.cos(around), np.sin(tilt) * np.sin(around)], axis=1)
    ring = 80.0 * np.concatenate([ring, np.full((90, 1), np.cos(tilt))], axis=1)
    assert area_of(ring, 10.0) > 1.5 * np.pi * 25.0**2
    both = np.vstack([on_ball(0.0), on_ball(180.0)])
    assert area_of(both, 20.0) == pytest.approx(area_of(on_ball(0.0), 20.0), rel=1e-6)


def test_too_little_is_refused() -> None:
    with pytest.raises(EditError, match="make it wider"):
        painted_outline(BALL.vertices, BALL.faces, "skin", on_ball(10.0), 0.5)
