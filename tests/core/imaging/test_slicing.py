"""Slices of a CT lie where the head lies, and outlines where the surfaces are cut."""

import numpy as np
import pytest
import trimesh
from scipy.spatial.transform import Rotation

from core.geometry.section import plane_section, slice_frames
from core.geometry.transforms import Similarity
from core.imaging.slice_planes import PLANES
from core.imaging.slicing import PIXEL, SliceStack
from core.imaging.volume import AXES_OF_PATIENT, CtVolume

BALL = trimesh.creation.icosphere(subdivisions=3, radius=60.0)
PLACE = np.array([5.0, -8.0, 12.0])
"""Of the ball's middle in the head frame, mm."""


def _stack() -> SliceStack:
    """Return a ball of 500 HU in air, in a volume that lies turned in the head."""
    to_head = Similarity(
        1.0, Rotation.from_euler("xyz", [12, -20, 7], degrees=True).as_matrix(), np.array([1, 2, 3])
    )
    steps = np.diag([1.5, 2.0, 1.0]) @ AXES_OF_PATIENT.T
    shape = (160, 80, 110)
    centre = to_head.inverse().apply(PLACE[None])[0]
    origin = centre - 0.5 * (np.array(shape[::-1]) - 1.0) @ steps
    z, y, x = np.meshgrid(*(np.arange(n, dtype=float) for n in shape), indexing="ij")
    places = origin + np.stack([x, y, z], axis=-1) @ steps
    depth = 60.0 - np.linalg.norm(places - centre, axis=-1)
    values = np.clip(-250.0 + 300.0 * depth, -1000.0, 500.0).astype(np.int16)
    return SliceStack(CtVolume(values, origin, steps), to_head)


def test_a_slice_shows_what_lies_in_its_plane_and_which_side_is_which() -> None:
    stack = _stack()
    for plane in PLANES:
        at = float(PLACE[plane.axis]) + 25.0
        values, (across, up) = stack.slice_at(plane, at), stack.ticks(plane)
        assert values.shape == (len(up), len(across))
        assert np.sign(across[-1] - across[0]) == plane.across[1]
        assert np.sign(up[0] - up[-1]) == plane.up[1]
        assert abs(across[1] - across[0]) == pytest.approx(PIXEL)
        apart = np.hypot(across[None] - PLACE[plane.across[0]], up[:, None] - PLACE[plane.up[0]])
        radius = np.sqrt(60.0**2 - 25.0**2)
        assert (values[apart < radius - 3.0] > 300.0).all()
        assert (values[apart > radius + 3.0] < -500.0).all()
    assert PLANES[0].edges[:2] == ("R", "L"), "the patient's left is on the right"


def test_another_persons_volume_is_known_by_the_skin() -> None:
    stack = _stack()
    skin = np.asarray(BALL.vertices) + PLACE
    assert stack.shows(skin)
    assert not stack.shows(skin + np.array([12.0, 0.0, 0.0]))
    assert not stack.shows(0.8 * np.asarray(BALL.vertices) + PLACE + np.array([0.0, 15.0, 0.0]))
    assert not stack.shows(np.zeros((0, 3)))


@pytest.mark.parametrize("axis", [0, 1, 2])
def test_an_outline_is_closed_and_lies_on_the_surface(axis: int) -> None:
    vertices, faces = np.asarray(BALL.vertices), np.asarray(BALL.faces)
    for at in (0.0, 17.3, 45.0):
        found = plane_section(vertices, faces, axis, at)
        assert (found[:, :, axis] == at).all()
        radius = np.linalg.norm(found, axis=2)
        assert radius.max() <= 60.0 + 1e-9
        assert radius.min() > 59.0
        ends = np.round(found.reshape(-1, 3), 6)
        _, count = np.unique(ends, axis=0, return_counts=True)
        assert (count % 2 == 0).all(), "every end is the end of a second segment"
        length = np.linalg.norm(found[:, 0] - found[:, 1], axis=1).sum()
        assert length == pytest.approx(2 * np.pi * np.sqrt(3600.0 - at * at), rel=0.03)
    assert plane_section(vertices, faces, axis, 61.0).shape == (0, 2, 3)


def test_frames_lie_in_their_planes() -> None:
    place, low, high = np.array([1.0, 2.0, 3.0]), np.full(3, -50.0), np.full(3, 60.0)
    frames = slice_frames(place, low, high)
    in_plane = np.isclose(frames.vertices[frames.faces], place).all(axis=1)
    assert in_plane.any(axis=1).all(), "every strip lies in one of the planes"
    assert frames.vertices.min() == -50.0
    assert frames.vertices.max() == 60.0
