"""Whatever a program sends to the API, it never answers that the fault is ours."""

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error

from app.web.api.router import described
from models.caseload import CaseEntry
from pipeline.store.cases import Cases
from tests.web.conftest import NOW

OPERATIONS = [(path, method) for path, methods in described()["paths"].items() for method in methods]
EXAMPLES = {"get": 4, "delete": 4, "patch": 12, "post": 20, "put": 8}
"""Reading takes longer than refusing, and what is read takes no body."""


@pytest.fixture
def known(asked: TestClient, checked: CaseEntry, cases: Cases) -> dict[str, list[str]]:
    """What the addresses of a checked case name, beside what nobody has heard of."""
    root = f"/api/cases/{checked.id}"
    about = [one["about"] for one in asked.get(f"{root}/readings").json()]
    papers = [one["id"] for one in asked.get(f"{root}/papers").json()["papers"]]
    files = [one["sha256"] for one in asked.get(f"{root}/files").json()]
    return {"case_id": [checked.id, checked.id, cases.add("", NOW).id], "about": about[:3], "paper_id": papers,
            "name": ["R4", "R1", "R99"], "sha256": files[:3]}


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_nothing_that_is_sent_breaks_it(asked: TestClient, known: dict[str, list[str]], path: str, method: str) -> None:
    signed_in = {"Host": "localhost", "Cookie": f"sectionf={asked.cookies['sectionf']}"}
    api = schemathesis.openapi.from_asgi("/api/openapi.json", asked.app, headers=signed_in)

    @settings(max_examples=EXAMPLES[method], derandomize=True, deadline=None, database=None,
              phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck))
    @given(case=api[path][method.upper()].as_strategy(), data=st.data())
    def send(case: schemathesis.Case, data: st.DataObject) -> None:
        for name in case.path_parameters or {}:
            ours = data.draw(st.sampled_from([*known[name], ""]))
            case.path_parameters[name] = ours or case.path_parameters[name]
        case.call_and_validate(headers=signed_in, checks=[not_a_server_error])

    send()
