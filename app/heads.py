"""What the verbs do with heads: load a model, open a project or scan, place results in a frame.

Heavy libraries are imported inside the functions, so that ``nasion --help`` answers at once.
"""

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from core.document.project_file import SUFFIX, Project, load_project
from core.document.real_skull import RealSkull
from core.document.state import FaceState
from core.errors import ExportError, ProjectError
from core.geometry.mesh import Mesh
from core.monitor import Monitor

if TYPE_CHECKING:
    from core.geometry.scan import Scan
    from core.inference.guide import ScanGuide
    from core.inference.head import HeadModel
    from core.inference.photo_head import PhotoReader


SURE = 0.6
"""Confidence of the alignment below which a person should look: real heads reach 0.9."""

MAY_BE_MIRRORED = (
    "The triangles of the scan face inwards: left and right may be swapped. Compare with something "
    "known, such as a parting or a mole; --mirror swaps them."
)
"""Told by the command line; the window asks."""


class Frame(StrEnum):
    """Where results lie."""

    HEAD = "head"
    SCAN = "scan"


class LengthUnit(StrEnum):
    """Units in which results are written."""

    MM = "mm"
    CM = "cm"
    M = "m"


class ScanUnit(StrEnum):
    """Units in which scans are read; `AUTO` guesses from the size of a head."""

    AUTO = "auto"
    MM = "mm"
    CM = "cm"
    M = "m"


def head_model(state: FaceState | None = None) -> "HeadModel":
    """Load the models.

    Parameters
    ----------
    state : FaceState, optional
        A document whose bundle is needed; by default the shipped one is loaded.

    Returns
    -------
    HeadModel
        On the best device.

    Raises
    ------
    BundleError
        When the bundle is missing or broken.
    ProjectError
        When the document was made with a bundle that is not installed.
    """
    from core.bundles.catalog import list_bundles
    from core.bundles.loader import load_bundle
    from core.inference.head import HeadModel

    if state is None:
        return HeadModel(load_bundle())
    for entry in list_bundles():
        if entry.id == state.bundle.id:
            bundle = load_bundle(entry.path)
            if bundle.sha256 == state.bundle.sha256:
                return HeadModel(bundle)
    raise ProjectError(
        f"The project was made with the models {state.bundle.id!r} in a version that is not "
        "installed; fit its scan again ('nasion fit OLD.nasion -o NEW.nasion'), or install that "
        "version of Nasion."
    )


def photo_reader(model: "HeadModel") -> "PhotoReader":
    """Return what fits heads to photographs.

    Parameters
    ----------
    model : HeadModel
        Whose bundle; the networks for photographs that belong to it are loaded.

    Raises
    ------
    BundleError
        When they are missing or broken.
    """
    from core.bundles.photo_nets import load_photo_nets
    from core.inference.photo_head import PhotoReader

    return PhotoReader(model.bundle, load_photo_nets(model.bundle))


def on_cpu(model: "HeadModel") -> "HeadModel":
    """Return the same models on the CPU.

    Parameters
    ----------
    model : HeadModel
        Not to be used any more: its networks are moved.

    Returns
    -------
    HeadModel
        Slower than on a graphics processor, and never short of its memory.
    """
    from core.inference.device import processor
    from core.inference.head import HeadModel

    return HeadModel(model.bundle, processor())


def is_project(path: Path) -> bool:
    """Return whether a path names a project rather than a scan or mesh."""
    return path.suffix.lower() == SUFFIX


def fit_scan(
    path: Path,
    unit: ScanUnit,
    model: "HeadModel",
    monitor: Monitor,
    guide: "ScanGuide | None" = None,
    *,
    mirror: bool = False,
) -> tuple[Project, tuple[str, ...]]:
    """Load a scan and fit it; the scan inside a project is fitted anew, without its edits.

    Parameters
    ----------
    path : Path
        A scan file, or a project, whatever models it was made with.
    unit : ScanUnit
        Its unit.
    model : HeadModel
        Does the fitting.
    monitor : Monitor
        Progress and cancellation.
    guide : ScanGuide, optional
        What is known of its pose, and what to leave out.
    mirror : bool
        Whether left and right of the scan are to be swapped first; a project's scan stays.

    Returns
    -------
    project : Project
        The fitted face with the scan's own bytes.
    notes : tuple of str
        What loading found worth saying.

    Raises
    ------
    ScanError, AlignmentError
        When the scan cannot be used.
    """
    from core.geometry.handedness import mirrored_scan
    from core.geometry.scan import load_scan
    from core.geometry.texture import read_texture

    if is_project(path):
        return _fit_again(load_project(path), path, unit, model, monitor, guide)
    scan, content = load_scan(path, unit=unit.value), None
    if mirror:
        scan, content = mirrored_scan(scan)
    state, notes = _fitted(scan, model, monitor, guide)
    content = path.read_bytes() if content is None else content
    return Project(state, content, texture=read_texture(scan.texture)), notes


def _fitted(
    scan: "Scan", model: "HeadModel", monitor: Monitor, guide: "ScanGuide | None"
) -> tuple[FaceState, tuple[str, ...]]:
    """Return the fitted face, and what is to be said of scan and fit."""
    from core.geometry.handedness import INWARD, outward_share

    if guide is None:
        state = model.fit(scan, monitor)
    else:
        from core.inference.scan_fit import look_at_scan

        sight = look_at_scan(model.bundle.template, scan, monitor.part(0.0, 0.4), guide)
        state = model.fit(scan, monitor.part(0.4, 1.0), sight=sight)
    notes = scan.notes
    if state.scan is not None and state.scan.report.confidence < SURE:
        notes = (*notes, "The pose is uncertain; look at the result before you trust it.")
    if state.scan is not None:
        head = state.scan.to_head.apply(scan.mesh.vertices)
        if outward_share(scan.mesh, head) < INWARD:
            notes = (*notes, MAY_BE_MIRRORED)
    return state, notes


def _fit_again(
    old: Project,
    path: Path,
    unit: ScanUnit,
    model: "HeadModel",
    monitor: Monitor,
    guide: "ScanGuide | None",
) -> tuple[Project, tuple[str, ...]]:
    from core.geometry.scan import load_scan

    if old.state.scan is None or old.scan_bytes is None:
        raise ProjectError(f"{path.name} holds no scan to fit again; choose a scan file.")
    if old.ct_skull is not None:
        raise ProjectError(f"{path.name} comes from a CT; import that again instead of fitting it.")
    scan = load_scan(old.state.scan.name, unit=unit.value, content=old.scan_bytes)
    state, notes = _fitted(scan, model, monitor, guide)
    return Project(state, old.scan_bytes, texture=old.texture), notes


def open_head(path: Path, unit: ScanUnit, monitor: Monitor) -> tuple[Project, "HeadModel"]:
    """Open a project, or fit a scan, and load the models for it.

    Parameters
    ----------
    path : Path
        A `.nasion` project or a scan.
    unit : ScanUnit
        Of a scan; a project knows its own.
    monitor : Monitor
        Progress and cancellation.

    Returns
    -------
    project : Project
        The face.
    model : HeadModel
        The models that it was made with.
    """
    if is_project(path):
        project = load_project(path)
        return project, head_model(project.state)
    model = head_model()
    project, _ = fit_scan(path, unit, model, monitor)
    return project, model


def scan_mesh(project: Project, path: Path) -> Mesh:
    """Return the scan inside a project as the file had it: order, number, texture coordinates.

    Parameters
    ----------
    project : Project
        From `path`.
    path : Path
        For messages.

    Returns
    -------
    Mesh
        In the scan's own frame and unit.

    Raises
    ------
    ProjectError
        When the project holds no scan.
    """
    from core.geometry.scan import load_scan

    scan = project.state.scan
    if scan is None or project.scan_bytes is None:
        raise ProjectError(f"{path.name} holds no scan; leave out --scan, or fit a scan first.")
    # Not the file as it is but as it was fitted: vertices without a place are left out.
    return load_scan(scan.name, unit="mm", content=project.scan_bytes).mesh


def placed(mesh: Mesh, state: FaceState, frame: Frame, unit: LengthUnit) -> Mesh:
    """Return a mesh of the head frame where and in the unit in which it is wanted.

    Parameters
    ----------
    mesh : Mesh
        Head frame, mm.
    state : FaceState
        Knows where the scan lay.
    frame : Frame
        ``scan`` is exactly where and in the unit in which the scan was loaded.
    unit : LengthUnit
        Of the head frame; the scan frame has the scan's own.

    Returns
    -------
    Mesh
        Same triangles and texture coordinates.

    Raises
    ------
    ExportError
        When the scan's frame is asked of a head without a scan.
    """
    from core.units import MILLIMETRES_PER_UNIT

    if frame is Frame.HEAD:
        return mesh.with_vertices(mesh.vertices / MILLIMETRES_PER_UNIT[unit.value])
    if state.scan is None:
        raise ExportError("This head was not made from a scan; export it in the frame 'head'.")
    return mesh.with_vertices(state.scan.to_head.inverse().apply(mesh.vertices))


def real_skull_of(project: Project, path: Path) -> RealSkull:
    """Return the real skull of a project's CT.

    Parameters
    ----------
    project : Project
        Perhaps from a CT.
    path : Path
        For messages.

    Returns
    -------
    RealSkull
        Head frame, mm.

    Raises
    ------
    ProjectError
        When the project holds none.
    """
    if project.ct_skull is None:
        raise ProjectError(
            f"{path.name} cannot be written: the project holds no CT skull; make it from a CT by "
            "'nasion import-ct'."
        )
    return project.ct_skull


def edited_scan(project: Project, path: Path, model: "HeadModel") -> Mesh:
    """Return the person's own scan with the edits made since the fit.

    Parameters
    ----------
    project : Project
        From `path`; holds the scan.
    path : Path
        For messages.
    model : HeadModel
        Moves the vertices.

    Returns
    -------
    Mesh
        Head frame, mm; the file's own vertices in their order, with texture coordinates.
    """
    mesh, scan = scan_mesh(project, path), project.state.scan
    if scan is None:
        raise ProjectError(f"{path.name} holds no scan; fit a scan first.")
    return mesh.with_vertices(model.edit_scan(scan.to_head.apply(mesh.vertices), project.state))


def with_state(project: Project, state: FaceState) -> Project:
    """Return the project with another state; its thumbnail and steps are dropped."""
    return replace(project, state=state, thumbnail=None, past=None)


def fit_facts(state: FaceState) -> dict[str, object]:
    """Return what the fit measured, in the names of the command line's JSON."""
    scan = state.scan
    if scan is None:
        return {}
    report = scan.report
    return {
        "scan": scan.name,
        "unit": scan.unit,
        "scale": scan.to_head.scale,
        "face_error_mean": report.face_error_mean,
        "face_error_p95": report.face_error_p95,
        "confidence": report.confidence,
        "coverage": report.coverage,
        "size": state.size if scan.fitted is None else scan.fitted.size,
        "seconds": report.seconds,
        "device": report.device,
        "bundle": state.bundle.id,
    }
