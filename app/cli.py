"""The command line: assembles the verbs and turns errors into one line.

``nasion`` alone opens the studio and ``nasion FILE`` opens it on that file; every other word is a
verb. Errors meant for people go to standard error, exit 1; wrong usage exits 2.
"""

import sys
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup

from app.commands import (
    cohort,
    compare,
    compare_skull,
    demo,
    doctor,
    edit,
    evaluate,
    export,
    fit,
    import_ct,
    measure,
    palsy,
    perform,
    photo,
    replay,
    report,
    share,
    simulate,
    skull,
    snapshot,
    studio,
    train,
    turntable,
)
from app.commands.output import say
from core.errors import CancelledError, NasionError

_STUDIO = "studio"


class _Verbs(TyperGroup):
    """A group whose unknown first word may be a file to open, and whose errors are one line."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the studio's verb before a file name; leave everything else as it is."""
        if args and args[0] not in self.commands and _names_a_file(args[0]):
            args = [_STUDIO, *args]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        """Run a verb; what is meant for people is said in one line.

        Raises
        ------
        typer.Exit
            With status 1 after an error.
        """
        try:
            return super().invoke(ctx)
        except CancelledError as error:
            say(str(error))
        except NasionError as error:
            say(f"nasion: {' '.join(str(error).split())}")
        except KeyboardInterrupt:
            say("Cancelled; nothing was written.")
        except BrokenPipeError:
            raise  # whoever read the output has gone; nothing to say to them
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            say(f"nasion: {where}{error.strerror or error}; check the path, its rights and space.")
        except MemoryError:
            say("nasion: There is not enough memory for this; close other programs and try again.")
        raise typer.Exit(1)


def _names_a_file(word: str) -> bool:
    return not word.startswith("-") and (Path(word).exists() or bool(Path(word).suffix))


cli = typer.Typer(
    name="nasion",
    cls=_Verbs,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Nasion: load a head scan, see its skull, edit it, export it. "
    "Without a verb the studio opens; [bold]nasion FILE[/bold] opens it on that file.",
)


@cli.callback(invoke_without_command=True)
def _open_studio(
    context: typer.Context,
    *,
    version: bool = typer.Option(False, "--version", help="Print the version and leave."),
) -> None:
    if version:
        from importlib import metadata

        typer.echo(metadata.version("nasion"))
        raise typer.Exit
    if context.invoked_subcommand is None:
        studio.studio(None)


_MAIN, _CHECK, _MAKERS = "Work on a face", "Look and check", "How the models were made"

for _name, _verb, _panel in (
    ("demo", demo.demo, _MAIN),
    ("fit", fit.fit, _MAIN),
    ("photo", photo.photo, _MAIN),
    ("import-ct", import_ct.import_ct, _MAIN),
    ("skull", skull.skull, _MAIN),
    ("edit", edit.edit, _MAIN),
    ("simulate", simulate.simulate, _MAIN),
    ("export", export.export, _MAIN),
    ("blendshapes", perform.blendshapes, _MAIN),
    ("perform", perform.perform, _MAIN),
    ("compare", compare.compare, _CHECK),
    ("compare-skull", compare_skull.compare_skull, _CHECK),
    ("measure", measure.measure, _CHECK),
    ("palsy", palsy.palsy, _CHECK),
    ("snapshot", snapshot.snapshot, _CHECK),
    ("turntable", turntable.turntable, _CHECK),
    ("report", report.report, _CHECK),
    ("share", share.share, _MAIN),
    ("replay", replay.replay, _CHECK),
    ("doctor", doctor.doctor, _CHECK),
):
    cli.command(_name, rich_help_panel=_panel)(_verb)
cli.command(_STUDIO, rich_help_panel=_MAIN)(studio.studio)
cli.add_typer(cohort.verbs, name="cohort", rich_help_panel=_MAKERS)
cli.add_typer(train.verbs, name="train", rich_help_panel=_MAKERS)
cli.add_typer(evaluate.verbs, name="evaluate", rich_help_panel=_MAKERS)
cli.add_typer(evaluate.bench_verbs, name="bench", rich_help_panel=_MAKERS)


def main() -> int:
    """Run the command line with the arguments of the program.

    Returns
    -------
    int
        Exit status, for the starter script.
    """
    status = cli(prog_name="nasion", standalone_mode=True)
    return status if isinstance(status, int) else 0


if __name__ == "__main__":
    sys.exit(main())
