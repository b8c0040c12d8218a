"""The command line over the shipped models: the sample scan, end to end."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from typer.testing import CliRunner

from app import heads
from app.cli import cli
from core.document.project_file import load_project
from core.geometry.clearance import outer_skin
from core.geometry.distance import SurfaceDistance
from core.geometry.mesh_io import read_mesh
from core.resources import resource_path

if TYPE_CHECKING:
    from core.inference.head import HeadModel


def run_json(*words: object) -> dict[str, Any]:
    result = CliRunner().invoke(cli, [*(str(word) for word in words), "--json"])
    assert result.exit_code == 0, (result.stdout, result.stderr, result.exception)
    answer = json.loads(result.stdout)
    assert isinstance(answer, dict)
    return answer


@pytest.fixture(scope="module", autouse=True)
def _one_model(head_model: "HeadModel") -> Iterator[None]:
    """Load the models once for all commands; the loading has tests of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(heads, "head_model", lambda state=None: head_model)
        yield


@pytest.fixture(scope="module")
def fitted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    path = tmp_path_factory.mktemp("real") / "sample.nasion"
    answer = run_json("fit", resource_path("sample", "sample_head.ply"), "-o", path)
    return path, answer


def test_the_sample_is_found_upright_in_millimetres_and_closely(
    fitted: tuple[Path, dict[str, Any]],
) -> None:
    path, answer = fitted
    assert answer["unit"] == "mm"
    assert answer["scale"] == pytest.approx(1.0, rel=0.03)
    assert answer["face_error_mean"] < 0.6
    assert answer["confidence"] > 0.5
    scan = load_project(path).state.scan
    assert scan is not None
    head = scan.to_head.apply(read_mesh(resource_path("sample", "sample_head.ply")).vertices)
    # Upright: the nose is the part of the face that reaches furthest to the front.
    tip = head[np.argmax(head[:, 2])]
    assert abs(tip[0]) < 8
    assert -45 < tip[1] < 15


def test_skin_lies_on_the_scan_and_skull_within_the_skin(
    fitted: tuple[Path, dict[str, Any]], head_model: "HeadModel", tmp_path: Path
) -> None:
    path, _ = fitted
    skin, skull = tmp_path / "skin.obj", tmp_path / "skull.stl"
    run_json(
        "export", path, "--skin", skin, "--skull", skull, "--frame", "scan", "--resolution", "96"
    )
    scan = read_mesh(resource_path("sample", "sample_head.ply"))
    assert np.median(SurfaceDistance(read_mesh(skin)).unsigned(scan.vertices)[0]) < 1.0
    state = load_project(path).state
    assert state.scan is not None
    bone = state.scan.to_head.apply(read_mesh(skull).vertices)
    # Teeth stand in the pocket between the lips, which is outside the skin but inside the head.
    head = outer_skin(head_model.skin_preview(state), head_model.bundle.skull.pocket)
    assert SurfaceDistance(head).signed(bone).max() < 0.0


def test_an_edit_reaches_its_measure_and_shows_in_its_part(
    fitted: tuple[Path, dict[str, Any]], tmp_path: Path
) -> None:
    path, _ = fitted
    edited = tmp_path / "edited.nasion"
    before = {row["measure"]: row["value"] for row in run_json("measure", path)["rows"]}
    wanted = round(before["nose.width"] + 2.0, 1)
    answer = run_json("edit", path, "-o", edited, "--set", f"nose.width={wanted}mm")
    assert answer["measures"]["nose.width"] == pytest.approx(wanted, abs=0.02)
    rows = {row["region"]: row["mean"] for row in run_json("compare", path, edited)["rows"]}
    assert rows["nose"] > 5 * rows["eyes"]
    assert rows["nose"] > 5 * rows["mouth"]
