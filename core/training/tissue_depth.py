"""Soft-tissue depths over the face bones, and how they vary together.

The literature at hand gives a mean and a deviation per site but hardly any correlation between
sites. The correlations are therefore a model of ours, a Gaussian process over the sites with three
parts, each a named constant with its reason; they are assumptions until real pairs replace them.
"""

from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray

RHINE = "Rangel-de Lazaro et al. 2026, VAR 17(34), table 2 (after Rhine 1983; normal female)"
LEBANESE = "Lebanese adults, n = 222"

BODY_MASS_SHARE = 0.35
"""Share of every site's variance common to all sites. Body mass is the strongest known influence on
depth (German adults, n = 320); about a third is what leaves room for local variation. Assumed."""
BODY_MASS_SHOWN = 0.6
"""Correlation between body mass and how wide the lower face is against the cheekbones. People and
programs guess body mass from faces about so well; what a skin shows of it deepens the tissue that
is expected beneath. Assumed."""
LOCAL_SHARE = 0.50
"""Share of the variance that neighbouring sites have in common, alike on both sides. Assumed."""
LOCAL_LENGTH = 35.0
"""Distance over which neighbours stay correlated, mm: a fat compartment's width. Assumed."""
SIDE_SHARE = 0.15
"""Share of the variance that is local to one side. With these shares a mirrored pair correlates by
0.85: healthy faces are nearly symmetric (surface asymmetry 0.63 mm RMS, n = 350). Assumed."""
SMALLEST_DEPTH = 1.5
"""No drawn depth is below this, mm: skin alone is about as thick."""


@dataclass(frozen=True)
class TissueSite:
    """One site of the table.

    Attributes
    ----------
    name : str
        Snake case.
    mean, deviation : float
        Depth from skin to bone along the skin's normal, mm.
    bilateral : bool
        Whether the site exists on both sides.
    deviation_assumed : bool
        Whether the source gives no deviation and ours is an assumption.
    source : str
        Where the figures come from.
    """

    name: str
    mean: float
    deviation: float
    bilateral: bool
    deviation_assumed: bool = True
    source: str = RHINE


TISSUE_SITES = (
    TissueSite("supraglabella", 4.5, 1.2, False),
    TissueSite("glabella", 4.5, 1.0, False),
    TissueSite("nasion", 7.0, 1.3, False),
    TissueSite("rhinion", 3.07, 0.72, False, False, LEBANESE),
    TissueSite("subnasale", 15.61, 2.38, False, False, LEBANESE),
    TissueSite("mid_philtrum", 10.0, 2.2, False),
    TissueSite("upper_lip", 11.0, 2.3, False),
    TissueSite("lower_lip", 12.25, 2.3, False),
    TissueSite("supramentale", 10.0, 1.8, False),
    TissueSite("pogonion", 13.0, 2.4, False),
    TissueSite("menton", 8.0, 2.0, False),
    TissueSite("frontal_eminence", 4.0, 1.0, True),
    TissueSite("supraorbital", 8.5, 1.7, True),
    TissueSite("suborbital", 6.25, 1.8, True),
    TissueSite("inferior_malar", 12.0, 3.5, True),
    TissueSite("lateral_orbit", 11.5, 2.5, True),
    TissueSite("zygion", 7.0, 1.8, True),
    TissueSite("supraglenoid", 6.25, 2.0, True),
    TissueSite("gonion", 10.5, 3.6, True),
    TissueSite("supra_m2", 18.0, 4.5, True),
    TissueSite("mid_masseter", 17.5, 4.0, True),
    TissueSite("sub_m2", 17.0, 4.2, True),
)
"""The 22 sites of the data page, in its order."""


def site_by_key(key: str) -> TissueSite:
    """Return the table's row of a site such as ``gonion_left``.

    Parameters
    ----------
    key : str
        A site's name; bilateral ones with ``_left`` or ``_right``.

    Returns
    -------
    TissueSite
        Its row.

    Raises
    ------
    KeyError
        When there is no such site.
    """
    rows = {site.name: site for site in TISSUE_SITES}
    return rows[key.removesuffix("_left").removesuffix("_right")]


def site_keys() -> tuple[str, ...]:
    """Return all sites with their sides: 11 in the median plane and 11 pairs."""
    keys: list[str] = []
    for site in TISSUE_SITES:
        keys += [f"{site.name}_left", f"{site.name}_right"] if site.bilateral else [site.name]
    return tuple(keys)


def depth_covariance(keys: tuple[str, ...], positions: FloatArray) -> FloatArray:
    """Return the covariance of the depths at sites.

    Parameters
    ----------
    keys : tuple of str
        Sites with their sides.
    positions : (n, 3) float64
        Where they lie on the mean head, mm.

    Returns
    -------
    (n, n) float64
        Square millimetres; positive definite.

    Notes
    -----
    ``deviation_i deviation_j (BODY_MASS_SHARE + LOCAL_SHARE k(folded) + SIDE_SHARE k(unfolded))``
    with the squared-exponential kernel k of `LOCAL_LENGTH`; folded distances ignore the side.
    """
    deviation = np.array([site_by_key(key).deviation for key in keys])
    folded = np.column_stack([np.abs(positions[:, 0]), positions[:, 1:]])
    correlation = (
        BODY_MASS_SHARE
        + LOCAL_SHARE * _kernel(folded, folded)
        + SIDE_SHARE * _kernel(positions, positions)
    )
    covariance: FloatArray = correlation * np.outer(deviation, deviation)
    return covariance


def _kernel(first: FloatArray, second: FloatArray) -> FloatArray:
    squared = ((first[:, None] - second[None]) ** 2).sum(axis=2)
    kernel: FloatArray = np.exp(-0.5 * squared / LOCAL_LENGTH**2)
    return kernel


def draw_depths(
    keys: tuple[str, ...],
    positions: FloatArray,
    count: int,
    generator: np.random.Generator,
) -> FloatArray:
    """Draw depths of persons.

    Parameters
    ----------
    keys : tuple of str
        Sites with their sides.
    positions : (n, 3) float64
        Where they lie on the mean head, mm.
    count : int
        Persons.
    generator : numpy Generator
        Seeded by the caller.

    Returns
    -------
    (count, n) float64
        Depths, mm; not below `SMALLEST_DEPTH`.
    """
    mean = np.array([site_by_key(key).mean for key in keys])
    covariance = depth_covariance(keys, positions)
    values, vectors = np.linalg.eigh(covariance)
    root = vectors * np.sqrt(np.maximum(values, 0.0))
    drawn: FloatArray = mean + generator.standard_normal((count, len(keys))) @ root.T
    deep: FloatArray = np.maximum(drawn, SMALLEST_DEPTH)
    return deep
