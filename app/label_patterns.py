"""How texts of `core` that people read are put together, so that they can be translated by pieces.

Labels of edits and titles of controls are English in documents. What they are made of is listed
here as texts with gaps; `app.translation.joined` finds the one that fits and translates the text
and what stands in the gaps. More specific ones come first.
"""

import re
from functools import cache

PATTERNS = (
    "CPU ({0} of {1} cores)",
    "The unit is taken to be {0}, which makes the scan {1} mm across.",
    (
        "The scan is {0} across, which is no head in mm, cm or m: its scale is estimated from "
        "the shape of the face."
    ),
    "In {0} the scan is {1} across, which no head is.",
    "The upper tooth {0} (FDI).",
    "The lower tooth {0} (FDI).",
    "Tooth {0}",
    "Lock {0}",
    "Unlock {0}",
    "Reset thickness: {0}",
    "Reset {0}",
    "Randomise {0}",
    "Set {0}",
    "Known bone: {0}",
    "Forget {0}",
    "Build {0} kg/m²",
    "Size {0}",
    "Expression: {0}",
    "Expression of frame {0} of {1}",
    "component {0} {1} to {2}",
    " and {0} more",
    "{0} components",
    "Treatment, {0}",
    "{0}, read in {1}",
    "{0} to {1}",
    "{0} of {1}",
    "{0}: {1}",
    "{0} {1} % {2}",
    "{0} {1} %",
    "{0} {1} mm",
    "{0} {1}°",
    "{0}, {1}",
    "{0} ({1})",
    "{0} {1}",
)
"""Texts with gaps, numbered as `str.format` does it."""

_NUMBER = r"[+-]?\d[\d.,]*"
_NUMBERED = {"{0} {1}", "{0} to {1}", "{0} {1} %", "{0} {1} mm", "{0} {1}°", "{0} {1} % {2}"}
"""Those whose second gap holds a number."""


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\d)\}", pattern)
    numbered = pattern in _NUMBERED
    gaps = {"0": "(.+)", "1": f"({_NUMBER})" if numbered else "(.+)", "2": "(.+)"}
    return re.compile(
        "".join(gaps[part] if index % 2 else re.escape(part) for index, part in enumerate(parts))
    )


def find_pattern(text: str) -> tuple[str, tuple[str, ...]] | None:
    """Return how a text is put together.

    Parameters
    ----------
    text : str
        English.

    Returns
    -------
    pattern : str
        Of `PATTERNS`.
    pieces : tuple of str
        What stands in its gaps. None in place of both where no pattern fits.
    """
    for pattern in PATTERNS:
        match = _compiled(pattern).fullmatch(text)
        if match is not None:
            return pattern, match.groups()
    return None
