"""Where treatments of documents are simulated: finds a person's tissue and keeps it factorised."""

from collections.abc import Hashable
from dataclasses import dataclass, replace

import numpy as np

from core.arrays import FloatArray
from core.document.state import FaceState
from core.document.treatment import Treatment
from core.document.treatment_edits import KeepSimulation
from core.geometry.mesh import Mesh
from core.inference.aim_person import constrained_anatomy, person_constraints
from core.inference.ct_ground import ground_of
from core.inference.head import HeadModel
from core.monitor import Monitor
from core.simulation.materials import FAT, MUSCLE, SKIN, Material, Tissue, TissueLayers
from core.simulation.simulator import Simulation, Simulator
from core.simulation.usual_attachment import usual_attachment

MOVED = 0.5
"""Skin that moves farther than this counts where a spread is told, mm."""
VARIANTS: dict[str, Tissue] = {
    "skin thrice as stiff": Tissue(TissueLayers(young=(MUSCLE, FAT, 3.0 * SKIN))),
    "skin a third as stiff": Tissue(TissueLayers(young=(MUSCLE, FAT, SKIN / 3.0))),
    "muscle as the major zygomatic": Tissue(TissueLayers(young=(15.0, FAT, SKIN))),
    "muscle as a soft buccinator": Tissue(TissueLayers(young=(5.8, FAT, SKIN))),
    "fat thrice as stiff": Tissue(TissueLayers(young=(MUSCLE, 3.0 * FAT, SKIN))),
    "one tissue": Tissue(TissueLayers(young=(15.0, 15.0, 15.0))),
    "softer in volume": Tissue(poisson=0.45),
    "looser on the teeth": Tissue(sliding=4.0),
    "lips that press by 1.1 kPa": Tissue(drawn=1.1),
    "lips that press by 0.1 kPa": Tissue(drawn=0.1),
    "five times the foundation": Tissue(foundation=0.1),
}
"""Tissue as it might be as well: published stiffness and lip pressure differ by such factors."""
SPREAD_TETS = 20_000
"""Variants are compared on this mesh, one and the same for all."""


@dataclass(frozen=True, eq=False)
class Spread:
    """How much an answer depends on what is not known of tissue.

    Attributes
    ----------
    by_variant : dict of str to float
        The 95th percentile over the skin that moves of how far each of `VARIANTS` lies from the
        answer, mm.
    field : (N_skin,) float64
        The largest of these at each vertex, mm.
    """

    by_variant: dict[str, float]
    field: FloatArray

    @property
    def largest(self) -> float:
        """The largest of the variants' percentiles, mm."""
        return max(self.by_variant.values(), default=0.0)


class Theatre:
    """Simulates the treatments of documents; keeps the last person's factorised tissue.

    Parameters
    ----------
    model : HeadModel
        Whose documents.
    """

    def __init__(self, model: HeadModel) -> None:
        self._model = model
        self._kept: tuple[Hashable, Simulator] | None = None
        self._real: Mesh | None = None
        self._ground: tuple[Hashable, FloatArray] | None = None

    def use_ct(self, real: Mesh | None) -> None:
        """Treat the bone of a CT from now on, or the inferred skull.

        Parameters
        ----------
        real : Mesh or None
            Head frame, mm; None for the inferred skull.
        """
        if real is not self._real:
            self._real, self._kept, self._ground = real, None, None

    def simulator(
        self, state: FaceState, tets: int | None = None, tissue: Tissue | None = None
    ) -> Simulator:
        """Return the tissue of a document's person.

        Parameters
        ----------
        state : FaceState
            The document; its treatment says how fine, and is left out otherwise.
        tets : int, optional
            Another fineness.
        tissue : Tissue, optional
            Other assumptions.

        Returns
        -------
        Simulator
            Not factorised yet, unless it is the one used last.
        """
        size = state.treatment.tets if tets is None else tets
        bare = replace(state.without_marks(), treatment=Treatment(), expression=())
        key = (_person(bare), size, tissue)
        if self._kept is None or self._kept[0] != key:
            model = self._model
            if self._real is not None:
                ground = self._laid(bare, self._real)
                self._kept = None
                made = tissue_between(model, model.skin_preview(bare), ground, size, tissue)
                self._kept = (key, made)
                return made
            anatomy = model.anatomy.edited(bare)
            skull = model.skull(bare).mesh
            template, segments = model.bundle.template, model.anatomy.segments
            self._kept = None  # before another is made: each holds half a gigabyte
            usual = usual_attachment(model.bundle, segments, size)
            self._kept = (key, Simulator(template, anatomy, skull, segments, size, tissue, usual))
        return self._kept[1]

    def _laid(self, bare: FaceState, real: Mesh) -> FloatArray:
        key = _person(bare)
        if self._ground is None or self._ground[0] != key:
            self._ground = (key, ground_of(self._model, bare, real, Monitor()))
        return self._ground[1]

    def simulate(self, state: FaceState, monitor: Monitor | None = None) -> Simulation:
        """Simulate the treatment of a document.

        Parameters
        ----------
        state : FaceState
            The document.
        monitor : Monitor, optional
            Progress and cancellation.

        Returns
        -------
        Simulation
            Displacements, mm.

        Raises
        ------
        SimulationError
            When no solution is found.
        CancelledError
            When the monitor was cancelled.
        """
        treatment = state.treatment
        simulator = self.simulator(state)
        return simulator.simulate(treatment.moves, Material(treatment.material), monitor)

    def kept(
        self, state: FaceState, monitor: Monitor | None = None, step: str | None = None
    ) -> KeepSimulation:
        """Simulate and return the edit that keeps the answer in the document.

        Parameters
        ----------
        state : FaceState
            The document.
        monitor : Monitor, optional
            Progress and cancellation.
        step : str, optional
            Merge key of the edit that it completes.

        Returns
        -------
        KeepSimulation
            Ready to apply.
        """
        found = self.simulate(state, monitor)
        return KeepSimulation(state.treatment, found.skin, step=step, on_ct=self._real is not None)

    def spread(self, state: FaceState, monitor: Monitor | None = None) -> Spread:
        """Return how much the answer depends on what is not known of tissue.

        Parameters
        ----------
        state : FaceState
            The document.
        monitor : Monitor, optional
            Progress and cancellation.

        Returns
        -------
        Spread
            By the linear material on a coarse mesh.

        Raises
        ------
        CancelledError
            When the monitor was cancelled.
        """
        watch, moves = monitor or Monitor(), state.treatment.moves
        base = self.simulator(state, SPREAD_TETS).simulate(moves).skin
        moving = np.linalg.norm(base, axis=1) > MOVED
        field, by_variant = np.zeros(len(base)), {}
        for number, (name, tissue) in enumerate(VARIANTS.items()):
            watch.report(number / len(VARIANTS), "Trying other stiffness of tissue")
            other = self.simulator(state, SPREAD_TETS, tissue).simulate(moves).skin
            apart = np.linalg.norm(other - base, axis=1)
            by_variant[name] = float(np.quantile(apart[moving], 0.95)) if moving.any() else 0.0
            field = np.maximum(field, apart)
        return Spread(by_variant, field)


def tissue_between(
    model: HeadModel,
    skin: Mesh,
    skull: FloatArray,
    tets: int,
    tissue: Tissue | None = None,
) -> Simulator:
    """Return the tissue between any skin and skull on the template's topology.

    Parameters
    ----------
    model : HeadModel
        Template and anatomy.
    skin : Mesh
        At rest, mm.
    skull : (N_skull, 3) float64
        At rest, mm.
    tets : int
        Of `core.simulation.chart.RESOLUTIONS`.
    tissue : Tissue, optional
        What is assumed of it.

    Returns
    -------
    Simulator
        Not factorised yet.
    """
    template, segments = model.bundle.template, model.anatomy.segments
    bone = template.skull.with_vertices(skull)
    found = person_constraints(model.bundle, skin, bone)
    anatomy = constrained_anatomy(model.bundle, skin, found)
    usual = usual_attachment(model.bundle, segments, tets)
    return Simulator(template, anatomy, bone, segments, tets, tissue, usual)


def _person(bare: FaceState) -> Hashable:
    """Return what the tissue depends on."""
    paint = None if bare.paint is None else bare.paint.tobytes()
    sides = tuple(sorted(bare.one_sided.items()))
    edits = tuple(sorted(bare.thickness.items())), tuple(sorted(bare.bone.items())), bare.build
    shape = tuple(sorted(bare.codes.items())), sides, bare.size
    return bare.bundle, shape, edits, paint, bare.scan, bare.known_bone
