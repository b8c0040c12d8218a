"""The coarser skin that is drawn while the view moves looks the same and is never taken for it."""

import numpy as np
import pytest
from pytestqt.qtbot import QtBot
from vtkmodules.vtkCommonDataModel import vtkPlane
from vtkmodules.vtkRenderingCore import vtkTexture

from app.surfaces import ColourBy, Computed, Surface, Tier, surface_from
from app.theme import SKIN
from app.viewport.head_view import HeadView
from app.viewport.layer import Material, SurfaceLayer
from tests.core.geometry.shapes import sphere


def ball(detail: int, **values: float) -> Surface:
    mesh = sphere(60.0, subdivisions=detail)
    known = {ColourBy(key): np.full(mesh.vertex_count, value) for key, value in values.items()}
    return surface_from(mesh, values=known)


def drawn(layer: SurfaceLayer) -> int:
    """Return how many triangles are drawn."""
    count: int = layer.actor.GetMapper().GetInput().GetNumberOfPolys()
    return count


@pytest.fixture
def layer() -> SurfaceLayer:
    found = SurfaceLayer(Material(SKIN, 0.1, 10.0))
    found.show(ball(4))
    found.set_stand_in(ball(2))
    return found


def test_it_is_drawn_only_while_the_view_moves(layer: SurfaceLayer) -> None:
    fine, coarse = len(ball(4).faces), len(ball(2).faces)
    assert (drawn(layer), layer.simplified) == (fine, False)
    layer.simplify(True)
    assert (drawn(layer), layer.simplified) == (coarse, True)
    assert layer.data.GetNumberOfPolys() == fine, "what is measured and cut stays"
    assert layer.surface is not None
    assert len(layer.surface.faces) == fine
    layer.simplify(False)
    assert drawn(layer) == fine


def test_another_surface_ends_it(layer: SurfaceLayer) -> None:
    layer.simplify(True)
    layer.show(ball(3))
    assert not layer.simplified
    assert drawn(layer) == len(ball(3).faces)


def test_what_would_look_different_is_not_replaced(layer: SurfaceLayer) -> None:
    layer.simplify(True)
    layer.set_wires(True, (0.0, 0.0, 0.0))
    assert not layer.simplified, "its triangles are looked at"
    layer.set_wires(False, (0.0, 0.0, 0.0))
    assert layer.simplified
    layer.set_colour(ColourBy.DISTANCE)
    assert not layer.simplified, "it has no such colours"
    layer.set_colour(ColourBy.PLAIN)
    assert layer.simplified


def test_a_picture_on_the_skin_is_not_replaced() -> None:
    fine = ball(4)
    layer = SurfaceLayer(Material(SKIN, 0.1, 10.0))
    uv = np.zeros((len(fine.vertices), 2), np.float32)
    layer.show(Surface(fine.vertices, fine.faces, fine.normals, uv=uv))
    layer.set_stand_in(ball(2))
    layer.simplify(True)
    assert layer.simplified
    layer.set_texture(vtkTexture())
    assert not layer.simplified


def test_it_has_the_colours_of_the_same_scale() -> None:
    layer = SurfaceLayer(Material(SKIN, 0.1, 10.0))
    layer.set_colour(ColourBy.THICKNESS)
    layer.show(ball(4, **{ColourBy.THICKNESS.value: 8.0}))
    layer.set_stand_in(ball(2, **{ColourBy.THICKNESS.value: 8.0}))
    before = layer.actor.GetMapper().GetInput().GetPointData().GetScalars().GetTuple(0)
    layer.simplify(True)
    assert layer.simplified
    after = layer.actor.GetMapper().GetInput().GetPointData().GetScalars().GetTuple(0)
    assert after == before


def test_cuts_hold_for_both_and_are_not_lost_by_changing(layer: SurfaceLayer) -> None:
    plane = vtkPlane()
    for _ in range(3):
        layer.simplify(True)
        layer.simplify(False)
        layer.set_cut(plane)
        layer.simplify(True)
        planes = layer.actor.GetMapper().GetClippingPlanes()
        assert list(planes) == [plane]
        layer.simplify(False)
        assert list(layer.actor.GetMapper().GetClippingPlanes()) == [plane]
        layer.simplify(True)
        layer.set_cut(None)
        assert not list(layer.actor.GetMapper().GetClippingPlanes())


def test_hidden_parts_stay_hidden(layer: SurfaceLayer) -> None:
    layer.simplify(True)
    layer.hide(lambda surface: surface.vertices[:, 0] > 0.0)
    assert 0 < drawn(layer) < len(ball(2).faces)


def test_the_view_tells_what_it_draws(qtbot: QtBot) -> None:
    view = HeadView()
    qtbot.addWidget(view)
    told: list[bool] = []
    view.simplified.connect(told.append)

    def computed(revision: int, tier: Tier, detail: int) -> Computed:
        return Computed(revision, tier, ball(detail), None, ())

    def follow() -> None:
        """Ask for a frame right after a slow one."""
        view.pace.note(1.0)
        view.pace.ask()

    view.show_computed(computed(1, Tier.TRACKED, 2))
    follow()
    assert not told, "nothing is drawn in its place"
    view.show_computed(computed(1, Tier.EXACT, 4))
    assert not told, "what was waited for is seen first"
    follow()
    assert told == [True]
    view.show_computed(computed(2, Tier.TRACKED, 2))
    assert told == [True, False]
    view.show_computed(computed(3, Tier.EXACT, 4))
    follow()
    assert told == [True, False], "the tracked skin is of another head"
    view.shut()
