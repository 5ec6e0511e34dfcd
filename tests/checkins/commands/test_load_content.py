from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from checkins.management.commands.load_content import SHIPPED
from checkins.models import Prompt, PromptSetVersion
from tests.factories.sets import published

WEEKLY = (SHIPPED / "weekly.en.yaml").read_text()


def load(tmp_path: Path, text: str) -> None:
    file = tmp_path / "set.yaml"
    file.write_text(text.replace("slug: weekly", "slug: spare"))
    call_command("load_content", str(file), verbosity=0)


@pytest.fixture
def spare(transactional_db):
    """A set of the test's own; the owner takes it away again."""
    with published("spare"):
        yield


def versions() -> list[int]:
    return list(
        PromptSetVersion.objects.filter(prompt_set__slug="spare")
        .order_by("number")
        .values_list("number", flat=True)
    )


def test_shipped_sets_are_published(db):
    published = PromptSetVersion.objects.filter(published_at__isnull=False)
    assert {version.prompt_set.slug for version in published.select_related("prompt_set")} == {
        "weekly",
        "weekly-extended",
        "weekly-friends",
        "parenting",
        "work",
        "monthly",
        "monthly-friends",
        "daily",
    }
    assert Prompt.objects.filter(version__prompt_set__slug="weekly").count() == 13


def test_loading_twice_changes_nothing(spare, tmp_path):
    load(tmp_path, WEEKLY)
    load(tmp_path, WEEKLY)
    assert versions() == [2]


def test_new_wording_under_a_new_number_keeps_the_old_one(spare, tmp_path):
    load(tmp_path, WEEKLY)
    load(tmp_path, WEEKLY.replace("version: 2", "version: 3").replace("held this", "stood this"))
    assert versions() == [2, 3]
    texts = Prompt.objects.filter(version__prompt_set__slug="spare", code="W-REL-1")
    assert {prompt.text for prompt in texts} == {
        "What we had agreed on held this week.",
        "What we had agreed on stood this week.",
    }


def test_new_wording_under_the_old_number_is_refused(spare, tmp_path):
    load(tmp_path, WEEKLY)
    with pytest.raises(CommandError, match=r"set\.yaml:4: version 2 is published") as refused:
        load(tmp_path, WEEKLY.replace("held this", "stood this"))
    assert refused.value.returncode == 1
    assert versions() == [2]


def test_what_was_written_here_is_not_overtaken_by_what_is_shipped(spare, tmp_path):
    load(tmp_path, WEEKLY)
    own = PromptSetVersion.objects.using("owner").filter(prompt_set__slug="spare")
    own.update(is_own=True)
    load(tmp_path, WEEKLY.replace("version: 2", "version: 3").replace("held this", "stood this"))
    assert versions() == [2]


def test_a_private_prompt_never_opens(spare, tmp_path):
    private = WEEKLY.replace("release: author\n    text: One", "release: private\n    text: One")
    assert private != WEEKLY
    load(tmp_path, private)
    with pytest.raises(CommandError, match="W-APP-1 was private before"):
        load(tmp_path, WEEKLY.replace("version: 2", "version: 3"))
    assert versions() == [2]


def test_a_broken_file_is_refused_with_its_line(spare, tmp_path):
    with pytest.raises(CommandError, match=r"set\.yaml:\d+: .*'scale'"):
        load(tmp_path, WEEKLY.replace("scale: rating", "scale: slider", 1))
    assert versions() == []


def test_a_missing_file_is_refused(db, tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("load_content", str(tmp_path / "none.yaml"), verbosity=0)
