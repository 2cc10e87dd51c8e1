"""`python -m flows`: serves the flows to whoever asks Prefect for a run."""

from prefect.types.entrypoint import EntrypointType

from flows.case import check_case

if __name__ == "__main__":
    check_case.serve("sectionf", entrypoint_type=EntrypointType.MODULE_PATH)
