"""AutoSkull: principal components of skin and skull together, and a small network between them.

A generic skull beneath the person's skin is the first guess; projected, it is moved by what a
residual network says and brought back (Milojevic et al., "AutoSkull", MICCAI 2024). With the curves
of the teeth in the data vector it is AutoSkull+. Used in comparisons; what ships is
`core.models.skull`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from core.arrays import FloatArray

COMPONENTS = 15
"""As in the paper."""
HIDDEN = 410
"""Width of the two hidden layers, as in the paper."""


@dataclass(frozen=True, eq=False)
class JointBasis:
    """Principal components of a data vector made of named parts.

    Attributes
    ----------
    parts : mapping of str to slice
        Where each part lies in the data vector: ``skin``, ``skull`` and, with teeth, ``teeth``.
    mean : (d,) float64
        Of the data vectors, mm.
    basis : (d, q) float64
        Orthonormal columns.
    deviation : (q,) float64
        Of the components, mm.
    """

    parts: Mapping[str, slice]
    mean: FloatArray
    basis: FloatArray
    deviation: FloatArray

    def project(self, vectors: FloatArray) -> FloatArray:
        """Return codes (m, q) in deviations of data vectors (m, d)."""
        codes: FloatArray = (vectors - self.mean) @ self.basis / self.deviation
        return codes

    def restore(self, codes: FloatArray) -> FloatArray:
        """Return data vectors (m, d) of codes (m, q)."""
        vectors: FloatArray = self.mean + (codes * self.deviation) @ self.basis.T
        return vectors


def fit_joint_basis(parts: Mapping[str, FloatArray], components: int = COMPONENTS) -> JointBasis:
    """Fit the components to people.

    Parameters
    ----------
    parts : mapping of str to (m, k, 3) float64
        Posed people, mm; concatenated in the mapping's order.
    components : int
        How many to keep.

    Returns
    -------
    JointBasis
        At most m - 1 components.
    """
    slices, start = {}, 0
    for name, points in parts.items():
        size = points.shape[1] * 3
        slices[name], start = slice(start, start + size), start + size
    data = join(parts)
    mean = data.mean(axis=0)
    centred = data - mean
    values, vectors = np.linalg.eigh(centred @ centred.T)
    kept = np.argsort(-values)[: min(components, len(data) - 1)]
    root = np.sqrt(np.maximum(values[kept], 1e-12))
    basis = centred.T @ vectors[:, kept] / root
    return JointBasis(slices, mean, basis, root / np.sqrt(len(data)))


def join(parts: Mapping[str, FloatArray]) -> FloatArray:
    """Return data vectors (m, d) of parts (m, k, 3), in the mapping's order."""
    joined: FloatArray = np.hstack(
        [np.asarray(p, dtype=np.float64).reshape(len(p), -1) for p in parts.values()]
    )
    return joined


class ResidualMlp(nn.Module):
    """Two hidden layers with rectifiers, each but the first added to what it got.

    Parameters
    ----------
    size : int
        Of input and output: the number of components.
    hidden : int
        Width.
    straight : (q, q) tensor, optional
        A linear map that the layers are added to; without it they do everything, as published.
    """

    def __init__(self, size: int, hidden: int = HIDDEN, straight: Tensor | None = None) -> None:
        super().__init__()
        self.register_buffer("straight", torch.zeros(size, size) if straight is None else straight)
        self.enter = nn.Linear(size, hidden)
        self.middle = nn.Linear(hidden, hidden)
        self.leave = nn.Linear(hidden, size)
        # The first prediction is the guess itself.
        nn.init.zeros_(self.leave.weight)
        nn.init.zeros_(self.leave.bias)

    straight: Tensor

    def forward(self, codes: Tensor) -> Tensor:
        """Return the change of codes (m, q)."""
        first = torch.relu(self.enter(codes))
        second = first + torch.relu(self.middle(first))
        change: Tensor = self.leave(second) + codes @ self.straight
        return change


@dataclass(frozen=True, eq=False)
class AutoSkull:
    """A trained AutoSkull.

    Attributes
    ----------
    basis : JointBasis
        Of skin, skull and perhaps teeth.
    network : ResidualMlp
        From the guess's codes to their change.
    guess : (n, 3) float64
        The generic skull, posed, mm; used where no better guess is given.
    """

    basis: JointBasis
    network: ResidualMlp
    guess: FloatArray

    def predict(
        self, seen: Mapping[str, FloatArray], guesses: FloatArray | None = None
    ) -> FloatArray:
        """Return the skulls beneath skins.

        Parameters
        ----------
        seen : mapping of str to (m, k, 3) float64
            Posed ``skin`` and, for AutoSkull+, ``teeth``, mm.
        guesses : (m, n, 3) float64, optional
            A skull for each skin, which the network then only corrects: what the components cannot
            express of it is kept. The generic skull when left out, as published.

        Returns
        -------
        (m, n, 3) float64
            Posed skulls, mm.
        """
        start = self.guess if guesses is None else guesses
        codes = self.basis.project(first_guess(seen, start, self.basis))
        with torch.inference_mode():
            given = torch.as_tensor(codes, dtype=torch.float32)
            change = self.network(given).double().numpy()
        place = self.basis.parts["skull"]
        spread = self.basis.deviation[:, None] * self.basis.basis[place].T
        flat = self.basis.mean[place] + (codes + change) @ spread
        if guesses is not None:
            flat = guesses.reshape(len(codes), -1) + change @ spread
        skulls: FloatArray = flat.reshape(len(codes), -1, 3)
        return skulls


def first_guess(seen: Mapping[str, FloatArray], guess: FloatArray, basis: JointBasis) -> FloatArray:
    """Return data vectors with the generic skull beneath the skins seen.

    Parameters
    ----------
    seen : mapping of str to (m, k, 3) float64
        Posed skin and perhaps teeth, mm.
    guess : (n, 3) or (m, n, 3) float64
        Generic skull, or one for each skin.
    basis : JointBasis
        Gives the order.

    Returns
    -------
    (m, d) float64
        mm.
    """
    count = len(seen["skin"])
    repeated = np.broadcast_to(guess, (count, *guess.shape[-2:]))
    return join({name: repeated if name == "skull" else seen[name] for name in basis.parts})
