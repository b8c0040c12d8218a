"""A copy that can be handed on: the face without its scan and without what identifies a person."""

from dataclasses import replace

from core.document.project_file import Project
from core.document.provenance import nameless
from core.document.state import FaceState, FitReport, ScanReference
from core.geometry.transforms import Similarity

_NAME, _UNKNOWN = "shared", "0" * 64


def shared(project: Project) -> tuple[Project, tuple[str, ...]]:
    """Return a copy of a project to share, and what was left out of it.

    The shape stays: codes, edits, and the detail that the fit took from the scan, without which the
    skin would be another one. A face can be recognised by its shape alone.

    Parameters
    ----------
    project : Project
        Stays as it is.

    Returns
    -------
    copy : Project
        Gives the same skin and skull.
    removed : tuple of str
        What the copy lacks, for people.
    """
    state, removed = project.state, []
    if project.scan_bytes is not None:
        removed.append("The scan")
    if project.texture is not None:
        removed.append("The scan's picture")
    if project.ct_skull is not None:
        removed.append("The skull of the CT")
    if state.scan is not None and state.scan.photo is not None:
        removed.append("The photographs, their colours and what was marked in them")
    elif state.scan is not None:
        removed.append("Name and hash of the scan's file")
        removed.append("Where the scan lay, and how and when it was fitted")
    if state.known_bone:
        removed.append("Titles of known bone")
    if state.landmarks or state.measures:
        removed.append("Landmarks and measures that were placed")
    if state.palsy.visits:
        removed.append("The visits of a facial palsy")
    if project.past is not None:
        removed.append("The history of edits, with the names of other people in it")
    if project.view:
        removed.append("Camera and look of the view")
    if project.thumbnail is not None:
        removed.append("The thumbnail")
    return Project(_plain(state)), tuple(removed)


def _plain(state: FaceState) -> FaceState:
    bare = nameless(state)
    return bare if bare.scan is None else replace(bare, scan=_nowhere(bare.scan))


def _nowhere(scan: ScanReference) -> ScanReference:
    """Return what the shape needs of a scan."""
    report = scan.report
    plain = FitReport(
        report.face_error_mean, report.face_error_p95, report.coverage, report.confidence, 0.0,
        "unknown",
    )  # fmt: skip
    return replace(
        scan,
        name=_NAME,
        sha256=_UNKNOWN,
        unit="mm",
        to_head=Similarity.identity(),
        report=plain,
        photo=None if scan.photo is None else replace(scan.photo, distance=None, shots=()),
    )
