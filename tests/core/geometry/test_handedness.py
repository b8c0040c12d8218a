"""Which way triangles face at the front of the face, and the mirror image of a scan."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.geometry.handedness import INWARD, mirrored_scan, outward_share
from core.geometry.mesh import Mesh
from core.geometry.mesh_io import parse_mesh, write_mesh
from core.geometry.scan import load_scan


def dome(depth: float) -> Mesh:
    """Return the front half of an egg, wound outwards; `depth` mm deep."""
    side = np.linspace(-1.0, 1.0, 41)
    x, y = np.meshgrid(side, side)
    inside = np.sqrt(np.maximum(0.0, 1.5 - x**2 - y**2))
    points = np.stack([70.0 * x, 90.0 * y, depth * inside], axis=2).reshape(-1, 3)
    at = np.arange(41 * 41).reshape(41, 41)
    a, b, c, d = at[:-1, :-1], at[:-1, 1:], at[1:, 1:], at[1:, :-1]
    faces = np.concatenate([np.stack([a, b, c], 2), np.stack([a, c, d], 2)]).reshape(-1, 3)
    return Mesh(points, faces)


def test_the_front_counts_and_what_lies_beneath_it_does_not() -> None:
    outer, inner = dome(90.0), dome(60.0).flipped()
    both = Mesh(
        np.vstack([outer.vertices, inner.vertices]),
        np.vstack([outer.faces, inner.faces + outer.vertex_count]),
    )
    assert outward_share(outer, outer.vertices) == pytest.approx(1.0)
    assert outward_share(both, both.vertices) > 0.9
    assert outward_share(outer.flipped(), outer.vertices) < INWARD
    mixed = outer.faces.copy()
    mixed[::2] = mixed[::2, ::-1]
    assert abs(outward_share(Mesh(outer.vertices, mixed), outer.vertices)) < 0.3
    assert outward_share(outer, outer.vertices - [0.0, 0.0, 300.0]) == 1.0, "nothing is there"


def test_a_negated_axis_is_found_and_undone(tmp_path: Path) -> None:
    right = dome(90.0)
    swapped = tmp_path / "a face.ply"
    write_mesh(right.with_vertices(right.vertices * [1.0, -1.0, 1.0]), swapped)
    scan = load_scan(swapped, "mm")
    assert outward_share(scan.mesh, scan.mesh.vertices) < INWARD
    again, content = mirrored_scan(scan)
    assert again.path.name == "a face (mirrored).obj"
    read = parse_mesh(content, again.path)
    np.testing.assert_allclose(read.vertices, again.mesh.vertices, atol=1e-5)
    assert outward_share(read, read.vertices) == pytest.approx(1.0)
    assert mirrored_scan(scan)[1] == content, "the same scan gives the same file"
    wound = replace(scan, mesh=scan.mesh.flipped())
    assert mirrored_scan(wound)[1] == content
    assert outward_share(mirrored_scan(wound)[0].mesh, read.vertices) == pytest.approx(1.0)
    turned = scan.mesh.vertices * [-1.0, 1.0, 1.0]
    np.testing.assert_allclose(read.vertices, turned, atol=1e-5)
