"""Frames as captures show them: scans without correspondence, and landmarks in a picture."""

import time
from dataclasses import dataclass

import fast_simplification
import numpy as np
import trimesh
from scipy.spatial.transform import Rotation

from core.arrays import BoolArray, FloatArray, IntArray
from core.evaluation.aim_measures import frame_errors, jaw_errors
from core.evaluation.aim_methods import learned_aim
from core.evaluation.aim_session import Explained, Session
from core.evaluation.aim_takes import Take
from core.evaluation.parts import Row, row
from core.geometry.distance import SurfaceDistance
from core.geometry.mesh import Mesh
from core.geometry.transforms import Similarity
from core.inference.aim_landmarks import fit_landmarks
from core.inference.aim_scans import fit_scans
from core.models.aim_camera import PinholeCamera
from core.models.aim_person import PersonAim, twist_motion

SCAN_NOISE = 0.1
"""Deviation of a scan's points in every coordinate, mm."""
SIMPLIFIED = 0.55
"""Share of the subdivided triangles that is taken away: nothing of the template's mesh is left."""
LANDMARKS = 68
"""Points in the picture: named ones of the face, and more far from each other."""
PIXEL_NOISE = 1.0
"""Deviation of a landmark, pixels."""
CAMERA = PinholeCamera(1600.0, (640.0, 480.0))
DISTANCE = 640.0
"""From the camera to the head, mm: a millimetre is 2.5 pixels."""
TURNS = (10.0, 25.0, 8.0)
"""Farthest nod, turn and tilt, degrees; they are normally distributed with half of that."""
SEED = 77


@dataclass(frozen=True, eq=False)
class View:
    """Frames of one actor, as captured.

    Attributes
    ----------
    session : Session
        What is known of the actor.
    take : Take
        The truth.
    aim : PersonAim
        The actor's, learned from the session.
    """

    session: Session
    take: Take
    aim: PersonAim

    @classmethod
    def of(cls, session: Session, take: Take) -> "View":
        """Learn the actor; see the class for `session` and `take`."""
        return cls(session, take, learned_aim(session))


def scan_rows(view: View) -> list[Row]:
    """Fit frames as scans and measure the fits.

    Parameters
    ----------
    view : View
        Actor and frames.

    Returns
    -------
    list of dict
        Tidy rows: distances to the true surface and to the true vertices, the jaw, the time.
    """
    session, take = view.session, view.take
    scans = [scan_of(session, skin, number) for number, skin in enumerate(take.skins)]
    begun = time.process_time()
    fitted = fit_scans(view.aim, scans)
    seconds = (time.process_time() - begun) / len(scans)
    face = session.bundle.template.face_mask & session.visible
    away = [
        SurfaceDistance(session.resting.with_vertices(truth)).unsigned(skin[face])[0].mean()
        for skin, truth in zip(fitted.skin, take.skins, strict=True)
    ]
    found = Explained(fitted.skin, tuple(twist_motion(twist) for twist in fitted.jaw))
    errors = frame_errors(session, take, fitted.skin)
    where = f"scans, {len(session.shapes)} shapes"
    rows = [
        row("ours", where, "face", "surface_error", float(np.mean(away))),
        row("ours", where, "face", "vertex_error", errors.face),
        row("ours", where, "full", "seconds", seconds, "s"),
    ]
    jaw = jaw_errors(session, take.jaws, found)
    if jaw is not None:
        rows.append(row("ours", where, "mandible", "jaw_move", jaw[1]))
    return rows


def scan_of(session: Session, skin: FloatArray, seed: int) -> Mesh:
    """Return a frame as a scanner shows it: the face from in front, other triangles, noise.

    Parameters
    ----------
    session : Session
        Says what is face.
    skin : (N_skin, 3) float64
        The frame, mm.
    seed : int
        Of the noise.

    Returns
    -------
    Mesh
        Open, in the head frame, mm.
    """
    shown = session.bundle.template.face_mask & session.visible
    faces = session.resting.faces[shown[session.resting.faces].all(axis=1)]
    used, inverse = np.unique(faces, return_inverse=True)
    fine, fine_faces = trimesh.remesh.subdivide(skin[used], inverse.reshape(faces.shape))
    points, triangles = fast_simplification.simplify(
        fine.astype(np.float32), fine_faces.astype(np.int32), SIMPLIFIED
    )
    noise = np.random.default_rng([SEED, seed]).normal(0.0, SCAN_NOISE, points.shape)
    return Mesh(points.astype(np.float64) + noise, triangles.astype(np.int64))


def landmark_rows(view: View) -> list[Row]:
    """Fit frames by noisy landmarks in a picture and measure pose and expression.

    Parameters
    ----------
    view : View
        Actor and frames.

    Returns
    -------
    list of dict
        Tidy rows; ``resting`` is the face at rest in the place of the fitted one.
    """
    session, take = view.session, view.take
    vertices = landmark_vertices(session)
    poses = drawn_poses(len(take))
    random = np.random.default_rng(SEED)
    seen = [CAMERA.project(p.apply(s[vertices])) for p, s in zip(poses, take.skins, strict=True)]
    points = np.array(seen) + random.normal(0.0, PIXEL_NOISE, (len(take), len(vertices), 2))
    fitted = fit_landmarks(view.aim, points, vertices, CAMERA, noise=PIXEL_NOISE)
    turns, moves = [], []
    for pose, truth in zip(fitted.poses, poses, strict=True):
        turn = Rotation.from_matrix(pose.rotation @ truth.rotation.T).magnitude()
        turns.append(np.degrees(turn))
        moves.append(np.linalg.norm(pose.translation - truth.translation))
    where = f"landmarks, {len(session.shapes)} shapes"
    errors = frame_errors(session, take, fitted.skin)
    rest = np.repeat(session.resting.vertices[None], len(take), axis=0)
    rows = [
        row("ours", where, "full", "pose_turn", float(np.mean(turns)), "deg"),
        row("ours", where, "full", "pose_move", float(np.mean(moves))),
        row("ours", where, "face", "expression_error", errors.face),
        row("ours", where, "face", "landmark_error", float(fitted.errors.mean()), "px"),
        row("resting", where, "face", "expression_error", frame_errors(session, take, rest).face),
    ]
    found = Explained(fitted.skin, tuple(twist_motion(twist) for twist in fitted.jaw))
    jaw = jaw_errors(session, take.jaws, found)
    if jaw is not None:
        rows.append(row("ours", where, "mandible", "jaw_move", jaw[1]))
    return rows


def landmark_vertices(session: Session) -> IntArray:
    """Return the landmarks' vertices: the face's named ones and more, far from each other.

    Parameters
    ----------
    session : Session
        Names them.

    Returns
    -------
    (LANDMARKS,) int64
        Vertices of the template.
    """
    template = session.bundle.template
    face: BoolArray = template.face_mask & session.visible
    chosen = [vertex for vertex in template.landmarks.values() if face[vertex]][:LANDMARKS]
    places = template.skin.vertices
    distance = np.full(len(places), np.inf)
    for vertex in chosen:
        distance = np.minimum(distance, np.linalg.norm(places - places[vertex], axis=1))
    while len(chosen) < LANDMARKS:
        following = int(np.argmax(np.where(face, distance, -1.0)))
        chosen.append(following)
        distance = np.minimum(distance, np.linalg.norm(places - places[following], axis=1))
    return np.array(chosen, dtype=np.int64)


def drawn_poses(count: int) -> list[Similarity]:
    """Draw heads before the camera.

    Parameters
    ----------
    count : int
        How many.

    Returns
    -------
    list of Similarity
        Head frame to camera frame (x right, y down, z away), rigid, mm.
    """
    random = np.random.default_rng(SEED + 1)
    poses = []
    for _ in range(count):
        angles = np.clip(random.normal(0.0, 0.5, 3), -1.0, 1.0) * TURNS
        turn = Rotation.from_euler("xyz", angles, degrees=True).as_matrix()
        flipped = np.diag([1.0, -1.0, -1.0]) @ turn
        move = np.array([0.0, 0.0, DISTANCE]) + random.normal(0.0, 15.0, 3)
        poses.append(Similarity(1.0, flipped, move))
    return poses
