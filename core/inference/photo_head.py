"""From photographs to a head: faces are found, marked and fitted by one of three methods.

Nguyen et al., Bioengineering 2022, 9, 619, compares the three; here all of them end in the same
linear face, so that a document with part codes follows from each.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import torch

from core.arrays import FloatArray, IntArray
from core.bundles.bundle import Bundle
from core.bundles.manifest import SHIPPED_BUNDLE
from core.errors import EditError, PhotoError
from core.geometry.asymmetry import mirror_partners
from core.geometry.normals import vertex_normals
from core.geometry.posit import scaled_orthographic
from core.inference.morphable_fit import Marks, far_view, fit_morphable
from core.inference.morphable_head import morphable_model, part_codes
from core.inference.photo_belief import Belief, belief_path, read_belief
from core.inference.photo_detail import Shown, shaded_detail
from core.inference.photo_error import vertex_deviation
from core.inference.photo_fit import Likely, PhotoFit, Sight, View, fit_sights
from core.inference.photo_inputs import Nets, Picture
from core.inference.photo_landmarks import Face, LandmarkFinder
from core.inference.photo_notes import face_height, head_notes
from core.inference.photo_patches import PLAIN, SkinPatches, own_variance, skin_patches
from core.inference.photo_shading import Shading
from core.inference.photo_shot import PhotoHead, PhotoMethod, PhotoShot
from core.inference.photo_span import Span
from core.inference.photo_texture import read_colours
from core.models.photo_encoder import FaceEncoder, Likeness
from core.monitor import Monitor

__all__ = ["BEST", "MEASURED_MM", "PhotoHead", "PhotoMethod", "PhotoReader", "PhotoShot"]

CLASSIC = 68
"""The first landmarks, as Multi-PIE orders them."""
PUPILS = ((36, 39), (42, 45))
"""Of those, the corners of either eye: the pupil is taken to lie midway."""
SMALLEST_FACE = 48.0
"""From the brows to the chin, pixels."""
PROFILE = 62.0
"""A head that looks farther to the side than this shows one half only, degrees."""
USUAL_DISTANCE, DISTANCE_DEVIATION = 900.0, 0.5
"""Of the camera, mm, and of its logarithm: stands in where the focal length is not known."""
FOCAL_DEVIATION = 0.04
"""Of the logarithm of a focal length that the camera noted: cropping and stabilisers change it."""
BY_HAND = 0.004
"""Deviation of a place that somebody dragged, as a share of the extent of all."""
SHARED = 3.0
"""Errors of neighbouring landmarks are alike, and the encoder has read them already, so that they
tell less than their number says: their deviations are made greater by this. On 40 held-out
portraits 3 gave heads 1.25 mm off (neutral), 1.5 gave 1.27, 12 gave 1.35. (Whitening by the
measured correlation, which falls from 0.87 at 8 mm to 0.3 at 50 mm, made faces worse.)"""
FAINTEST = 0.02
"""Weaker expressions are left out of the document."""


BEST = PhotoMethod.HYBRID
"""What is used unless somebody chooses."""
MEASURED_MM: Mapping[PhotoMethod, float] = {
    PhotoMethod(name): error
    for name, error in read_belief(belief_path(SHIPPED_BUNDLE)).error_mm.items()
}
"""Mean distance of the face from the truth on held-out portraits, mm, as `nasion evaluate
photo-spread` measured it; empty until measured."""


@dataclass(frozen=True, eq=False)
class _Found:
    """What every method ends with."""

    person: FloatArray
    views: tuple[View, ...]
    covariance: FloatArray


class PhotoReader:
    """Finds faces in photographs and fits heads to them.

    Parameters
    ----------
    bundle : Bundle
        The models.
    nets : Nets
        Landmarks and encoders.
    belief : Belief, optional
        How far they are to be believed; as it was measured for the bundle by default.
    """

    def __init__(self, bundle: Bundle, nets: Nets, belief: Belief | None = None) -> None:
        self._bundle, self._nets = bundle, nets
        self.model = morphable_model(bundle)
        self._marks = self.model.at(nets.vertices)
        upright = self._marks.mean[:, :2] * [1.0, -1.0]
        self._finder = LandmarkFinder(nets.wide, nets.close, upright)
        self._belief = belief or read_belief(belief_path(bundle.id))
        self._partners = mirror_partners(bundle.template.skin)

    @property
    def vertices(self) -> IntArray:
        """The template vertices of the landmarks, (l,) int64."""
        return self._nets.vertices

    def faces(self, photo: Picture, monitor: Monitor | None = None) -> tuple[Face, ...]:
        """Return the faces in a photograph.

        Parameters
        ----------
        photo : Picture
            From `core.imaging.photo_file.read_photo`.
        monitor : Monitor, optional
            Progress and cancellation.

        Returns
        -------
        tuple of Face
            The largest first.

        Raises
        ------
        PhotoError
            When it shows no face, or none that is large enough.
        CancelledError
            When the monitor was cancelled.
        """
        found = self._finder.faces(photo.picture, monitor)
        if not found:
            raise PhotoError(
                f"No face was found in {photo.name}; take a photograph of the whole face, well lit "
                "and at least 100 pixels wide."
            )
        large = tuple(face for face in found if face_height(face) >= SMALLEST_FACE)
        if not large:
            raise PhotoError(
                f"The face in {photo.name} is {face_height(found[0]):.0f} pixels high; take one of "
                f"at least {SMALLEST_FACE:.0f}, better 200."
            )
        return large

    def around(self, photo: Picture, places: FloatArray) -> Face:
        """Return the face around places that somebody marked, whatever is there.

        Parameters
        ----------
        photo : Picture
            The photograph.
        places : (k, 2) float64
            Spread over the face, pixels; the corners of a box will do.

        Returns
        -------
        Face
            Its `presence` says whether the network takes it for one.
        """
        return self._finder.around(photo.picture, places)

    @property
    def methods(self) -> tuple[PhotoMethod, ...]:
        """The methods whose networks are there, the best first."""
        ready = {
            PhotoMethod.MORPHABLE: True,
            PhotoMethod.DETAIL: self._nets.coarse is not None,
            PhotoMethod.HYBRID: self._nets.hybrid is not None,
        }
        others = [one for one in PhotoMethod if one is not BEST and ready[one]]
        return (BEST, *others)

    def fit(
        self,
        shots: Sequence[PhotoShot],
        method: PhotoMethod = BEST,
        *,
        distance: float | None = None,
        monitor: Monitor | None = None,
    ) -> PhotoHead:
        """Fit a head to photographs of one person.

        Parameters
        ----------
        shots : sequence of PhotoShot
            At least one.
        method : PhotoMethod
            How.
        distance : float, optional
            Between the pupils, mm.
        monitor : Monitor, optional
            Progress and cancellation.

        Returns
        -------
        PhotoHead
            The most likely head.

        Raises
        ------
        PhotoError
            When the photographs do not show enough of a face.
        CancelledError
            When the monitor was cancelled.
        """
        if not shots:
            raise PhotoError("There is no photograph to fit; add one.")
        watch = monitor or Monitor()
        self._refuse_profiles(shots)
        try:
            found = self._fitted(shots, method, distance, watch.part(0.0, 0.7))
        except EditError as error:
            raise PhotoError(str(error)) from error
        watch.report(0.75, "Reading the colours of the skin")
        return self._head(shots, method, found, known=distance is not None)

    def _fitted(
        self, shots: Sequence[PhotoShot], method: PhotoMethod, distance: float | None,
        watch: Monitor,
    ) -> _Found:  # fmt: skip
        if method is PhotoMethod.MORPHABLE:
            return self._flat(shots, distance)
        sights = [self._sight(shot) for shot in shots]
        encoder = self._nets.coarse if method is PhotoMethod.DETAIL else self._nets.hybrid
        person = None
        if encoder is not None:
            person, poses = self._believed(encoder, method, shots)
            pairs = zip(sights, poses, strict=True)
            sights = [replace(sight, pose=pose) for sight, pose in pairs]
        span = self._span(distance, len(self.vertices))
        fit = fit_sights(self._marks, sights, watch.part(0.0, 0.5), span, person)
        if encoder is not None:
            watch.report(0.5, "Reading the shading of the skin")
            images = self._shading(shots, fit)
            fit = fit_sights(self._marks, sights, watch.part(0.5, 1.0), span, person, images, fit)
        return _Found(fit.person, fit.views, fit.covariance)

    def _shading(self, shots: Sequence[PhotoShot], fit: PhotoFit) -> list[Shading | None]:
        """Return what photographs tell by their shading, now that the shape is known roughly."""
        found = []
        for shot, view in zip(shots, fit.views, strict=True):
            skin = self._bundle.template.skin.with_vertices(
                self.model.points(fit.person, view.pose)
            )
            image = Shading(self._patches, shot.photo.picture, skin, view)
            found.append(image if image.enough else None)
        return found

    def _detail(
        self, shots: Sequence[PhotoShot], skins: Sequence[FloatArray], views: Sequence[View]
    ) -> FloatArray:
        """Return how far the skin lies off the linear face, along its normals."""
        template, nets = self._bundle.template, self._nets
        plain = own_variance(template.face_mask, nets.colour_mean, nets.colour_modes) < PLAIN**2
        shown = [
            Shown(skin, view, shot.photo.picture)
            for skin, view, shot in zip(skins, views, shots, strict=True)
        ]
        return shaded_detail(template.skin, plain, shown, self._partners)

    @cached_property
    def _patches(self) -> SkinPatches:
        template = self._bundle.template
        return skin_patches(
            self.model, template.skin, template.face_mask,
            self._nets.colour_mean, self._nets.colour_modes,
        )  # fmt: skip

    def _believed(
        self, encoder: FaceEncoder, method: PhotoMethod, shots: Sequence[PhotoShot]
    ) -> tuple[Likely, list[Likely]]:
        """Return what an encoder says of the person and of each photograph's expression."""
        seen = [self.likeness(encoder, shot.photo, shot.face) for shot in shots]
        person = np.mean([one.person[0].double().numpy() for one in seen], axis=0)
        poses = [one.pose[0].double().numpy() for one in seen]
        name = method.value
        return (
            self._belief.of_person(name, person),
            [self._belief.of_pose(name, pose) for pose in poses],
        )

    def likeness(self, encoder: FaceEncoder, photo: Picture, face: Face) -> Likeness:
        """Return what an encoder alone says of a face.

        Parameters
        ----------
        encoder : FaceEncoder
            Of the networks.
        photo : Picture
            The photograph.
        face : Face
            In it.

        Returns
        -------
        Likeness
            Of one crop.
        """
        with torch.inference_mode():
            found: Likeness = encoder(self._finder.sighting(photo.picture, face))
        return found

    def _flat(self, shots: Sequence[PhotoShot], distance: float | None) -> _Found:
        """Return what the first method finds."""
        marks = [Marks(shot.face.places[:CLASSIC], shot.neutral) for shot in shots]
        span = self._span(distance, CLASSIC)
        fit = fit_morphable(self.model, self.vertices[:CLASSIC], marks, span=span)
        views = tuple(
            far_view(view, shot.photo.centre) for view, shot in zip(fit.views, shots, strict=True)
        )
        return _Found(fit.person, views, fit.covariance)

    def _span(self, distance: float | None, count: int) -> Span | None:
        if distance is None:
            return None
        weights = np.zeros(count)
        weights[list(PUPILS[0])], weights[list(PUPILS[1])] = -0.5, 0.5
        return Span(weights, distance)

    def _sight(self, shot: PhotoShot) -> Sight:
        """Return what a photograph tells, as the fit wants it."""
        face, picture = shot.face, shot.photo
        deviations = SHARED * face.deviations
        deviations[shot.known] = BY_HAND * float(
            np.nanmax(np.nanmax(face.places, axis=0) - np.nanmin(face.places, axis=0))
        )
        focal = picture.focal if shot.focal is None else shot.focal
        if focal is not None:
            spread = FOCAL_DEVIATION
        else:
            seen = np.isfinite(face.places).all(axis=1)
            flat = scaled_orthographic(self._marks.mean[seen], face.places[seen])
            focal, spread = USUAL_DISTANCE * flat.scale, DISTANCE_DEVIATION
        return Sight(
            face.places, deviations, focal, spread, picture.centre, shot.neutral, shot.known
        )

    def _refuse_profiles(self, shots: Sequence[PhotoShot]) -> None:
        if all(self.turned(shot.face) > PROFILE for shot in shots):
            raise PhotoError(
                f"{shots[0].photo.name} shows the face from the side only; add a photograph from "
                "the front."
            )

    def turned(self, face: Face) -> float:
        """Return how far a face looks away from the camera, degrees.

        Parameters
        ----------
        face : Face
            Of `faces`.
        """
        seen = np.isfinite(face.places).all(axis=1)
        flat = scaled_orthographic(self._marks.mean[seen], face.places[seen])
        return float(np.degrees(np.arccos(np.clip(-flat.rotation[2, 2], -1.0, 1.0))))

    def _head(
        self, shots: Sequence[PhotoShot], method: PhotoMethod, found: _Found, *, known: bool
    ) -> PhotoHead:
        template = self._bundle.template
        skins = [self.model.points(found.person, view.pose) for view in found.views]
        texture = read_colours(
            [template.skin.with_vertices(skin) for skin in skins],
            found.views,
            [shot.photo.picture for shot in shots],
            self._partners,
        )
        neutral = self.model.points(found.person)
        if method is PhotoMethod.DETAIL:
            detail = self._detail(shots, skins, found.views)
            skins[0], neutral = (
                skin + detail[:, None] * vertex_normals(skin, template.skin.faces)
                for skin in (skins[0], neutral)
            )
        codes, size = part_codes(self._bundle, found.person)
        pose = found.views[0].pose
        growth = self._belief.growth.get(method.value, 1.0)
        return PhotoHead(
            method=method,
            person=found.person,
            pose=pose,
            skin=skins[0],
            neutral_skin=neutral,
            codes=codes,
            size=size,
            expression=tuple(float(w) if w >= FAINTEST else 0.0 for w in pose),
            views=found.views,
            poses=tuple(view.pose for view in found.views),
            deviation=growth * vertex_deviation(self.model, found.covariance, template.face_mask),
            colours=None if texture is None else texture.colours,
            filled=np.ones(len(skins[0]), dtype=bool) if texture is None else texture.filled,
            scale_known=known,
            notes=head_notes(shots, [self.turned(one.face) for one in shots], known=known),
        )
