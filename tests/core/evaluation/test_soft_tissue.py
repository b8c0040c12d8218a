"""The tables of soft tissue: what is told of true and inferred skulls."""

import numpy as np

from core.evaluation.soft_tissue import effect_rows
from core.inference.head import HeadModel
from core.monitor import Monitor


def test_the_true_skull_has_no_effect_and_a_deeper_one_has(head_model: HeadModel) -> None:
    template = head_model.bundle.template
    deeper = template.skull.vertices - np.array([0.0, 0.0, 2.0])
    skulls = {"same": template.skull.vertices, "deeper": deeper}
    rows = effect_rows(
        head_model, template.skin, template.skull.vertices, skulls, "mean", Monitor()
    )
    effect = {
        one["method"]: one["value"]
        for one in rows
        if one["metric"] == "inferred_skull_effect"
        and one["region"] == "moving skin"
        and one["set"] == "mean, mandibular-advancement"
    }
    assert effect["same"] == 0.0
    assert 0.01 < float(effect["deeper"]) < 1.0
