"""When it happens and what to do if it fails. Orchestrates, never decides."""

from flows.server import prepare

prepare()
