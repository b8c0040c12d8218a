"""The side file gives back the face it names, holds no name of a file, and trusts nothing."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core.document.changes import changes_since_fit
from core.document.edits import SetComponent, SetThickness
from core.document.provenance import (
    SUFFIX,
    Fingerprint,
    Recipe,
    facts_of,
    nameless,
    read_recipe,
    side_file,
    write_recipe,
)
from core.document.state import (
    BundleReference,
    FaceState,
    FitReport,
    FittedCodes,
    KnownBone,
    KnownPoint,
    ScanReference,
)
from core.errors import ExportError, ProjectError
from core.geometry.placed_measures import PlacedMeasure
from core.geometry.surface_points import SurfacePoint
from core.geometry.template import PARTS
from core.geometry.transforms import Similarity
from tests.core.geometry.shapes import sphere

CODES = dict.fromkeys(PARTS, (0.5, -1.0, 0.0))


def _state() -> FaceState:
    generator = np.random.default_rng(5)
    scan = ScanReference(
        name="Mustermann Erika.obj",
        sha256="a" * 64,
        unit="cm",
        to_head=Similarity(10.0, np.eye(3), np.array([1.0, 2.0, 3.0])),
        residual=generator.normal(size=(50, 3)),
        report=FitReport(0.1, 0.2, 0.9, 0.95, 3.0, "CPU"),
        fitted=FittedCodes(CODES),
        trust=generator.random(50),
    )
    state = FaceState(BundleReference("nasion-3", "b" * 64), CODES, scan=scan)
    return replace(state, paint=generator.normal(size=50))


def _recipe(state: FaceState) -> Recipe:
    made = (Fingerprint.of("skin", sphere()),)
    options = {"kind": "skin", "frame": "head", "unit": "mm", "resolution": 64}
    return Recipe("export", options, nameless(state), made, "0.1.0", {"device": "CPU"})


def test_everything_comes_back(tmp_path: Path) -> None:
    recipe = _recipe(_state())
    target = write_recipe(tmp_path / "skin.obj", recipe)
    assert target == side_file(tmp_path / "skin.obj")
    for named in (target, tmp_path / "skin.obj"):
        back = read_recipe(named)
        assert back.state == recipe.state
        assert back.state.scan is not None
        np.testing.assert_array_equal(back.state.scan.trust, _state().scan.trust)
        assert (back.verb, back.made, back.program) == ("export", recipe.made, "0.1.0")
        assert dict(back.options) == recipe.options
        assert dict(back.machine) == {"device": "CPU"}


def test_no_name_of_a_file_and_no_path_is_in_it(tmp_path: Path) -> None:
    target = write_recipe(tmp_path / "skin.obj", _recipe(_state()))
    text = target.read_text()
    assert "Mustermann" not in text
    assert str(tmp_path) not in text
    read = read_recipe(target)
    assert read.state.scan is not None
    assert read.state.scan.name == "scan.obj"


def test_what_people_typed_is_left_out_and_the_shape_is_the_same() -> None:
    bone = KnownBone("Mustermann's chin", (KnownPoint((3,), (0.0, -80.0, 90.0)),), 1.5)
    place = SurfacePoint.at_vertex(3)
    marked = replace(
        _state(),
        known_bone=(bone,),
        measures=(PlacedMeasure("distance", "Mustermann's scar", (place, place)),),
    )
    bare = nameless(marked)
    assert "Mustermann" not in repr(bare)
    assert bare.known_bone[0].points == bone.points
    assert bare.codes == marked.codes
    assert nameless(bare) == bare


def test_changes_of_one_side_are_told() -> None:
    state = replace(_state(), paint=None, one_sided={"nose_left": (0.5, 0.0, 0.0)})
    assert changes_since_fit(state) == ("Nose, left side only: 1 component",)


def test_a_fingerprint_knows_places_and_triangles() -> None:
    mesh = sphere()
    moved = mesh.with_vertices(np.nextafter(mesh.vertices, np.inf))
    prints = {Fingerprint.of("a", one).sha256 for one in (mesh, moved, mesh.flipped())}
    assert len(prints) == 3


def test_the_edit_log_says_what_the_face_is() -> None:
    state = _state()
    assert changes_since_fit(replace(state, paint=None)) == ()
    edited = SetThickness("cheek_left", 2.0).apply(SetComponent("nose", 0, 2.0).apply(state))
    lines = changes_since_fit(edited)
    assert any("Nose: component 1 +0.50 to +2.00" in line for line in lines)
    assert any("cheek, left: +2.0 mm" in line for line in lines)
    assert any("painted" in line for line in lines)
    facts = facts_of(_recipe(edited))
    assert facts["edited"] is True
    assert facts["edits"] == list(lines)
    assert "not for diagnosis" in facts["note"]


def _changed(text: str, change: dict[str, Any]) -> str:
    return json.dumps({**json.loads(text), **change})


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"version": 99}, "newer"),
        ({"format": "nasion-project"}, "damaged"),
        ({"face": "AAAA"}, "damaged"),
        ({"face": 3}, "damaged"),
        ({"face_sha256": "0" * 64}, "not the one"),
        ({"result": [{"name": "skin", "vertices": -1, "faces": 2, "sha256": "c" * 64}]}, "damaged"),
        ({"result": [{"name": "skin", "vertices": 1, "faces": 2, "sha256": "c"}]}, "hash"),
        ({"options": []}, "damaged"),
        ({"machine": {"device": 3}}, "damaged"),
    ],
)
def test_hostile_and_damaged_files_are_refused(
    change: dict[str, Any], words: str, tmp_path: Path
) -> None:
    target = write_recipe(tmp_path / "skin.obj", _recipe(_state()))
    target.write_text(_changed(target.read_text(), change))
    with pytest.raises(ProjectError, match=words) as refused:
        read_recipe(target)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("share", [0.0, 0.2, 0.6, 0.999])
def test_truncated_files_are_refused(share: float, tmp_path: Path) -> None:
    target = write_recipe(tmp_path / "skin.obj", _recipe(_state()))
    whole = target.read_bytes()
    target.write_bytes(whole[: int(share * len(whole))])
    with pytest.raises(ProjectError, match="only a part"):
        read_recipe(target)


def test_a_missing_side_file_is_told_where_it_should_lie(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match=SUFFIX):
        read_recipe(tmp_path / "skin.obj")
    with pytest.raises(ExportError, match="does not exist"):
        write_recipe(tmp_path / "nowhere" / "skin.obj", _recipe(_state()))
