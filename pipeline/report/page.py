"""The report as one web page that needs nothing else: no script, no picture file, no address."""

from functools import cache

from jinja2 import PackageLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from pipeline.report.pages import Pages
from pipeline.rules import rules
from templates.words import FILTERS, printable


def report_html(page: Pages) -> str:
    """Give the report as HTML."""
    return _environment().get_template("report.html").render(page=page)


@cache
def _environment() -> SandboxedEnvironment:
    environment = SandboxedEnvironment(loader=PackageLoader("templates", "report"), autoescape=True,
                                       undefined=StrictUndefined, finalize=printable, trim_blocks=True,
                                       lstrip_blocks=True)
    environment.filters.update(FILTERS)
    environment.globals["buckets"] = rules("wording")["buckets"]
    return environment
