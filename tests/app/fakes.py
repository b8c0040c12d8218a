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
import trimesh
from scipy.spatial import cKDTree

from core.arrays import FloatArray, IntArray
from core.document.state import BundleReference, FaceState, FitReport, FittedCodes, ScanReference
from core.geometry.mesh import Mesh
from core.geometry.normals import vertex_normals
from core.geometry.template import PARTS, Template
from core.geometry.transforms import Similarity
from core.monitor import Monitor

COMPONENTS = 8
"""Components per part of the fake."""

CENTRE = np.array([0.0, 2.0, 4.0])
SEMI_AXES = np.array([75.0, 122.0, 98.0])
STEP_MM = 2.0
"""Displacement of one standard deviation of one component."""

LANDMARK_POSITIONS = {
    "glabella": (0.0, 30.0, 98.0),
    "nasion": (0.0, 18.6, 97.8),
    "pronasale": (0.0, -16.0, 119.3),
    "subnasale": (0.0, -31.2, 103.4),
    "alare_left": (17.0, -23.0, 98.0),
    "alare_right": (-17.0, -23.0, 98.0),
    "labiale_superius": (0.0, -44.1, 105.4),
    "stomion": (0.0, -52.2, 99.3),
    "labiale_inferius": (0.0, -62.9, 101.4),
    "cheilion_left": (25.3, -53.6, 88.3),
    "cheilion_right": (-25.3, -53.6, 88.3),
    "sublabiale": (0.0, -71.0, 95.0),
    "pogonion": (0.0, -83.0, 96.0),
    "gnathion": (0.0, -94.1, 88.5),
    "endocanthion_left": (18.4, 14.6, 82.1),
    "endocanthion_right": (-18.4, 14.6, 82.1),
    "exocanthion_left": (44.6, 16.7, 76.3),
    "exocanthion_right": (-44.6, 16.7, 76.3),
    "zygion_left": (68.0, -8.0, 35.0),
    "zygion_right": (-68.0, -8.0, 35.0),
    "gonion_left": (52.0, -68.0, 20.0),
    "gonion_right": (-52.0, -68.0, 20.0),
    "tragion_left": (74.0, 0.0, 0.0),
    "tragion_right": (-74.0, 0.0, 0.0),
}
"""Where named points lie, mm in the head frame; the nearest template vertex carries the name."""

_BUMPS = (
    # position it points at, height mm, width as chord on the unit sphere
    ((0.0, -14.0, 119.0), 17.0, 0.13),
    ((0.0, 6.0, 108.0), 7.0, 0.10),
    ((0.0, -52.0, 104.0), 9.0, 0.22),
    ((0.0, -86.0, 92.0), 15.0, 0.26),
    ((31.0, 15.0, 80.0), -6.0, 0.16),
    ((-31.0, 15.0, 80.0), -6.0, 0.16),
    ((0.0, 32.0, 98.0), 3.0, 0.35),
)

_REGION_CENTRES = {
    "forehead": (0.0, 60.0, 90.0),
    "brow_left": (30.0, 32.0, 88.0),
    "brow_right": (-30.0, 32.0, 88.0),
    "temple_left": (66.0, 35.0, 45.0),
    "temple_right": (-66.0, 35.0, 45.0),
    "cheek_left": (48.0, -25.0, 72.0),
    "cheek_right": (-48.0, -25.0, 72.0),
    "malar_left": (58.0, -2.0, 60.0),
    "malar_right": (-58.0, -2.0, 60.0),
    "jaw_left": (55.0, -60.0, 40.0),
    "jaw_right": (-55.0, -60.0, 40.0),
    "upper_lip": (0.0, -40.0, 104.0),
    "lower_lip": (0.0, -66.0, 99.0),
    "chin": (0.0, -88.0, 90.0),
}

_PART_CENTRES = {
    "nose": ((0.0, -8.0, 110.0),),
    "eyes": ((31.0, 17.0, 80.0), (-31.0, 17.0, 80.0)),
    "mouth": ((0.0, -53.0, 102.0),),
}


def _direction(position: tuple[float, float, float]) -> FloatArray:
    offset = np.asarray(position) - CENTRE
    return offset / np.linalg.norm(offset)


def _bump(directions: FloatArray, position: tuple[float, float, float], width: float) -> FloatArray:
    distance = np.linalg.norm(directions - _direction(position), axis=1)
    return np.exp(-0.5 * (distance / width) ** 2)


def base_radius(directions: FloatArray) -> FloatArray:
    """Return the mean head's radius, mm (n,), along unit directions (n, 3)."""
    radius = 1.0 / np.linalg.norm(directions / SEMI_AXES, axis=1)
    for position, height, width in _BUMPS:
        radius = radius + height * _bump(directions, position, width)
    return radius


def part_weights(directions: FloatArray) -> FloatArray:
    """Return smooth weights (4, n) that sum to one, in the order of `PARTS`."""
    near = [
        sum(_bump(directions, centre, 0.2) for centre in _PART_CENTRES[part]) for part in PARTS[:3]
    ]
    weights = np.vstack([*near, np.full(len(directions), 0.15)])
    return weights / weights.sum(axis=0)


def region_weights(directions: FloatArray) -> dict[str, FloatArray]:
    """Return the smooth weight (n,) of every thickness region."""
    return {name: _bump(directions, at, 0.18) for name, at in _REGION_CENTRES.items()}


def component_fields(directions: FloatArray) -> FloatArray:
    """Return the displacement of one unit of every component: (4, COMPONENTS, n, 3), mm."""
    x, y, z = directions.T
    zero = np.zeros_like(x)
    lateral = np.tanh(8.0 * x)
    modes = [
        directions,
        np.stack([lateral, zero, zero], axis=1),
        np.stack([zero, np.ones_like(x), zero], axis=1),
        np.stack([zero, zero, np.ones_like(x)], axis=1),
        np.stack([zero, np.tanh(8.0 * y), zero], axis=1),
        directions * np.sin(9.0 * x)[:, None],
        directions * np.sin(9.0 * y)[:, None],
        directions * np.cos(9.0 * z)[:, None],
    ]
    stacked = STEP_MM * np.stack(modes)
    return part_weights(directions)[:, None, :, None] * stacked[None]


def tissue_depth(directions: FloatArray) -> FloatArray:
    """Return the mean soft-tissue depth (n,), mm; NaN where the fake has no bone (the neck)."""
    depth = 5.0 + 9.0 * _bump(directions, (0.0, -55.0, 80.0), 0.5)
    return np.where(directions[:, 1] < -0.86, np.nan, depth)


@dataclass(frozen=True, eq=False)
class FakeSkullEstimate:
    """What the real skull predictor returns: a mesh, a label and a deviation per vertex."""

    mesh: Mesh
    labels: IntArray
    std_mm: FloatArray


@dataclass(frozen=True, eq=False)
class FakeBundle:
    """What front ends read of a bundle."""

    template: Template
    id: str = "fake-head"
    sha256: str = "f" * 64
    manifest: dict[str, object] = field(default_factory=lambda: {"name": "Analytic test head"})
    parts: object = None
    skull: object = None


def _sphere(subdivisions: int) -> tuple[FloatArray, IntArray]:
    sphere = trimesh.creation.icosphere(subdivisions=subdivisions)
    directions = np.asarray(sphere.vertices, dtype=np.float64)
    directions = directions / np.linalg.norm(directions, axis=1, keepdims=True)
    return directions, np.asarray(sphere.faces, dtype=np.int64)


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
        self._directions, faces = _sphere(subdivisions)
        self._between_chunks = between_chunks or (lambda: None)
        self._fields = component_fields(self._directions)
        self._regions = region_weights(self._directions)
        self.bundle = FakeBundle(_template(self._directions, faces))
        self.device_name = "CPU (fake)"
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
        directions, faces = _sphere(6 if resolution >= 256 else 5)
        points = self._skin(
            state, directions, component_fields(directions), region_weights(directions)
        )
        if state.scan is not None and len(state.scan.residual):
            _, nearest = cKDTree(self._directions).query(directions)
            points = points + state.scan.residual[nearest]
        return Mesh(points, faces)

    def skull(self, state: FaceState) -> FakeSkullEstimate:
        """Return the bone beneath; it follows codes and size, never the thickness sliders."""
        without = replace(state, thickness={})
        skin = self.skin_preview(without).vertices
        template = self.bundle.template
        skull_directions = _skull_directions(self._directions)
        keep = np.isin(np.arange(len(skin)), skull_directions)
        depth = tissue_depth(self._directions)[keep] * state.size
        points = skin[keep] - depth[:, None] * self._directions[keep]
        std = 1.0 + 1.5 * (1.0 - self._directions[keep, 2])
        return FakeSkullEstimate(template.skull.with_vertices(points), template.skull_labels, std)

    def thickness(self, state: FaceState) -> FloatArray:
        """Return soft-tissue thickness (N_skin,) along the direction from the centre, mm."""
        offset = self._offset(state, self._regions)
        return tissue_depth(self._directions) * state.size + offset

    def landmarks(self, state: FaceState) -> dict[str, FloatArray]:
        """Return named points (3,) of the skin, mm in the head frame."""
        vertices = self.skin_preview(state).vertices
        return {name: vertices[at] for name, at in self.bundle.template.landmarks.items()}

    def fit(
        self, scan: "object", monitor: Monitor | None = None, *, size: float | None = None
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
        before = replace(state, codes=fitted.codes, size=fitted.size, thickness={})
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
        points = CENTRE + base_radius(directions)[:, None] * directions
        for index, part in enumerate(PARTS):
            points = points + np.tensordot(np.array(state.codes[part]), fields[index], axes=1)
        offset: FloatArray = self._offset(state, regions)[:, None] * directions
        moved: FloatArray = state.size * points + offset
        return moved

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


def _skull_directions(directions: FloatArray) -> IntArray:
    return np.flatnonzero(np.isfinite(tissue_depth(directions)))


def _template(directions: FloatArray, faces: IntArray) -> Template:
    points = CENTRE + base_radius(directions)[:, None] * directions
    tree = cKDTree(points)
    landmarks = {name: int(tree.query(at)[1]) for name, at in LANDMARK_POSITIONS.items()}
    kept = _skull_directions(directions)
    renumbered = np.full(len(points), -1)
    renumbered[kept] = np.arange(len(kept))
    skull_faces = renumbered[faces]
    skull_faces = skull_faces[(skull_faces >= 0).all(axis=1)]
    depth = tissue_depth(directions)[kept]
    skull = Mesh(points[kept] - depth[:, None] * directions[kept], skull_faces)
    x, y, z = skull.vertices.T
    labels = np.zeros(len(kept), dtype=np.int64)
    labels[(y < -40.0) & (z > -5.0)] = 1
    front = (np.abs(x) < 22.0) & (z > 60.0)
    labels[front & (y > -52.0) & (y < -44.0)] = 2
    labels[front & (y <= -52.0) & (y > -60.0)] = 3
    mask = (points[:, 2] > 28.0) & (points[:, 1] > -100.0) & (points[:, 1] < 72.0)
    return Template(
        skin=Mesh(points, faces),
        part_weights=part_weights(directions),
        face_mask=mask,
        regions=region_weights(directions),
        landmarks=landmarks,
        skull=skull,
        skull_labels=labels,
        skull_landmarks={"nasion": int(np.argmax(z))},
    )


def face_normals_outward(mesh: Mesh) -> bool:
    """Return whether the mean vertex normal points away from the head's centre."""
    normal = vertex_normals(mesh.vertices, mesh.faces)
    return bool(np.einsum("ij,ij->i", normal, mesh.vertices - CENTRE).mean() > 0)


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
