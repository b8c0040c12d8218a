"""How far heads from photographs lie from the truth: `nasion evaluate photo`.

Distances run from the true face to the head that was found, after the head was laid onto it by the
template's own correspondence, turned and shifted; ``shape_error`` is measured with the scale
fitted too, which one photograph cannot tell. Two cases of truth: drawn people of the population,
and a scanned one.
"""

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from core.arrays import FloatArray
from core.errors import PhotoError
from core.evaluation.face_map import FaceMap
from core.evaluation.photo_apart import Apart, Row, Tally, head_apart, scan_apart, tidy_row
from core.evaluation.photo_scan import scan_pictures
from core.evaluation.photo_scene import Portrait, Studio
from core.evaluation.photo_sitters import (
    DROOP,
    SIZE,
    PalsySitting,
    Sitting,
    palsy_sitting,
    sittings,
)
from core.evaluation.real_scans import real_scans
from core.geometry.mimic import excursions
from core.geometry.sides import Side
from core.geometry.template import Template
from core.imaging.photo_file import Photo
from core.inference.head import HeadModel
from core.inference.photo_head import PhotoHead, PhotoMethod, PhotoReader, PhotoShot
from core.inference.photo_landmarks import Face
from core.monitor import Monitor

PUBLISHED: Mapping[str, tuple[tuple[str, float, float | None], ...]] = {
    "published: morphable fit": (("Kinect", 3.7, None), ("MRI", 3.8, None)),
    "published: DECA": (("Kinect", 1.8, None), ("MRI", 2.3, None)),
    "published: Deep3D": (("Kinect", 1.5, 1.1), ("MRI", 1.9, 1.4)),
}
"""Nguyen et al., Bioengineering 2022, 9, 619: mean and, where stated, deviation in mm; two healthy
people and two patients, other data than ours."""
MEAN = "mean face"
EYE_CORNERS = (36, 45)
"""Of the 68 landmarks, the outer corners of the eyes."""
CLASSIC = 68
SCAN = "lee_perry_smith"
PALSIES = 6
"""People drawn with a palsy."""
WITHIN = 1.0
"""An asymmetry counts as recovered when it is told to this, mm."""


class PhotoTrial:
    """Measures methods on pictures whose truth is known.

    Parameters
    ----------
    reader : PhotoReader
        Finds faces and fits heads.
    template : Template
        Of its bundle.
    methods : sequence of PhotoMethod
        Which.
    """

    def __init__(
        self, reader: PhotoReader, template: Template, methods: Sequence[PhotoMethod]
    ) -> None:
        self._reader, self._template = reader, template
        self._methods = tuple(methods)
        self._tallies: dict[tuple[str, str], Tally] = {}
        self._marks: dict[str, list[tuple[float, float]]] = {}
        self._lost: dict[str, int] = {}
        self._corners: dict[tuple[str, str], list[tuple[float, float, float]]] = {}
        self._seconds: dict[str, list[float]] = {}

    def shot(self, picture: Any, focal: float | None, *, neutral: bool = False) -> PhotoShot | None:
        """Find the face in a picture.

        Parameters
        ----------
        picture : (h, w, 3) uint8
            sRGB.
        focal : float or None
            Pixels.
        neutral : bool
            Whether the face is said to be at rest.

        Returns
        -------
        PhotoShot or None
            None where no face was found.
        """
        photo = Photo("a drawn portrait", np.asarray(picture), focal)
        begun = time.process_time()
        try:
            face = self._reader.faces(photo)[0]
        except PhotoError:
            return None
        self._seconds.setdefault("landmarks", []).append(time.process_time() - begun)
        return PhotoShot(photo, face, focal, neutral)

    def heads(self, shots: Sequence[PhotoShot]) -> dict[str, PhotoHead]:
        """Fit heads.

        Parameters
        ----------
        shots : sequence of PhotoShot
            Of one person.

        Returns
        -------
        dict of str to PhotoHead
            By method, of those that find one.
        """
        found = {}
        for method in self._methods:
            begun = time.process_time()
            try:
                found[method.value] = self._reader.fit(shots, method)
            except PhotoError:
                continue
            self._seconds.setdefault(method.value, []).append(time.process_time() - begun)
        return found

    def sat(self, sitting: Sitting) -> PhotoShot | None:
        """Measure one portrait.

        Parameters
        ----------
        sitting : Sitting
            With its truth.

        Returns
        -------
        PhotoShot or None
            None where no face was found.
        """
        portrait = sitting.portrait
        groups = _groups(sitting)
        shot = self.shot(portrait.picture, portrait.focal)
        if shot is None:
            for group in groups:
                self.lose(group)
            return None
        self._measure_marks(groups, portrait, shot.face)
        self.count(groups, portrait.skin, self.heads([shot]))
        if groups[0] == "rendered neutral":
            blind = replace(
                shot, photo=Photo("a drawn portrait", shot.photo.picture, None), focal=None
            )
            self.count(["rendered focal unknown"], portrait.skin, self.heads([blind]))
        return shot

    def count(
        self, groups: Iterable[str], truth: FloatArray, heads: Mapping[str, PhotoHead]
    ) -> None:
        """Measure heads, and the mean face.

        Parameters
        ----------
        groups : iterable of str
            The sets that they count for.
        truth : (N_skin, 3) float64
            The true skin, mm.
        heads : mapping of str to PhotoHead
            By method.
        """
        skins = {MEAN: self._template.skin.vertices}
        skins |= {name: head.skin for name, head in heads.items()}
        for name, skin in skins.items():
            self.note(groups, name, head_apart(self._template, truth, skin))

    def note(self, groups: Iterable[str], method: str, apart: Apart) -> None:
        """Keep how far one head lies from the truth.

        Parameters
        ----------
        groups : iterable of str
            The sets that it counts for.
        method : str
            That found it.
        apart : Apart
            How far.
        """
        for group in groups:
            self._tallies.setdefault((method, group), Tally()).add(apart)

    def lose(self, group: str) -> None:
        """Keep that a face was not found.

        Parameters
        ----------
        group : str
            The set.
        """
        self._lost[group] = self._lost.get(group, 0) + 1

    def _measure_marks(self, groups: Sequence[str], portrait: Portrait, face: Face) -> None:
        true = portrait.project(self._reader.vertices)
        ends = portrait.placed(self._reader.vertices[list(EYE_CORNERS)])
        # As wide as the eyes would be in the picture were the head not turned.
        across = float(np.linalg.norm(ends[0] - ends[1])) * portrait.focal / ends[:, 2].mean()
        off = 100.0 * np.linalg.norm(face.places - true, axis=1) / across
        for group in groups:
            told = (float(off[:CLASSIC].mean()), float(off.mean()))
            self._marks.setdefault(group, []).append(told)

    def smiled(self, sitting: PalsySitting) -> None:
        """Measure whether a palsy is seen: mouth corners, left against right.

        Parameters
        ----------
        sitting : PalsySitting
            With its truth.
        """
        template = self._template
        smile = self.shot(sitting.smile.picture, sitting.smile.focal)
        rest = self.shot(sitting.rest.picture, sitting.rest.focal, neutral=True)
        if smile is None:
            self.lose("palsy")
            return
        true = excursions(template, sitting.rest.skin, sitting.smile.skin)[0]
        cases = {"palsy, one photograph": [smile]}
        if rest is not None:
            cases["palsy, neutral and smile"] = [smile, rest]
        for group, shots in cases.items():
            for method, head in self.heads(shots).items():
                seen = excursions(template, head.neutral_skin, head.skin)[0]
                told = (seen.left - true.left, seen.right - true.right,
                        _sign(sitting.weak) * seen.difference)  # fmt: skip
                self._corners.setdefault((method, group), []).append(told)

    def rows(self) -> list[Row]:
        """Return everything that was measured, tidy."""
        found: list[Row] = []
        for (method, group), tally in self._tallies.items():
            found += tally.rows(method, group)
        for group, told in self._marks.items():
            classic, every = np.mean(told, axis=0)
            unit = "% of the interocular distance"
            found.append(tidy_row("landmarks", group, "landmark_error", float(classic), unit))
            found.append(tidy_row("landmarks", group, "dense_landmark_error", float(every), unit))
        for group, lost in self._lost.items():
            found.append(tidy_row("landmarks", group, "faces_missed", float(lost), "", "full"))
        for (method, group), corners in self._corners.items():
            found += _corner_rows(method, group, np.array(corners))
        for method, seconds in self._seconds.items():
            middle = float(np.median(seconds))
            found.append(tidy_row(method, "all", "processor_seconds", middle, "s", "full"))
        return found


def _sign(weak: Side) -> float:
    """Return what makes left less right positive where the healthy side moves farther."""
    return 1.0 if weak == "right" else -1.0


def _corner_rows(method: str, group: str, told: FloatArray) -> list[Row]:
    off = told[:, 2] - DROOP
    values = {
        "corner_asymmetry": float(told[:, 2].mean()),
        "corner_asymmetry_error": float(np.abs(off).mean()),
        "corner_asymmetry_worst": float(np.abs(off).max()),
        "corner_left_error": float(np.abs(told[:, 0]).mean()),
        "corner_right_error": float(np.abs(told[:, 1]).mean()),
    }
    found = [tidy_row(method, group, name, one, region="mouth") for name, one in values.items()]
    share = 100.0 * float((np.abs(off) <= WITHIN).mean())
    return [*found, tidy_row(method, group, "corner_within_1mm", share, "%", "mouth")]


def _groups(sitting: Sitting) -> list[str]:
    """Return the sets that a portrait belongs to; light and lens of faces from the front alone."""
    if sitting.yaw:
        return [f"rendered yaw {sitting.yaw}"]
    found = ["rendered mimic" if sitting.mimic else "rendered neutral", "rendered yaw 0"]
    found.append("rendered light even" if sitting.even else "rendered light one-sided")
    return [*found, f"rendered lens {sitting.lens} mm"]


def evaluate_photo(
    model: HeadModel,
    reader: PhotoReader,
    data: Path,
    monitor: Monitor,
    *,
    people: int = 8,
    palsies: int = PALSIES,
    methods: Sequence[PhotoMethod] | None = None,
) -> list[Row]:
    """Measure the methods for photographs.

    Parameters
    ----------
    model : HeadModel
        Whose bundle; fits the scan.
    reader : PhotoReader
        Of the same bundle.
    data : Path
        The shared data folder; without the scan its rows are left out.
    monitor : Monitor
        Progress and cancellation.
    people : int
        Held-out people, five portraits each.
    palsies : int
        People with a drawn palsy, two portraits each.
    methods : sequence of PhotoMethod, optional
        Which to measure; those whose networks are there otherwise.

    Returns
    -------
    list of mapping
        Rows with ``method, set, region, metric, value, unit``; published figures last.
    """
    template = model.bundle.template
    face = FaceMap(template.skin.vertices, template.landmarks)
    studio = Studio(reader.model, template.skin.faces, face)
    trial = PhotoTrial(reader, template, methods or reader.methods)
    for number in range(people):
        monitor.check()
        monitor.report(0.7 * number / max(people, 1), f"Person {number + 1} of {people}")
        taken = sittings(studio, template, number)
        shots = [trial.sat(one) for one in taken]
        still = [shot for shot, one in zip(shots, taken, strict=True) if shot and not one.mimic]
        if len(still) > 1:
            told = [replace(shot, neutral=True) for shot in still]
            trial.count(["rendered, several photographs"], taken[0].portrait.skin,
                        trial.heads(told))  # fmt: skip
    for number in range(palsies):
        monitor.check()
        monitor.report(0.7 + 0.2 * number / max(palsies, 1), f"Palsy {number + 1} of {palsies}")
        trial.smiled(palsy_sitting(studio, template, number))
    monitor.report(0.9, "A scanned person")
    _measure_scan(trial, model, data, monitor)
    published = [
        tidy_row(method, f"published, {where}", metric, value)
        for method, told in PUBLISHED.items()
        for where, mean, sd in told
        for metric, value in (("surface_error", mean), ("surface_error_sd", sd))
        if value is not None
    ]
    return [*trial.rows(), *published]


def _measure_scan(trial: PhotoTrial, model: HeadModel, data: Path, monitor: Monitor) -> None:
    """Measure pictures of the textured scan."""
    template = model.bundle.template
    scan = next((s for s in real_scans(model.bundle, data, monitor) if s.name == SCAN), None)
    texture = None if scan is None else scan.scan.texture
    if scan is None or texture is None:
        return
    state = model.fit(scan.scan)
    assert state.scan is not None
    # The fit's own place of the scan, so that its vertices are the correspondence.
    placed = state.scan.to_head.apply(scan.scan.mesh.vertices)
    scan = replace(scan, points=state.scan.to_head.apply(scan.to_head.inverse().apply(scan.points)))
    truth = model.skin_preview(state).vertices
    pictures = scan_pictures(scan.scan.mesh.with_vertices(placed), texture, SIZE)
    trial.note([SCAN], MEAN, scan_apart(template, scan, truth, template.skin.vertices))
    shots = []
    for picture in pictures:
        monitor.check()
        shot = trial.shot(picture.picture, picture.focal)
        if shot is None:
            trial.lose(SCAN)
            continue
        groups = [SCAN, f"{SCAN} front" if picture.yaw < 10.0 else f"{SCAN} turned"]
        for method, head in trial.heads([shot]).items():
            trial.note(groups, method, scan_apart(template, scan, truth, head.skin))
        shots.append(shot)
    if len(shots) > 1:
        for method, head in trial.heads(shots).items():
            apart = scan_apart(template, scan, truth, head.skin)
            trial.note([f"{SCAN}, several photographs"], method, apart)
