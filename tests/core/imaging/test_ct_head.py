"""Skin and bone of phantoms lie at their radii; headrest, streaks and cavities do not show."""

from pathlib import Path

import numpy as np
import pytest

from core.arrays import BoolArray, FloatArray
from core.errors import CancelledError, ScanError
from core.geometry.topology import boundary_edges
from core.imaging.bone import Bone, find_bone
from core.imaging.ct_head import CtHead, ct_skull, find_ct_head
from core.imaging.parting import (
    CRANIUM,
    MANDIBLE,
    OTHER,
    LikelySkull,
    part_bone,
)
from core.imaging.reading import open_ct, read_ct
from core.imaging.volume import AXES_OF_PATIENT, CtVolume, in_range
from core.monitor import Monitor
from tests.core.imaging.phantom import (
    BONE_INNER,
    BONE_OUTER,
    CENTRE,
    SKIN_RADIUS,
    Series,
    centre_in_project,
    head_values,
    write_nifti,
    write_series,
)

PIXEL, GAP = 1.4, 2.0
HEIGHTS = tuple(np.arange(-90.0, 90.1, GAP))


def _with_extras(points: FloatArray) -> FloatArray:
    """Return the phantom with headrest, metal and an ear on its left, nostril and sinus."""
    values = head_values(points, extras=True)
    x, y, z = np.moveaxis(points - CENTRE, -1, 0)
    radius = np.linalg.norm(points - CENTRE, axis=-1)
    ear = (x > 66.0) & (x < 86.0) & (np.abs(y) < 16.0) & (np.abs(z) < 18.0)
    thin = np.abs(y + 0.3 * (x - 66.0)) < 2.5
    values = np.where(ear & thin & (radius > SKIN_RADIUS - 1.0), 0.0, values)
    sinus = np.linalg.norm(points - CENTRE - [0.0, -40.0, 20.0], axis=-1) < 8.0
    duct = (np.hypot(x, z - 20.0) < 3.0) & (y < -40.0)
    return np.where((sinus | duct) & (radius < SKIN_RADIUS), -1000.0, values)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> CtHead:
    folder = tmp_path_factory.mktemp("plain")
    write_series(folder, Series(HEIGHTS, pixel=PIXEL))
    return find_ct_head(read_ct(open_ct(folder)))


@pytest.fixture(scope="module")
def cluttered(tmp_path_factory: pytest.TempPathFactory) -> CtHead:
    folder = tmp_path_factory.mktemp("cluttered")
    write_series(folder, Series(HEIGHTS, pixel=PIXEL, size=144, values=_with_extras))
    return find_ct_head(read_ct(open_ct(folder)))


def _radii(vertices: FloatArray) -> FloatArray:
    radii: FloatArray = np.linalg.norm(vertices - centre_in_project(), axis=1)
    return radii


def test_the_skin_lies_at_its_radius(plain: CtHead) -> None:
    radii = _radii(plain.skin.vertices)
    assert radii.mean() == pytest.approx(SKIN_RADIUS, abs=0.3)
    assert np.abs(radii - SKIN_RADIUS).max() < 0.5 * GAP
    assert len(boundary_edges(plain.skin.faces)) == 0


def test_the_bone_lies_at_its_radii(plain: CtHead) -> None:
    skull = ct_skull(plain)
    radii = _radii(skull.mesh.vertices)
    outer = radii > 0.5 * (BONE_INNER + BONE_OUTER)
    assert radii[outer].mean() == pytest.approx(BONE_OUTER, abs=0.5 * PIXEL)
    assert radii[~outer].mean() == pytest.approx(BONE_INNER, abs=0.5 * PIXEL)
    assert np.percentile(np.abs(radii[outer] - BONE_OUTER), 99) < 0.6 * GAP
    assert np.percentile(np.abs(radii[~outer] - BONE_INNER), 99) < 0.6 * GAP


def test_surfaces_are_wound_outward(plain: CtHead) -> None:
    corner = plain.skin.vertices[plain.skin.faces] - centre_in_project()
    volume = np.linalg.det(corner).sum() / 6.0
    assert volume == pytest.approx(4.0 / 3.0 * np.pi * SKIN_RADIUS**3, rel=0.02)


@pytest.mark.parametrize("tilt", [18.5, -12.0])
def test_a_tilted_and_uneven_series_gives_the_same_skin(tmp_path: Path, tilt: float) -> None:
    heights = (*np.arange(-90.0, 0.0, 2.0), *np.arange(0.0, 90.1, 3.0))
    write_series(tmp_path, Series(heights, pixel=PIXEL, tilt=tilt))
    head = find_ct_head(read_ct(open_ct(tmp_path)))
    radii = _radii(head.skin.vertices)
    assert radii.mean() == pytest.approx(SKIN_RADIUS, abs=0.3)
    assert np.abs(radii - SKIN_RADIUS).max() < 0.5 * 3.0


def test_nifti_gives_the_same_skin(tmp_path: Path, plain: CtHead) -> None:
    write_nifti(tmp_path / "head.nii.gz", Series(HEIGHTS, pixel=PIXEL))
    head = find_ct_head(read_ct(open_ct(tmp_path / "head.nii.gz")))
    assert np.allclose(head.skin.vertices, plain.skin.vertices, atol=0.01)


def test_a_headrest_that_touches_is_removed_and_an_ear_kept(cluttered: CtHead) -> None:
    vertices = cluttered.skin.vertices - centre_in_project()
    behind = vertices[:, 2] < -(SKIN_RADIUS + 2.5)
    assert not (behind & (np.hypot(vertices[:, 0], vertices[:, 1]) > 30.0)).any()
    assert vertices[:, 2].min() > -(SKIN_RADIUS + 6.0)
    assert vertices[:, 0].max() > 82.0
    assert cluttered.mask.removed > 30.0
    assert any("headrest" in note for note in cluttered.notes)


def test_a_dense_clip_on_the_skin_is_neither_skin_nor_bone(plain: CtHead) -> None:
    values = np.array(plain.volume.hounsfield)
    z, y, x = np.indices(values.shape)
    places = plain.volume.to_patient(np.stack([x, y, z], axis=-1).reshape(-1, 3).astype(float))
    off = places - centre_in_project()
    clip = (np.abs(off[:, 1]) < 12.0) & (np.abs(off[:, 2]) < 12.0)
    clip &= (off[:, 0] > SKIN_RADIUS - 1.0) & (off[:, 0] < SKIN_RADIUS + 4.0)
    values[clip.reshape(values.shape)] = 900
    head = find_ct_head(CtVolume(values, plain.volume.origin, plain.volume.steps))
    assert _radii(ct_skull(head).mesh.vertices).max() < BONE_OUTER + 3.0
    assert (head.skin.vertices - centre_in_project())[:, 0].max() < SKIN_RADIUS + 3.0


def test_cavities_behind_a_nostril_are_closed(cluttered: CtHead) -> None:
    place = centre_in_project() + [0.0, 20.0, 40.0]
    assert np.linalg.norm(cluttered.skin.vertices - place, axis=1).min() > 15.0


def test_a_streak_of_metal_makes_no_bone(cluttered: CtHead) -> None:
    skull = ct_skull(cluttered)
    radii = _radii(skull.mesh.vertices)
    assert cluttered.bone.metal > 30.0
    assert any("metal" in note for note in cluttered.notes)
    stray = (radii > BONE_OUTER + 2.0) | (radii < BONE_INNER - 2.0)
    near_sinus = np.linalg.norm(
        skull.mesh.vertices - centre_in_project() - [0.0, 20.0, 55.0], axis=1
    )
    assert not (stray & (near_sinus > 12.0)).any()


def test_without_damping_the_streak_would_show(cluttered: CtHead) -> None:
    z, y, x = np.indices(cluttered.volume.hounsfield.shape)
    places = cluttered.volume.to_patient(np.stack([x, y, z], axis=-1).reshape(-1, 3).astype(float))
    soft = np.abs(_radii(places).reshape(z.shape) - 65.0) < 2.0
    threshold = cluttered.thresholds.bone
    assert (cluttered.volume.hounsfield[soft] > threshold).sum() > 5
    assert not (cluttered.bone.hounsfield[soft] > threshold).any()


def test_no_head_and_no_hounsfield_units_are_refused() -> None:
    steps = np.diag([2.0, 2.0, 2.0])
    rng = np.random.default_rng(0)
    noise = in_range(rng.normal(-1000.0, 10.0, (40, 40, 40)))
    with pytest.raises(ScanError, match="Hounsfield"):
        find_ct_head(CtVolume(noise, np.zeros(3), steps))
    magnetic = in_range(np.abs(rng.normal(300.0, 200.0, (40, 40, 40))))
    with pytest.raises(ScanError, match="Hounsfield"):
        find_ct_head(CtVolume(magnetic, np.zeros(3), steps))
    small = np.full((40, 40, 40), -1000, dtype=np.int16)
    small[15:25, 15:25, 15:25] = 40
    small[18:22, 18:22, 18:22] = 1200
    with pytest.raises(ScanError, match="as large as a head"):
        find_ct_head(CtVolume(small, np.zeros(3), steps))


def test_it_can_be_cancelled(plain: CtHead) -> None:
    monitor = Monitor(lambda fraction, message: monitor.cancel() if fraction > 0.3 else None)
    with pytest.raises(CancelledError):
        find_ct_head(plain.volume, monitor)


def _jaws(bridge: float) -> tuple[CtVolume, Bone]:
    """Return a ball above a bow, joined by pillars of the given width, mm."""
    x, y, z = np.meshgrid(*[np.arange(-70.0, 70.0, 1.0)] * 3, indexing="ij")
    cranium = np.sqrt(x**2 + (y - 20.0) ** 2 + z**2) < 40.0
    bow = np.abs(np.hypot(x, 0.8 * (z - 5.0)) - 38.0) < 6.0
    mandible = bow & (z > 0.0) & (y < -30.0) & (y > -55.0)
    pillars = (np.abs(np.abs(x) - 36.0) < bridge / 2) & (np.abs(z - 6.0) < bridge / 2)
    neck = (np.hypot(x, z + 25.0) < 8.0) & (y < -27.0)
    mask: BoolArray = cranium | mandible | (pillars & (y < 10.0) & (y > -40.0)) | neck
    values = np.where(mask, 900, 40).astype(np.int16)
    # array axes z, y, x
    order = (2, 1, 0)
    mask, values = mask.transpose(order), values.transpose(order)
    volume = CtVolume(np.ascontiguousarray(values), np.full(3, -70.0), np.eye(3))
    return volume, Bone(volume.hounsfield, np.ascontiguousarray(mask), 0.0)


def _label_at(labels: np.ndarray, x: float, y: float, z: float) -> int:
    return int(labels[round(z + 70), round(y + 70), round(x + 70)])


def test_a_mandible_on_thin_bridges_is_parted_by_thinning() -> None:
    volume, bone = _jaws(bridge=4.0)
    parted = part_bone(bone, volume, None, Monitor())
    assert parted.method == "thinning"
    assert _label_at(parted.labels, 0, 20, 0) == CRANIUM
    assert _label_at(parted.labels, 0, -40, 52) == MANDIBLE
    assert _label_at(parted.labels, 0, -60, -25) in (OTHER, CRANIUM)
    assert 0.0 < parted.contact < 150.0
    assert np.array_equal(parted.labels > 0, bone.mask)


def test_a_mandible_that_cannot_be_told_stays_and_this_is_said() -> None:
    volume, bone = _jaws(bridge=16.0)
    parted = part_bone(bone, volume, None, Monitor())
    assert parted.method == "none"
    assert set(np.unique(parted.labels)) == {0, CRANIUM}


def test_a_likely_skull_parts_what_thinning_cannot() -> None:
    volume, bone = _jaws(bridge=16.0)
    rng = np.random.default_rng(0)
    ball = rng.normal(size=(4000, 3))
    ball = 40.0 * ball / np.linalg.norm(ball, axis=1, keepdims=True) + [0.0, 20.0, 0.0]
    turn = rng.uniform(0.0, np.pi, 4000)
    bow = np.stack(
        [38.0 * np.cos(turn), rng.uniform(-55.0, -30.0, 4000), 5.0 + 47.0 * np.sin(turn)], axis=1
    )
    off = rng.normal(scale=1.0, size=(1, 3))
    parted = part_bone(bone, volume, LikelySkull(ball + off, bow + off), Monitor())
    assert parted.method == "fit"
    assert _label_at(parted.labels, 0, 20, 0) == CRANIUM
    assert _label_at(parted.labels, 0, -40, 52) == MANDIBLE
    assert _label_at(parted.labels, 0, -65, -25) == OTHER


def test_a_jaw_below_the_end_of_the_ct_is_not_looked_for() -> None:
    volume, bone = _jaws(bridge=16.0)
    rng = np.random.default_rng(0)
    ball = rng.normal(size=(4000, 3))
    ball = 40.0 * ball / np.linalg.norm(ball, axis=1, keepdims=True) + [0.0, 20.0, 0.0]
    below = rng.uniform([-40.0, -120.0, 0.0], [40.0, -75.0, 50.0], (2000, 3))
    assert part_bone(bone, volume, LikelySkull(ball, below), Monitor()).method == "none"


def test_thresholds_can_be_asked_for_within_reason(plain: CtHead) -> None:
    asked = plain.thresholds.asked(-300.0, 500.0)
    assert (asked.skin, asked.bone) == (-300.0, 500.0)
    assert plain.thresholds.asked(None, None) == plain.thresholds
    for skin, bone in ((100.0, None), (None, 0.0), (-2000.0, None)):
        with pytest.raises(ScanError, match="cannot be"):
            plain.thresholds.asked(skin, bone)


def test_bone_without_metal_keeps_its_values(plain: CtHead) -> None:
    bone = find_bone(plain.volume, plain.thresholds, plain.mask, Monitor())
    inside = plain.mask.solid
    assert np.array_equal(bone.hounsfield[inside], plain.volume.hounsfield[inside])
    assert bone.metal == 0.0


def test_the_volume_speaks_the_projects_axes(plain: CtHead) -> None:
    assert np.allclose(AXES_OF_PATIENT @ CENTRE, centre_in_project())
    assert np.linalg.det(AXES_OF_PATIENT) == pytest.approx(1.0)
