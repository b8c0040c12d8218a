"""Small displacements: one factorisation of the stiffness, kept for every further move."""

from dataclasses import dataclass, field

import numpy as np
import scipy.sparse

from core.arrays import BoolArray, FloatArray, IntArray
from core.errors import SimulationError
from core.inference.aim_fill import factored
from core.monitor import Monitor
from core.simulation.contact import ContactPairs, Holds, OneSided
from core.simulation.elements import Body
from core.simulation.ordering import dissected

CONTACT_ROUNDS = 20
"""Rounds in which lips join or leave a contact; four suffice usually."""


@dataclass(frozen=True, eq=False)
class Springs:
    """Springs that hold nodes along directions.

    Attributes
    ----------
    nodes : (k,) int64
        What they hold.
    tensors : (k, 3, 3) float64
        Force per displacement, kPa mm; symmetric, not negative.
    """

    nodes: IntArray
    tensors: FloatArray

    def matrix(self, freedoms: int) -> scipy.sparse.csr_array:
        """Return their stiffness.

        Parameters
        ----------
        freedoms : int
            Three per node.

        Returns
        -------
        (freedoms, freedoms) sparse float64
            Symmetric.
        """
        at = 3 * self.nodes[:, None] + np.arange(3)
        rows, columns = np.repeat(at, 3, axis=1).ravel(), np.tile(at, (1, 3)).ravel()
        size = (freedoms, freedoms)
        joined = scipy.sparse.coo_array((self.tensors.ravel(), (rows, columns)), shape=size)
        return joined.tocsr()


@dataclass(eq=False)
class LinearSolver:
    """Tissue at rest, its stiffness factorised once.

    Parameters
    ----------
    body : Body
        Mesh and moduli.
    springs : Springs
        What slides and what rests on a foundation.
    fixed : (n,) bool
        Nodes whose displacement is given.
    contact : ContactPairs, optional
        Lips.
    holds : Holds, optional
        What rests on teeth; without them springs pull as they push.
    spots : (n, k) float64, optional
        Coordinates by which the nodes are cut in halves; their places by default.
    """

    body: Body
    springs: Springs
    fixed: BoolArray
    contact: ContactPairs | None = None
    holds: Holds | None = None
    spots: FloatArray | None = None
    _columns: dict[int, FloatArray] = field(default_factory=dict, init=False)

    def prepare(self, monitor: Monitor) -> None:
        """Assemble and factorise; seconds.

        Parameters
        ----------
        monitor : Monitor
            Progress and cancellation.

        Raises
        ------
        SimulationError
            When the tissue is not held enough for one solution.
        """
        monitor.report(0.0, "Assembling the tissue's stiffness")
        spring = self.springs.matrix(self.body.freedoms)
        self.stiffness = (self.body.stiffness() + spring).tocsr()
        free = np.flatnonzero(~self.fixed)
        monitor.report(0.3, "Factorising the tissue's stiffness")
        graph = abs(self.stiffness[3 * free][:, 3 * free])
        spots = self.body.mesh.nodes if self.spots is None else self.spots
        order = free[dissected(spots[free], graph)]
        self.free = (3 * order[:, None] + np.arange(3)).ravel()
        self.given = (3 * np.flatnonzero(self.fixed)[:, None] + np.arange(3)).ravel()
        inner = self.stiffness[self.free]
        self.coupling = inner[:, self.given].tocsr()
        try:
            self.factors = factored(inner[:, self.free], "NATURAL")
        except RuntimeError as error:
            raise SimulationError(
                "The tissue is not held by bone, so its place is not known; check that the skull "
                "lies beneath the skin."
            ) from error
        monitor.report(1.0, "Factorised the tissue's stiffness")

    def solve(self, given: FloatArray, pulled: FloatArray) -> FloatArray:
        """Return the displacement of every node.

        Parameters
        ----------
        given : (n, 3) float64
            Displacements of the fixed nodes, mm; others are not read.
        pulled : (k, 3) float64
            Where each spring's far end goes, mm.

        Returns
        -------
        (n, 3) float64
            mm.
        """
        force = self.pull(pulled)
        moved = np.zeros(self.body.freedoms)
        moved[self.given] = given.ravel()[self.given]
        right = force[self.free] - self.coupling @ moved[self.given]
        moved[self.free] = self.factors.solve(right)
        one_sided = self.one_sided()
        if len(one_sided.keys):
            moved[self.free] += self._settled(one_sided, moved, one_sided.bounds(pulled))
        return moved.reshape(-1, 3)

    def pull(self, pulled: FloatArray) -> FloatArray:
        """Return the forces of springs whose far ends moved.

        Parameters
        ----------
        pulled : (k, 3) float64
            Where each far end goes, mm.

        Returns
        -------
        (freedoms,) float64
            kPa mm^2.
        """
        force = np.zeros((len(self.body.mesh.nodes), 3))
        at = np.einsum("kij,kj->ki", self.springs.tensors, pulled)
        np.add.at(force, self.springs.nodes, at)
        return force.ravel()

    def one_sided(self) -> OneSided:
        """Return lips and what rests on teeth, as they are now."""
        return OneSided.of(self.contact, self.holds, self.body.freedoms)

    def _settled(self, one_sided: OneSided, moved: FloatArray, bounds: FloatArray) -> FloatArray:
        """Return what acts one way adds to the free displacements: rows join until none should."""
        before, acting = one_sided.acting(moved, bounds)
        added = np.zeros(len(self.free))
        rows = one_sided.rows[:, self.free].tocsr()
        sign, stiffness = one_sided.sign, one_sided.stiffness
        for _ in range(CONTACT_ROUNDS):
            chosen = np.flatnonzero(acting)
            if not len(chosen):
                return np.zeros(len(self.free))
            columns = self._answers(rows, one_sided.keys, chosen)
            # f / stiffness + sign (C K^-1 C') f = -sign off; a hold's f undoes what pulls too much.
            own = sign[chosen]
            compliance = np.diag(1.0 / stiffness[chosen]) + own[:, None] * (rows[chosen] @ columns)
            press = np.linalg.solve(compliance, -own * before[chosen])
            added = columns @ press
            now = before + rows @ added
            keep = np.zeros(len(acting), dtype=bool)
            keep[chosen] = press > 0.0
            after = keep | (~acting & (sign * now < 0.0))
            if (after == acting).all():
                break
            acting = after
        return added

    def _answers(
        self, rows: scipy.sparse.csr_array, keys: tuple[int, ...], chosen: IntArray
    ) -> FloatArray:
        """Return how the free nodes answer a unit press of each row; kept for further moves."""
        new = [int(one) for one in chosen if keys[int(one)] not in self._columns]
        if new:
            found = self.factors.solve(rows[new].toarray().T.copy())
            self._columns |= {keys[one]: found[:, at] for at, one in enumerate(new)}
        return np.stack([self._columns[keys[int(one)]] for one in chosen], axis=1)
