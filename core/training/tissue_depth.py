"""Soft-tissue depths over the face bones, and how they vary together.

The literature gives means and some deviations per site, says which way sex and body mass act, and
gives hardly any correlation between sites. The rest is a model of ours, a Gaussian process with
named parts; every number that no source gives is marked as assumed, here and on the model card.
"""

from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray

RHINE = "Rangel-de Lazaro et al. 2026, VAR 17(34), table 2 (after Rhine 1983; normal female)"
LEBANESE = "Lebanese adults, n = 222"
GLOBAL = "Rangel-de Lazaro as above, raised by the shift of Hona and Stephan 2023 (T-Table)"
"""The tallied table of 2023 (over 19 500 adults) finds more tissue than older ones at gonion (2.5
mm), infra second molar (3 mm), mid-ramus (2 mm) and zygion (1.5 mm, of which we take one)."""
TEMPLE = "CT models of the temporal region, Plastic and Aesthetic Research 2020 (fig. 1), and skin"
"""Fat and muscle fall with the height above the zygomatic arch; 1.5 mm of skin are added by us. The
older table's 6.25 mm beside the arch's root made the template 137 mm wide there, where adults
measure 120 +/- 5 (biauricular breadth, Howells 1973)."""

SIDE_SHARE = 0.2
"""Share of the local variation that is local to one side; the rest is alike on both. Healthy faces
are nearly symmetric (surface asymmetry 0.63 mm RMS, n = 350). Assumed."""
LOCAL_LENGTH = 30.0
"""Distance over which neighbours stay correlated, mm: a fat compartment's width. Assumed."""
BODY_MASS_SHOWN = 0.6
"""Correlation between body mass and how wide the lower face is against the cheekbones. People and
programs guess body mass from faces about so well; what a skin shows of it deepens the tissue that
is expected beneath. Assumed."""
SEX_SIZE = 0.6
"""Correlation between sex and the size of the head: men's are 4 to 5 % larger. Assumed."""
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
        Depth from skin to bone along the skin's normal, adults of both sexes, mm.
    bilateral : bool
        Whether the site exists on both sides.
    body_mass : float
        Share of the variance that goes with body mass. Its order follows the sites at which it was
        significant (De Greef et al. 2009; Naples CBCT 2023, n = 82); the sizes are assumed.
    male : float
        Men's depth minus women's, mm. Signs follow the Korean CT study of the data page (men
        thicker in the midline, women at orbit, malar and gonion); the sizes are assumed.
    deviation_assumed : bool
        Whether the source gives no deviation and ours is an assumption.
    source : str
        Where the mean comes from. Women's means were brought to both sexes by half of `male`.
    """

    name: str
    mean: float
    deviation: float
    bilateral: bool
    body_mass: float
    male: float
    deviation_assumed: bool = True
    source: str = RHINE


TISSUE_SITES = (
    TissueSite("supraglabella", 4.6, 1.2, False, 0.25, 0.2),
    TissueSite("glabella", 4.7, 1.0, False, 0.25, 0.4),
    TissueSite("nasion", 7.0, 1.3, False, 0.20, 0.6),
    TissueSite("rhinion", 3.07, 0.72, False, 0.05, 0.2, False, LEBANESE),
    TissueSite("subnasale", 15.61, 2.38, False, 0.15, 2.0, False, LEBANESE),
    TissueSite("mid_philtrum", 11.0, 2.2, False, 0.25, 2.0),
    TissueSite("upper_lip", 12.0, 2.3, False, 0.25, 2.0),
    TissueSite("lower_lip", 13.0, 2.3, False, 0.25, 1.5),
    TissueSite("supramentale", 10.4, 1.8, False, 0.25, 0.8),
    TissueSite("pogonion", 13.0, 2.4, False, 0.30, 0.8),
    TissueSite("menton", 8.4, 2.0, False, 0.45, 0.8),
    TissueSite("frontal_eminence", 4.1, 1.0, True, 0.25, 0.2),
    TissueSite("supraorbital", 8.5, 1.7, True, 0.25, 0.4),
    TissueSite("suborbital", 6.0, 1.8, True, 0.30, -0.5),
    TissueSite("inferior_malar", 11.5, 3.5, True, 0.45, -1.0),
    TissueSite("lateral_orbit", 11.0, 2.5, True, 0.40, -1.0),
    TissueSite("zygion", 8.0, 1.8, True, 0.45, -0.5, True, GLOBAL),
    TissueSite("supraglenoid", 11.0, 2.5, True, 0.40, 0.0, True, TEMPLE),
    TissueSite("temple", 10.0, 2.5, True, 0.30, 0.0, True, TEMPLE),
    TissueSite("gonion", 13.0, 3.6, True, 0.50, -0.5, True, GLOBAL),
    TissueSite("supra_m2", 18.0, 4.5, True, 0.50, -0.5),
    TissueSite("mid_masseter", 19.5, 4.0, True, 0.50, 0.5, True, GLOBAL),
    TissueSite("sub_m2", 20.0, 4.2, True, 0.50, -0.5, True, GLOBAL),
)
"""The 22 sites of the data page, in its order, and the temple above the supraglenoid."""


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
    """Return all sites with their sides: 11 in the median plane and 12 pairs."""
    keys: list[str] = []
    for site in TISSUE_SITES:
        keys += [f"{site.name}_left", f"{site.name}_right"] if site.bilateral else [site.name]
    return tuple(keys)


def local_correlation(first: FloatArray, second: FloatArray, length: float) -> FloatArray:
    """Return how much places vary together beyond body mass and sex.

    Parameters
    ----------
    first, second : (a, 3), (b, 3) float64
        Places on the head, mm.
    length : float
        Correlation length, mm.

    Returns
    -------
    (a, b) float64
        One for equal places; squared-exponential, mostly blind to the side.
    """
    scale = -0.5 / length**2
    even = np.exp(scale * _squared(_folded(first), _folded(second)))
    correlation: FloatArray = (1.0 - SIDE_SHARE) * even + SIDE_SHARE * np.exp(
        scale * _squared(first, second)
    )
    return correlation


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
        Square millimetres; positive definite, the diagonal as tabled.

    Notes
    -----
    Body mass and sex are common to all sites; `local_correlation` shares what they leave.
    """
    sites = [site_by_key(key) for key in keys]
    deviation = np.array([site.deviation for site in sites])
    mass = deviation * np.sqrt([site.body_mass for site in sites])
    sex = np.array([0.5 * site.male for site in sites])
    left = np.sqrt(deviation**2 - mass**2 - sex**2)
    local = local_correlation(positions, positions, LOCAL_LENGTH) * np.outer(left, left)
    covariance: FloatArray = np.outer(mass, mass) + np.outer(sex, sex) + local
    return covariance


def _squared(first: FloatArray, second: FloatArray) -> FloatArray:
    squared: FloatArray = (
        (first**2).sum(axis=1)[:, None] + (second**2).sum(axis=1) - 2.0 * first @ second.T
    )
    return np.maximum(squared, 0.0)


def _folded(points: FloatArray) -> FloatArray:
    return np.column_stack([np.abs(points[:, 0]), points[:, 1:]])
