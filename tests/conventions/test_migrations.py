"""Migrations are one line each, and none is missing."""

from itertools import pairwise
from pathlib import Path

import pytest
from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

OURS = ("accounts", "checkins")


@pytest.fixture(scope="module")
def loader() -> MigrationLoader:
    return MigrationLoader(None, ignore_no_migrations=False)


@pytest.mark.parametrize("app", OURS)
def test_migrations_of_an_app_follow_one_upon_another(loader: MigrationLoader, app: str) -> None:
    names = sorted(name for label, name in loader.disk_migrations if label == app)
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))
    for earlier, later in pairwise(names):
        dependencies = loader.disk_migrations[app, later].dependencies
        assert [name for label, name in dependencies if label == app] == [earlier]


@pytest.mark.parametrize("app", OURS)
def test_migrations_of_an_app_have_one_end(loader: MigrationLoader, app: str) -> None:
    assert len(loader.graph.leaf_nodes(app)) == 1


def test_no_migration_is_missing(loader: MigrationLoader) -> None:
    changes = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps)).changes(
        graph=loader.graph
    )
    assert {app: changes[app] for app in OURS if app in changes} == {}


def test_sql_beside_a_migration_is_run_by_it(loader: MigrationLoader) -> None:
    for app in OURS:
        folder = Path(apps.get_app_config(app).path) / "migrations"
        for name in sorted(n for label, n in loader.disk_migrations if label == app):
            has_sql = any(
                type(operation).__name__ == "RunSQL"
                for operation in loader.disk_migrations[app, name].operations
            )
            assert (name, has_sql) == (name, (folder / f"{name}.sql").exists())
