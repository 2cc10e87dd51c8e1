"""A case is put into another store as it stands: its papers, its results, and what was kept of it."""

import shutil

from pipeline.store.nouns import Store


def copied(store: Store, case_id: str, to: Store, to_id: str) -> None:
    """Put a case in the place of another one, sealed by the key of that."""
    for name in store.names(case_id):
        to.put_content(to_id, name, store.content(case_id, name))
    with store.opened(case_id), to.opened(to_id):
        for folder, into in ((store.papers(case_id), to.papers(to_id)), (store.results(case_id), to.results(to_id))):
            shutil.copytree(folder, into, dirs_exist_ok=True)
