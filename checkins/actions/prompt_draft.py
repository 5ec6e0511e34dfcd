"""Writing a new version of a prompt set: a draft, until it is published (docs/decisions/0024)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils.translation import gettext_lazy as _

from accounts.access import Refusal
from accounts.actions.verification import NotYours
from accounts.models import User
from checkins.actions.prompt import prompts_of
from checkins.logic.prompt_file import written
from checkins.logic.prompt_rules import PromptSetDocument, examine
from checkins.models import Prompt, PromptSet, PromptSetVersion
from checkins.queries.prompt import ALWAYS_ASKED
from checkins.queries.prompt_editing import document_of, failures_of, is_last_in_force

MAY_EDIT = "checkins.edit_promptsetversion"
# Out of the way of every place that is taken.
ASIDE = 10_000


class DraftStands(Refusal):
    sentence = _("There is a draft of this set already. Publish or delete it first.")


class NoDraft(Refusal):
    sentence = _("This is no draft any more. A published version does not change.")


class AnotherSet(Refusal):
    sentence = _("A set with this name is there, with another rhythm, kind or title.")


class BreaksRules(Refusal):
    sentence = _("Something in this draft breaks a rule. The page says what.")


class LastOne(Refusal):
    sentence = _("Nothing would be left of this set. Publish another version first.")


class CodeTaken(Refusal):
    sentence = _("Two questions of one set cannot have the same id.")


def begin_draft(*, by: User, document: PromptSetDocument) -> UUID:
    """A draft of a set, new or there already, with these prompts; the key of the draft.

    Its number follows on the last one, whatever ``document`` says. Raises NotYours, DraftStands,
    CodeTaken, and AnotherSet where what does not change with a version would.
    """
    _check(by)
    if len({prompt.code for prompt in document.prompts}) < len(document.prompts):
        raise CodeTaken
    try:
        with transaction.atomic():
            prompt_set, _made = PromptSet.objects.get_or_create(
                slug=document.slug,
                language=document.language,
                defaults={
                    "cadence": document.cadence,
                    "relationship_kind": document.relationship_kind,
                    "title": document.title,
                },
            )
            stands = (prompt_set.cadence, prompt_set.relationship_kind, prompt_set.title)
            if stands != (document.cadence, document.relationship_kind, document.title):
                raise AnotherSet
            if prompt_set.versions.filter(published_at__isnull=True).exists():
                raise DraftStands
            last = prompt_set.versions.aggregate(last=Max("number"))["last"] or 0
            draft = PromptSetVersion.objects.create(
                prompt_set=prompt_set, number=last + 1, text_hash="", is_own=True
            )
            Prompt.objects.bulk_create(prompts_of(document, draft))
    except IntegrityError:
        # Somebody began one in the same instant.
        raise DraftStands from None
    return draft.pk


@transaction.atomic
def keep_prompt(*, by: User, draft: UUID, prompt: UUID | None, values: Mapping[str, Any]) -> None:
    """Change one question of a draft, or add one at the end where ``prompt`` is None.

    ``values`` by the names of the model's fields. Raises NotYours, NoDraft, CodeTaken.
    """
    version = _draft(by, draft)
    others = version.prompts.exclude(pk=prompt) if prompt else version.prompts.all()
    if others.filter(code=values["code"]).exists():
        raise CodeTaken
    if prompt is None:
        last = version.prompts.aggregate(last=Max("position"))["last"]
        place = 0 if last is None else last + 1
        Prompt.objects.create(version=version, position=place, **values)
    elif not version.prompts.filter(pk=prompt).update(**values):
        raise NoDraft


@transaction.atomic
def move_prompt(*, by: User, draft: UUID, prompt: UUID, steps: int) -> None:
    """Move one question up (``steps`` < 0) or down; at the ends it stays. Raises as keep_prompt."""
    version = _draft(by, draft)
    order = list(version.prompts.values_list("pk", flat=True))
    if prompt not in order:
        raise NoDraft
    place = order.index(prompt)
    order.insert(max(0, place + steps), order.pop(place))
    _put_in(version, order)


@transaction.atomic
def drop_prompt(*, by: User, draft: UUID, prompt: UUID) -> None:
    """Take one question out of a draft. Raises NotYours, NoDraft."""
    _draft(by, draft).prompts.filter(pk=prompt).delete()


@transaction.atomic
def drop_draft(*, by: User, draft: UUID) -> None:
    """Delete a draft. Its set stays. Raises NotYours, NoDraft."""
    version = _draft(by, draft)
    version.prompts.all().delete()
    rows = PromptSetVersion.objects.filter(pk=version.pk)
    rows._raw_delete(rows.db)  # noqa: SLF001 - Django would ask tables closed to this process


@transaction.atomic
def publish_draft(*, by: User, draft: UUID, now: datetime) -> None:
    """Make a draft a version for good: whoever is asked gets it from their next round on.

    Raises NotYours, NoDraft, and BreaksRules where a rule is broken.
    """
    version = _draft(by, draft)
    if failures_of(version):
        raise BreaksRules
    read, _failures = examine(written(document_of(version)))
    version.text_hash = read.text_hash
    version.published_at = now
    version.save(update_fields=["text_hash", "published_at"])


@transaction.atomic
def retire(*, by: User, version: UUID, now: datetime) -> None:
    """From the next round on, ask what was asked before this version. A set of which nothing is
    left is offered no more, and goes on for the two who have it. Raises NotYours, LastOne.
    """
    _check(by)
    found = PromptSetVersion.objects.select_for_update().get(pk=version)
    if found.published_at is None or found.retired_at is not None:
        raise NoDraft
    if is_last_in_force(found) and found.prompt_set.slug in ALWAYS_ASKED:
        raise LastOne
    found.retired_at = now
    found.save(update_fields=["retired_at"])


def _check(by: User) -> None:
    if not by.has_perm(MAY_EDIT):
        raise NotYours


def _draft(by: User, pk: UUID) -> PromptSetVersion:
    """The draft, locked, so that it is not published while it changes."""
    _check(by)
    drafts = PromptSetVersion.objects.select_for_update(of=("self",)).select_related("prompt_set")
    found = drafts.filter(pk=pk, published_at__isnull=True).first()
    if found is None:
        raise NoDraft
    return found


def _put_in(version: PromptSetVersion, order: Sequence[UUID]) -> None:
    version.prompts.update(position=F("position") + ASIDE)
    for place, pk in enumerate(order):
        version.prompts.filter(pk=pk).update(position=place)
