"""`nasion edit` and `nasion measure` over the analytic head."""

from pathlib import Path

import numpy as np
import pytest

from core.arrays import FloatArray
from core.document.sides import side_code
from core.geometry.template import PARTS
from tests.app.command_line import refused, run, run_json, state_of

pytestmark = pytest.mark.usefixtures("analytic_head")


def test_edit_by_component_thickness_size_and_reset(fitted: Path, tmp_path: Path) -> None:
    target = tmp_path / "q.nasion"
    answer = run_json(
        "edit", fitted, "-o", target, "--part", "nose.1=+1.5", "--part", "Mouth.2=-1",
        "--thickness", "cheeks=+2", "--thickness", "chin=-1.5mm", "--size", "1.05",
    )  # fmt: skip
    state = state_of(target)
    assert state.codes["nose"][0] == 1.5
    assert state.codes["mouth"][1] == -1.0
    assert state.thickness == {"cheek_left": 2.0, "cheek_right": 2.0, "chin": -1.5}
    assert state.size == 1.05
    assert "Nose 1 to +1.5" in answer["edits"]
    run("edit", target, "-o", target, "--reset", "nose")
    assert state_of(target).codes["nose"] == state_of(fitted).codes["nose"]
    assert state_of(target).codes["mouth"][1] == -1.0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--part", "nose.1=7"), "choose a value from -3 to 3"),
        (("--part", "ear.1=1"), "no part 'ear'"),
        (("--part", "nose.99=1"), "no component 99"),
        (("--thickness", "elbow=1"), "no region 'elbow'"),
        (("--thickness", "chin=40"), "Chin cannot be 40"),
        (("--bone", "elbow.out=1"), "no bone control 'elbow.out'"),
        (("--bone", "chin.down=40"), "Chin down cannot be 40"),
        (("--build", "99"), "Build cannot be 99"),
        (("--size", "9"), "Size cannot be 9"),
        (("--expression", "jawOpn=1"), "such as jawOpen"),
        (("--expression", "jawOpen=2"), "Jaw open cannot be 2"),
        (("--copy", "nose:absent.nasion"), "absent.nasion"),
        (("--randomise", "ear"), "no part 'ear'"),
        (("--randomise", "nose=9"), "Strength cannot be 9"),
        (("--lock", "nose", "--randomise", "nose"), "locked"),
        (("--set", "nose.colour=9"), "no measure 'nose.colour'"),
        (("--set", "nose.width=900mm"), "cannot bring nose width to 900 mm"),
    ],
)
def test_an_impossible_edit_is_one_line(
    words: tuple[str, ...], said: str, fitted: Path, tmp_path: Path
) -> None:
    assert said in refused("edit", fitted, "-o", tmp_path / "q.nasion", *words)
    assert not list(tmp_path.iterdir())


def test_edit_moves_bone_and_build_and_puts_them_back(fitted: Path, tmp_path: Path) -> None:
    target = tmp_path / "q.nasion"
    answer = run_json(
        "edit", fitted, "-o", target, "--bone", "mandible.forward=4", "--bone", "zygoma.out=-1.5mm",
        "--bone", "mandible.open=12deg", "--build", "+2", "--thickness", "chin=1",
    )  # fmt: skip
    state = state_of(target)
    assert state.bone == {
        "mandible.forward": 4.0,
        "zygoma_left.out": -1.5,
        "zygoma_right.out": -1.5,
        "mandible.open": 12.0,
    }
    assert state.build == 2.0
    assert "Mandible forward +4 mm" in answer["edits"]
    run("edit", target, "-o", target, "--swap-sides", "--bone", "zygoma_left.out=3")
    assert state_of(target).bone["zygoma_left.out"] == 3.0
    assert state_of(target).bone["zygoma_right.out"] == -1.5
    run("edit", target, "-o", target, "--reset", "bone")
    assert not state_of(target).bone
    assert state_of(target).build == 2.0
    run("edit", target, "-o", target, "--reset", "anatomy")
    assert not state_of(target).has_anatomy_edits


def test_edit_reaches_a_measure_with_one_part(fitted: Path, tmp_path: Path) -> None:
    target = tmp_path / "q.nasion"
    rows = {row["measure"]: row for row in run_json("measure", fitted)["rows"]}
    wanted = rows["nose.width"]["value"] + 3.0
    answer = run_json("edit", fitted, "-o", target, "--set", f"nose.width={wanted:.2f}mm")
    assert answer["measures"]["nose.width"] == pytest.approx(wanted, abs=0.02)
    after = {row["measure"]: row for row in run_json("measure", target)["rows"]}
    assert after["nose.width"]["value"] == pytest.approx(wanted, abs=0.02)
    assert after["nose.width"]["fitted"] == pytest.approx(wanted - 3.0, abs=0.02)
    assert after["face.width"]["value"] == pytest.approx(rows["face.width"]["value"], abs=0.2)
    before, now = state_of(fitted), state_of(target)
    assert {part for part in now.codes if now.codes[part] != before.codes[part]} == {"nose"}


def test_a_bilateral_measure_moves_both_sides(fitted: Path, tmp_path: Path) -> None:
    target = tmp_path / "q.nasion"
    run("edit", fitted, "-o", target, "--set", "eyes.fissure_length=2.9cm")
    rows = {row["measure"]: row["value"] for row in run_json("measure", target)["rows"]}
    mean = (rows["eyes.fissure_length_left"] + rows["eyes.fissure_length_right"]) / 2
    assert mean == pytest.approx(29.0, abs=0.02)


@pytest.fixture
def other(fitted: Path, tmp_path: Path) -> Path:
    """Another person of the same models."""
    path = tmp_path / "anna.nasion"
    run("edit", fitted, "-o", path, "--randomise", "all", "--seed", "5", "--size", "1.1")
    return path


def test_a_part_is_copied_from_another_project(fitted: Path, other: Path, tmp_path: Path) -> None:
    answer = run_json("edit", fitted, "-o", tmp_path / "q.nasion", "--copy", f"nose:{other}")
    after, mine, others = state_of(tmp_path / "q.nasion"), state_of(fitted), state_of(other)
    assert answer["edits"] == ["Nose of anna"]
    assert after.codes["nose"] == others.codes["nose"]
    assert after.codes["eyes"] == mine.codes["eyes"]
    assert after.size == mine.size


def test_people_are_blended_whole_or_by_part(fitted: Path, other: Path, tmp_path: Path) -> None:
    target = tmp_path / "q.nasion"
    run("edit", fitted, "-o", target, "--blend", f"{other}=0.25")
    mine, others, after = state_of(fitted), state_of(other), state_of(target)
    assert after.size == pytest.approx(0.75 * mine.size + 0.25 * others.size)
    expected = 0.75 * np.array(mine.codes["eyes"]) + 0.25 * np.array(others.codes["eyes"])
    np.testing.assert_allclose(after.codes["eyes"], expected)
    run("edit", fitted, "-o", target, "--blend-part", f"mouth:{other}=1", "--lock", "nose")
    assert state_of(target).codes["mouth"] == others.codes["mouth"]
    assert state_of(target).codes["eyes"] == mine.codes["eyes"]
    assert state_of(target).locked == {"nose"}
    run("edit", target, "-o", target, "--blend", f"{other}=1")
    assert state_of(target).codes["nose"] == mine.codes["nose"]


def test_random_parts_can_be_drawn_again(fitted: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "a.nasion", tmp_path / "b.nasion"
    seed = run_json("edit", fitted, "-o", first, "--randomise", "nose=0.5")["seed"]
    run("edit", fitted, "-o", second, "--randomise", "nose=0.5", "--seed", seed)
    assert state_of(first) == state_of(second)
    mine = state_of(fitted)
    assert {part for part in PARTS if state_of(first).codes[part] != mine.codes[part]} == {"nose"}


def test_expressions_are_set_swapped_and_reset(fitted: Path, tmp_path: Path) -> None:
    target = tmp_path / "q.nasion"
    answer = run_json("edit", fitted, "-o", target, "--expression", "mouthSmile_L=0.6")
    assert answer["edits"] == ["Mouth smile, left 60 %"]
    assert state_of(target).expression == (0.0, 0.6)
    run("edit", target, "-o", target, "--swap-sides")
    assert state_of(target).expression == (0.0, 0.0, 0.6)
    run("edit", target, "-o", target, "--reset", "expression")
    assert state_of(target).expression == ()


def test_an_unusual_measure_is_told(fitted: Path, tmp_path: Path) -> None:
    target = tmp_path / "q.nasion"
    rows = {row["measure"]: row for row in run_json("measure", fitted)["rows"]}
    population = rows["face.width"]["population"]
    assert population["z"] == pytest.approx(
        (rows["face.width"]["value"] - population["mean"]) / population["sd"]
    )
    wide = population["mean"] + 3.3 * population["sd"]
    words = ("edit", fitted, "-o", target, "--set", f"face.width={wide:.1f}mm")
    assert any("outside" in notice for notice in run_json(*words)["notices"])
    assert "outside what the population has" in run(*words).stderr
    assert any("Face width" in notice for notice in run_json("measure", target)["notices"])


def test_one_side_alone_moves_less_of_the_other(fitted: Path, tmp_path: Path) -> None:
    def sides(path: Path) -> FloatArray:
        rows = {row["measure"]: row["value"] for row in run_json("measure", path)["rows"]}
        return np.array([rows[f"eyes.fissure_length_{side}"] for side in ("left", "right")])

    target, before = tmp_path / "q.nasion", sides(fitted)
    wanted = f"eyes.fissure_length_left={before[0] + 0.4:.3f}mm"
    run("edit", fitted, "-o", target, "--set", wanted)
    moved = sides(target) - before
    assert moved[0] == pytest.approx(0.4, abs=0.02)
    assert abs(moved[1]) < 0.2
    both = f"eyes.fissure_length={before.mean() + 0.4:.3f}mm"
    run("edit", fitted, "-o", target, "--set", both)
    assert (sides(target) - before).mean() == pytest.approx(0.4, abs=0.02)


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--expression", "jawOpen"),
        ("--copy", "nose"),
        ("--blend", "anna.nasion"),
        ("--blend-part", "anna.nasion=0.5"),
        ("--randomise", "nose:1"),
        ("--set", "nose.width"),
        ("--set", "nose.width=38deg"),
        ("--part", "nose=1"),
        ("--towards", "old=1"),
        ("--thickness", "chin"),
        ("--size", "big"),
    ],
)
def test_wrong_words_are_usage_errors(words: tuple[str, ...], fitted: Path, tmp_path: Path) -> None:
    run("edit", fitted, "-o", tmp_path / "q.nasion", *words, status=2)


def test_measures_stand_beside_norms(fitted: Path) -> None:
    rows = {row["measure"]: row for row in run_json("measure", fitted)["rows"]}
    width = rows["nose.width"]
    norm = width["norms"]["female"]
    assert norm["z"] == pytest.approx((width["value"] - norm["mean"]) / norm["sd"])
    assert width["unit"] == "mm"
    assert "z women" in run("measure", fitted).stdout


def test_a_part_is_blended_from_where_it_is(fitted: Path, other: Path, tmp_path: Path) -> None:
    target = tmp_path / "q.nasion"
    answer = run_json("edit", fitted, "-o", target, "--blend-part", f"eyes:{other}=0.5")
    assert answer["edits"] == ["Eyes 50 % anna"]
    expected = (np.array(state_of(fitted).codes["eyes"]) + state_of(other).codes["eyes"]) / 2.0
    np.testing.assert_allclose(state_of(target).codes["eyes"], expected)
    unmoved = tmp_path / "same.nasion"
    run("edit", fitted, "-o", unmoved, "--blend-part", f"eyes:{other}=0")
    assert state_of(unmoved) == state_of(fitted)
    for words in (f"ear:{other}=0.5", f"eyes:{other}=1.5"):
        assert "choose" in refused("edit", fitted, "-o", target, "--blend-part", words)


def test_a_preset_and_one_side_from_the_command_line(fitted: Path, tmp_path: Path) -> None:
    output = tmp_path / "q.nasion"
    answer = run_json(
        "edit", fitted, "-o", output, "--preset", "fuller cheeks=0.5", "--part", "nose.1=2",
        "--thickness", "cheek=0.1cm", "--side", "left",
    )  # fmt: skip
    assert answer["edits"][0] == "Preset: Fuller cheeks 50 %, left"
    before, after = state_of(fitted), state_of(output)
    assert after.codes == before.codes
    assert side_code(after, "nose", "left")[0] == pytest.approx(2.0)
    assert dict(after.thickness) == {"cheek_left": 1.0}
    assert "There is no" in refused("edit", fitted, "-o", output, "--preset", "none such")
    assert "not of one side" in refused(
        "edit", fitted, "-o", output, "--size", "1.1", "--side", "left"
    )


def test_averages_are_gone_towards_from_the_fit_and_come_back(fitted: Path, tmp_path: Path) -> None:
    target, back = tmp_path / "m.nasion", tmp_path / "b.nasion"
    answer = run_json("edit", fitted, "-o", target, "--towards", "male=0.5")
    assert answer["edits"] == ["Averages: male 0.5"]
    before, after = state_of(fitted), state_of(target)
    assert after.codes["nose"] != before.codes["nose"]
    assert after.scan is not None
    run("edit", target, "-o", back, "--towards", "female=0")
    np.testing.assert_allclose(state_of(back).codes["nose"], before.codes["nose"], atol=1e-9)


def test_a_project_alone_is_compared_with_its_own_past(fitted: Path, tmp_path: Path) -> None:
    edited = tmp_path / "q.nasion"
    run("edit", fitted, "-o", edited, "--thickness", "chin=4")
    answer = run_json("compare", edited, "--csv", tmp_path / "t.csv")
    assert answer["first"] == "before the edits"
    rows = {row["region"]: row for row in answer["rows"]}
    assert rows["full"]["hausdorff"] == pytest.approx(4.0, abs=0.4)
    assert rows["face"]["bias"] > 0.0
    assert (tmp_path / "t.csv").read_text().startswith("first,second,region")
    assert "no step 99" in refused("compare", edited, "--step", "99")
