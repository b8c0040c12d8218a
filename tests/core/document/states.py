"""States to test with, and a hypothesis strategy over them."""

import numpy as np
from hypothesis import strategies as st

from core.document.bone_controls import BONE_CONTROLS
from core.document.state import BundleReference, FaceState, FitReport, FittedCodes, ScanReference
from core.geometry.template import PARTS
from core.geometry.transforms import Similarity

COMPONENTS = 6
REGIONS = ("forehead", "cheek_left", "cheek_right", "chin")


def plain_state(**changes: object) -> FaceState:
    """Return the mean head of a bundle that does not exist."""
    values: dict[str, object] = {
        "bundle": BundleReference("test", "0" * 64),
        "codes": dict.fromkeys(PARTS, (0.0,) * COMPONENTS),
    }
    return FaceState(**{**values, **changes})  # type: ignore[arg-type]


def scanned_state(sha256: str = "1" * 64, seed: int = 0) -> FaceState:
    """Return a state with everything that a fit and edits leave in it."""
    random = np.random.default_rng(seed)
    quarter = np.array([[0.0, -1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
    codes = {part: tuple(random.normal(size=COMPONENTS)) for part in PARTS}
    scan = ScanReference(
        name="Müller kopf.obj",
        sha256=sha256,
        unit="m",
        to_head=Similarity(1000.0, quarter, np.array([1.0, 2.0, 3.0])),
        residual=random.normal(size=(50, 3)),
        report=FitReport(0.8, 2.1, 0.9, 0.97, 31.5, "CPU"),
        fitted=FittedCodes(codes, 1.02, (0.0, 0.4)),
        trust=random.uniform(size=50),
    )
    edited = {**codes, "nose": (1.5, *codes["nose"][1:])}
    return plain_state(
        codes=edited, size=1.02, thickness={"chin": -2.0}, locked=frozenset({"eyes"}), scan=scan
    )


def paints() -> st.SearchStrategy[np.ndarray | None]:
    """Return a strategy of painted thickness over a template of five vertices, or of none."""
    strokes = st.lists(st.floats(-10.0, 10.0), min_size=5, max_size=5).map(np.array)
    return st.none() | strokes


def bones() -> st.SearchStrategy[dict[str, float]]:
    """Return a strategy of moves of bone, each within its control's range."""
    ranges = {c.key: st.floats(c.minimum, c.maximum) for c in BONE_CONTROLS}
    return st.fixed_dictionaries({}, optional=ranges)


def codes() -> st.SearchStrategy[dict[str, tuple[float, ...]]]:
    """Return a strategy of codes for all parts."""
    number = st.floats(-3.0, 3.0)
    code = st.lists(number, min_size=COMPONENTS, max_size=COMPONENTS).map(tuple)
    return st.fixed_dictionaries(dict.fromkeys(PARTS, code))


def states() -> st.SearchStrategy[FaceState]:
    """Return a strategy of states without a scan."""
    return st.builds(
        plain_state,
        codes=codes(),
        size=st.floats(0.7, 1.4),
        thickness=st.dictionaries(st.sampled_from(REGIONS), st.floats(-10.0, 10.0)),
        locked=st.frozensets(st.sampled_from(PARTS)),
        bone=bones(),
        build=st.floats(-15.0, 15.0),
        paint=paints(),
    )
