"""Thickness is the gap between nested surfaces, and nothing where there is no bone."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from core.geometry.thickness import anatomy_normals, soft_tissue_thickness
from tests.core.geometry.shapes import cap, sphere


@given(gap=st.floats(2.0, 30.0))
def test_concentric_spheres_are_their_gap_apart(gap: float) -> None:
    """Between spheres the thickness is the difference of radii, to within faceting."""
    skin, bone = sphere(100.0, 3), sphere(100.0 - gap, 3)
    thickness = soft_tissue_thickness(skin, bone)
    # A facet of the inner sphere lies up to 0.5 % of its radius inside it.
    assert np.all(np.abs(thickness - gap) < 0.6)


def test_vertices_without_bone_beneath_are_not_a_number() -> None:
    """A cap of bone under a whole skin gives numbers over the cap and NaN elsewhere."""
    skin = sphere(100.0, 3)
    thickness = soft_tissue_thickness(skin, cap(90.0))
    assert np.all(np.isfinite(thickness[skin.vertices[:, 2] > 10.0]))
    assert np.all(np.isnan(thickness[skin.vertices[:, 2] < -40.0]))


def test_bone_that_faces_away_does_not_count() -> None:
    """An inward-wound bone is the far side of a cavity, not what lies beneath the skin."""
    assert np.all(np.isnan(soft_tissue_thickness(sphere(100.0), sphere(90.0).flipped())))


def test_bone_beyond_the_bound_does_not_count() -> None:
    """Bone across a gap wider than asked is not soft tissue's floor."""
    assert np.all(np.isnan(soft_tissue_thickness(sphere(100.0), sphere(70.0), largest=25.0)))


def test_anatomy_normals_of_a_rough_sphere_point_outward() -> None:
    """Smoothing takes out roughness that plain normals follow."""
    smooth = sphere(100.0, 4)
    bumps = 1.0 + 0.01 * np.random.default_rng(0).standard_normal((smooth.vertex_count, 1))
    rough = smooth.with_vertices(smooth.vertices * bumps)
    normals = anatomy_normals(rough, 15.0)
    outward = smooth.vertices / 100.0
    assert np.allclose(np.linalg.norm(normals, axis=1), 1.0)
    angle = np.degrees(np.arccos(np.clip((normals * outward).sum(axis=1), -1.0, 1.0)))
    assert angle.mean() < 4.0
