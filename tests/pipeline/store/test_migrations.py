"""Tables of every revision are brought up to date without loss, on SQLite and on a real PostgreSQL."""

import datetime as dt
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import make_url

from models.caseload import State, Stopped
from models.errors import NewerDatabase, OthersDatabase
from models.people import Person, Role
from pipeline.store.cases import Cases
from pipeline.store.database import Database, Table
from pipeline.store.migrations import bring_up_to_date, newest, revision_of
from pipeline.store.nouns import Store
from pipeline.store.team.people import People
from pipeline.store.team.sign_ins import SignIns
from pipeline.store.team.tokens import Tokens
from tests.measured import cpu_seconds
from tests.postgres import programs, served

NOW = dt.datetime(2025, 7, 1, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=1)))
CASE, PERSON = "a" * 32, "b" * 32
AT = "2025-07-01 08:30:00+00:00"
FRIEND = Person(id="", name="Bo", email="bo@example.org", role=Role.ADVISER)
FIRST = {
    "cases": {"id": CASE, "name": "Nell – née O’Hara", "state": "stopped", "added_at": AT,
              "stopped": '{"what": "No plan.", "where": "", "remedy": "Add one."}'},
    "people": {"id": PERSON, "name": "Ada", "email": "ada@example.org", "role": "admin", "secret": "-", "active": True,
               "added_at": AT},
    "members": {"case_id": CASE, "person_id": PERSON},
    "invitations": {"token": "c" * 64, "role": "parent", "case_id": CASE, "expires": AT},
    "sign_ins": {"token": "d" * 64, "person_id": PERSON, "began_at": AT, "seen_at": AT},
    "tries": {"id": 1, "who": "e" * 64, "at": AT},
}
"""A row of every table of the first revision."""


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    found = programs()
    if found is None:
        pytest.skip("there is no PostgreSQL here: apt-get install postgresql")
    with served(found) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'sectionf.db'}"
    server = request.getfixturevalue("postgres")
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    name = f"t{abs(hash(tmp_path))}"
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    engine.dispose()
    return make_url(server).set(database=name).render_as_string()


@pytest.fixture
def first(url: str) -> str:
    """A database of the first revision, with a row in every table."""
    engine = create_engine(url)
    bring_up_to_date(engine, "r0001")
    with engine.begin() as connection:
        for table, row in FIRST.items():
            values = ", ".join(f":{name}" for name in row)
            connection.execute(text(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({values})"), row)  # noqa: S608
    engine.dispose()
    return url


def differences(engine: Engine) -> list[object]:
    """What Alembic would have to change for the tables to be those of the models."""
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, Table.metadata))


def test_models_and_migrations_agree(url: str) -> None:
    assert differences(Database(url).engine) == []


def test_a_database_of_the_first_revision_is_brought_up_without_loss(first: str, tmp_path: Path) -> None:
    database = Database(first)
    assert differences(database.engine) == []
    cases = Cases(database, Store(tmp_path / "cases"))
    for _ in range(3):      # before and after what is said of the case is sealed, and once more
        (case,) = cases.of(PERSON).all()
        assert (case.id, case.name, case.state, case.added_at) == (CASE, "Nell – née O’Hara", State.STOPPED, NOW)
        assert case.stopped == Stopped(what="No plan.", remedy="Add one.")
        cases.put_right()
    for _ in range(3):
        (person,) = People(database).members(CASE)
        assert (person.name, person.email, person.role, person.active) == ("Ada", "ada@example.org", Role.ADMIN, True)
        People(database).put_right()
    assert People(database).id_of("Ada@example.org ") == PERSON
    with database.engine.connect() as connection:
        for table in FIRST:
            assert connection.scalar(text(f"SELECT count(*) FROM {table}")) == 1  # noqa: S608
        kept = str([connection.execute(text(f"SELECT * FROM {table}")).all() for table in ("cases", "people")])  # noqa: S608
    database.tidy()
    files = b"".join(path.read_bytes() for path in tmp_path.glob("sectionf.db*"))
    for words in ("Nell", "No plan", "Ada", "ada@example.org"):
        assert words not in kept
        assert words.encode() not in files


def test_a_database_from_before_there_were_revisions_is_taken_over(first: str, tmp_path: Path) -> None:
    engine = create_engine(first)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE alembic_version"))
    database = Database(first)
    assert differences(database.engine) == []
    assert [case.id for case in Cases(database, Store(tmp_path / "cases")).all()] == [CASE]


def test_a_change_that_fails_leaves_all_as_it_was(first: str) -> None:
    engine = create_engine(first)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE ix_tokens_person_id (id INTEGER)"))        # in the way of the index
    with pytest.raises(Exception, match="ix_tokens_person_id"):
        Database(first)
    with engine.connect() as connection:
        assert revision_of(connection) == "r0001"
        assert not engine.dialect.has_table(connection, "tokens")
        assert connection.scalar(text("SELECT count(*) FROM cases")) == 1


def test_two_that_open_an_older_database_at_once_both_find_it_current(first: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        opened = list(pool.map(Database, [first] * 4))
    for database in opened:
        assert differences(database.engine) == []


def test_a_database_of_a_later_version_is_left_alone(url: str) -> None:
    with Database(url).transaction() as session:
        session.execute(text("UPDATE alembic_version SET version_num = 'r9999'"))
    with pytest.raises(NewerDatabase):
        Database(url)


def test_a_database_of_another_program_is_left_alone(url: str) -> None:
    with Database(url).transaction() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '7f1b0c5e9d2a'"))        # as Prefect's are
    with pytest.raises(OthersDatabase):
        Database(url)


def test_a_current_database_opens_at_once(url: str) -> None:
    Database(url)
    assert cpu_seconds(lambda: Database(url), tries=5) < 0.05


def test_a_new_database_has_the_newest_revision(url: str) -> None:
    with Database(url).engine.connect() as connection:
        assert revision_of(connection) == newest()


def test_people_cases_and_tokens_are_kept_on_either(url: str, tmp_path: Path) -> None:
    database = Database(url)
    team, cases = SignIns(database), Cases(database, Store(tmp_path / "cases"))
    invited = People(database).invite(Role.ADVISER, NOW)
    person = team.people.join(invited, FRIEND, "otter lantern gravel", NOW)
    cookie = team.begin("bo@example.org", "otter lantern gravel", NOW)
    assert team.person(cookie, NOW + dt.timedelta(minutes=29)) == person
    assert team.person(cookie, NOW + dt.timedelta(minutes=60)) is None
    mine = cases.of(person.id).add("Nell", NOW)
    assert (mine.added_at, cases.of(PERSON).all()) == (NOW, [])
    token = Tokens(database).make(person.id, "Case system", NOW)
    assert Tokens(database).holder(token, NOW) == person.id
    assert [one.used_at for one in Tokens(database).of(person.id)] == [NOW]
    cases.erase(mine.id, NOW.date())
    assert team.people.members(mine.id) == []
