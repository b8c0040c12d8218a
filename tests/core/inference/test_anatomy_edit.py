"""Edits of the anatomy compose as stated: d, then b, then the jaw, then the expression's turn."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from core.arrays import FloatArray
from core.document.bone_controls import BONE_CONTROLS
from core.document.state import FaceState
from core.errors import EditError
from core.geometry.template import SKULL_LABELS, Template
from core.geometry.thickness import anatomy_normals
from core.geometry.transforms import Similarity
from core.inference.anatomy_edit import PersonAnatomy
from core.inference.bone_moves import (
    LOCAL_MOVES,
    SkullPlaces,
    local_fields,
    mandible_motion,
    on_bone,
)
from core.models.anatomy import Anatomy
from tests.app.analytic_head import analytic_template, sphere
from tests.app.fake_anatomy import jaw_weight
from tests.core.document.states import bones, plain_state

DIRECTIONS, FACES = sphere(3)
PLACES = {
    "condylion_left": (53.0, -3.0, 14.0), "condylion_right": (-53.0, -3.0, 14.0),
    "pogonion": (0.0, -83.0, 82.0), "menton": (0.0, -90.0, 76.0),
    "gonion_left": (45.0, -58.0, 8.0), "gonion_right": (-45.0, -58.0, 8.0),
    "orbitale_left": (30.0, -2.0, 78.0), "orbitale_right": (-30.0, -2.0, 78.0),
    "zygion_left": (64.0, -3.0, 30.0), "zygion_right": (-64.0, -3.0, 30.0),
    "nasion": (0.0, 26.0, 90.0), "rhinion": (0.0, 4.0, 103.0),
    "supraorbitale_left": (29.0, 35.0, 84.0), "supraorbitale_right": (-29.0, 35.0, 84.0),
    "anterior_nasal_spine": (0.0, -27.0, 90.0),
}  # fmt: skip
SKULL_PLACES = np.array(list(PLACES.values()))
DEPTH = 9.0


def _template() -> Template:
    """Return the analytic head with every landmark, as extra vertices of the skull."""
    plain = analytic_template(DIRECTIONS, FACES)
    count = len(plain.skull.vertices)
    skull = plain.skull.with_vertices(plain.skull.vertices)
    vertices = np.vstack([skull.vertices, SKULL_PLACES])
    labels = np.concatenate([plain.skull_labels, np.zeros(len(PLACES), dtype=np.int64)])
    return replace(
        plain,
        skull=type(skull)(vertices, skull.faces),
        skull_labels=labels,
        skull_landmarks={name: count + at for at, name in enumerate(PLACES)},
    )


@pytest.fixture(scope="module")
def template() -> Template:
    return _template()


@pytest.fixture(scope="module")
def person(template: Template) -> PersonAnatomy:
    skin = template.skin
    normal = anatomy_normals(skin)
    depth = np.full(skin.vertex_count, DEPTH)
    anatomy = Anatomy(
        skin.vertices - DEPTH * normal, normal, depth, jaw_weight(DIRECTIONS), depth > 0
    )
    return PersonAnatomy.of(anatomy, skin, template.skull, template)


def _moves(
    person: PersonAnatomy, template: Template, state: FaceState, **more: object
) -> FloatArray:
    thicker = person.thicker(state, template.regions, np.full(len(person.skin), 0.4))
    return person.skin_moves(state, person.skin, thicker, **more)  # type: ignore[arg-type]


def test_no_edit_moves_nothing(person: PersonAnatomy, template: Template) -> None:
    assert not _moves(person, template, plain_state()).any()


def test_thickness_build_and_paint_add_up_along_the_normal(
    person: PersonAnatomy, template: Template
) -> None:
    paint = np.linspace(0.0, 2.0, len(person.skin))
    state = plain_state(thickness={"chin": 3.0}, build=5.0, paint=paint)
    wanted = 3.0 * template.regions["chin"] + 5.0 * 0.4 + paint
    moves = _moves(person, template, state)
    np.testing.assert_allclose(moves, wanted[:, None] * person.anatomy.normal, atol=1e-12)
    edited = person.edited(state, person.skin, wanted)
    np.testing.assert_allclose(edited.skin(), person.skin + moves, atol=1e-9)
    np.testing.assert_allclose(edited.bone, person.anatomy.bone, atol=1e-9)


@settings(max_examples=20, deadline=None)
@given(st.floats(-15.0, -0.1), st.floats(-10.0, 0.0))
def test_skin_never_reaches_the_bone(build: float, paint: float) -> None:
    template = _template()
    count = template.skin.vertex_count
    anatomy = Anatomy(
        template.skin.vertices,
        DIRECTIONS,
        np.linspace(0.5, 20.0, count),
        np.zeros(count),
        np.ones(count, dtype=bool),
    )
    person = PersonAnatomy(
        anatomy, template.skin.vertices, SkullPlaces({}), {}, {}, np.zeros(0, dtype=np.int64)
    )
    state = plain_state(build=build, paint=np.full(count, paint))
    left = anatomy.depth + person.thicker(state, template.regions, np.full(count, 0.5))
    assert (left >= np.minimum(anatomy.depth, 1.5) - 1e-9).all()


def test_bone_carries_the_skin_with_its_thickness(
    person: PersonAnatomy, template: Template
) -> None:
    state = plain_state(bone={"brow_ridge.forward": 4.0})
    edited = person.edited(state, person.skin, np.zeros(len(person.skin)))
    np.testing.assert_array_equal(edited.depth, person.anatomy.depth)
    moves = _moves(person, template, state)
    np.testing.assert_allclose(edited.bone - person.anatomy.bone, moves, atol=1e-9)
    assert moves[:, 2].max() > 2.0
    low = person.skin[:, 1] < -20.0
    assert np.abs(moves[low]).max() < 0.05


def test_the_jaw_moves_as_a_body_about_its_condyles(
    person: PersonAnatomy, template: Template
) -> None:
    state = plain_state(bone={"mandible.open": 15.0, "mandible.forward": 3.0})
    motion = person.jaw_motion(state, person.skin)
    hinge = np.array([0.0, -3.0, 14.0])
    np.testing.assert_allclose(motion.apply(hinge), hinge + [0.0, 0.0, 3.0], atol=1e-9)
    moves = _moves(person, template, state)
    whole, still = person.anatomy.jaw == 1.0, person.anatomy.jaw == 0.0
    assert whole.sum() > 10
    wanted = motion.apply(person.skin[whole])
    np.testing.assert_allclose(person.skin[whole] + moves[whole], wanted, atol=1e-9)
    assert not moves[still].any()
    assert moves[whole][:, 1].min() < -10.0


def test_thickness_turns_with_the_jaw(person: PersonAnatomy, template: Template) -> None:
    """First d, then T: a chin that was thickened is as thick with the jaw open."""
    open_jaw = {"mandible.open": 25.0}
    both = _moves(person, template, plain_state(thickness={"chin": 4.0}, bone=open_jaw))
    jaw = _moves(person, template, plain_state(bone=open_jaw))
    added = both - jaw
    whole = person.anatomy.jaw == 1.0
    turn = person.jaw_motion(plain_state(bone=open_jaw), person.skin).rotation
    wanted = 4.0 * template.regions["chin"][:, None] * person.anatomy.normal @ turn.T
    np.testing.assert_allclose(added[whole], wanted[whole], atol=1e-9)


def test_an_expression_turns_what_follows_the_jaw(
    person: PersonAnatomy, template: Template
) -> None:
    turn = Rotation.from_euler("x", 20.0, degrees=True).as_matrix()
    after = Similarity(1.0, turn, np.array([0.0, -5.0, 2.0]))
    state = plain_state(thickness={"chin": 4.0})
    plain, turned = (
        _moves(person, template, state),
        _moves(person, template, state, expression=after),
    )
    whole, still = person.anatomy.jaw == 1.0, person.anatomy.jaw == 0.0
    np.testing.assert_allclose(turned[whole], plain[whole] @ turn.T, atol=1e-9)
    np.testing.assert_array_equal(turned[still], plain[still])


def test_shape_edits_carry_the_hinge_along(person: PersonAnatomy) -> None:
    state = plain_state(bone={"mandible.open": 10.0})
    shifted = person.jaw_motion(state, person.skin + np.array([0.0, 7.0, 0.0]))
    hinge = np.array([0.0, 4.0, 14.0])
    np.testing.assert_allclose(shifted.apply(hinge), hinge, atol=1e-6)


@settings(max_examples=30, deadline=None)
@given(bones())
def test_mandible_motions_are_rigid_and_undone_by_their_inverse(bone: dict[str, float]) -> None:
    moves = {key.partition(".")[2]: v for key, v in bone.items() if key.startswith("mandible.")}
    motion = mandible_motion(moves, np.array([0.0, -3.0, 14.0]))
    np.testing.assert_allclose(motion.rotation @ motion.rotation.T, np.eye(3), atol=1e-12)
    back = motion.inverse().apply(motion.apply(SKULL_PLACES))
    np.testing.assert_allclose(back, SKULL_PLACES, atol=1e-9)


@pytest.mark.parametrize(
    ("move", "axis", "sign"),
    [("open", 1, -1), ("forward", 2, 1), ("drop", 1, -1), ("shift", 0, 1), ("yaw", 0, 1)],
)
def test_the_chin_goes_where_the_control_says(move: str, axis: int, sign: int) -> None:
    chin = np.array([0.0, -80.0, 80.0])
    moved = mandible_motion({move: 5.0}, np.array([0.0, -3.0, 14.0])).apply(chin) - chin
    assert sign * moved[axis] > 3.0


def test_roll_lifts_the_left_side() -> None:
    left = np.array([40.0, -60.0, 30.0])
    moved = mandible_motion({"roll": 5.0}, np.array([0.0, -3.0, 14.0])).apply(left) - left
    assert moved[1] > 2.0


def test_every_local_control_moves_its_bone_fully_and_no_tooth_apart() -> None:
    at = {name: np.array(place) for name, place in PLACES.items()}
    places = SkullPlaces.of(SKULL_PLACES, {name: i for i, name in enumerate(PLACES)})
    assert {c.key for c in BONE_CONTROLS if places.knows(c.key)} == {c.key for c in BONE_CONTROLS}
    teeth = np.array([[x, y, 80.0] for x in (-20.0, 0.0, 20.0) for y in (-45.0, -60.0)])
    labels = np.array([SKULL_LABELS.index(n) for n in ("upper_teeth", "lower_teeth")] * 3)
    for key, field in local_fields(teeth, places).items():
        moved = on_bone(field, key, labels)
        upper = moved[labels == SKULL_LABELS.index("upper_teeth")]
        assert not moved[labels == SKULL_LABELS.index("lower_teeth")].any(), key
        np.testing.assert_allclose(upper, np.tile(upper[0], (3, 1)), err_msg=key)
        assert (np.linalg.norm(upper[0]) == pytest.approx(1.0)) == key.startswith("maxilla")
    for key, move in LOCAL_MOVES.items():
        if move.widens:
            continue
        end = places.at[move.ends[0]]
        field = local_fields(end[None], places)[key]
        np.testing.assert_allclose(field[0], move.direction, atol=1e-12, err_msg=key)
    assert at


def test_widening_moves_both_sides_apart_by_the_whole_width() -> None:
    places = SkullPlaces.of(SKULL_PLACES, {name: i for i, name in enumerate(PLACES)})
    pair = np.array([[14.0, -86.0, 79.0], [-14.0, -86.0, 79.0]])
    moved = local_fields(pair, places)["chin.width"]
    np.testing.assert_allclose(moved[0], -moved[1] * [1.0, -1.0, -1.0], atol=1e-12)
    assert moved[0, 0] - moved[1, 0] == pytest.approx(0.95, abs=0.05)


def test_missing_landmarks_and_patterns_are_refused_in_a_sentence(template: Template) -> None:
    count = template.skin.vertex_count
    bare = PersonAnatomy(
        Anatomy(template.skin.vertices, DIRECTIONS, np.ones(count), np.zeros(count),
                np.ones(count, dtype=bool)),
        template.skin.vertices, SkullPlaces({}), {}, {}, np.zeros(0, dtype=np.int64),
    )  # fmt: skip
    skin, regions = template.skin.vertices, template.regions
    none = np.zeros(count)
    for state, words in (
        (plain_state(bone={"mandible.open": 5.0}), "no condyles"),
        (plain_state(bone={"chin.down": 5.0}), "cannot move chin.down"),
    ):
        with pytest.raises(EditError, match=words):
            bare.skin_moves(state, skin, none)
    with pytest.raises(EditError, match="body mass"):
        bare.thicker(plain_state(build=3.0), regions, None)
    with pytest.raises(EditError, match="other models"):
        bare.thicker(plain_state(paint=np.ones(3)), regions, None)
