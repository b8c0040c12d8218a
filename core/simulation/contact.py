"""What acts one way only: lips that must not pass each other, and lips that teeth push, not pull.

Both are found by the same active set on the factorised tissue. Each acting row costs one solution,
which is kept for every further move.
"""

from dataclasses import dataclass

import numpy as np
import scipy.sparse

from core.arrays import BoolArray, FloatArray, IntArray

RECEDING = 0.1
"""Only a surface that goes back farther than this can let tissue go, mm; others push or pass by."""


@dataclass(frozen=True, eq=False)
class ContactPairs:
    """Nodes that must not pass each other along a direction.

    Attributes
    ----------
    nodes : (k, 2) int64
        The first lies ahead of the second.
    ahead : (k, 3) float64
        Unit direction from the second to the first.
    penalty : (k,) float64
        Force per depth of penetration, kPa mm.
    """

    nodes: IntArray
    ahead: FloatArray
    penalty: FloatArray

    def gaps(self, moved: FloatArray) -> FloatArray:
        """Return by how much each pair has parted, (k,) mm; negative where they overlap.

        Parameters
        ----------
        moved : (n, 3) float64
            Displacements, mm; at rest the pairs touch.

        Returns
        -------
        (k,) float64
            mm.
        """
        apart = moved[self.nodes[:, 0]] - moved[self.nodes[:, 1]]
        return np.asarray((apart * self.ahead).sum(axis=1))

    def rows(self, freedoms: int) -> scipy.sparse.csr_array:
        """Return the matrix from displacements to gaps.

        Parameters
        ----------
        freedoms : int
            Three per node.

        Returns
        -------
        (k, freedoms) sparse float64
            Six numbers a row.
        """
        values = np.stack([self.ahead, -self.ahead], axis=1)
        return _rows(self.nodes, values, freedoms)


@dataclass(frozen=True, eq=False)
class Holds:
    """Nodes that rest on a surface: it pushes them ahead, and draws them along only so strongly.

    Attributes
    ----------
    nodes : (k,) int64
        What rests.
    springs : (k,) int64
        Which of the tissue's springs holds each.
    outward : (k, 3) float64
        Unit normals of the surface.
    stiffness : (k,) float64
        Of that spring along the normal, kPa mm.
    most : (k,) float64
        The strongest pull, kPa mm^2: beyond it the tissue lets go and the pull stays as it is.
    """

    nodes: IntArray
    springs: IntArray
    outward: FloatArray
    stiffness: FloatArray
    most: FloatArray


@dataclass(frozen=True, eq=False)
class OneSided:
    """Pairs and holds as rows of one kind.

    A row reads ``x``; it acts where ``sign (x - bound) < 0``, and then adds the energy
    ``sign stiffness (x - bound)^2 / 2``: pairs push apart, holds take back what their spring pulls
    too much.

    Attributes
    ----------
    keys : tuple of int
        A name of each row: pairs from 0 up, holds from -1 down.
    rows : (k, freedoms) sparse float64
        From displacements to ``x``.
    sign : (k,) float64
        1 for pairs, -1 for holds.
    stiffness : (k,) float64
        kPa mm.
    slack : (k,) float64
        How far a spring may stretch before it lets go; zero for pairs, mm.
    springs : (k,) int64
        The spring of each hold; -1 for pairs.
    outward : (k, 3) float64
        Normals of the holds; zero for pairs.
    """

    keys: tuple[int, ...]
    rows: scipy.sparse.csr_array
    sign: FloatArray
    stiffness: FloatArray
    slack: FloatArray
    springs: IntArray
    outward: FloatArray

    @classmethod
    def of(cls, pairs: ContactPairs | None, holds: Holds | None, freedoms: int) -> "OneSided":
        """Join what there is.

        Parameters
        ----------
        pairs : ContactPairs or None
            Lips.
        holds : Holds or None
            What rests on teeth.
        freedoms : int
            Three per node.

        Returns
        -------
        OneSided
            Possibly without rows.
        """
        first = 0 if pairs is None else len(pairs.nodes)
        second = 0 if holds is None else len(holds.nodes)
        parts = [scipy.sparse.csr_array((0, freedoms))]
        stiffness, slack = [np.zeros(0)], np.zeros(first + second)
        springs, outward = np.full(first + second, -1), np.zeros((first + second, 3))
        if pairs is not None:
            parts.append(pairs.rows(freedoms))
            stiffness.append(pairs.penalty)
        if holds is not None:
            parts.append(_rows(holds.nodes[:, None], holds.outward[:, None], freedoms))
            stiffness.append(holds.stiffness)
            slack[first:] = holds.most / holds.stiffness
            springs[first:], outward[first:] = holds.springs, holds.outward
        return cls(
            (*range(first), *range(-1, -1 - second, -1)),
            scipy.sparse.vstack(parts).tocsr(),
            np.repeat([1.0, -1.0], [first, second]),
            np.concatenate(stiffness),
            slack,
            springs,
            outward,
        )

    def bounds(self, pulled: FloatArray) -> FloatArray:
        """Return beyond what each row acts, (k,) mm.

        Parameters
        ----------
        pulled : (springs, 3) float64
            Where each spring's far end goes, mm.

        Returns
        -------
        (k,) float64
            mm; infinite where a surface does not go back.
        """
        goal = self.slack.copy()
        held = self.springs >= 0
        ahead = (pulled[self.springs[held]] * self.outward[held]).sum(axis=1)
        goal[held] += np.where(ahead < -RECEDING, ahead, np.inf)
        return goal

    def acting(self, place: FloatArray, bounds: FloatArray) -> tuple[FloatArray, BoolArray]:
        """Return how far every row lies beyond its bound, and whether it acts.

        Parameters
        ----------
        place : (freedoms,) float64
            Displacements, mm.
        bounds : (k,) float64
            From `bounds`.

        Returns
        -------
        off : (k,) float64
            mm.
        acts : (k,) bool
            Where it acts.
        """
        off = self.rows @ place - bounds
        return off, self.sign * off < 0.0


def _rows(nodes: IntArray, values: FloatArray, freedoms: int) -> scipy.sparse.csr_array:
    """Return rows that weigh k nodes' displacements, (m, freedoms); `values` are (m, k, 3)."""
    columns = 3 * nodes[:, :, None] + np.arange(3)
    at = np.repeat(np.arange(len(nodes)), 3 * nodes.shape[1])
    size = (len(nodes), freedoms)
    joined = scipy.sparse.coo_array((values.ravel(), (at, columns.ravel())), shape=size)
    return joined.tocsr()
