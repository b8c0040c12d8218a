"""What a person says of one photograph while its dialog is open."""

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from app.photo_looks import PhotoLook, ShotWish, role_of
from core.arrays import FloatArray
from core.imaging.photo_file import FULL_FRAME, Photo

if TYPE_CHECKING:
    from core.inference.photo_landmarks import Face

FOCAL_MM = (10.0, 600.0)
"""Focal lengths that can be typed, 35-mm equivalent."""
USUAL_MM = 50.0
"""Offered where somebody knows the focal length and the camera noted none."""


def equivalent(photo: Photo, focal: float) -> float:
    """Return a focal length in pixels as that of a 35-mm camera, mm.

    Parameters
    ----------
    photo : Photo
        In whose pixels it is.
    focal : float
        Pixels.
    """
    return focal * FULL_FRAME / max(photo.picture.shape[:2])


def pixels(photo: Photo, equivalent_mm: float) -> float:
    """Return the focal length of a 35-mm camera in pixels.

    Parameters
    ----------
    photo : Photo
        In whose pixels it is wanted.
    equivalent_mm : float
        35-mm equivalent, mm.
    """
    return equivalent_mm / FULL_FRAME * max(photo.picture.shape[:2])


@dataclass(eq=False)
class ShotDraft:
    """One photograph, changed while the dialog is open.

    Attributes
    ----------
    look : PhotoLook
        As it was read.
    chosen : int
        Which face.
    places : (m, 2) float64
        Its landmarks as they were put right, pixels; empty where there is no face.
    known : tuple of int
        Those placed by hand.
    focal : float or None
        Pixels.
    neutral : bool
        Whether the face is at rest.
    role : str
        From where it is seen.
    """

    look: PhotoLook
    chosen: int = 0
    places: FloatArray = field(default_factory=lambda: np.zeros((0, 2)))
    known: tuple[int, ...] = ()
    focal: float | None = None
    neutral: bool = False
    role: str = "front"

    @classmethod
    def of(cls, look: PhotoLook) -> "ShotDraft":
        """Return the draft of a photograph as it was read, or as a document knows it.

        Parameters
        ----------
        look : PhotoLook
            With faces or without.
        """
        focal = None if look.photo is None else look.photo.focal
        draft = cls(look, focal=focal)
        draft.choose(0)
        record = look.record
        if record is not None and look.faces:
            draft.known, draft.focal = record.known, record.focal
            draft.neutral, draft.role = record.neutral, record.role
        return draft

    def choose(self, number: int) -> None:
        """Take one of the faces, as it was found."""
        self.chosen, self.known = number, ()
        if self.look.faces:
            self.places = np.array(self.look.faces[number].places, dtype=np.float64)
            self.role = role_of(self.places)

    @property
    def doubts(self) -> tuple[str, ...]:
        """Why the landmarks of the chosen face may be wrong, a sentence each."""
        return next(iter(self.look.doubts[self.chosen : self.chosen + 1]), ())

    @property
    def ready(self) -> bool:
        """Whether a head can be fitted to it."""
        return self.look.photo is not None and bool(self.look.faces)

    @property
    def face(self) -> "Face":
        """The chosen face with its landmarks as they are now."""
        return replace(self.look.faces[self.chosen], places=self.places)

    def wish(self) -> ShotWish:
        """Return it as a request takes it."""
        return ShotWish(self.look, self.face, self.known, self.focal, self.neutral, self.role)
