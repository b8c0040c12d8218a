"""The linear face of a bundle, and the way from its coefficients back to part codes."""

from collections.abc import Sequence

import numpy as np

from core.arrays import FloatArray
from core.bundles.bundle import Bundle
from core.inference.head_basis import HeadBasis
from core.models.morphable import MorphableModel


def morphable_model(bundle: Bundle, basis: HeadBasis | None = None) -> MorphableModel:
    """Return the linear face of a bundle.

    Parameters
    ----------
    bundle : Bundle
        Its population's coefficients are the identity, its expressions the expression.
    basis : HeadBasis, optional
        The bundle's, where it was made already.

    Returns
    -------
    MorphableModel
        On the template's vertices. To first order, so the size multiplies the mean only.
    """
    base = basis or HeadBasis(bundle)
    statistics = bundle.statistics
    codes = base.components
    loadings = statistics.loadings.astype(np.float32)
    moved = base.moves[:, :, :codes] @ loadings
    growth = statistics.growth.astype(np.float32)
    identity = moved.transpose(2, 0, 1) + growth[:, None, None] * base.mean.astype(np.float32)
    expression = base.moves[:, :, codes:].transpose(2, 0, 1)
    return MorphableModel(
        base.mean,
        np.ascontiguousarray(identity),
        np.ascontiguousarray(expression),
        tuple(bundle.manifest.expression_names),
    )


def part_codes(
    bundle: Bundle, person: Sequence[float] | FloatArray
) -> tuple[dict[str, tuple[float, ...]], float]:
    """Return the part codes and the size of a person of the linear face.

    Parameters
    ----------
    bundle : Bundle
        The same as the model's.
    person : (<= k,) float
        Coefficients, standard deviations.

    Returns
    -------
    codes : dict of str to tuple of float
        Per part, standard deviations.
    size : float
        Relative head size.
    """
    statistics = bundle.statistics
    given = np.asarray(person, dtype=np.float64)
    count = len(given)
    return (
        statistics.split(statistics.loadings[:, :count] @ given),
        1.0 + float(statistics.growth[:count] @ given),
    )
