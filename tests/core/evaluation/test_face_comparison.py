"""Comparisons of spheres, whose distances are known."""

import csv
import io

import numpy as np
import pytest
import trimesh

from core.errors import NasionError
from core.evaluation.face_comparison import (
    NamedSurface,
    compare_faces,
    comparison_csv,
)
from core.geometry.mesh import Mesh
from tests.app.analytic_head import analytic_template
from tests.app.analytic_head import sphere as directions_of
from tests.core.geometry.shapes import cap, sphere


def _named(mesh: Mesh, name: str = "a") -> NamedSurface:
    return NamedSurface(name, mesh)


def test_a_larger_sphere_stands_out_by_the_difference_of_the_radii() -> None:
    found = compare_faces(_named(sphere(100.0, 4)), _named(sphere(103.0, 4), "b"))
    row = found.row("full")
    # Chords of the triangles lie up to 0.13 mm inside the sphere.
    np.testing.assert_allclose(found.signed, 3.0, atol=0.15)
    assert row.bias == pytest.approx(3.0, abs=0.1)
    assert row.share_under_2mm == 0.0
    back = compare_faces(_named(sphere(103.0, 4)), _named(sphere(100.0, 4)))
    assert back.row("full").bias == pytest.approx(-3.0, abs=0.1)


def test_histogram_counts_area_and_what_lies_beyond_at_its_ends() -> None:
    found = compare_faces(_named(sphere(100.0, 3)), _named(sphere(107.0, 3)))
    edges, shares = found.histogram(5.0, 10)
    np.testing.assert_allclose(edges, np.linspace(-5.0, 5.0, 11))
    assert shares[-1] == pytest.approx(1.0)
    assert shares[:-1].sum() == 0.0


def test_beyond_the_border_of_an_open_surface_there_is_no_distance() -> None:
    found = compare_faces(_named(cap(100.0)), _named(sphere(102.0)))
    behind = found.second.mesh.vertices[:, 2] < -60.0
    assert np.isnan(found.signed[behind]).all()
    front = found.second.mesh.vertices[:, 2] > 30.0
    np.testing.assert_allclose(found.signed[front], 2.0, atol=0.5)


@pytest.mark.parametrize("same_topology", [True, False])
def test_best_fit_takes_a_turn_and_a_shift_away(*, same_topology: bool) -> None:
    first = sphere(1.0, 4)
    shape = np.array([80.0, 100.0, 90.0])
    fixed = first.with_vertices(first.vertices * shape)
    angle = np.radians(4.0)
    turn = np.array(
        [[np.cos(angle), -np.sin(angle), 0], [np.sin(angle), np.cos(angle), 0], [0, 0, 1]]
    )
    vertices, faces = fixed.vertices @ turn.T + (2.0, -1.0, 3.0), fixed.faces
    if not same_topology:
        faces = np.roll(faces, 1, axis=1)
    found = compare_faces(_named(fixed), _named(Mesh(vertices, faces)), best_fit=True)
    assert found.row("full").mean < 0.05
    assert found.placed is not None
    assert found.placed.scale == 1.0


def test_regions_are_told_and_the_table_reads_back() -> None:
    directions, faces = directions_of(4)
    template = analytic_template(directions, faces)
    skin = template.skin
    nose = template.part_weights[0][:, None]
    bigger = skin.with_vertices(skin.vertices + 4.0 * nose * directions)
    found = compare_faces(_named(skin, "mean"), _named(bigger, "nose"), template, skin)
    assert found.row("nose").mean > 4.0 * found.row("remainder").mean
    rows = list(csv.DictReader(io.StringIO(comparison_csv(found))))
    assert [row["region"] for row in rows] == [row.region for row in found.rows]
    assert float(rows[0]["hausdorff"]) == pytest.approx(found.rows[0].hausdorff, rel=1e-5)
    assert rows[0]["second"] == "nose"
    gained, lost = float(rows[0]["gained_mm3"]), float(rows[0]["lost_mm3"])
    grown = (
        trimesh.Trimesh(bigger.vertices, faces).volume
        - trimesh.Trimesh(skin.vertices, faces).volume
    )
    assert gained - lost == pytest.approx(grown, rel=1e-4)
    assert 0.4 * gained < found.volume("nose").gained < gained
    rolled = Mesh(bigger.vertices, np.roll(faces, 1, axis=1))
    other = compare_faces(_named(skin), _named(rolled), template, skin)
    assert other.volume("full").net == pytest.approx(grown, rel=0.1), "by distance times area"
    with pytest.raises(NasionError, match="has no region 'ear'"):
        found.row("ear")


def test_a_surface_without_triangles_is_refused() -> None:
    empty = Mesh(np.zeros((3, 3)), np.zeros((0, 3), dtype=np.int64))
    with pytest.raises(NasionError, match="b has no triangles"):
        compare_faces(_named(sphere()), _named(empty, "b"))


def test_where_a_partial_reference_ends_nothing_is_measured() -> None:
    template = analytic_template(*directions_of(4))
    skin = template.skin
    half = skin.vertices[skin.faces].mean(axis=1)[:, 0] > 0.0
    part = Mesh(1.0 * skin.vertices, skin.faces[half])
    swollen = skin.with_vertices(skin.vertices * 1.02)
    names = (_named(part, "kinect"), _named(swollen, "fit"))
    whole = compare_faces(*names, template, swollen)
    found = compare_faces(*names, template, swollen, partial=True)
    assert found.rows[0].region == "face"
    assert found.row("face").hausdorff < 4.0
    assert whole.row("face").hausdorff > 20.0
    assert found.row("face").bias == pytest.approx(found.row("face").mean, abs=0.3)
