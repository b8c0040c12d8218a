"""`nasion measure`: profile, placed measures, symmetry and the table as a file."""

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.document.mark_edits import MoveLandmark, PlaceMeasure
from core.document.project_file import load_project, save_project
from core.geometry.placed_measures import PlacedMeasure
from core.geometry.surface_points import SurfacePoint
from tests.app.command_line import refused, run, run_json
from tests.app.fakes import FakeHeadModel

pytestmark = pytest.mark.usefixtures("analytic_head")


@pytest.fixture
def marked(fitted: Path, tmp_path: Path) -> Path:
    """Return a project with a placed distance and a moved landmark."""
    project = load_project(fitted)
    at = {name: SurfacePoint.at_vertex(index)
          for name, index in FakeHeadModel().bundle.template.landmarks.items()}  # fmt: skip
    measure = PlacedMeasure("distance", "Scar", (at["nasion"], at["gnathion"]))
    state = PlaceMeasure(measure).apply(project.state)
    state = MoveLandmark("alare_left", at["cheilion_left"]).apply(state)
    path = tmp_path / "marked.nasion"
    save_project(path, replace(project, state=state, past=None))
    return path


def test_the_profile_is_measured_on_skin_and_bone(fitted: Path) -> None:
    assert "profile" not in run_json("measure", fitted)
    answer = run_json("measure", fitted, "--cephalometric")
    rows = {row["measure"]: row for row in answer["profile"]}
    assert {row["tissue"] for row in rows.values()} <= {"skin", "bone"}
    convexity = rows["profile.convexity"]
    norm = convexity["norms"]["female"]
    assert norm["z"] == pytest.approx((convexity["value"] - norm["mean"]) / norm["sd"])
    assert rows["profile.e_line_upper"]["norms"]["male"]["z"] is None
    assert any("Sella" in notice for notice in answer["notices"])
    assert "E-line" in run("measure", fitted, "--cephalometric").stdout


def test_marks_of_the_studio_count(fitted: Path, marked: Path) -> None:
    plain, answer = run_json("measure", fitted), run_json("measure", marked)
    assert plain["placed"] == []
    (scar,) = answer["placed"]
    widths = [
        next(row["value"] for row in one["rows"] if row["measure"] == "nose.width")
        for one in (plain, answer)
    ]
    assert (scar["title"], scar["unit"]) == ("Scar", "mm")
    height = next(row["value"] for row in plain["rows"] if row["measure"] == "face.height")
    assert scar["value"] == pytest.approx(height)
    assert widths[1] > widths[0] + 3.0
    assert "Scar" in run("measure", marked).stdout


def test_symmetry_stands_beside_its_norm(fitted: Path) -> None:
    answer = run_json("measure", fitted, "--asymmetry")
    found = answer["asymmetry"]
    assert set(found["rms"]) == {"face", "upper", "middle", "lower"}
    assert found["z"] == pytest.approx((found["rms"]["face"] - 0.63) / 0.16)
    assert set(answer["volume"]) >= {"Nose", "All of the skin"}
    assert answer["volume"]["Nose"]["net"] == pytest.approx(0.0, abs=1e-6)
    assert "mirror" in run("measure", fitted, "--asymmetry").stdout


def test_every_measure_is_written_as_a_table(marked: Path, tmp_path: Path) -> None:
    path = tmp_path / "measures.csv"
    answer = run_json("measure", marked, "--csv", path, "--asymmetry")
    with path.open(newline="") as stream:
        lines = {line["measure"]: line for line in csv.DictReader(stream)}
    for row in answer["rows"]:
        assert float(lines[row["measure"]]["value"]) == pytest.approx(row["value"], abs=6e-4)
    assert float(lines["placed.distance"]["value"]) == pytest.approx(
        answer["placed"][0]["value"], abs=6e-4
    )
    rms = float(lines["asymmetry.face"]["value"])
    assert rms == pytest.approx(answer["asymmetry"]["rms"]["face"], abs=6e-4)
    assert np.isfinite(float(lines["profile.convexity"]["female_z"]))
    assert "its folder does not exist" in refused(
        "measure", marked, "--csv", tmp_path / "nowhere" / "x.csv"
    )
