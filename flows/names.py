"""How the standing service is called on a Prefect server, the same for those who register, work and hand work over."""

POOL = "sectionf"
DEPLOYMENT = "service"
PART_FLOW, DESK_FLOW, NIGHT_FLOW = "check-part", "check-desk", "check-nightly"
MOST_RUNS = 5
"""So often work is handed over whose worker was lost; what loses every worker would else go round for ever."""
OTHER = "OtherVersionOrData"
"""Said of a run that came to a worker which has another version of this program, or keeps its cases elsewhere."""
