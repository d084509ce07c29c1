"""The `syndicator` command."""

import sys
from importlib import import_module
from pathlib import Path

import click

from syndicator import __version__
from syndicator.errors import ConfigError, SyndicatorError

# Each is the command of the same name in the module of the same name, loaded when it is asked for:
# `syndicator restore` need not wait for a database and a web server.
COMMANDS = (
    "serve",
    "check",
    "ingest",
    "sources",
    "preview",
    "source",
    "record",
    "extract",
    "restore",
    "evaluate",
    "articles",
    "reprints",
    "outlets",
    "verify",
    "hub",
    "outbox",
    "publish",
    "partners",
    "admins",
)


class Commands(click.Group):
    """The commands of COMMANDS, in that order."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Their names."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """One of them, None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"syndicator.cli.{cmd_name}"), cmd_name)
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": None})
@click.version_option(__version__, prog_name="syndicator")
@click.option(
    "--config",
    "config_path",
    type=click.Path(path_type=Path),
    default=Path("config.toml"),
    show_default=True,
    help="The configuration file; relative paths in it start from its folder.",
)
@click.pass_context
def cli(context: click.Context, config_path: Path) -> None:
    """Read newsrooms, keep their rights, publish feeds, answer reprint requests."""
    context.obj = config_path


def main() -> None:
    """Run the command line: exit 2 for a wrong configuration or use, 1 for work that failed."""
    try:
        code = cli.main(standalone_mode=False)
    except ConfigError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    except SyndicatorError as error:
        click.echo(f"syndicator: {error}", err=True)
        sys.exit(1)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
    # Outside its standalone mode click returns what a command exits with.
    sys.exit(code if isinstance(code, int) else 0)


if __name__ == "__main__":
    main()
