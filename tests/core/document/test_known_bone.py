"""Known bone is kept in the document as edits, and comes back from a file as it was."""

import json
from pathlib import Path

import pytest

from core.document.document_json import DocumentError, state_from_json, state_to_json
from core.document.history import History
from core.document.known_bone import AddKnownBone, RemoveKnownBone
from core.document.project_file import Project, load_project, save_project
from core.document.state import KnownBone, KnownPoint
from core.errors import EditError
from tests.core.document.states import plain_state

CHIN = KnownBone("Pogonion", (KnownPoint((7,), (0.0, -80.0, 75.5)),), 1.0)
TEETH = KnownBone(
    "Upper teeth",
    tuple(KnownPoint((k, k + 1, k + 2), (3.0 * k, -40.0, 80.0)) for k in range(5)),
    0.4,
    posed=False,
)


def test_it_is_added_replaced_removed_and_undone() -> None:
    history = History(plain_state())
    for bone in (CHIN, TEETH):
        history.apply(AddKnownBone(bone))
    better = KnownBone("Pogonion", CHIN.points, 0.5)
    history.apply(AddKnownBone(better))
    assert history.state.known_bone == (TEETH, better)
    history.apply(RemoveKnownBone("Upper teeth"))
    assert history.state.known_bone == (better,)
    history.apply(RemoveKnownBone())
    assert history.state.known_bone == ()
    for expected in ((better,), (TEETH, better), (CHIN, TEETH)):
        history.undo()
        assert history.state.known_bone == expected


def test_it_survives_the_file(tmp_path: Path) -> None:
    state = plain_state(known_bone=(CHIN, TEETH))
    path = tmp_path / "known.nasion"
    save_project(path, Project(state))
    assert load_project(path).state == state


@pytest.mark.parametrize(
    "bone",
    [
        KnownBone("", CHIN.points, 1.0),
        KnownBone("x" * 61, CHIN.points, 1.0),
        KnownBone("chin", (), 1.0),
        KnownBone("chin", CHIN.points, 0.0),
        KnownBone("chin", CHIN.points, float("nan")),
        KnownBone("chin", (KnownPoint((), (0.0, 0.0, 0.0)),), 1.0),
        KnownBone("chin", (KnownPoint((-1,), (0.0, 0.0, 0.0)),), 1.0),
        KnownBone("chin", (KnownPoint((1,), (0.0, float("nan"), 0.0)),), 1.0),
        KnownBone("chin", (KnownPoint((1,), (0.0, 4000.0, 0.0)),), 1.0),
        KnownBone("chin", CHIN.points * 401, 1.0),
    ],
)
def test_nonsense_is_refused_by_edit_and_file(bone: KnownBone) -> None:
    with pytest.raises(EditError, match="give it again"):
        AddKnownBone(bone).apply(plain_state())
    with pytest.raises(DocumentError, match="known_bone"):
        state_from_json(
            json.loads(json.dumps(state_to_json(plain_state(known_bone=(bone,))))), None
        )


@pytest.mark.parametrize(
    "value", [3, [3], [{"title": "a"}], [{"title": "a", "points": [3], "deviation": 1.0}]]
)
def test_a_hostile_list_is_refused(value: object) -> None:
    document = {**state_to_json(plain_state()), "known_bone": value}
    with pytest.raises(DocumentError, match="known_bone"):
        state_from_json(document, None)


def test_what_is_not_there_cannot_be_forgotten() -> None:
    with pytest.raises(EditError, match="Pogonion"):
        RemoveKnownBone("Menton").apply(plain_state(known_bone=(CHIN,)))


def test_known_bone_asks_for_a_program_that_reads_it() -> None:
    """An older one would open the file and infer the skull without it, unsaid."""
    assert state_to_json(plain_state(known_bone=(CHIN,)))["version"] == 2
