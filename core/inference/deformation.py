"""Bends a surface towards wanted places without wrinkling it.

What is minimised: weighted squared distances to the wanted places, plus the bending (squared
Laplacian) of the displacement from a given shape, plus a faint pull back to that shape. Where
nothing is wanted the displacement carries on smoothly and fades.
"""

import numpy as np
import scipy.sparse as sparse
from scipy.sparse.linalg import splu

from core.arrays import FloatArray, IntArray
from core.geometry.topology import neighbour_means

PULL = 2.0e-4
"""Weight of the pull back: displacements without data fade over some 30 mm."""


class Bender:
    """Bends one triangulation.

    Parameters
    ----------
    faces : (m, 3) int64
        Triangles.
    vertex_count : int
        Number of vertices.
    """

    def __init__(self, faces: IntArray, vertex_count: int) -> None:
        self._neighbours = neighbour_means(faces, vertex_count)
        laplacian = sparse.diags_array(np.ones(vertex_count)) - self._neighbours
        self._bending = (laplacian.T @ laplacian).tocsc()
        self._identity = sparse.diags_array(np.ones(vertex_count)).tocsc()

    def bend(
        self,
        shape: FloatArray,
        stiffness: float,
        wanted: list[tuple[sparse.csr_array | None, FloatArray, FloatArray]],
    ) -> FloatArray:
        """Return the bent surface.

        Parameters
        ----------
        shape : (n, 3) float64
            From where displacements are counted, mm.
        stiffness : float
            Weight of the bending.
        wanted : list of (rows, places, weights)
            `rows` (k, n) say which weighted means of vertices should be at `places` (k, 3), None
            for the vertices themselves; `weights` (k,).

        Returns
        -------
        (n, 3) float64
            mm.
        """
        system = stiffness * self._bending + PULL * self._identity
        right = np.zeros_like(shape)
        for rows, places, weights in wanted:
            if rows is None:
                system = system + sparse.diags_array(weights)
                right += weights[:, None] * (places - shape)
            else:
                heavy = sparse.diags_array(weights) @ rows
                system = system + rows.T @ heavy
                right += heavy.T @ (places - rows @ shape)
        solver = splu(system.tocsc(), permc_spec="MMD_AT_PLUS_A", options={"SymmetricMode": True})
        bent: FloatArray = shape + solver.solve(right)
        return bent

    def smoothed(self, values: FloatArray, rounds: int) -> FloatArray:
        """Return values averaged over neighbours.

        Parameters
        ----------
        values : (n,) or (n, k) float64
            Per vertex.
        rounds : int
            How often.

        Returns
        -------
        (n,) or (n, k) float64
            Per vertex.
        """
        for _ in range(rounds):
            values = 0.5 * (values + self._neighbours @ values)
        return values
