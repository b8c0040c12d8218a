"""Treatments on the mean head, and on one that is symmetric to rounding."""

import numpy as np
import pytest

from core.document.treatment import PRESETS
from core.errors import EditError
from core.evaluation.tissue_ratios import tipped
from core.geometry.mesh import Mesh
from core.geometry.template import SKULL_LABELS, Template
from core.inference.bone_segments import FIXED, BoneSegments
from core.inference.head import HeadModel
from core.models.anatomy import Anatomy
from core.simulation.contact import RECEDING
from core.simulation.materials import Material
from core.simulation.simulator import Simulation, Simulator
from core.simulation.solids import sphere_surface

FORWARD = {"mandible": (0.0, 0.0, 5.0, 0.0, 0.0, 0.0)}


@pytest.fixture(scope="module")
def mean_head(head_model: HeadModel) -> Simulator:
    """Return the mean head's tissue, coarse."""
    state, template = head_model.mean_state(), head_model.bundle.template
    person = head_model.anatomy.person(state)
    skull = head_model.skull(state).mesh
    return Simulator(template, person.anatomy, skull, BoneSegments.of(template), 20_000)


@pytest.fixture(scope="module")
def advanced(mean_head: Simulator) -> Simulation:
    """Return the mandible brought forward by 5 mm."""
    return mean_head.simulate(FORWARD)


def _symmetric_head() -> Simulator:
    """Return an egg with a jaw: skin and bone are the same on both sides."""
    points, faces = sphere_surface(5)
    stretch, middle = np.array([80.0, 105.0, 95.0]), np.array([0.0, -20.0, 0.0])
    skin, skull = (Mesh(share * stretch * points + middle, faces) for share in (1.0, 0.9))
    jaw = (skull.vertices[:, 1] < -60.0) & (skull.vertices[:, 2] > 0.0)
    labels = np.where(jaw, SKULL_LABELS.index("mandible"), SKULL_LABELS.index("cranium"))
    count = len(points)
    template = Template(
        skin, np.full((4, count), 0.25), np.ones(count, dtype=bool), {}, {}, skull,
        labels.astype(np.int64), {},
    )  # fmt: skip
    across = skin.vertices - skull.vertices
    depth = np.linalg.norm(across, axis=1)
    anatomy = Anatomy(
        skull.vertices, across / depth[:, None], depth, jaw * 1.0, np.ones(count, dtype=bool)
    )
    owner = np.where(jaw, 0, FIXED).astype(np.int64)
    segments = BoneSegments(("mandible",), {"mandible": jaw}, owner, ())
    return Simulator(template, anatomy, skull, segments, 20_000)


def test_no_move_moves_nothing(mean_head: Simulator) -> None:
    assert np.abs(mean_head.simulate({}).skin).max() < 1e-6


def test_the_chin_follows_the_jaw_and_the_forehead_keeps_still(
    mean_head: Simulator, advanced: Simulation
) -> None:
    places = mean_head.template.landmarks
    assert 4.0 < advanced.skin[places["pogonion"], 2] < 5.0
    high = mean_head.template.skin.vertices[:, 1] > 40.0
    assert np.linalg.norm(advanced.skin[high], axis=1).max() < 0.05
    assert abs(advanced.volume_change) < 0.01


@pytest.mark.parametrize("key", sorted(PRESETS))
def test_no_preset_turns_tissue_inside_out(mean_head: Simulator, key: str) -> None:
    found = mean_head.simulate(PRESETS[key].moves)
    assert found.inverted == 0
    assert abs(found.volume_change) < 0.01
    assert 1.0 < np.linalg.norm(found.skin, axis=1).max() < 6.0


def test_a_symmetric_move_is_answered_symmetrically() -> None:
    head = _symmetric_head()
    moved = head.simulate(FORWARD).nodes[-head.face.chart.count :]
    assert np.abs(moved).max() > 3.0
    mirrored = moved[head.face.chart.mirror] * [-1.0, 1.0, 1.0]
    assert np.abs(moved - mirrored).max() < 1e-3


def test_twice_the_move_moves_linear_tissue_twice_as_far(
    mean_head: Simulator, advanced: Simulation
) -> None:
    half = mean_head.simulate({"mandible": (0.0, 0.0, 2.5, 0.0, 0.0, 0.0)})
    apart = np.linalg.norm(advanced.skin - 2.0 * half.skin, axis=1)
    # The lips' contact alone is not linear.
    assert np.quantile(apart, 0.9) < 0.01


def test_neo_hookean_tissue_is_close_to_linear_for_a_small_move(mean_head: Simulator) -> None:
    small = {"chin": (0.0, 0.0, 0.5, 0.0, 0.0, 0.0)}
    linear = mean_head.simulate(small)
    large = mean_head.simulate(small, Material.NEO_HOOKEAN)
    assert large.steps > 0
    assert np.linalg.norm(large.skin - linear.skin, axis=1).max() < 0.06


def test_lips_do_not_pass_through_each_other(mean_head: Simulator) -> None:
    contact = mean_head.linear.contact
    assert contact is not None
    up = {"chin": (0.0, 6.0, 0.0, 0.0, 0.0, 0.0)}
    assert contact.gaps(mean_head.simulate(up).nodes).min() > -0.1
    without = mean_head.linear.contact
    try:
        mean_head.linear.contact = None
        assert without.gaps(mean_head.simulate(up).nodes).min() < -0.1
    finally:
        mean_head.linear.contact = without


def test_lips_are_pushed_by_teeth_but_drawn_only_as_they_press(mean_head: Simulator) -> None:
    tipping = {"upper_incisors": tipped(mean_head, "upper_incisors", 3.0)}
    forward = {"upper_incisors": (0.0, 0.0, 1.0, 0.0, 0.0, 0.0)}
    lip, holds = mean_head.template.landmarks["labiale_superius"], mean_head.linear.holds
    assert holds is not None
    drawn, pushed = (mean_head.simulate(moves) for moves in (tipping, forward))
    try:
        mean_head.linear.holds = None
        glued, glued_pushed = (mean_head.simulate(moves) for moves in (tipping, forward))
    finally:
        mean_head.linear.holds = holds
    assert 0.15 < -drawn.skin[lip, 2] / 3.0 < 0.57  # published: 0.26 to 0.57
    assert -glued.skin[lip, 2] > -drawn.skin[lip, 2] + 0.1
    assert np.abs(pushed.skin - glued_pushed.skin).max() < 0.02
    # Springs stretch farther than they may pull: the tissue let go.
    across = (drawn.nodes[holds.nodes] * holds.outward).sum(axis=1)
    goal = (mean_head.prescribed(tipping, 1.0)[1][holds.springs] * holds.outward).sum(axis=1)
    gone = holds.stiffness * (across - goal) > 1.01 * holds.most
    assert gone[goal < -RECEDING].sum() > 10


def test_segments_that_models_lack_are_refused() -> None:
    with pytest.raises(EditError, match="cannot move maxilla"):
        _symmetric_head().simulate({"maxilla": (0.0, 1.0, 0.0, 0.0, 0.0, 0.0)})
