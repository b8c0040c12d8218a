"""Legacy VTK files of old and new versions, text and binary, whole and damaged."""

from pathlib import Path

import numpy as np
import pytest
import pyvista
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from vtkmodules.vtkIOLegacy import vtkPolyDataWriter

from core.geometry.mesh import Mesh
from core.geometry.polygons import fan_corners, strip_corners
from core.geometry.vtk_format import read_vtk
from core.geometry.vtp_format import read_vtp
from tests.core.geometry.shapes import volume

LAYOUTS = [(42, False), (42, True), (51, False), (51, True)]


def _ball() -> pyvista.PolyData:
    """Return a sphere with every sort of attribute before its texture coordinates."""
    ball = pyvista.Sphere(theta_resolution=10, phi_resolution=8).texture_map_to_sphere()
    ball.point_data["number"] = np.arange(ball.n_points)
    ball.point_data["direction"] = np.ones((ball.n_points, 3))
    ball.cell_data["cell"] = np.arange(ball.n_cells, dtype=np.float32)
    return ball


def _saved(surface: pyvista.PolyData, path: Path, version: int, *, binary: bool) -> bytes:
    """Return the file that VTK writes."""
    writer = vtkPolyDataWriter()
    writer.SetFileVersion(version)
    writer.SetFileType(2 if binary else 1)
    writer.SetInputData(surface)
    writer.SetFileName(str(path))
    writer.Write()
    return path.read_bytes()


def _normalised(faces: np.ndarray) -> list[tuple[int, ...]]:
    return sorted(tuple(np.roll(face, -np.argmin(face)).tolist()) for face in faces)


@pytest.mark.parametrize(("version", "binary"), LAYOUTS)
@pytest.mark.parametrize("stripped", [False, True])
def test_what_vtk_writes_is_read(
    tmp_path: Path, version: int, binary: bool, stripped: bool
) -> None:
    ball = _ball()
    surface = ball.strip() if stripped else ball
    mesh = read_vtk(_saved(surface, tmp_path / "a.vtk", version, binary=binary))
    np.testing.assert_allclose(mesh.vertices, ball.points, atol=1e-6)
    assert _normalised(mesh.faces) == _normalised(ball.regular_faces)
    assert mesh.uv is not None
    np.testing.assert_allclose(mesh.uv, ball.active_texture_coordinates, atol=1e-6)


def test_polygons_of_any_size() -> None:
    text = b"""# vtk DataFile Version 3.0
a title
ASCII
DATASET POLYDATA
POINTS 5 double
0 0 0  1 0 0
1 1 0  0 1 0  2 2 0
VERTICES 1 2
1 4
POLYGONS 2 9
4 0 1 2 3
3 1 4 2
"""
    mesh = read_vtk(text)
    assert mesh.vertex_count == 5
    assert mesh.faces.tolist() == [[0, 1, 2], [0, 2, 3], [1, 4, 2]]


def test_fans_and_strips_are_wound_alike() -> None:
    square = np.array([[0.0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0]])
    fan = Mesh(square, fan_corners(np.array([4])))
    strip = Mesh(square[[0, 1, 3, 2]], strip_corners(np.array([4])))
    for mesh in (fan, strip):
        first, second, third = np.moveaxis(mesh.vertices[mesh.faces], 1, 0)
        assert (np.cross(second - first, third - first)[:, 2] == 1.0).all()


def test_a_strip_of_a_closed_surface_encloses_its_volume(tmp_path: Path) -> None:
    ball = _ball()
    mesh = read_vtk(_saved(ball.strip(), tmp_path / "a.vtk", 42, binary=True))
    assert volume(mesh) == pytest.approx(ball.volume, rel=1e-5)


@pytest.mark.parametrize(("version", "binary"), LAYOUTS)
@pytest.mark.parametrize("share", [0.2, 0.4])
def test_a_file_that_breaks_off(tmp_path: Path, version: int, binary: bool, share: float) -> None:
    surface = pyvista.Sphere(theta_resolution=10, phi_resolution=8)
    surface.clear_data()
    whole = _saved(surface, tmp_path / "a.vtk", version, binary=binary)
    with pytest.raises(ValueError, match="breaks off"):
        read_vtk(whole[: int(share * len(whole))])


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data(), layout=st.sampled_from(LAYOUTS), stripped=st.booleans())
def test_damaged_bytes_never_do_worse_than_a_refusal(
    tmp_path: Path, data: st.DataObject, layout: tuple[int, bool], stripped: bool
) -> None:
    path = tmp_path / f"{layout}{stripped}.vtk"
    if not path.exists():
        surface = _ball().strip() if stripped else _ball()
        _saved(surface, path, layout[0], binary=layout[1])
    damaged = bytearray(path.read_bytes())
    for place in data.draw(st.lists(st.integers(0, len(damaged) - 1), max_size=4)):
        damaged[place] = data.draw(st.integers(0, 255))
    try:
        with np.errstate(invalid="ignore", over="ignore"):
            mesh = read_vtk(bytes(damaged))
    except ValueError:
        return
    assert mesh.face_count == 0 or mesh.faces.max() < mesh.vertex_count


@pytest.mark.parametrize("damage", [b"<PointData", b"<Piece", b"</Points>"])
def test_broken_xml_is_refused_without_a_word_on_the_terminal(
    tmp_path: Path, damage: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    _ball().save(tmp_path / "a.vtp", binary=False)
    broken = (tmp_path / "a.vtp").read_bytes().replace(damage, b"<&", 1)
    with pytest.raises(ValueError, match="XML is broken"):
        read_vtp(broken)
    assert capfd.readouterr().err == ""
