"""What the worker hands to the window: surfaces ready to be drawn, and measures of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from core.arrays import FloatArray, IntArray
from core.document.average_edits import AverageAxis
from core.document.face_photos import FacePhotos
from core.geometry.measures import Measure
from core.geometry.mesh import Mesh
from core.geometry.normals import vertex_normals

if TYPE_CHECKING:
    from core.evaluation.ct_comparison import SkullComparison
    from core.inference.measure_control import MeasureControl
    from core.inference.region_depth import RegionDepth

SingleArray = npt.NDArray[np.float32]


class Tier(StrEnum):
    """How a skin was made; the value is what the status line says.

    Tracked: the template's vertices, carried onto the zero set of the head's field. How they go
    with a slider follows from the implicit function theorem: along the normal a point moves by
    ``-(dPhi/dz) / |grad Phi|``. The field moves the template by a sum that is linear in the codes,
    so that this derivative is a row of the basis and the same everywhere: the first order is the
    whole motion, no step of Newton's is left, and a linear tier beside it would show the same.
    Exact: the surface extracted from the field, with its own triangles.
    """

    TRACKED = "tracked"
    EXACT = "exact"


class ColourBy(StrEnum):
    """What the colour of a surface tells; the value is what people read."""

    PLAIN = "Plain"
    THICKNESS = "Tissue thickness"
    DISTANCE = "Distance to scan"
    CHANGE = "Change by edits"
    ASYMMETRY = "Asymmetry"
    UNCERTAINTY = "Skull uncertainty"
    DIFFERENCE = "Difference to the CT"
    COMPARED = "Difference of the faces"
    PHOTO = "Photograph"
    PHOTO_MARKED = "Photograph, hidden skin marked"
    EXPECTED = "Error to expect"
    ANATOMY_BONE = "Bone b, forward"
    ANATOMY_NORMAL = "Normal n, tilt"
    ANATOMY_DEPTH = "Thickness d"
    ANATOMY_JAW = "Jaw weight k"


FILLED = (0.36, 0.40, 0.95)
"""Marks skin that no photograph shows: a hue that no skin has."""
ANATOMY_COLOURS = (
    ColourBy.ANATOMY_BONE,
    ColourBy.ANATOMY_NORMAL,
    ColourBy.ANATOMY_DEPTH,
    ColourBy.ANATOMY_JAW,
)
"""What the anatomy behind the skin can be seen by."""
PHOTO_COLOURS = (ColourBy.PHOTO, ColourBy.PHOTO_MARKED, ColourBy.EXPECTED)
"""What photographs tell of the skin."""
COLOUR_UNITS = {ColourBy.ANATOMY_NORMAL: "°", ColourBy.ANATOMY_JAW: "0 to 1"}
"""Units of what is not told in millimetres."""


@dataclass(frozen=True, eq=False)
class Surface:
    """A surface with everything that drawing needs.

    Attributes
    ----------
    vertices, normals : (n, 3) float32
        Head frame, mm; unit normals.
    faces : (m, 3) int64
        Shared by surfaces of the same topology, so that they are updated in place.
    shade : (n,) float32 or None
        How open each vertex is to the light, 0 to 1.
    values : mapping of ColourBy to (n,) float64
        What the surface can be coloured by, mm; NaN where it has no meaning. A photograph gives
        colours themselves, (n, 3), 0 to 1.
    uv : (n, 2) float32 or None
        Where each vertex lies in the scan's picture.
    """

    vertices: SingleArray
    faces: IntArray
    normals: SingleArray
    shade: SingleArray | None = None
    values: Mapping[ColourBy, FloatArray] = field(default_factory=dict)
    uv: SingleArray | None = None


def pictured_surface(mesh: Mesh) -> Surface:
    """Return a scan ready to be drawn with its picture on it.

    Parameters
    ----------
    mesh : Mesh
        Head frame, mm; with texture coordinates or without.

    Returns
    -------
    Surface
        A vertex with several places in the picture is there several times.
    """
    plain = surface_from(mesh)
    if mesh.uv is None or mesh.uv_faces is None or len(mesh.uv_faces) != mesh.face_count:
        return plain
    pairs = np.stack([mesh.faces.ravel(), mesh.uv_faces.ravel()], axis=1)
    distinct, index = np.unique(pairs, axis=0, return_inverse=True)
    return Surface(
        vertices=plain.vertices[distinct[:, 0]],
        faces=index.reshape(-1, 3).astype(np.int64),
        normals=plain.normals[distinct[:, 0]],
        uv=mesh.uv[distinct[:, 1]].astype(np.float32),
    )


def photo_values(
    photos: FacePhotos | None, colour: ColourBy, count: int
) -> dict[ColourBy, FloatArray]:
    """Return what photographs tell of the template's skin.

    Parameters
    ----------
    photos : FacePhotos or None
        Of the document.
    colour : ColourBy
        One of `PHOTO_COLOURS`.
    count : int
        Vertices of the skin.

    Returns
    -------
    dict
        Empty where they do not tell it.
    """
    if photos is None or len(photos.deviation) != count:
        return {}
    if colour is ColourBy.EXPECTED:
        return {colour: photos.deviation}
    if photos.colours is None or photos.filled is None:
        return {}
    tones = photos.colours.astype(np.float64) / 255.0
    if colour is ColourBy.PHOTO_MARKED:
        hidden = photos.filled[:, None]
        tones = np.where(hidden, 0.35 * tones + 0.65 * np.array(FILLED), tones)
    return {colour: tones}


def surface_from(
    mesh: Mesh,
    shade: SingleArray | None = None,
    values: Mapping[ColourBy, FloatArray] | None = None,
) -> Surface:
    """Return a mesh ready to be drawn. Any thread.

    Parameters
    ----------
    mesh : Mesh
        Head frame, mm.
    shade : (n,) float32, optional
        Openness of each vertex.
    values : mapping, optional
        What it can be coloured by.

    Returns
    -------
    Surface
        With normals.
    """
    return Surface(
        vertices=mesh.vertices.astype(np.float32),
        faces=mesh.faces,
        normals=vertex_normals(mesh.vertices, mesh.faces).astype(np.float32),
        shade=shade,
        values=values or {},
    )


@dataclass(frozen=True, eq=False)
class Computed:
    """What a preview or a full run found for one revision of the document.

    Attributes
    ----------
    revision : int
        Which.
    tier : Tier
        How the skin was made.
    skin : Surface
        The skin.
    skull : Surface or None
        None leaves the last one; a preview moves it along where it is seen.
    measures : tuple of Measure
        Of the face as it is.
    controls : tuple of MeasureControl
        The measures that can be set, with their ranges; empty in the first preview of a model.
    skull_moved : bool
        Whether the skull was moved along with a dragged head rather than inferred.
    skull_std : (float, float, float) or None
        Standard deviation of the skull, mm: mean, least and most; None leaves what is known.
    comparison : SkullComparison or None
        The skull against the real one of a CT, where that was asked for.
    places : (N_skin, 3) float32 or None
        The template's vertices on this head, mm, for tools that act on them.
    tissue : tuple of RegionDepth
        Thickness of every region against the population; empty leaves what is known.
    device : str
        Where the networks run, for people; empty leaves what is known.
    """

    revision: int
    tier: Tier
    skin: Surface
    skull: Surface | None
    measures: tuple[Measure, ...]
    controls: "tuple[MeasureControl, ...]" = ()
    skull_moved: bool = False
    skull_std: tuple[float, float, float] | None = None
    comparison: "SkullComparison | None" = None
    places: SingleArray | None = None
    tissue: "tuple[RegionDepth, ...]" = ()
    device: str = ""


@dataclass(frozen=True)
class ModelFacts:
    """What the window needs to know of the model.

    Attributes
    ----------
    device_name : str
        Where it computes, for people; empty while the networks are being loaded.
    bundle_id : str
        Its name.
    regions : tuple of str
        Thickness regions with a slider.
    mean_state : FaceState
        The document of the mean head.
    expressions : tuple of str
        Names of the expression weights; empty where the models know none.
    skull_landmarks : mapping of str to int
        Vertices of the skull that have a name.
    bones : tuple of str
        Controls of bone that the models can move.
    builds : bool
        Whether the models know how body mass goes with thickness.
    faces : (m, 3) int64 or None
        Triangles of the template's skin.
    landmarks : mapping of str to int
        Vertices of the skin that have a name, those found on the template included.
    skin_parts : (N_skin,) int64 or None
        To which of `core.geometry.template.PARTS` each vertex of the skin mostly belongs.
    skull_labels : (N_skull,) int64 or None
        Index into `core.geometry.template.SKULL_LABELS`.
    skull_faces : (k, 3) int64 or None
        Triangles of the template's skull.
    average : AverageAxis or None
        From the published female means to the male ones; None where the models cannot tell.
    """

    device_name: str
    bundle_id: str
    regions: tuple[str, ...]
    mean_state: Any
    expressions: tuple[str, ...] = ()
    skull_landmarks: Mapping[str, int] = field(default_factory=dict)
    bones: tuple[str, ...] = ()
    builds: bool = False
    faces: IntArray | None = None
    landmarks: Mapping[str, int] = field(default_factory=dict)
    skin_parts: IntArray | None = None
    skull_labels: IntArray | None = None
    skull_faces: IntArray | None = None
    average: AverageAxis | None = None
