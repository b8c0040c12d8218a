"""A scan's own vertices follow the edits of the shipped model, and nothing else."""

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from core.arrays import FloatArray
from core.document.edits import SetComponent, SetThickness
from core.document.state import FaceState, FitReport, FittedCodes, ScanReference
from core.geometry.folds import flipped_mask
from core.geometry.template import PARTS
from core.geometry.transforms import Similarity

if TYPE_CHECKING:
    from core.inference.head import HeadModel

DETAIL_MM = 0.3


def _fitted(head: "HeadModel") -> FaceState:
    """Return a person as a fit leaves one: codes, size, and a residual of half a millimetre."""
    codes, size = head.bundle.statistics.sample(3)
    count = len(head.bundle.template.skin.vertices)
    x = head.bundle.template.skin.vertices[:, :1]
    residual = 0.5 * np.sin(x / 15.0) * np.ones((count, 3))
    reference = ScanReference(
        name="person.ply",
        sha256="0" * 64,
        unit="mm",
        to_head=Similarity.identity(),
        residual=residual,
        report=FitReport(0.1, 0.3, 1.0, 1.0, 1.0, "CPU"),
        fitted=FittedCodes(codes, size),
    )
    return replace(head.mean_state(), codes=codes, size=size, scan=reference)


@pytest.fixture(scope="module")
def person(head_model: "HeadModel") -> FaceState:
    return _fitted(head_model)


@pytest.fixture(scope="module")
def scan(head_model: "HeadModel", person: FaceState) -> FloatArray:
    """Return the person's skin with detail that no model knows."""
    skin = head_model.skin_preview(person).vertices
    noise: FloatArray = np.random.default_rng(0).normal(0.0, DETAIL_MM, skin.shape)
    return skin + noise


def test_without_an_edit_the_scan_stays(
    head_model: "HeadModel", person: FaceState, scan: FloatArray
) -> None:
    assert np.abs(head_model.edit_scan(scan, person) - scan).max() < 0.01


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("sds", [-2.0, 2.0])
def test_an_edit_moves_its_part_without_folds(
    head_model: "HeadModel", person: FaceState, part: str, sds: float
) -> None:
    skin = head_model.skin_preview(person)
    codes = {**person.codes, part: (person.codes[part][0] + sds, *person.codes[part][1:])}
    edited = replace(person, codes=codes)
    moved = skin.with_vertices(head_model.edit_scan(skin.vertices, edited))
    expected = head_model.skin_preview(edited).vertices
    face = head_model.bundle.template.face_mask
    missed = np.linalg.norm(moved.vertices - expected, axis=1)[face]
    assert np.percentile(missed, 95) < 0.05
    # Below the neck's cut the template is a flat lid, which no scan has.
    assert not flipped_mask(skin, moved)[face[skin.faces].all(axis=1)].any()


def test_detail_is_kept(head_model: "HeadModel", person: FaceState, scan: FloatArray) -> None:
    """The offset of each vertex from the skin stays, but for how the edit bends the skin there."""
    edited = SetComponent("nose", 0, 2.0).apply(person)
    skin = head_model.skin_preview(person).vertices
    change = head_model.edit_scan(scan, edited) - head_model.edit_scan(skin, edited)
    lost = np.abs(change - (scan - skin))
    assert np.percentile(lost, 90) < 0.05 * DETAIL_MM
    assert np.percentile(lost, 99) < 0.3 * DETAIL_MM


def test_soft_tissue_moves_the_scan_too(
    head_model: "HeadModel", person: FaceState, scan: FloatArray
) -> None:
    region = next(iter(head_model.bundle.template.regions))
    moved = head_model.edit_scan(scan, SetThickness(region, 3.0).apply(person)) - scan
    assert 2.0 < np.linalg.norm(moved, axis=1).max() < 4.0
