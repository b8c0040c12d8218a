"""Jobs of the photo dialog: look at photographs, fit a head, put them back, draw the fit."""

import hashlib
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from app.heads import photo_reader
from app.photo_looks import MethodOffer, PhotoLook, PhotoOffer, ShotWish, decoded
from app.photo_overlay import FitPicture, draw_fit
from app.requests import Opened, opened_head
from app.workshop import Workshop
from core.arrays import FloatArray
from core.document.face_photos import FacePhotos
from core.document.photo_source import PhotoRecord
from core.document.state import FaceState
from core.errors import BundleError, PhotoError
from core.imaging.photo_file import Photo, read_photo
from core.monitor import Monitor

if TYPE_CHECKING:
    from core.inference.photo_fit import View
    from core.inference.photo_head import PhotoReader
    from core.inference.photo_landmarks import Face
    from core.inference.photo_texture import Texture


_SURE = 5.0
"""Logit of a face that somebody agreed to."""


def make_reader(tools: Workshop) -> "PhotoReader":
    """Return what reads heads from photographs, with the models in use.

    Parameters
    ----------
    tools : Workshop
        Has the head model.
    """
    return photo_reader(tools.model)


def _reader(tools: Workshop) -> "PhotoReader":
    """Return the reader that the workshop keeps; made when it is first asked for."""
    if tools.photo_reader is None:
        tools.photo_reader = make_reader(tools)
    reader: PhotoReader = tools.photo_reader
    return reader


@dataclass(frozen=True, eq=False)
class LookAtPhotos:
    """Read photographs and find the faces in them.

    Attributes
    ----------
    paths : tuple of Path
        Files; one that cannot be used is told of, and the others are read all the same.
    """

    paths: tuple[Path, ...]
    title: str = "Looking at the photographs"

    def run(self, tools: Workshop, monitor: Monitor) -> PhotoOffer:
        """Return what was found."""
        monitor.report(0.0, self.title)
        count = len(self.paths)
        looks = tuple(
            _looked(path, tools, monitor.part(number / count, (number + 1) / count))
            for number, path in enumerate(self.paths)
        )
        return PhotoOffer(looks, _methods(_reader(tools)))


@dataclass(frozen=True, eq=False)
class LookAgain:
    """Show photographs of a document as they were fitted.

    Attributes
    ----------
    records : tuple of PhotoRecord
        What the document knows of them.
    pictures : tuple of bytes
        The kept pictures, one each.
    """

    records: tuple[PhotoRecord, ...]
    pictures: tuple[bytes, ...]
    title: str = "Looking at the photographs"

    def run(self, tools: Workshop, monitor: Monitor) -> PhotoOffer:
        """Return the photographs with the landmarks that were fitted."""
        monitor.report(0.0, self.title)
        pairs = zip(self.records, self.pictures, strict=True)
        return PhotoOffer(tuple(_known(*pair) for pair in pairs), _methods(_reader(tools)))


def _known(record: PhotoRecord, picture: bytes) -> PhotoLook:
    from core.inference.photo_landmarks import Face

    photo = Photo(record.name, decoded(picture), record.focal)
    places = np.array(record.places, dtype=np.float64).reshape(-1, 2)
    faces = (Face(places, np.array(record.deviations), _SURE),) if len(places) else ()
    return PhotoLook(Path(record.name), record.sha256, photo, faces, "", record)


def camera_of(record: PhotoRecord) -> "View":
    """Return how a photograph of a document was taken.

    Parameters
    ----------
    record : PhotoRecord
        Of the document.
    """
    from core.inference.photo_fit import View

    pose = np.array(record.pose)
    return View(pose, record.place, record.fitted_focal, record.centre)


def _methods(reader: "PhotoReader") -> tuple[MethodOffer, ...]:
    from core.inference.photo_head import BEST, MEASURED_MM

    there = reader.methods
    best = BEST if BEST in there else there[0]
    return tuple(MethodOffer(one.value, MEASURED_MM.get(one), one is best) for one in there)


def _looked(path: Path, tools: Workshop, monitor: Monitor) -> PhotoLook:
    try:
        photo = read_photo(path)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    except PhotoError as error:
        return PhotoLook(path, "", None, (), str(error))
    except OSError:
        why = f"{path.name} vanished while it was read; open it again."
        return PhotoLook(path, "", None, (), why)
    try:
        faces = _reader(tools).faces(photo, monitor)
    except PhotoError as error:
        return PhotoLook(path, digest, photo, (), str(error))
    return PhotoLook(path, digest, photo, faces, doubts=_doubts(photo, faces))


def _doubts(photo: Photo, faces: "tuple[Face, ...]") -> tuple[tuple[str, ...], ...]:
    from core.inference.photo_notes import face_doubts

    return tuple((*photo.notes, *face_doubts(photo, face)) for face in faces)


@dataclass(frozen=True, eq=False)
class LookAround:
    """Find the landmarks of a face that somebody pointed at.

    Attributes
    ----------
    look : PhotoLook
        A photograph that was read.
    corners : (k, 2) float64
        Points around the face, pixels.
    """

    look: PhotoLook
    corners: FloatArray
    title: str = "Looking at the face"

    def run(self, tools: Workshop, monitor: Monitor) -> PhotoLook:
        """Return the look with this face first."""
        monitor.report(0.0, self.title)
        if self.look.photo is None:
            raise PhotoError("There is no photograph to look at; open one first.")
        face = _reader(tools).around(self.look.photo, self.corners)
        faces = (face, *self.look.faces)
        doubts = _doubts(self.look.photo, faces)
        return replace(self.look, faces=faces, trouble="", doubts=doubts)


@dataclass(frozen=True, eq=False)
class FitPhotos:
    """Fit a head to photographs.

    Attributes
    ----------
    shots : tuple of ShotWish
        At least one; the first gives the expression of the document.
    method : str
        A value of `core.inference.photo_head.PhotoMethod`; empty for the best.
    distance : float or None
        Distance of the pupils, mm, where it is known.
    keep : bool
        Whether pictures and colours may be written into a project.
    """

    shots: tuple[ShotWish, ...]
    method: str = ""
    distance: float | None = None
    keep: bool = False
    title: str = "Fitting the head to the photographs"

    def run(self, tools: Workshop, monitor: Monitor) -> Opened:
        """Return the fitted head."""
        from core.inference.photo_head import BEST, PhotoMethod, PhotoShot
        from core.inference.photo_project import PhotoFile, photo_project

        begun = time.perf_counter()
        monitor.report(0.0, self.title)
        shots = tuple(
            PhotoShot(
                wish.look.photo,
                wish.face,
                wish.focal,
                wish.neutral,
                np.array(wish.known, dtype=np.int64),
            )
            for wish in self.shots
            if wish.look.photo is not None
        )
        files = tuple(
            PhotoFile(wish.look.path.name, wish.look.sha256, wish.role) for wish in self.shots
        )
        method = PhotoMethod(self.method) if self.method else BEST
        head = _reader(tools).fit(
            shots, method, distance=self.distance, monitor=monitor.part(0.0, 0.9)
        )
        project = photo_project(
            tools.model, head, shots, files,
            distance=self.distance, keep=self.keep, seconds=time.perf_counter() - begun,
        )  # fmt: skip
        monitor.report(0.95, self.title)
        return opened_head(project, None, head.notes, tools)


@dataclass(frozen=True, eq=False)
class FindPhotos:
    """Put the photographs back beside a face that was kept without them.

    Attributes
    ----------
    paths : tuple of Path
        Files, in any order.
    records : tuple of PhotoRecord
        What the document knows of its photographs.
    photos : FacePhotos
        What is there of them.
    state : FaceState
        The document.
    """

    paths: tuple[Path, ...]
    records: tuple[PhotoRecord, ...]
    photos: FacePhotos
    state: FaceState
    title: str = "Finding the photographs"

    def run(self, tools: Workshop, monitor: Monitor) -> FacePhotos:
        """Return the same with pictures and colours; other files than the fitted are refused."""
        from core.inference.photo_project import picture_bytes

        monitor.report(0.0, self.title)
        by_hash = {}
        for path in self.paths:
            try:
                by_hash[hashlib.sha256(path.read_bytes()).hexdigest()] = path
            except OSError as error:
                raise PhotoError(f"{path.name} cannot be read: {error.strerror}.") from error
        missing = [one.name for one in self.records if one.sha256 not in by_hash]
        if missing:
            raise PhotoError(
                f"{', '.join(missing)} is not among the chosen files, or was changed since the fit;"
                " choose the files that were fitted, or fit these as new photographs."
            )
        found = [read_photo(by_hash[one.sha256]) for one in self.records]
        pictures = tuple(picture_bytes(one.picture) for one in found)
        monitor.report(0.5, "Reading the colours of the skin")
        texture = self._texture(tools, [one.picture for one in found])
        tools.photos = replace(self.photos, pictures=pictures)
        if texture is not None:
            colours = (255.0 * texture.colours.clip(0.0, 1.0) + 0.5).astype(np.uint8)
            tools.photos = replace(tools.photos, colours=colours, filled=texture.filled)
        return tools.photos

    def _texture(self, tools: Workshop, pictures: list[npt.NDArray[np.uint8]]) -> "Texture | None":
        """Return the colours of the skin as it was fitted to each photograph."""
        from core.geometry.asymmetry import mirror_partners
        from core.inference.photo_project import fitted_state
        from core.inference.photo_texture import read_colours

        model, fitted = tools.model, self.state.as_fitted()
        skins = [model.skin_preview(fitted_state(fitted, one)) for one in self.records]
        views = [camera_of(one) for one in self.records]
        return read_colours(skins, views, pictures, mirror_partners(model.bundle.template.skin))


@dataclass(frozen=True, eq=False)
class DrawFit:
    """Draw the head as the camera of a photograph sees it.

    Attributes
    ----------
    state : FaceState
        The document.
    record : PhotoRecord
        The photograph.
    posed : bool
        Whether the head takes the expression of this photograph instead of the document's.
    """

    state: FaceState
    record: PhotoRecord
    posed: bool = False
    title: str = "Drawing the head over the photograph"

    def run(self, tools: Workshop, monitor: Monitor) -> FitPicture:
        """Return the picture."""
        monitor.report(0.0, self.title)
        from core.inference.photo_project import fitted_state

        state = fitted_state(self.state, self.record) if self.posed else self.state
        try:
            landmarks = _reader(tools).vertices
        except BundleError:
            # The head can be drawn without the networks; only its outlines cannot.
            landmarks = None
        return draw_fit(tools.model.skin_preview(state), self.record, landmarks)
