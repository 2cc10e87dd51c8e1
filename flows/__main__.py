"""`python -m flows`: registers the standing service with the Prefect server that `PREFECT_API_URL` names."""

from flows.registration import register

if __name__ == "__main__":
    register()
