"""The Prefect server of the tests of the flows, for those that look at other things than Prefect."""

from tests.flows.conftest import prefect, private_home, server

__all__ = ["prefect", "private_home", "server"]
