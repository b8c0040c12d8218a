"""Simulates treatments on one person: bone moves, the skin follows."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.arrays import FloatArray, IntArray
from core.document.treatment import Move
from core.geometry.mesh import Mesh
from core.geometry.template import Template
from core.geometry.transforms import Similarity
from core.inference.bone_segments import BoneSegments
from core.models.anatomy import Anatomy
from core.models.lips import LIP_LINE, LIP_SCALE
from core.monitor import Monitor
from core.simulation.attachment import Attachment, attached, laid_beneath
from core.simulation.chart import RESOLUTIONS
from core.simulation.contact import ContactPairs, Holds
from core.simulation.elements import Body
from core.simulation.face_mesh import FaceMesh, face_mesh, over_eyes
from core.simulation.linear import LinearSolver, Springs
from core.simulation.materials import Material, Tissue, bulk_modulus, shear_modulus
from core.simulation.nonlinear import NonlinearSolver
from core.simulation.tetrahedra import signed_volumes


@dataclass(frozen=True, eq=False)
class Simulation:
    """How tissue followed a treatment.

    Attributes
    ----------
    skin : (N_skin, 3) float64
        Displacement of every template vertex, mm.
    nodes : (n, 3) float64
        Displacement of every node of the volume mesh, mm.
    volume_change : float
        Of all tissue, relative.
    inverted : int
        Tetrahedra that are inside out.
    steps : int
        Newton steps; 0 for the linear material.
    """

    skin: FloatArray
    nodes: FloatArray
    volume_change: float
    inverted: int
    steps: int = 0


class Simulator:
    """One person's tissue, ready for any number of treatments.

    Parameters
    ----------
    template : Template
        The mean head: the chart looks at its skin.
    anatomy : Anatomy
        The person's, at rest.
    skull : Mesh
        The person's, at rest, on the template skull's topology, mm.
    segments : BoneSegments
        Of the template.
    tets : int
        Of `RESOLUTIONS`.
    tissue : Tissue, optional
        What is assumed of the tissue.
    usual : Attachment, optional
        What grows where in everybody; found on this person alone when left out.
    """

    def __init__(
        self,
        template: Template,
        anatomy: Anatomy,
        skull: Mesh,
        segments: BoneSegments,
        tets: int = 60_000,
        tissue: Tissue | None = None,
        usual: Attachment | None = None,
    ) -> None:
        self.template, self.segments, self.skull = template, segments, skull
        self.tissue = tissue or Tissue()
        self.face = face_mesh(template.skin, anatomy, RESOLUTIONS[tets])
        if usual is None:
            eyes = over_eyes(template, self.face.chart)
            usual = attached(self.face, skull, template.skull_labels, segments, eyes)
        self.attachment = laid_beneath(usual, self.face)
        self._side = lip_side(template.skin.vertices)

    @cached_property
    def body(self) -> Body:
        """Mesh and moduli."""
        return tissue_body(self.face, self.tissue)

    @cached_property
    def springs(self) -> Springs:
        """What slides over teeth and what rests on a foundation."""
        return _springs(self.attachment, self.tissue)

    @cached_property
    def linear(self) -> LinearSolver:
        """The linear solver, not factorised yet."""
        contact = _lips(self.face, self.tissue)
        spots = np.tile(self.face.chart.cells, (self.face.layers + 1, 1))
        holds = _holds(self.springs, self.attachment, self.tissue)
        return LinearSolver(self.body, self.springs, self.attachment.fixed, contact, holds, spots)

    def prepare(self, monitor: Monitor | None = None) -> None:
        """Factorise, if that was not done yet.

        Parameters
        ----------
        monitor : Monitor, optional
            Progress and cancellation.
        """
        if not hasattr(self.linear, "factors"):
            self.linear.prepare(monitor or Monitor())

    def simulate(
        self,
        moves: Mapping[str, Move],
        material: Material = Material.LINEAR,
        monitor: Monitor | None = None,
    ) -> Simulation:
        """Move bone and let the tissue follow.

        Parameters
        ----------
        moves : mapping of str to Move
            By segment.
        material : Material
            How tissue answers strain.
        monitor : Monitor, optional
            Progress and cancellation.

        Returns
        -------
        Simulation
            Zero where nothing moves.

        Raises
        ------
        SimulationError
            When no solution is found.
        CancelledError
            When the monitor was cancelled.
        """
        watch = monitor or Monitor()
        self.prepare(watch.part(0.0, 0.5))
        watch.report(0.5, "Simulating the soft tissue")
        steps = 0
        if material is Material.LINEAR:
            given, pulled = self.prescribed(moves, 1.0)
            moved = self.linear.solve(given, pulled)
        else:
            solver = NonlinearSolver(self.linear, material)
            moved, steps = solver.solve(
                lambda share: self.prescribed(moves, share), watch.part(0.5, 1.0)
            )
        watch.report(1.0, "Simulated the soft tissue")
        return self._told(moved, steps)

    def prescribed(self, moves: Mapping[str, Move], share: float) -> tuple[FloatArray, FloatArray]:
        """Return where held nodes and springs' far ends go.

        Parameters
        ----------
        moves : mapping of str to Move
            By segment.
        share : float
            How much of every move was made, 0 to 1.

        Returns
        -------
        given : (n, 3) float64
            Of fixed nodes, mm.
        pulled : (k, 3) float64
            Of springs, mm.
        """
        part: dict[str, Move] = {}
        for key, (a, b, c, d, e, f) in moves.items():
            part[key] = (share * a, share * b, share * c, share * d, share * e, share * f)
        motions: tuple[Similarity, ...] = self.segments.motions(part, self.skull.vertices)
        nodes = self.face.mesh.nodes
        carried = self.segments.moved(nodes, self.attachment.owner, motions) - nodes
        return carried, np.where(
            self.attachment.sliding[self.springs.nodes][:, None], carried[self.springs.nodes], 0.0
        )

    def _told(self, moved: FloatArray, steps: int) -> Simulation:
        mesh, count = self.face.mesh, self.face.chart.count
        volumes = signed_volumes(mesh.nodes + moved, mesh.tets)
        top = moved[self.face.layers * count :]
        skin = self.face.chart.spread(top, self.template.skin.vertices, self._side)
        return Simulation(
            skin,
            moved,
            float(volumes.sum() / mesh.volumes.sum() - 1.0),
            int((volumes <= 0.0).sum()),
            steps,
        )


def tissue_body(face: FaceMesh, tissue: Tissue) -> Body:
    """Return the tissue of a face mesh with its moduli.

    Parameters
    ----------
    face : FaceMesh
        Geometry.
    tissue : Tissue
        Stiffness by depth.

    Returns
    -------
    Body
        Ready for assembly.
    """
    levels = zip(face.shares[:-1], face.shares[1:], strict=True)
    by_layer = np.array([tissue.layers.stiffness(low, high) for low, high in levels])
    young = by_layer[face.layer]
    bulk = bulk_modulus(young, face.mesh.volumes, tissue.poisson)
    return Body(face.mesh, shear_modulus(young, tissue.poisson), bulk)


def lip_side(places: FloatArray) -> FloatArray:
    """Return one above the template's lip line and minus one below it, (n,).

    Parameters
    ----------
    places : (n, 3) float64
        Template coordinates, mm.

    Returns
    -------
    (n,) float64
        1 or -1.
    """
    share = np.clip(places[:, 0] / LIP_SCALE, -1.0, 1.0) ** 2
    line = np.polynomial.polynomial.polyval(share, np.array(LIP_LINE))
    return np.where(places[:, 1] >= line, 1.0, -1.0)


def _springs(attachment: Attachment, tissue: Tissue) -> Springs:
    nodes = np.flatnonzero(attachment.sliding | attachment.resting).astype(np.int64)
    slides = attachment.sliding[nodes]
    outward = attachment.outward[nodes]
    across = tissue.sliding * np.einsum("ki,kj->kij", outward, outward)
    soft = tissue.foundation * np.eye(3)
    tensors = np.where(slides[:, None, None], across, 0.0)
    tensors = tensors + np.where(slides, 0.02, 1.0)[:, None, None] * soft
    return Springs(nodes, tensors * attachment.area[nodes][:, None, None])


def _holds(springs: Springs, attachment: Attachment, tissue: Tissue) -> Holds:
    chosen = np.flatnonzero(attachment.sliding[springs.nodes]).astype(np.int64)
    nodes = springs.nodes[chosen]
    area = attachment.area[nodes]
    return Holds(
        nodes, chosen, attachment.outward[nodes], tissue.sliding * area, tissue.drawn * area
    )


def _lips(face: FaceMesh, tissue: Tissue) -> ContactPairs:
    chart, count = face.chart, face.chart.count
    levels: IntArray = np.array([face.layers - 1, face.layers], dtype=np.int64)
    pairs = (chart.lips[None] + count * levels[:, None, None]).reshape(-1, 2)
    ahead = np.tile(np.array([0.0, 1.0, 0.0]), (len(pairs), 1))
    # Each pair stands for its share of the lips' margin: spacing of columns by that of levels.
    along = np.linalg.norm(np.diff(face.skin[chart.lips[:, 0]], axis=0), axis=1).mean()
    depth = np.linalg.norm(face.skin - face.deep, axis=1)[chart.lips[:, 0]].mean() / len(levels)
    return ContactPairs(pairs, ahead, np.full(len(pairs), tissue.contact * along * depth))
