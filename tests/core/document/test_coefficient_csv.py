"""Recordings of ARKit coefficients are read whole, and refused by line and column where broken."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.document.arkit import ARKIT_NAMES, arkit_name, arkit_shapes, split_weights
from core.document.coefficient_csv import read_coefficients
from core.document.csv_table import read_csv
from core.document.performance import Performance
from core.errors import PerformanceError

NAMES = (
    "browInnerUp_L", "browInnerUp_R", "cheekPuff_L", "cheekPuff_R", "eyeBlink_L", "eyeBlink_R",
    "jawOpen", "mouthSmile_L", "mouthSmile_R",
)  # fmt: skip
LIVE_LINK = (
    "Timecode,BlendShapeCount,EyeBlinkLeft,JawOpen,MouthSmileLeft,MouthSmileRight,BrowInnerUp,"
    "CheekPuff,TongueOut,HeadYaw\n"
)


def _write(folder: Path, text: str | bytes, name: str = "take.csv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def _column(take: Performance, name: str) -> list[float]:
    return [float(value) for value in take.weights[:, take.names.index(name)]]


def test_arkit_has_52_shapes_and_the_models_51_of_them() -> None:
    assert len(set(ARKIT_NAMES)) == 52
    shapes = arkit_shapes(NAMES)
    assert [one.name for one in shapes if one.standard] == [
        "eyeBlinkLeft", "eyeBlinkRight", "mouthSmileLeft", "mouthSmileRight", "jawOpen",
        "browInnerUp", "cheekPuff",
    ]  # fmt: skip
    assert [one.name for one in shapes if not one.standard] == [
        "browInnerUpLeft", "browInnerUpRight", "cheekPuffLeft", "cheekPuffRight",
    ]  # fmt: skip
    assert arkit_name("eyeLookIn_R") == "eyeLookInRight"


@given(st.lists(st.floats(0.0, 1.0), min_size=len(NAMES), max_size=len(NAMES)))
def test_shapes_of_both_sides_and_their_halves_make_the_expression(weights: list[float]) -> None:
    shapes = arkit_shapes(NAMES)
    again = np.zeros(len(NAMES))
    for shape, weight in zip(shapes, split_weights(shapes, weights), strict=True):
        assert weight >= 0.0
        again[list(shape.members)] += weight
    np.testing.assert_allclose(again, weights, atol=1e-12)


def test_a_live_link_take_is_mapped_and_what_is_left_out_is_said(tmp_path: Path) -> None:
    rows = [
        f"13:37:{32 + at // 60:02d}:{at % 60:02d}.654,61,0.1,{at / 100:.2f},0.5,0.25,0.75,1.02,0,2"
        for at in range(70)
    ]
    take = read_coefficients(_write(tmp_path, LIVE_LINK + "\n".join(rows)), NAMES)
    assert take.fps == 60.0
    assert take.frame_count == 70
    assert take.seconds == pytest.approx(70 / 60)
    assert _column(take, "jawOpen")[69] == pytest.approx(0.69)
    assert _column(take, "browInnerUp_L") == _column(take, "browInnerUp_R") == [0.75] * 70
    assert _column(take, "cheekPuff_R") == [1.0] * 70
    said = " ".join(take.notes)
    assert "70 weights slightly outside" in said
    assert "Missing and taken for zero: eyeBlinkRight." in said
    assert "Not played: TongueOut, HeadYaw." in said
    assert take.errors is None


@pytest.mark.parametrize(
    ("text", "fps"),
    [
        ("seconds,jawOpen\n0,0\n0.04,0.5\n0.08,1\n", 25.0),
        ("\ufeffTime;JAWOPEN\n0,0;0\n0,0333;0,5\n0,0667;1\n", 30.0),
        ("frame\tjawOpen\n7\t0\n8\t0.5\n9\t1\n", 60.0),
        ("jawOpen,\n0,\n0.5,\n1,\n", 60.0),
        ('"Timecode","jawOpen"\n00:00:01:23,0\n00:00:02:00,.5\n00:00:02:01,1\n', 24.0),
        ("Timecode,jawOpen\n23:59:59:24,0\n00:00:00:00,0.5\n00:00:00:01,1\n", 25.0),
    ],
)
def test_time_is_understood_however_it_is_written(tmp_path: Path, text: str, fps: float) -> None:
    take = read_coefficients(_write(tmp_path, text), NAMES)
    assert take.fps == fps
    assert _column(take, "jawOpen") == [0.0, 0.5, 1.0]


def test_frames_a_second_may_be_given_and_a_wide_text_read(tmp_path: Path) -> None:
    text = "jawOpen\n0\n1\n".encode("utf-16")
    take = read_coefficients(_write(tmp_path, text), NAMES, 50.0)
    assert take.fps == 50.0
    assert not any("assumed" in note for note in take.notes)


def test_skipped_frames_and_frames_without_a_face_are_filled_in(tmp_path: Path) -> None:
    text = "frame,BlendShapeCount,jawOpen\n0,52,0\n1,0,\n2,52,0.2\n6,52,0.6\n"
    take = read_coefficients(_write(tmp_path, text), NAMES)
    np.testing.assert_allclose(_column(take, "jawOpen"), np.arange(7) / 10, atol=1e-12)
    assert any("3 skipped frames" in note for note in take.notes)
    assert any("1 frames without a face" in note for note in take.notes)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("frame,jawOpen\n0,0.1\n1,abc\n", "line 3, column 'jawOpen': 'abc' is no number"),
        ("frame,jawOpen\n0,0.1\n\n1,nan\n", "line 4, column 'jawOpen': 'nan' is no finite"),
        ("frame,jawOpen\n0,inf\n", "'inf' is no finite number"),
        ("frame,jawOpen\n0,1_0\n", "'1_0' is no number"),
        ("frame,jawOpen\n0,\n", "an empty cell is no number"),
        ("frame,jawOpen\n0,55\n", "'55' is no weight from 0 to 1"),
        ("frame,jawOpen\n0,0.1\n1\n", "line 3, has 1 cells instead of 2"),
        ("frame,jawOpen\n0,0.1,0.2\n", "line 2, has 3 cells instead of 2"),
        ("frame,jawOpen\n1,0.1\n1,0.1\n", "is not later than the row before"),
        ("seconds,jawOpen\n0,0\n1e9,0\n", "frames a second by its times"),
        ("frame,jawOpen\n0,0\n1e9,0\n", "spans 1,000,000,000 frames"),
        ("Timecode,jawOpen\n12:00,0\n", "'12:00' is no time code"),
        ("jawOpen,JawOpen\n0,0\n", "two columns for jawOpen"),
        ("BrowInnerUp,browInnerUp_R\n0,0\n", "two columns for browInnerUp_R"),
        ("x,y,z\n1,2,3\n", "no column with the name of a blend shape"),
        ("jawOpen\n", "holds no frames"),
        ("", "holds no frames"),
        ('jawOpen\n"0.1\n', "cannot be told apart"),
        ("jawOpen,BlendShapeCount\n0,0\n", "no face in any frame"),
        (b"\x89PNG\x00\xff", "holds no text"),
        (b"jawOpen\n0\x000\n", "holds no text"),
        ("c" + "," * 1999 + "\n1" + "," * 1999, "has 2,000 columns"),
        ("jawOpen\n" + '"' + "x" * 200_000 + '"\n', "cannot be told apart"),
    ],
)
def test_hostile_files_are_refused_by_place(tmp_path: Path, text: str | bytes, said: str) -> None:
    path = _write(tmp_path, text)
    with pytest.raises(PerformanceError, match=r"take\.csv") as refusal:
        read_coefficients(path, NAMES)
    assert said in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_missing_files_and_folders_are_told(tmp_path: Path) -> None:
    with pytest.raises(PerformanceError, match="no file"):
        read_csv(tmp_path / "none.csv")
    with pytest.raises(PerformanceError, match="cannot be read"):
        read_csv(tmp_path)


@given(st.binary(max_size=200))
def test_no_bytes_do_more_than_refuse(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = _write(tmp_path_factory.getbasetemp(), data, "random.csv")
    try:
        take = read_coefficients(path, NAMES)
    except PerformanceError:
        return
    assert take.frame_count > 0


def test_a_truncated_take_is_refused_or_shorter_never_wrong(tmp_path: Path) -> None:
    whole = LIVE_LINK + "\n".join(
        f"00:00:{at // 30:02d}:{at % 30:02d},61,0.5,0.5,0.5,0.5,0.5,0.5,0.5,1" for at in range(40)
    )
    for cut in range(len(LIVE_LINK), len(whole), 97):
        try:
            take = read_coefficients(_write(tmp_path, whole[:cut]), NAMES)
        except PerformanceError:
            continue
        assert set(_column(take, "jawOpen")) == {0.5}


def test_a_performance_keeps_its_numbers_and_refuses_others() -> None:
    weights = np.zeros((3, 1))
    take = Performance(("jawOpen",), 25.0, weights, errors=np.ones(3))
    weights[0] = 1.0
    assert take.weights[0, 0] == 0.0
    assert [take.frame_at(at / 25.0) for at in range(3)] == [0, 1, 2]
    assert take.frame_at(-1.0) == 0
    assert take.frame_at(99.0) == 2
    assert take.at_rate(50.0).seconds == pytest.approx(0.06)
    with pytest.raises(PerformanceError, match="no frames"):
        Performance(("jawOpen",), 25.0, np.zeros((0, 1)))
    with pytest.raises(PerformanceError, match="no numbers"):
        Performance(("jawOpen",), 25.0, np.full((1, 1), np.nan))
    with pytest.raises(PerformanceError, match="frames a second"):
        Performance(("jawOpen",), 0.0, np.zeros((1, 1)))
    with pytest.raises(PerformanceError, match="errors for 2"):
        Performance(("jawOpen",), 25.0, np.zeros((1, 1)), errors=np.zeros(2))
