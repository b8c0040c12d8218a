"""Bundles: loaded whole or refused in one sentence, and they compute what they promised."""

import json
import shutil
from pathlib import Path

import pytest

from core.bundles.arrays_file import read_mean_skin
from core.bundles.catalog import list_bundles
from core.bundles.loader import ARRAY_FILES, load_bundle
from core.bundles.manifest import SHIPPED_BUNDLE
from core.bundles.selfcheck import check_bundle
from core.errors import BundleError
from core.geometry.template import PARTS
from core.geometry.topology import is_watertight
from core.inference.head import HeadModel
from core.resources import resource_path


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(
        shutil.copytree(resource_path("bundles", SHIPPED_BUNDLE), tmp_path / SHIPPED_BUNDLE)
    )


def test_the_shipped_bundle_computes_what_it_promised(head_model: HeadModel) -> None:
    assert check_bundle(head_model.bundle) <= head_model.bundle.manifest.self_check.tolerance


def test_the_template_is_what_it_says(head_model: HeadModel) -> None:
    template = head_model.bundle.template
    assert is_watertight(template.skin.faces)
    assert 10_000 <= template.skin.vertex_count <= 15_000
    assert template.part_weights.sum(axis=0) == pytest.approx(1.0, abs=1e-5)
    assert set(head_model.bundle.statistics.code_sizes) == set(PARTS)
    assert len(template.regions) >= 12
    vertices = template.skin.vertices
    left, right = (vertices[template.landmarks[f"tragion_{side}"]] for side in ("left", "right"))
    assert abs((left + right) / 2) == pytest.approx([0, 0, 0], abs=2.0)
    nose = vertices[template.landmarks["pronasale"]]
    assert nose[2] == pytest.approx(vertices[template.face_mask][:, 2].max(), abs=1.0)


def test_the_skin_read_before_the_networks_is_the_mean_head(head_model: HeadModel) -> None:
    first, later = read_mean_skin(), head_model.skin_preview(head_model.mean_state())
    assert abs(first.vertices - later.vertices).max() < 1e-5
    assert (first.faces == later.faces).all()


def test_a_first_look_at_no_bundle_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="reinstall"):
        read_mean_skin(tmp_path)


@pytest.mark.parametrize("name", ARRAY_FILES)
def test_a_damaged_file_is_named(copy: Path, name: str) -> None:
    content = bytearray((copy / name).read_bytes())
    content[len(content) // 2] ^= 0xFF
    (copy / name).write_bytes(content)
    with pytest.raises(BundleError, match=name):
        load_bundle(copy)


@pytest.mark.parametrize("name", ARRAY_FILES)
def test_a_missing_file_is_named(copy: Path, name: str) -> None:
    (copy / name).unlink()
    with pytest.raises(BundleError, match=name):
        load_bundle(copy)


def change(folder: Path, **values: object) -> None:
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text())
    path.write_text(json.dumps(manifest | values))


def test_another_format_is_refused(copy: Path) -> None:
    change(copy, format_version=99)
    with pytest.raises(BundleError, match=r"format 99.*update"):
        load_bundle(copy)


def test_a_manifest_that_lies_about_sizes_is_refused(copy: Path) -> None:
    manifest = json.loads((copy / "manifest.json").read_text())
    change(copy, parts=manifest["parts"] | {"trunk_width": 17})
    with pytest.raises(BundleError, match="does not fit"):
        load_bundle(copy)


def test_unknown_names_are_refused(copy: Path) -> None:
    change(copy, surprise=1)
    with pytest.raises(BundleError, match="surprise"):
        load_bundle(copy)


def test_wrong_promises_are_found(copy: Path) -> None:
    manifest = json.loads((copy / "manifest.json").read_text())
    check = manifest["self_check"]
    check["values"][0] += 1.0
    change(copy, self_check=check)
    with pytest.raises(BundleError, match="wrong values"):
        check_bundle(load_bundle(copy))


def test_a_broken_bundle_is_listed_with_its_reason(copy: Path) -> None:
    (copy.parent / "empty").mkdir()
    entries = {entry.id: entry for entry in list_bundles(copy.parent)}
    assert entries[SHIPPED_BUNDLE].problem is None
    assert "no model bundle" in str(entries["empty"].problem)
