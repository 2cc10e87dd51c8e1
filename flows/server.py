"""How Prefect runs here: quietly, at home in a private folder, and with time enough to start on a slow machine."""

import os

from pipeline.store.home import home

SILENT = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "OTEL_SDK_DISABLED": "true",
}
"""Nobody is told that this program is in use, whatever the environment says."""
SETTINGS = {
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_RESULTS_PERSIST_BY_DEFAULT": "false",
    "PREFECT_CLIENT_RETRY_EXTRA_CODES": "500",          # which a server answers whose database starts again just now
}


def prepare() -> None:
    """Set what Prefect reads when it is imported; but for silence, what the person has set themselves stays."""
    os.environ.update(SILENT)
    for name, value in {**SETTINGS, "PREFECT_HOME": str(home() / "prefect")}.items():
        os.environ[name] = os.environ.get(name) or value        # an empty one is none
