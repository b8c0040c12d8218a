"""An analytic head that stands in for `core.inference.head.HeadModel` in tests.

Every surface is a closed form over directions from the head's centre, so that tests know the right
answer: the skin is star-shaped, components are smooth displacement fields windowed by the part
weights, the skull is the skin without offsets moved inwards by a known depth. No torch, no bundle.

Use ``FakeHeadModel()`` wherever a front end takes a head model, and
`sample_scan` for a file to fit.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from scipy.spatial import cKDTree

from core.arrays import FloatArray, IntArray
from core.document.edits import CopyPart, Person
from core.document.sides import side_key
from core.document.state import BundleReference, FaceState, FitReport, FittedCodes, ScanReference
from core.geometry.mesh import Mesh
from core.geometry.sides import SIDES, side_weight
from core.geometry.template import PARTS, Template
from core.geometry.transforms import Similarity
from core.models.part_statistics import PartStatistics
from core.monitor import Monitor
from tests.app.analytic_head import (
    CENTRE,
    COMPONENTS,
    analytic_template,
    base_radius,
    component_fields,
    part_weights,
    region_weights,
    skull_vertices,
    sphere,
    tissue_depth,
)
from tests.app.fake_anatomy import FakeAnatomy, anatomy_moves, bone_shift, thicker

EXPRESSIONS = ("jawOpen", "mouthSmile_L", "mouthSmile_R", "browInnerUp_L", "browInnerUp_R")
EXPRESSION_MOVES = ((0.0, -15.0, 0.0), (6.0, 3.0, 0.0), (-6.0, 3.0, 0.0))
"""How far the mouth moves with the first weights, mm; the others move nothing."""


@dataclass(frozen=True, eq=False)
class FakeSkullEstimate:
    """What the real skull predictor returns: a mesh, a label and a deviation per vertex."""

    mesh: Mesh
    labels: IntArray
    std_mm: FloatArray
    outer_skin: Mesh | None = None

    def with_jaw(self, motion: Similarity) -> "FakeSkullEstimate":
        """Return the skull as it is: this one's jaw is fused."""
        assert np.isfinite(motion.translation).all()
        return self

    def samples(self, count: int, seed: int = 0) -> FloatArray:
        """Return skulls moved up or down as a whole, (count, n, 3) mm."""
        moves = np.random.default_rng(seed).standard_normal(count)
        return self.mesh.vertices + moves[:, None, None] * np.array([0.0, 1.0, 0.0])

    def distance(self, first: int, second: int) -> tuple[float, float]:
        """Return a distance, and the larger deviation of its ends, mm."""
        length = np.linalg.norm(self.mesh.vertices[first] - self.mesh.vertices[second])
        return float(length), float(self.std_mm[[first, second]].max())


@dataclass(frozen=True, eq=False)
class FakePrediction:
    """What the real predictor returns, without the deviation."""

    vertices: FloatArray


class FakePredictor:
    """The skull beneath a skin, as `FakeHeadModel.skull` has it but for the head's size."""

    def __init__(self, directions: FloatArray) -> None:
        self._keep = skull_vertices(directions)
        depth = tissue_depth(directions)[self._keep]
        self._inward = depth[:, None] * directions[self._keep]

    def predict(self, skin_vertices: FloatArray, trust: FloatArray | None = None) -> FakePrediction:
        return FakePrediction(skin_vertices[self._keep] - self._inward)


@dataclass(frozen=True, eq=False)
class FakeBundle:
    """What front ends read of a bundle."""

    template: Template
    statistics: PartStatistics
    skull: "FakePredictor"
    id: str = "fake-head"
    sha256: str = "f" * 64
    manifest: dict[str, object] = field(default_factory=lambda: {"name": "Analytic test head"})
    parts: object = None
    jaw_twists: FloatArray = field(default_factory=lambda: _jaw_twists())


def _jaw_twists() -> FloatArray:
    """Return how the expressions move the mandible: with ``jawOpen`` it drops."""
    twists = np.zeros((len(EXPRESSIONS), 6))
    if EXPRESSIONS:
        twists[0, 3:] = EXPRESSION_MOVES[0]
    return twists


class FakeFitter:
    """What measures ask of `core.inference.fitting.CodeFitter`.

    Parameters
    ----------
    fields : (4, COMPONENTS, n, 3) float64
        Displacement of every template vertex by one unit of every component, mm.
    """

    def __init__(self, fields: FloatArray) -> None:
        self._fields = fields

    def part_basis(self, part: str, vertices: IntArray) -> FloatArray:
        """Return how template vertices move with one part's code: (n, COMPONENTS, 3), mm."""
        basis: FloatArray = self._fields[PARTS.index(part)][:, vertices].transpose(1, 0, 2)
        return basis


def independent_codes() -> PartStatistics:
    """Return a population whose codes are all independent, with heads of every size."""
    count = len(PARTS) * COMPONENTS
    loadings = np.hstack([np.eye(count), np.zeros((count, 1))])
    growth = np.zeros(count + 1)
    growth[-1] = 0.03
    return PartStatistics(dict.fromkeys(PARTS, COMPONENTS), loadings, growth)


class FakeHeadModel:
    """Implements the facade of `core.inference.head.HeadModel` analytically.

    Parameters
    ----------
    subdivisions : int
        Of the template's icosphere: 4 gives 2562 vertices, 5 gives 10242.
    between_chunks : callable, optional
        Called between the chunks of long work (fit, skin_full); tests make it wait on a lock to
        hold the work in the middle, or raise.
    """

    chunks = 8

    def __init__(
        self, subdivisions: int = 4, between_chunks: Callable[[], None] | None = None
    ) -> None:
        self._directions, faces = sphere(subdivisions)
        self._between_chunks = between_chunks or (lambda: None)
        self._fields = component_fields(self._directions)
        self._regions = region_weights(self._directions)
        template = analytic_template(self._directions, faces)
        self.bundle = FakeBundle(template, independent_codes(), FakePredictor(self._directions))
        self.fitter = FakeFitter(self._fields)
        self.device_name = "CPU (fake)"
        self.expression_names = EXPRESSIONS
        self.anatomy = FakeAnatomy(self, self._directions)
        self.threads: set[int] = set()
        """Identifiers of the threads that called in; the facade is owned by one thread."""

    def mean_state(self) -> FaceState:
        """Return the head of zero codes."""
        return FaceState(
            bundle=BundleReference(self.bundle.id, self.bundle.sha256),
            codes=dict.fromkeys(PARTS, (0.0,) * COMPONENTS),
        )

    def skin_preview(self, state: FaceState) -> Mesh:
        """Return the skin in the template's topology."""
        self.threads.add(threading.get_ident())
        points = self._skin(state, self._directions, self._fields, self._regions)
        if state.scan is not None and len(state.scan.residual) == len(points):
            points = points + state.scan.residual
        return self.bundle.template.skin.with_vertices(points)

    def skin_full(
        self, state: FaceState, resolution: int = 256, monitor: Monitor | None = None
    ) -> Mesh:
        """Return a finer skin; the residual is carried from the nearest template vertex."""
        monitor = monitor or Monitor()
        self._work(monitor, "Extracting the skin")
        directions, faces = sphere(6 if resolution >= 256 else 5)
        points = self._skin(
            state, directions, component_fields(directions), region_weights(directions)
        )
        if state.scan is not None and len(state.scan.residual):
            _, nearest = cKDTree(self._directions).query(directions)
            points = points + state.scan.residual[nearest]
        return Mesh(points, faces)

    def skull(self, state: FaceState) -> FakeSkullEstimate:
        """Return the bone beneath; codes and size move it, ``jawOpen`` moves its jaw."""
        without = replace(state.without_anatomy_edits(), expression=())
        skin = self.skin_preview(without).vertices
        template = self.bundle.template
        skull_directions = skull_vertices(self._directions)
        keep = np.isin(np.arange(len(skin)), skull_directions)
        depth = tissue_depth(self._directions)[keep] * state.size
        points = skin[keep] - depth[:, None] * self._directions[keep]
        opened = state.expression[0] if state.expression else 0.0
        jaw = np.isin(template.skull_labels, (1, 3))
        points = points + state.size * opened * jaw[:, None] * np.array(EXPRESSION_MOVES[0])
        points = points + np.where(
            jaw[:, None], bone_shift(state, jaw=True), bone_shift(state, jaw=False)
        )
        std = 1.0 + 1.5 * (1.0 - self._directions[keep, 2])
        for bone in state.known_bone:
            for point in bone.points:
                points[list(point.vertices)] = point.place
                std[list(point.vertices)] = bone.deviation
        bone_mesh = template.skull.with_vertices(points)
        outer = template.skin.with_vertices(skin)
        return FakeSkullEstimate(bone_mesh, template.skull_labels, std, outer)

    def copy_part(self, state: FaceState, part: str, person: Person) -> CopyPart:
        """Return the edit that copies a part as it is: these parts fit any face."""
        return CopyPart(part, person)

    def thickness(self, state: FaceState) -> FloatArray:
        """Return soft-tissue thickness (N_skin,) along the direction from the centre, mm."""
        offset = self._offset(state, self._regions)
        offset = offset + thicker(state, self._directions, self._directions)
        return tissue_depth(self._directions) * state.size + offset

    def landmarks(self, state: FaceState) -> dict[str, FloatArray]:
        """Return named points (3,) of the skin, mm in the head frame."""
        vertices = self.skin_preview(state).vertices
        return {name: vertices[at] for name, at in self.bundle.template.landmarks.items()}

    def random_part(
        self, state: FaceState, part: str, *, strength: float = 1.0, seed: int = 0
    ) -> tuple[float, ...]:
        """Return another code for one part; those of the fake are independent."""
        return self.bundle.statistics.sample_part(part, state.codes, strength, seed)

    def fit(
        self,
        scan: "object",
        monitor: Monitor | None = None,
        *,
        size: float | None = None,
        sight: object = None,
        watch: Callable[[Mesh, Mesh], None] | None = None,
    ) -> FaceState:
        """Fit codes by least squares to a scan that already lies in the head frame's pose.

        The unit is taken from ``scan.millimetres_per_unit``; the pose is not searched.
        """
        monitor = monitor or Monitor()
        self._work(monitor, "Fitting")
        mesh: Mesh = scan.mesh  # type: ignore[attr-defined]
        scale: float = scan.millimetres_per_unit  # type: ignore[attr-defined]
        to_head = Similarity(scale, np.eye(3), np.zeros(3))
        tree = cKDTree(to_head.apply(mesh.vertices))
        state = replace(self.mean_state(), size=1.0 if size is None else size)
        basis = self._fields.reshape(len(PARTS) * COMPONENTS, -1)
        gram = basis @ basis.T
        # A prior on the codes keeps the sliding of closest points from driving them off.
        prior = 0.05 * np.trace(gram) / len(gram)
        for _ in range(6):
            skin = self.skin_preview(state).vertices
            _, nearest = tree.query(skin)
            gap = (tree.data[nearest] - skin).ravel() / state.size
            now = np.concatenate([state.codes[part] for part in PARTS])
            pull = basis @ gap - prior * now
            found = now + np.linalg.solve(gram + prior * np.eye(len(gram)), pull)
            codes = zip(PARTS, np.clip(found, -3.0, 3.0).reshape(len(PARTS), -1), strict=True)
            state = replace(state, codes={part: tuple(code) for part, code in codes})
            if watch is not None:
                watch(mesh.with_vertices(to_head.apply(mesh.vertices)), self.skin_preview(state))
        skin = self.skin_preview(state).vertices
        distance, nearest = tree.query(skin)
        residual = tree.data[nearest] - skin
        face = self.bundle.template.face_mask
        report = FitReport(
            face_error_mean=float(distance[face].mean()),
            face_error_p95=float(np.percentile(distance[face], 95)),
            coverage=1.0,
            confidence=0.99,
            seconds=0.1,
            device=self.device_name,
        )
        reference = ScanReference(
            name=scan.path.name,  # type: ignore[attr-defined]
            sha256=scan.sha256,  # type: ignore[attr-defined]
            unit=scan.unit,  # type: ignore[attr-defined]
            to_head=to_head,
            residual=residual,
            report=report,
            fitted=FittedCodes(state.codes, state.size),
        )
        return replace(state, scan=reference)

    def edit_scan(self, vertices_head: FloatArray, state: FaceState) -> FloatArray:
        """Return the scan's vertices (n, 3) moved by what was edited since the fit."""
        if state.scan is None or state.scan.fitted is None:
            return np.array(vertices_head, dtype=np.float64)
        offset = vertices_head - CENTRE
        directions = offset / np.linalg.norm(offset, axis=1, keepdims=True)
        fields, regions = component_fields(directions), region_weights(directions)
        fitted = state.scan.fitted
        before = replace(state.without_anatomy_edits(), codes=fitted.codes, size=fitted.size)
        change = self._skin(state, directions, fields, regions) - self._skin(
            before, directions, fields, regions
        )
        moved: FloatArray = vertices_head + change
        return moved

    def _skin(
        self,
        state: FaceState,
        directions: FloatArray,
        fields: FloatArray,
        regions: dict[str, FloatArray],
    ) -> FloatArray:
        points = base = CENTRE + base_radius(directions)[:, None] * directions
        for direction, weight in zip(EXPRESSION_MOVES, state.expression, strict=False):
            points = points + weight * part_weights(directions)[2][:, None] * np.array(direction)
        for index, part in enumerate(PARTS):
            points = points + np.tensordot(np.array(state.codes[part]), fields[index], axes=1)
            for side in SIDES:
                change = np.array(state.one_sided.get(side_key(part, side), (0.0,) * COMPONENTS))
                moved = np.tensordot(change, fields[index], axes=1)
                points = points + side_weight(base, side)[:, None] * moved
        offset: FloatArray = self._offset(state, regions)[:, None] * directions
        offset = offset + anatomy_moves(state, directions, self._directions)
        whole: FloatArray = state.size * points + offset
        return whole

    @staticmethod
    def _offset(state: FaceState, regions: dict[str, FloatArray]) -> FloatArray:
        total = np.zeros(len(next(iter(regions.values()))))
        for name, value in state.thickness.items():
            total = total + value * regions[name]
        return total

    def _work(self, monitor: Monitor, message: str) -> None:
        self.threads.add(threading.get_ident())
        for chunk in range(self.chunks):
            monitor.report(chunk / self.chunks, message)
            self._between_chunks()
        monitor.report(1.0, message)


def sample_scan(
    path: Path, *, seed: int = 3, noise_mm: float = 0.1, unit_mm: float = 1.0
) -> FaceState:
    """Write a scan of a known head as OBJ and return the state that it was made from.

    Parameters
    ----------
    path : Path
        File to write.
    seed : int
        Of codes and noise.
    noise_mm : float
        Standard deviation of the noise on each vertex.
    unit_mm : float
        Millimetres per unit of the file (1000 writes metres).

    Returns
    -------
    FaceState
        The truth, without a scan reference.
    """
    model = FakeHeadModel(subdivisions=5)
    random = np.random.default_rng(seed)
    codes = {part: tuple(random.normal(0.0, 0.7, COMPONENTS)) for part in PARTS}
    truth = replace(model.mean_state(), codes=codes)
    mesh = model.skin_preview(truth)
    points = (mesh.vertices + random.normal(0.0, noise_mm, mesh.vertices.shape)) / unit_mm
    lines = [f"v {x:.9g} {y:.9g} {z:.9g}" for x, y, z in points]
    lines += [f"f {a} {b} {c}" for a, b, c in mesh.faces + 1]
    path.write_text("\n".join(lines) + "\n")
    return truth
