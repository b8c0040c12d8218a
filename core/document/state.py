"""The document: an immutable value that says everything about one edited face.

Numpy only. Geometry is never stored here: it is computed from this by `core.inference`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from types import MappingProxyType

import numpy as np

from core.arrays import FloatArray, frozen_floats
from core.document.palsy import PalsyStudy
from core.document.photo_source import PhotoSource
from core.document.treatment import Treatment
from core.geometry.placed_measures import PlacedMeasure
from core.geometry.surface_points import SurfacePoint
from core.geometry.transforms import Similarity


@dataclass(frozen=True)
class BundleReference:
    """Which model bundle the codes belong to: its name and the SHA-256 of its manifest."""

    id: str
    sha256: str


@dataclass(frozen=True)
class FitReport:
    """What the fit measured.

    Attributes
    ----------
    face_error_mean, face_error_p95 : float
        Distance from scan points in the face region to the fitted surface, mm.
    coverage : float
        Share of the template's face that the scan covers, 0 to 1.
    confidence : float
        How sure the alignment is, 0 to 1.
    seconds : float
        Wall time of the fit.
    device : str
        Where it ran.
    first_seconds : float
        From the alignment to the first usable result.
    """

    face_error_mean: float
    face_error_p95: float
    coverage: float
    confidence: float
    seconds: float
    device: str
    first_seconds: float = 0.0


@dataclass(frozen=True)
class FittedCodes:
    """What the fit found, before any edit: the baseline for editing the scan's own vertices.

    Attributes
    ----------
    codes : mapping of str to tuple of float
        Per part: components in standard deviations.
    size : float
        Size of the head relative to the template.
    expression : tuple of float
        Weights of the expression shapes; empty for a neutral face.
    """

    codes: Mapping[str, tuple[float, ...]]
    size: float = 1.0
    expression: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        codes = {part: tuple(float(c) for c in code) for part, code in self.codes.items()}
        object.__setattr__(self, "codes", MappingProxyType(codes))
        object.__setattr__(self, "size", float(self.size))
        object.__setattr__(self, "expression", tuple(float(c) for c in self.expression))

    def __hash__(self) -> int:
        return hash((tuple(sorted(self.codes.items())), self.size, self.expression))


@dataclass(frozen=True, eq=False)
class ScanReference:
    """The scan a document was fitted to.

    Attributes
    ----------
    name : str
        File name, for people.
    sha256 : str
        Hash of the file's bytes.
    unit : str
        ``mm``, ``cm``, ``m`` or ``estimated`` (the scale was found by the alignment).
    to_head : Similarity
        Scan coordinates to head frame; its scale is millimetres per scan unit.
    residual : (N_skin, 3) float64
        What the codes cannot express: offset of each template vertex, mm, head frame.
    report : FitReport
        What the fit measured.
    fitted : FittedCodes or None
        Codes and size at the time of the fit; edits of the scan itself are relative to them.
    trust : (N_skin,) float64 or None
        How far the scan showed each template vertex, 0 to 1; None when it is not known.
    photo : PhotoSource or None
        The photographs, where the face was fitted to these instead of a scan; name and hash are
        then those of the first, and there is no scan to be found.
    """

    name: str
    sha256: str
    unit: str
    to_head: Similarity
    residual: FloatArray
    report: FitReport
    fitted: FittedCodes | None = None
    trust: FloatArray | None = None
    photo: PhotoSource | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "residual", frozen_floats(self.residual).reshape(-1, 3))
        if self.trust is not None:
            object.__setattr__(self, "trust", frozen_floats(self.trust).reshape(-1))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, ScanReference):
            return NotImplemented
        return (
            (self.name, self.sha256, self.unit, self.report, self.fitted, self.photo)
            == (other.name, other.sha256, other.unit, other.report, other.fitted, other.photo)
            and self.to_head.scale == other.to_head.scale
            and np.array_equal(self.to_head.rotation, other.to_head.rotation)
            and np.array_equal(self.to_head.translation, other.to_head.translation)
            and np.array_equal(self.residual, other.residual)
            and _same(self.trust, other.trust)
        )

    def __hash__(self) -> int:
        return hash((self.name, self.sha256, self.unit, self.report))


def _same(first: FloatArray | None, second: FloatArray | None) -> bool:
    if first is None or second is None:
        return first is second
    return np.array_equal(first, second)


@dataclass(frozen=True)
class KnownPoint:
    """A point of bone: the mean of some skull vertices, and where it lies.

    Attributes
    ----------
    vertices : tuple of int
        Of the bundle's template skull; one for a single point, those around its neck for a tooth.
    place : (float, float, float)
        Head frame, mm.
    """

    vertices: tuple[int, ...]
    place: tuple[float, float, float]


@dataclass(frozen=True)
class KnownBone:
    """Points of bone that were learned together.

    Attributes
    ----------
    title : str
        For people, and to remove it by.
    points : tuple of KnownPoint
        At least one.
    deviation : float
        How well each is known along each axis, mm.
    posed : bool
        False where only the points' shape is known and not where it lies in the head: teeth of an
        intraoral scan.
    """

    title: str
    points: tuple[KnownPoint, ...]
    deviation: float
    posed: bool = True


@dataclass(frozen=True)
class FaceState:
    """One face: who it was fitted to and how it was changed.

    Attributes
    ----------
    bundle : BundleReference
        The models the codes belong to.
    codes : mapping of str to tuple of float
        Per part of `core.geometry.template.PARTS`: components in standard deviations.
    size : float
        Size of the head relative to the template (1 is the population's mean).
    expression : tuple of float
        Expression code; empty in bundles without expressions.
    thickness : mapping of str to float
        Offset of soft-tissue thickness per region, mm; absent means zero.
    locked : frozenset of str
        Parts that randomise and reset leave alone.
    scan : ScanReference or None
        The scan behind it; None for a head made from the model alone.
    known_bone : tuple of KnownBone
        Bone whose place is known; it narrows the inferred skull.
    bone : mapping of str to float
        Moves of bone per control of `core.document.bone_controls`, mm or degrees; absent means
        zero.
    build : float
        Change of body-mass index, kg/m2, whose thickness pattern is that of the population.
    paint : (N_skin,) float64 or None
        Change of soft-tissue thickness painted on each template vertex, mm; None for none.
    landmarks : mapping of str to SurfacePoint
        Where a person put landmarks; absent ones lie where the model places them.
    measures : tuple of PlacedMeasure
        Measures that a person placed.
    one_sided : mapping of str to tuple of float
        Change of a part's code on one side of the face only, by names of `core.document.sides`
        such as ``nose_left``; absent means none.
    treatment : Treatment
        Moves of cut bone or teeth, and how the skin follows.
    palsy : PalsyStudy
        Visits with poses of a facial palsy; they are kept as measured and no edit moves them.
    """

    bundle: BundleReference
    codes: Mapping[str, tuple[float, ...]]
    size: float = 1.0
    expression: tuple[float, ...] = ()
    thickness: Mapping[str, float] = field(default_factory=dict)
    locked: frozenset[str] = frozenset()
    scan: ScanReference | None = None
    known_bone: tuple[KnownBone, ...] = ()
    bone: Mapping[str, float] = field(default_factory=dict)
    build: float = 0.0
    paint: FloatArray | None = field(default=None, compare=False)
    landmarks: Mapping[str, SurfacePoint] = field(default_factory=dict)
    measures: tuple[PlacedMeasure, ...] = ()
    one_sided: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    treatment: Treatment = field(default_factory=Treatment)
    palsy: PalsyStudy = field(default_factory=PalsyStudy)

    def __post_init__(self) -> None:
        codes = {part: tuple(float(c) for c in code) for part, code in self.codes.items()}
        sided = {key: tuple(float(c) for c in code) for key, code in self.one_sided.items()}
        sided = {key: code for key, code in sided.items() if any(code)}
        object.__setattr__(self, "one_sided", MappingProxyType(sided))
        thickness = {name: float(mm) for name, mm in self.thickness.items() if mm}
        object.__setattr__(self, "codes", MappingProxyType(codes))
        bone = {name: float(move) for name, move in self.bone.items() if move}
        object.__setattr__(self, "thickness", MappingProxyType(thickness))
        object.__setattr__(self, "landmarks", MappingProxyType(dict(self.landmarks)))
        object.__setattr__(self, "bone", MappingProxyType(bone))
        object.__setattr__(self, "build", float(self.build))
        object.__setattr__(self, "expression", tuple(float(c) for c in self.expression))
        if self.paint is not None:
            paint = frozen_floats(self.paint).reshape(-1)
            object.__setattr__(self, "paint", paint if paint.any() else None)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, FaceState):
            return NotImplemented
        plain = [one.name for one in fields(self) if one.compare]
        return all(getattr(self, name) == getattr(other, name) for name in plain) and _same(
            self.paint, other.paint
        )

    def same_shape(self, other: "FaceState") -> bool:
        """Return whether another state differs by nothing or by marks alone.

        Parameters
        ----------
        other : FaceState
            Of any face.
        """
        return self.without_marks() == other.without_marks()

    def differs_in_marks(self, other: "FaceState") -> bool:
        """Return whether another state differs, and by marks alone: no surface changes."""
        ours = (self.landmarks, self.measures, self.palsy)
        return ours != (other.landmarks, other.measures, other.palsy) and self.same_shape(other)

    def without_marks(self) -> "FaceState":
        """Return the same face without moved landmarks, placed measures and visits."""
        if not (self.landmarks or self.measures or self.palsy != PalsyStudy()):
            return self
        return replace(self, landmarks={}, measures=(), palsy=PalsyStudy())

    @property
    def has_anatomy_edits(self) -> bool:
        """Whether thickness, build, paint, bone or treatment differ from the person as fitted."""
        edits = self.thickness or self.bone or self.build or self.treatment.moving
        return bool(edits) or self.paint is not None

    def as_fitted(self) -> "FaceState":
        """Return the face before every edit of its shape: as fitted, or the mean head."""
        found = None if self.scan is None else self.scan.fitted
        if found is None:
            found = FittedCodes({part: (0.0,) * len(code) for part, code in self.codes.items()})
        bare = replace(self.without_anatomy_edits(), one_sided={})
        return replace(bare, codes=found.codes, size=found.size, expression=found.expression)

    def without_anatomy_edits(self) -> "FaceState":
        """Return the same face with the thickness and bone that its codes alone give it."""
        bare = replace(self, thickness={}, bone={}, build=0.0, paint=None)
        return replace(bare, treatment=Treatment())
