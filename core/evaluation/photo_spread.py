"""How far the encoders and fits for photographs are to be believed: `nasion evaluate photo-spread`.

Two passes over the same held-out portraits: first the error of every coefficient of the encoders,
which is how surely the fits believe them; then what the fits come to, against the error that they
expect themselves. Seeds lie beyond those of training and of `nasion evaluate photo`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from core.arrays import FloatArray
from core.bundles.bundle import Bundle
from core.bundles.photo_nets import PhotoNets
from core.errors import PhotoError
from core.evaluation.face_map import FaceMap
from core.evaluation.photo_apart import head_apart
from core.evaluation.photo_scene import Portrait, Ranges, Studio
from core.geometry.transforms import fit_similarity
from core.imaging.photo_file import Photo
from core.inference.photo_belief import Belief
from core.inference.photo_head import PhotoMethod, PhotoReader, PhotoShot
from core.models.photo_encoder import FaceEncoder
from core.monitor import Monitor

SEED = 9_000_001
"""Of the first portrait."""
SIDE = 320
"""Height and width of the pictures, pixels."""
RANGES = Ranges(yaw=35.0, pitch=15.0, roll=10.0, fill=(0.5, 0.85), props=0.1)
"""Photographs that somebody takes in order to get a head: from the front, with a face at rest or
not, near or far."""


@dataclass(frozen=True, eq=False)
class _Seen:
    """A portrait and the face that was found in it."""

    portrait: Portrait
    shot: PhotoShot


def measure_belief(bundle: Bundle, nets: PhotoNets, portraits: int, monitor: Monitor) -> Belief:
    """Measure how far encoders and fits are to be believed.

    Parameters
    ----------
    bundle : Bundle
        The models.
    nets : PhotoNets
        For photographs.
    portraits : int
        How many are drawn.
    monitor : Monitor
        Progress and cancellation.

    Returns
    -------
    Belief
        For `core.inference.photo_belief.belief_json`.

    Raises
    ------
    PhotoError
        When a face is found in none.
    """
    reader = PhotoReader(bundle, nets, Belief())
    seen = _taken(bundle, reader, portraits, monitor.part(0.0, 0.7))
    if not seen:
        raise PhotoError("No face was found in any portrait; train the landmark network first.")
    encoders = {PhotoMethod.DETAIL: nets.coarse, PhotoMethod.HYBRID: nets.hybrid}
    person, pose = {}, {}
    for method, encoder in encoders.items():
        if encoder is not None:
            person[method.value], pose[method.value] = _spread(reader, encoder, seen)
    belief = Belief(len(seen), person, pose)
    reader = PhotoReader(bundle, nets, belief)
    growth, error = {}, {}
    for number, method in enumerate(reader.methods):
        monitor.report(0.7 + 0.1 * number, f"Fitting by {method.value}")
        growth[method.value], error[method.value] = _fits(bundle, reader, method, seen, monitor)
    return replace(belief, growth=growth, error_mm=error)


def _taken(bundle: Bundle, reader: PhotoReader, portraits: int, monitor: Monitor) -> list[_Seen]:
    template = bundle.template
    face = FaceMap(template.skin.vertices, bundle.manifest.landmarks)
    studio = Studio(reader.model, template.skin.faces, face)
    seen = []
    for number in range(portraits):
        monitor.report(number / portraits, f"Portrait {number + 1} of {portraits}")
        portrait = studio.portrait(SEED + number, SIDE, RANGES)
        photo = Photo("a drawn portrait", np.asarray(portrait.picture, np.uint8), portrait.focal)
        try:
            found = reader.faces(photo)[0]
        except PhotoError:
            continue
        seen.append(_Seen(portrait, PhotoShot(photo, found)))
    return seen


def _spread(
    reader: PhotoReader, encoder: FaceEncoder, seen: Sequence[_Seen]
) -> tuple[FloatArray, FloatArray]:
    """Return the root-mean-square errors of an encoder's person and expression."""
    person, pose = [], []
    for one in seen:
        told = reader.likeness(encoder, one.shot.photo, one.shot.face)
        person.append(told.person[0].double().numpy() - one.portrait.person)
        pose.append(told.pose[0].double().numpy() - one.portrait.pose)
    return _rms(np.array(person)), _rms(np.array(pose))


def _rms(errors: FloatArray) -> FloatArray:
    found: FloatArray = np.sqrt((errors**2).mean(axis=0))
    return found


def _fits(
    bundle: Bundle,
    reader: PhotoReader,
    method: PhotoMethod,
    seen: Sequence[_Seen],
    monitor: Monitor,
) -> tuple[float, float]:
    """Return the true over the expected error, and the mean distance of the face, mm."""
    mask = bundle.template.face_mask
    true, expected, apart = [], [], []
    for one in seen:
        monitor.check()
        head, truth = reader.fit([one.shot], method), one.portrait.skin
        move = fit_similarity(head.skin[mask], truth[mask], with_scale=False)
        off = np.linalg.norm(move.apply(head.skin[mask]) - truth[mask], axis=1)
        true.append(float((off**2).mean()))
        expected.append(float((head.deviation[mask] ** 2).mean()))
        apart.append(head_apart(bundle.template, truth, head.skin).mean)
    return float(np.sqrt(np.mean(true) / np.mean(expected))), float(np.mean(apart))
