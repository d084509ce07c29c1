"""The `syndicator` command."""

import sys
from pathlib import Path

import click

from syndicator import __version__
from syndicator.cli.check import check
from syndicator.cli.evaluate import evaluate
from syndicator.cli.extract import extract
from syndicator.cli.ingest import ingest
from syndicator.cli.preview import preview
from syndicator.cli.reprints import reprints
from syndicator.cli.restore import restore
from syndicator.cli.serve import serve
from syndicator.errors import ConfigError, SyndicatorError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": None})
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


for command in (serve, check, ingest, preview, extract, restore, evaluate, reprints):
    cli.add_command(command)


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
