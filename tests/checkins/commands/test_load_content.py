from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from checkins.management.commands.load_content import SHIPPED
from checkins.models import Prompt, PromptSetVersion

WEEKLY = (SHIPPED / "weekly.en.yaml").read_text()


def load(tmp_path: Path, text: str) -> None:
    file = tmp_path / "set.yaml"
    file.write_text(text.replace("slug: weekly", "slug: spare"))
    call_command("load_content", str(file), verbosity=0)


@pytest.fixture
def spare(transactional_db):
    """A set of the test's own; the owner takes it away again."""
    yield
    with connections["owner"].cursor() as cursor:
        cursor.execute("alter table checkins_prompt disable trigger user")
        cursor.execute("alter table checkins_promptsetversion disable trigger user")
        of_spare = "select v.id from checkins_promptsetversion v join checkins_promptset s"
        of_spare += " on s.id = v.prompt_set_id where s.slug = 'spare'"
        cursor.execute(f"delete from checkins_prompt where version_id in ({of_spare})")
        cursor.execute(f"delete from checkins_promptsetversion where id in ({of_spare})")
        cursor.execute("delete from checkins_promptset where slug = 'spare'")
        cursor.execute("alter table checkins_prompt enable trigger user")
        cursor.execute("alter table checkins_promptsetversion enable trigger user")


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
        "monthly",
        "daily",
    }
    assert Prompt.objects.filter(version__prompt_set__slug="weekly").count() == 13


def test_loading_twice_changes_nothing(spare, tmp_path):
    load(tmp_path, WEEKLY)
    load(tmp_path, WEEKLY)
    assert versions() == [1]


def test_new_wording_under_a_new_number_keeps_the_old_one(spare, tmp_path):
    load(tmp_path, WEEKLY)
    load(tmp_path, WEEKLY.replace("version: 1", "version: 2").replace("held this", "stood this"))
    assert versions() == [1, 2]
    texts = Prompt.objects.filter(version__prompt_set__slug="spare", code="W-REL-1")
    assert {prompt.text for prompt in texts} == {
        "What we had agreed on held this week.",
        "What we had agreed on stood this week.",
    }


def test_new_wording_under_the_old_number_is_refused(spare, tmp_path):
    load(tmp_path, WEEKLY)
    with pytest.raises(CommandError, match=r"set\.yaml:4: version 1 is published") as refused:
        load(tmp_path, WEEKLY.replace("held this", "stood this"))
    assert refused.value.returncode == 1
    assert versions() == [1]


def test_what_was_written_here_is_not_overtaken_by_what_is_shipped(spare, tmp_path):
    load(tmp_path, WEEKLY)
    own = PromptSetVersion.objects.using("owner").filter(prompt_set__slug="spare")
    own.update(is_own=True)
    load(tmp_path, WEEKLY.replace("version: 1", "version: 2").replace("held this", "stood this"))
    assert versions() == [1]


def test_a_private_prompt_never_opens(spare, tmp_path):
    private = WEEKLY.replace("release: author\n    text: One", "release: private\n    text: One")
    assert private != WEEKLY
    load(tmp_path, private)
    with pytest.raises(CommandError, match="W-APP-1 was private before"):
        load(tmp_path, WEEKLY.replace("version: 1", "version: 2"))
    assert versions() == [1]


def test_a_broken_file_is_refused_with_its_line(spare, tmp_path):
    with pytest.raises(CommandError, match=r"set\.yaml:\d+: .*'scale'"):
        load(tmp_path, WEEKLY.replace("scale: rating", "scale: slider", 1))
    assert versions() == []


def test_a_missing_file_is_refused(db, tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("load_content", str(tmp_path / "none.yaml"), verbosity=0)
