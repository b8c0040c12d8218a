"""Told more of the real bone, the inferred skull comes nearer to it."""

import numpy as np

from core.evaluation.skull import RealPair
from core.evaluation.skull_limits import KNOWN_POINTS, limit_rows
from core.geometry.transforms import Similarity
from core.inference.head import HeadModel
from core.inference.skull_from_skin import infer_skull
from core.monitor import Monitor


def test_known_bone_and_the_template_on_it_come_nearer(head_model: HeadModel) -> None:
    """On bone that the posterior itself allows, seen by no skin."""
    bundle = head_model.bundle
    skin = bundle.template.skin
    estimate = infer_skull(bundle.skull, bundle.template, skin)
    real = estimate.mesh.with_vertices(estimate.samples(1, seed=4)[0])
    still = Similarity(1.0, np.eye(3), np.zeros(3))
    pair = RealPair("drawn", skin, estimate.outer_skin or skin, None, real, estimate, still)
    rows = limit_rows(pair, Monitor())
    error = {
        str(r["method"]): float(r["value"])
        for r in rows
        if r["metric"] == "skull_error" and r["region"] == "face"
    }
    few, some, many = (error[f"ours_told_{count}_points"] for count in KNOWN_POINTS)
    assert many < some < few + 0.2
    assert error["template_on_ct"] < many
