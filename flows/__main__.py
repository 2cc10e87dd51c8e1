"""`python -m flows`: registers the standing service with the Prefect server that `PREFECT_API_URL` names."""

import sys

from flows.registration import register
from models.errors import Stop

if __name__ == "__main__":
    try:
        sys.stdout.write(f"The standing service is known to {register()}.\n")
    except Stop as stop:
        sys.exit(f"sectionf: {stop}")
