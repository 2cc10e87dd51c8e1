"""How Prefect runs here: quietly, at home in a private folder, and with time enough to start on a slow machine."""

import os

from pipeline.store.home import home

SETTINGS = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_RESULTS_PERSIST_BY_DEFAULT": "false",
}


def prepare() -> None:
    """Set what Prefect reads when it is imported; what the person has set themselves stays."""
    for name, value in {**SETTINGS, "PREFECT_HOME": str(home() / "prefect")}.items():
        os.environ.setdefault(name, value)
