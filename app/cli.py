"""The command line: which commands there are. What a command needs is imported when it runs."""

import typer

from app.backup import backup, restore
from app.batch import batch
from app.catch_up import catch_up
from app.check import check
from app.compare import compare
from app.demo import demo
from app.export import export
from app.extract import extract
from app.kept import kept
from app.keys import keys
from app.nightly import nightly
from app.parse import parse
from app.record import record
from app.retention import retention
from app.review import review
from app.routes import letter, routes
from app.seal import seal
from app.serve import serve
from app.version import version

cli = typer.Typer(
    name="sectionf",
    help="Read Section F of an EHC plan, compare it with the school's records, and draft the letters that follow.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
cli.callback()(version)
for command in (demo, extract, compare, parse, check, review, routes, letter, seal, catch_up, batch, serve, record,
                retention, export, backup, restore):
    cli.command()(command)
cli.add_typer(nightly, name="nightly")
cli.add_typer(kept, name="kept")
cli.add_typer(keys, name="keys")
