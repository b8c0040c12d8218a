"""Large displacements: Newton steps along a loading path, preconditioned by the linear factors.

Every load step starts from the last solution carried on linearly. A Newton step is found by
conjugate gradients with the linear solver's factorisation as preconditioner, so nothing is
factorised twice; a step that turns tissue inside out or raises the energy is shortened.
"""

from collections.abc import Callable

import numpy as np

from core.arrays import BoolArray, FloatArray
from core.errors import SimulationError
from core.monitor import Monitor
from core.simulation.hyperelastic import Strained, TissueEnergy
from core.simulation.linear import LinearSolver
from core.simulation.materials import Material

LOAD_STEPS = 1
"""A treatment is made in this many steps; more where one does not succeed."""
MOST_HALVINGS = 3
"""A load step may be halved this often."""
NEWTON_STEPS = 25
SMALLEST_STEP = 2e-3
"""A load step is done when no node moves farther than this, mm."""
INNER_TOLERANCE, INNER_STEPS = 0.05, 60
SHORTENINGS = 8
_DECREASE = 1e-4

Prescribed = Callable[[float], tuple[FloatArray, FloatArray]]


class NonlinearSolver:
    """Finds the tissue's rest under a treatment.

    Parameters
    ----------
    linear : LinearSolver
        Prepared.
    material : Material
        Co-rotated or neo-Hookean.
    """

    def __init__(self, linear: LinearSolver, material: Material) -> None:
        self.linear, self.energy = linear, TissueEnergy(linear.body, material)
        self._springs = linear.springs.matrix(linear.body.freedoms)
        self._one_sided = linear.one_sided()
        self._bounds = np.zeros(len(self._one_sided.keys))

    def solve(self, prescribed: Prescribed, monitor: Monitor) -> tuple[FloatArray, int]:
        """Return the displacement of every node, and how many Newton steps it took.

        Parameters
        ----------
        prescribed : callable
            Returns, for a share of the treatment, where held nodes and springs' ends go.
        monitor : Monitor
            Progress and cancellation.

        Returns
        -------
        moved : (n, 3) float64
            mm.
        steps : int
            Newton steps.

        Raises
        ------
        SimulationError
            When no rest is found.
        """
        moved = np.zeros((len(self.linear.body.mesh.nodes), 3))
        before = self.linear.solve(*prescribed(0.0))
        done, step, steps = 0.0, 1.0 / LOAD_STEPS, 0
        smallest = step / 2**MOST_HALVINGS
        while done < 1.0 - 1e-9:
            share = min(1.0, done + step)
            monitor.report(done, "Simulating the soft tissue")
            given, pulled = prescribed(share)
            guess = self.linear.solve(given, pulled)
            found, used = self._rest(moved + guess - before, given, pulled, monitor)
            steps += used
            if found is None:
                step *= 0.5
                if step < smallest:
                    raise SimulationError(
                        "The soft tissue found no rest under this treatment; move less at once, or "
                        "choose the linear material."
                    )
                continue
            moved, before, done = found, guess, share
        return moved, steps

    def _rest(
        self, moved: FloatArray, given: FloatArray, pulled: FloatArray, monitor: Monitor
    ) -> tuple[FloatArray | None, int]:
        linear, free = self.linear, self.linear.free
        place = moved.ravel().copy()
        place[linear.given] = given.ravel()[linear.given]
        pull = linear.pull(pulled)
        self._bounds = self._one_sided.bounds(pulled)
        value = self._value(place, pull)
        if not np.isfinite(value):
            return None, 0
        for count in range(1, NEWTON_STEPS + 1):
            monitor.check()
            strained = Strained.of(linear.body, place.reshape(-1, 3))
            force = self._forces(place, pull, strained)[free]
            step = self._newton(place, strained, force)
            scale, slope = 1.0, float(force @ step)
            for _ in range(SHORTENINGS):
                tried = place.copy()
                tried[free] += scale * step
                now = self._value(tried, pull)
                if now <= value + _DECREASE * scale * slope + 1e-12 * abs(value):
                    break
                scale *= 0.5
            else:
                # Rounding hides the last decrease; a longer way is a failure.
                done = float(np.abs(step).max()) < 10.0 * SMALLEST_STEP
                return (place.reshape(-1, 3) if done else None), count
            place, value = tried, now
            if float(np.abs(scale * step).max(initial=0.0)) < SMALLEST_STEP:
                return place.reshape(-1, 3), count
        return None, NEWTON_STEPS

    def _acting(self, place: FloatArray) -> tuple[FloatArray, FloatArray, BoolArray]:
        """Return how far acting rows lie beyond their bounds, their stiffness, and which act."""
        off, acts = self._one_sided.acting(place, self._bounds)
        return off[acts], (self._one_sided.sign * self._one_sided.stiffness)[acts], acts

    def _value(self, place: FloatArray, pull: FloatArray) -> float:
        strained = Strained.of(self.linear.body, place.reshape(-1, 3))
        stored = self.energy.value(strained)
        held = 0.5 * float(place @ (self._springs @ place)) - float(pull @ place)
        off, stiffness, _ = self._acting(place)
        return stored + held + 0.5 * float(stiffness @ off**2)

    def _forces(self, place: FloatArray, pull: FloatArray, strained: Strained) -> FloatArray:
        force = self.energy.forces(strained) + self._springs @ place - pull
        off, stiffness, acts = self._acting(place)
        if acts.any():
            force = force + self._one_sided.rows[acts].T @ (stiffness * off)
        total: FloatArray = force
        return total

    def _newton(self, place: FloatArray, strained: Strained, force: FloatArray) -> FloatArray:
        """Return the Newton step of the free freedoms by conjugate gradients."""
        free = self.linear.free
        matrix, spread = self.energy.tangent(strained)
        matrix = (matrix + self._springs).tocsr()[free][:, free]
        spread = spread[:, free].tocsr()
        back = spread.T.tocsr()
        bulk = self.linear.body.nodal_bulk
        _, press, acts = self._acting(place)
        rows = self._one_sided.rows[acts][:, free].tocsr() if acts.any() else None

        def times(vector: FloatArray) -> FloatArray:
            answer: FloatArray = matrix @ vector + back @ (bulk * (spread @ vector))
            if rows is not None:
                answer = answer + rows.T @ (press * (rows @ vector))
            return answer

        return _conjugate_gradients(times, self.linear.factors.solve, -force)


def _conjugate_gradients(
    times: Callable[[FloatArray], FloatArray],
    precondition: Callable[[FloatArray], FloatArray],
    right: FloatArray,
) -> FloatArray:
    """Return an approximate solution; stops where the matrix curves down."""
    found, rest = np.zeros_like(right), right.copy()
    near = precondition(rest)
    way, square = near.copy(), float(rest @ near)
    goal = INNER_TOLERANCE**2 * square
    for _ in range(INNER_STEPS):
        if square <= goal or square <= 0.0:
            break
        along = times(way)
        curve = float(way @ along)
        if curve <= 0.0:
            return found if found.any() else way
        length = square / curve
        found += length * way
        rest -= length * along
        near = precondition(rest)
        after = float(rest @ near)
        way = near + (after / square) * way
        square = after
    return found
