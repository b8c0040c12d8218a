"""Where the frozen program starts: the command line, its self-test, or a probe.

Torch comes before Qt: on Windows it fails to load its libraries after it.
"""

import multiprocessing
import sys


def main() -> int:
    """Run what was asked for.

    Returns
    -------
    int
        Exit status.
    """
    multiprocessing.freeze_support()
    arguments = sys.argv[1:]
    if arguments[:1] == ["--probe"]:
        from app.probes import run_probe

        return run_probe(arguments[1])
    import torch  # noqa: F401

    if arguments[:1] == ["--self-test"]:
        from app.selftest import run_self_test

        return run_self_test()
    from app.cli import main as run_command_line

    return run_command_line() or 0


if __name__ == "__main__":
    sys.exit(main())
