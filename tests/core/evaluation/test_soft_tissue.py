"""The tables of soft tissue: what is told of true and inferred skulls."""

from dataclasses import replace

import numpy as np
import pytest

from core.document.anatomy_edits import SetBuild
from core.document.treatment_edits import SetTissue, TakePreset
from core.document.treatment_json import treatment_from_json, treatment_to_json
from core.errors import EditError
from core.evaluation.soft_tissue import effect_rows
from core.inference.head import HeadModel
from core.monitor import Monitor
from core.simulation.theatre import Theatre


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


def test_a_treatment_can_stand_on_bone_that_was_imaged(head_model: HeadModel) -> None:
    state = SetTissue("linear", 20_000).apply(head_model.mean_state())
    state = TakePreset("genioplasty").apply(state)
    real = head_model.skull(state.as_fitted()).mesh
    theatre = Theatre(head_model)
    inferred = theatre.kept(state).apply(state).treatment
    theatre.use_ct(real)
    found = theatre.kept(state).apply(state).treatment
    assert (inferred.on_ct, found.on_ct) == (False, True)
    assert inferred.skin is not None
    assert found.skin is not None
    # The CT shows the inferred skull, so the answer is nearly the same.
    assert np.linalg.norm(found.skin - inferred.skin, axis=1).max() < 0.3
    assert treatment_from_json(treatment_to_json(replace(state, treatment=found))["treatment"],
                               found.skin).on_ct  # fmt: skip
    edited = SetBuild(8.0).apply(state)
    with pytest.raises(EditError, match="does not fit beneath it"):
        theatre.kept(edited)
