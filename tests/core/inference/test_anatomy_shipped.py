"""Edits of the anatomy on the shipped model: exact where they act, nothing elsewhere."""

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch
from scipy.spatial.transform import Rotation

from core.arrays import FloatArray
from core.document.state import FaceState, FitReport, FittedCodes, ScanReference
from core.errors import EditError
from core.geometry.folds import flipped_mask
from core.geometry.template import SKULL_LABELS
from core.geometry.transforms import Similarity, fit_similarity
from core.inference.performance_player import Puppet
from core.inference.rigging import rig_of
from core.inference.skull_from_skin import JAW_LABELS

if TYPE_CHECKING:
    from core.inference.head import HeadModel

OPEN = {"mandible.open": 13.0}
CHEEKS = {"cheek_left": 3.0, "cheek_right": 3.0}


@pytest.fixture(scope="module")
def rest(head_model: "HeadModel") -> FloatArray:
    return head_model.skin_preview(head_model.mean_state()).vertices


def test_there_are_at_least_sixteen_regions_in_mirrored_pairs(head_model: "HeadModel") -> None:
    regions = head_model.bundle.template.regions
    assert len(regions) >= 16
    for name, weight in regions.items():
        assert weight.min() >= 0.0
        assert 0.9 < weight.max() <= 1.0
        if name.endswith("_left"):
            twin = regions[name.replace("_left", "_right")]
            assert twin.sum() == pytest.approx(weight.sum(), rel=0.05)


def test_every_region_moves_its_core_by_the_amount_and_nothing_elsewhere(
    head_model: "HeadModel", rest: FloatArray
) -> None:
    mean = head_model.mean_state()
    normal = head_model.anatomy.person(mean).anatomy.normal
    for name, weight in head_model.bundle.template.regions.items():
        edited = head_model.skin_preview(replace(mean, thickness={name: 3.0})).vertices
        core = weight > 0.995 * weight.max()
        along = ((edited - rest) * normal).sum(axis=1)[core]
        # The orbits spare the lid fissure: no vertex of theirs is whole.
        assert along == pytest.approx(3.0 * weight.max(), abs=0.2 if weight.max() == 1 else 0.3)
        elsewhere = np.linalg.norm(edited - rest, axis=1)[weight == 0.0]
        assert elsewhere.max() < 0.05, name


def test_an_edit_by_zero_is_the_same_face(head_model: "HeadModel", rest: FloatArray) -> None:
    nothing = replace(head_model.mean_state(), thickness={"chin": 0.0}, bone={"chin.down": 0.0})
    np.testing.assert_array_equal(head_model.skin_preview(nothing).vertices, rest)
    tiny = replace(head_model.mean_state(), bone={"mandible.open": 1e-9}, thickness={"chin": 1e-9})
    assert np.abs(head_model.skin_preview(tiny).vertices - rest).max() < 1e-6


def test_the_field_agrees_with_the_preview_on_both_lips(head_model: "HeadModel") -> None:
    state = replace(head_model.mean_state(), bone=OPEN, thickness=CHEEKS)
    template = head_model.bundle.template.skin.vertices
    with torch.inference_mode():
        points = torch.tensor(template, dtype=torch.float32)
        found = head_model.field(state).forward_map(points).numpy()
    np.testing.assert_allclose(found, head_model.skin_preview(state).vertices, atol=1e-3)


def test_an_opened_jaw_is_rigid_and_the_upper_face_keeps_still(
    head_model: "HeadModel", rest: FloatArray
) -> None:
    mean = head_model.mean_state()
    state = replace(mean, bone=OPEN)
    before, after = head_model.skull(mean), head_model.skull(state)
    jaw = np.isin(before.labels, JAW_LABELS)
    np.testing.assert_array_equal(after.mesh.vertices[~jaw], before.mesh.vertices[~jaw])
    motion = fit_similarity(before.mesh.vertices[jaw], after.mesh.vertices[jaw], with_scale=False)
    shaken = motion.apply(before.mesh.vertices[jaw]) - after.mesh.vertices[jaw]
    assert np.abs(shaken).max() < 1e-6
    edge = head_model.bundle.template.skull_landmarks["lower_incisal_edge"]
    opened = np.linalg.norm(after.mesh.vertices[edge] - before.mesh.vertices[edge])
    assert 15.0 < opened < 27.0
    skin = head_model.skin_preview(state).vertices
    marks = head_model.bundle.template.landmarks
    upper = rest[:, 1] > max(rest[marks[f"orbitale_{side}"], 1] for side in ("left", "right"))
    assert np.linalg.norm(skin - rest, axis=1)[upper].max() < 0.1
    chin = marks["pogonion"]
    follows = np.linalg.norm(skin[chin] - rest[chin])
    bone = np.linalg.norm(motion.apply(rest[chin]) - rest[chin])
    assert 0.85 * bone < follows < 1.05 * bone
    gap = skin[marks["labiale_superius"]] - skin[marks["labiale_inferius"]]
    closed = rest[marks["labiale_superius"]] - rest[marks["labiale_inferius"]]
    assert np.linalg.norm(gap) > np.linalg.norm(closed) + 12.0, "the lips part"


def test_jaw_edit_and_expression_compose_on_the_bone(head_model: "HeadModel") -> None:
    names = head_model.expression_names
    weights = tuple(0.5 * (name == "jawOpen") for name in names)
    mean = head_model.mean_state()
    talking = replace(mean, expression=weights)
    both = replace(talking, bone=OPEN)
    jaw = np.isin(head_model.bundle.template.skull_labels, JAW_LABELS)
    at_rest, edited, spoken, done = (
        head_model.skull(one).mesh.vertices[jaw]
        for one in (mean, replace(mean, bone=OPEN), talking, both)
    )
    speech = fit_similarity(at_rest, spoken, with_scale=False)
    np.testing.assert_allclose(done, speech.apply(edited), atol=1e-6)


def test_local_bone_moves_only_its_bone(head_model: "HeadModel") -> None:
    mean = head_model.mean_state()
    before = head_model.skull(mean).mesh.vertices
    labels = head_model.bundle.template.skull_labels
    moved = head_model.skull(replace(mean, bone={"maxilla.forward": 4.0})).mesh.vertices - before
    upper = labels == SKULL_LABELS.index("upper_teeth")
    np.testing.assert_allclose(moved[upper], np.tile([0.0, 0.0, 4.0], (upper.sum(), 1)))
    assert not moved[np.isin(labels, JAW_LABELS)].any()
    vault = before[:, 1] > 40.0
    assert not moved[vault].any()


def test_a_scan_follows_bone_and_paint_and_keeps_its_detail(head_model: "HeadModel") -> None:
    mean = head_model.mean_state()
    count = head_model.bundle.template.skin.vertex_count
    reference = ScanReference(
        name="person.ply",
        sha256="0" * 64,
        unit="mm",
        to_head=Similarity.identity(),
        residual=np.zeros((count, 3)),
        report=FitReport(0.1, 0.3, 1.0, 1.0, 1.0, "CPU"),
        fitted=FittedCodes(mean.codes, 1.0),
    )
    person = replace(mean, scan=reference)
    skin = head_model.skin_preview(person)
    paint = 2.0 * head_model.bundle.template.regions["forehead"]
    state = replace(person, bone={"chin.forward": 6.0}, paint=paint)
    noise = np.random.default_rng(0).normal(0.0, 0.3, skin.vertices.shape)
    face = head_model.bundle.template.face_mask
    moved = head_model.edit_scan(skin.vertices + noise, state) - noise
    expected = head_model.skin_preview(state).vertices
    missed = np.linalg.norm(moved - expected, axis=1)[face]
    assert np.percentile(missed, 95) < 0.1
    chin = head_model.bundle.template.landmarks["pogonion"]
    assert (moved - skin.vertices)[chin, 2] > 4.5
    edited = skin.with_vertices(head_model.edit_scan(skin.vertices, state))
    assert not flipped_mask(skin, edited)[face[skin.faces].all(axis=1)].any()


def test_build_needs_the_pattern_of_the_population(head_model: "HeadModel") -> None:
    heavier = replace(head_model.mean_state(), build=5.0)
    if not head_model.anatomy.builds:
        with pytest.raises(EditError, match="body mass"):
            head_model.skin_preview(heavier)
        return
    plain: FaceState = head_model.mean_state()
    depths = {one.region: one for one in head_model.anatomy.region_depths(plain)}
    heavy = {one.region: one for one in head_model.anatomy.region_depths(heavier)}
    more = {name: heavy[name].value - depths[name].value for name in depths}
    assert more["masseter_left"] > more["forehead"] > 0.0
    assert abs(depths["chin"].score) < 0.5, "the mean head is the population's mean"


def test_depths_are_told_where_bone_lies_beneath(head_model: "HeadModel") -> None:
    thicker = replace(head_model.mean_state(), thickness={"forehead": 2.0})
    plain = {o.region: o for o in head_model.anatomy.region_depths(head_model.mean_state())}
    edited = {o.region: o for o in head_model.anatomy.region_depths(thicker, infer=False)}
    assert 3.0 < plain["forehead"].value < 8.0
    assert plain["forehead"].value == pytest.approx(plain["forehead"].mean, abs=0.7)
    assert 0.8 < edited["forehead"].value - plain["forehead"].value < 2.0
    far = replace(head_model.mean_state(), size=1.1)
    assert head_model.anatomy.region_depths(far, infer=False) == ()


def test_the_rigs_jaw_opens_as_the_edit_does(head_model: "HeadModel", rest: FloatArray) -> None:
    mean, turn = head_model.mean_state(), Rotation.from_euler("x", 13.0, degrees=True).as_matrix()
    bone = head_model.skull(mean)
    jaw = np.isin(bone.labels, JAW_LABELS)
    skin = head_model.bundle.template.skin.with_vertices(rest)
    nothing = np.zeros((0, 0))
    puppet = Puppet(skin, nothing, bone.mesh, jaw, nothing, 1.0, ())
    rig = rig_of(head_model, mean, puppet)
    np.testing.assert_allclose(rig.weights.sum(axis=1), 1.0)
    assert rig.weights.min() >= 0.0
    opened = head_model.skin_preview(replace(mean, bone=OPEN)).vertices
    away = np.linalg.norm(rig.posed(rest, {"jaw": turn}) - opened, axis=1)
    assert away.max() < 0.25
    assert away.mean() < 0.01
    base, crown = rest[:, 1] < rest[:, 1].min() + 5.0, rest[:, 1] > 10.0
    assert rig.weights[crown, rig.place_of("head")].min() > 0.999
    assert rig.weights[base, rig.place_of("neck")].min() > 0.8
