"""Makes the document of a head that was fitted to photographs."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PIL import Image

from core.arrays import FloatArray
from core.document.face_photos import FacePhotos
from core.document.photo_source import PhotoRecord, PhotoSource
from core.document.project_file import Project
from core.document.state import FaceState, FitReport, FittedCodes, ScanReference
from core.errors import PhotoError
from core.geometry.transforms import Similarity
from core.units import ESTIMATED

if TYPE_CHECKING:
    from core.inference.head import HeadModel
    from core.inference.photo_fit import View
    from core.inference.photo_head import PhotoHead, PhotoShot

HALF_TRUSTED = 2.0
"""Skin whose error to expect is this large is trusted half as much as a scan, mm."""
_QUALITY = 92
"""Of kept pictures, JPEG."""
_DECIMALS = 3
"""Of landmarks, pixels: finer than any of them is known."""


@dataclass(frozen=True)
class PhotoFile:
    """Where a photograph came from.

    Attributes
    ----------
    name : str
        File name.
    sha256 : str
        Of its bytes.
    role : str
        One of `core.document.photo_source.ROLES`.
    """

    name: str
    sha256: str
    role: str = "front"

    @classmethod
    def of(cls, path: Path, role: str = "front") -> "PhotoFile":
        """Return the file at a path.

        Parameters
        ----------
        path : Path
            Of a photograph.
        role : str
            What it shows.

        Raises
        ------
        PhotoError
            When it cannot be read.
        """
        try:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError as error:
            raise PhotoError(f"{path.name} cannot be read: {error.strerror}.") from error
        return cls(path.name, digest, role)


def photo_project(
    model: "HeadModel",
    head: "PhotoHead",
    shots: Sequence["PhotoShot"],
    files: Sequence[PhotoFile],
    *,
    distance: float | None = None,
    keep: bool = False,
    seconds: float = 0.0,
) -> Project:
    """Return the document of a head from photographs.

    Parameters
    ----------
    model : HeadModel
        Of the bundle that the head was fitted with.
    head : PhotoHead
        From `core.inference.photo_head.PhotoReader.fit`.
    shots : sequence of PhotoShot
        What it was fitted to.
    files : sequence of PhotoFile
        Where they came from, one each.
    distance : float, optional
        Distance of the pupils that was known, mm.
    keep : bool
        Whether pictures and colours may be written into a file.
    seconds : float
        Wall time of the fit.

    Returns
    -------
    Project
        Its skin is that of `head`; what the codes cannot express is the residual.
    """
    bare = replace(model.mean_state(), codes=head.codes, size=head.size, expression=head.expression)
    residual = head.skin - model.skin_preview(bare).vertices
    face = model.bundle.template.face_mask
    report = FitReport(
        face_error_mean=float(head.deviation[face].mean()),
        face_error_p95=float(np.percentile(head.deviation[face], 95)),
        coverage=float((~head.filled[face]).mean()),
        confidence=_presence(shots),
        seconds=seconds,
        device=model.device_name,
    )
    records = zip(shots, files, head.views, strict=True)
    source = PhotoSource(
        head.method.value, distance if head.scale_known else None,
        tuple(_record(shot, file, view) for shot, file, view in records),
    )  # fmt: skip
    scan = ScanReference(
        name=files[0].name,
        sha256=files[0].sha256,
        unit="mm" if head.scale_known else ESTIMATED,
        to_head=Similarity.identity(),
        residual=residual,
        report=report,
        fitted=FittedCodes(head.codes, head.size, tuple(head.expression)),
        trust=trust_of(head.deviation),
        photo=source,
    )
    return Project(replace(bare, scan=scan), photos=_photos(head, shots, keep=keep))


def trust_of(deviation: FloatArray) -> FloatArray:
    """Return how far skin of an expected error is to be trusted, 0 to 1.

    Parameters
    ----------
    deviation : (n,) float64
        mm.

    Returns
    -------
    (n,) float64
        The ratio of precisions of a scan's skin and of this one, one half at `HALF_TRUSTED`.
    """
    trust: FloatArray = 1.0 / (1.0 + (deviation / HALF_TRUSTED) ** 2)
    return trust


def fitted_state(state: FaceState, record: PhotoRecord) -> FaceState:
    """Return a face with the expression that one of its photographs shows.

    Parameters
    ----------
    state : FaceState
        Of the document.
    record : PhotoRecord
        Of one of its photographs.
    """
    return replace(state, expression=record.pose)


def picture_bytes(picture: npt.NDArray[np.uint8]) -> bytes:
    """Return a photograph as a JPEG file without any note of the camera.

    Parameters
    ----------
    picture : (h, w, 3) uint8
        As it was read: sRGB, upright, not larger than the program looks at.
    """
    stream = BytesIO()
    Image.fromarray(picture).save(stream, "JPEG", quality=_QUALITY)
    return stream.getvalue()


def _presence(shots: Sequence["PhotoShot"]) -> float:
    """Return how sure the network is that every photograph shows a face, 0 to 1."""
    least = min(shot.face.presence for shot in shots)
    return float(1.0 / (1.0 + np.exp(-np.clip(least, -50.0, 50.0))))


def _photos(head: "PhotoHead", shots: Sequence["PhotoShot"], *, keep: bool) -> FacePhotos:
    colours = head.colours
    return FacePhotos(
        deviation=head.deviation.astype(np.float32).astype(np.float64),
        colours=None if colours is None else (255.0 * colours.clip(0, 1) + 0.5).astype(np.uint8),
        filled=None if colours is None else head.filled.astype(np.bool_),
        pictures=tuple(picture_bytes(shot.photo.picture) for shot in shots),
        keep=keep,
    )


def _record(shot: "PhotoShot", file: PhotoFile, view: "View") -> PhotoRecord:
    height, width = shot.photo.picture.shape[:2]
    places = np.round(np.asarray(shot.face.places, dtype=np.float64), _DECIMALS)
    x, y, z = view.place.translation.tolist()
    return PhotoRecord(
        name=file.name,
        sha256=file.sha256,
        size=(width, height),
        role=file.role,
        neutral=shot.neutral,
        focal=shot.focal,
        places=tuple((float(a), float(b)) for a, b in places),
        deviations=tuple(np.round(shot.face.deviations, _DECIMALS).tolist()),
        known=tuple(int(one) for one in shot.known),
        pose=tuple(float(one) for one in view.pose),
        rotation=tuple(view.place.rotation.reshape(-1).tolist()),
        translation=(x, y, z),
        fitted_focal=float(view.focal),
        centre=(float(view.centre[0]), float(view.centre[1])),
    )
