"""From a registered template to codes, size and what the codes leave over.

The displacement of the template is linear in the codes, so the best codes for a registered head
are a regularised linear problem: least squares on trusted vertices with the population's joint
normal distribution as prior (the maximum a posteriori estimate).
"""

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sparse
import torch
from scipy.linalg import cho_factor, cho_solve
from scipy.sparse.linalg import splu

from core.arrays import FloatArray, IntArray
from core.bundles.bundle import Bundle
from core.geometry.template import PARTS
from core.geometry.topology import neighbour_means
from core.geometry.transforms import Similarity, fit_similarity

NOISE_MM = 0.6
"""Deviation of a registered vertex from the best codes: registration error and own detail, mm."""
ROUNDS = 4
"""Alternations of pose and codes; the change is below 0.01 mm after three."""
DETAIL_STIFFNESS = 0.6
"""How strongly neighbouring residuals are tied: removes the scanner's noise, keeps the person's."""
DECAY = 2.0e-3
"""How strongly residuals without data are drawn to zero, so that they fade over about 20 mm."""


@dataclass(frozen=True, eq=False)
class CodeFit:
    """Result of a code fit.

    Attributes
    ----------
    codes : (K,) float64
        All part codes, standard deviations.
    size : float
        Relative head size.
    pose : Similarity
        Rigid motion that takes the registered vertices into the model's head frame.
    vertices : (n, 3) float64
        The model's head with these codes, head frame, mm.
    """

    codes: FloatArray
    size: float
    pose: Similarity
    vertices: FloatArray


class CodeFitter:
    """Fits codes to registered templates; made once per bundle.

    Parameters
    ----------
    bundle : Bundle
        Whose components and statistics to use.
    """

    def __init__(self, bundle: Bundle) -> None:
        self._statistics = bundle.statistics
        self._mean = bundle.template.skin.vertices
        points = torch.tensor(self._mean, dtype=torch.float32)
        with torch.inference_mode():
            components, _ = bundle.parts.components(points)
        self._basis = np.concatenate(
            [
                components[part].double().numpy() * weight[:, None, None]
                for part, weight in zip(PARTS, bundle.template.part_weights, strict=True)
            ],
            axis=1,
        )
        self._precision = np.linalg.inv(self._statistics.covariance())

    def surface(self, codes: FloatArray, size: float) -> FloatArray:
        """Return the template's vertices on the head with these codes.

        Parameters
        ----------
        codes : (K,) float64
            All part codes.
        size : float
            Relative head size.

        Returns
        -------
        (n, 3) float64
            Head frame, mm.
        """
        vertices: FloatArray = size * (self._mean + np.einsum("nkd,k->nd", self._basis, codes))
        return vertices

    def part_basis(self, part: str, vertices: IntArray) -> FloatArray:
        """Return how template vertices move with one part's code, on a head of size one.

        Parameters
        ----------
        part : str
            Of `PARTS`.
        vertices : (n,) int64
            Which template vertices.

        Returns
        -------
        (n, k, 3) float64
            mm per standard deviation of each component.
        """
        sizes = self._statistics.code_sizes
        start = sum(sizes[name] for name in PARTS[: PARTS.index(part)])
        return self._basis[vertices, start : start + sizes[part]]

    def fit(self, vertices: FloatArray, trust: FloatArray, *, size: float | None = None) -> CodeFit:
        """Find the most likely head behind registered vertices.

        Parameters
        ----------
        vertices : (n, 3) float64
            Registered template, near the head frame, mm.
        trust : (n,) float64
            Zero where there was no data, one where it was good.
        size : float, optional
            Holds the relative size; otherwise it is found too.

        Returns
        -------
        CodeFit
            Codes, size and the pose that was left.
        """
        # One vertex speaks for its neighbours too: thin them so that the prior keeps a say.
        weight = trust / NOISE_MM**2 * min(1.0, 3000.0 / max(trust.sum(), 1.0))
        codes = np.zeros(self._basis.shape[1])
        found = 1.0 if size is None else size
        pose = Similarity.identity()
        for _ in range(ROUNDS):
            shape = self._mean + np.einsum("nkd,k->nd", self._basis, codes)
            to_scan = fit_similarity(shape, vertices, weight, with_scale=size is None)
            if size is None:
                found = self._likely_size(to_scan.scale, codes)
                to_scan = fit_similarity(found * shape, vertices, weight, with_scale=False)
            else:
                to_scan = fit_similarity(size * shape, vertices, weight, with_scale=False)
            pose = Similarity(1.0, to_scan.rotation, to_scan.translation).inverse()
            codes = self._solve(pose.apply(vertices) / found - self._mean, weight * found**2)
        return CodeFit(codes, found, pose, self.surface(codes, found))

    def _likely_size(self, measured: float, codes: FloatArray) -> float:
        expected, deviation = self._statistics.expected_size(codes)
        # The scale of a face in millimetres is measured to about half a per cent.
        data, prior = 1.0 / 0.005**2, 1.0 / deviation**2
        return (data * measured + prior * expected) / (data + prior)

    def _solve(self, displacement: FloatArray, weight: FloatArray) -> FloatArray:
        used = np.flatnonzero(weight > 0)
        system = self._basis[used].transpose(0, 2, 1).reshape(-1, self._basis.shape[1])
        heavy = np.repeat(weight[used], 3)
        normal = (system * heavy[:, None]).T @ system + self._precision
        right = system.T @ (heavy * displacement[used].ravel())
        codes: FloatArray = cho_solve(cho_factor(normal), right)
        return codes

    def project(self, vertices: FloatArray, weights: FloatArray) -> FloatArray:
        """Return the model's closest head, posed as the given vertices are (`ShapePrior`).

        Parameters
        ----------
        vertices : (n, 3) float64
            Partly registered template, mm.
        weights : (n,) float64
            Trust per vertex.

        Returns
        -------
        (n, 3) float64
            mm, in the frame of `vertices`.
        """
        fit = self.fit(vertices, weights)
        return fit.pose.inverse().apply(fit.vertices)


def smooth_residual(residual: FloatArray, trust: FloatArray, faces: IntArray) -> FloatArray:
    """Return what codes leave over, smoothed where there is data and fading where there is none.

    Parameters
    ----------
    residual : (n, 3) float64
        Registered minus modelled vertices, mm.
    trust : (n,) float64
        Zero where there was no data.
    faces : (m, 3) int64
        The template's triangles.

    Returns
    -------
    (n, 3) float64
        mm.
    """
    count = len(residual)
    laplacian = sparse.eye_array(count) - neighbour_means(faces, count)
    data = sparse.diags_array(trust)
    system = data + DETAIL_STIFFNESS * (laplacian.T @ laplacian) + DECAY * sparse.eye_array(count)
    smooth: FloatArray = splu(system.tocsc()).solve(trust[:, None] * residual)
    return smooth
