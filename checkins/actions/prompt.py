"""Publishing the prompt sets that are shipped. Done by the owner of the database, by no request."""

from datetime import datetime

from django.db import transaction

from checkins.enums import ReleaseClass
from checkins.logic.prompt_rules import PromptSetDocument, PromptSetError, check_against
from checkins.models import Prompt, PromptSet, PromptSetVersion


def publish(document: PromptSetDocument, *, now: datetime, using: str) -> bool:
    """Publish one version of a set; False where this very text is published already, and where
    the set goes on as it was written in the admin process.

    Raises PromptSetError where the text of a published version differs, where a number goes
    back, where the set would be for another tie, or where a prompt that was private would open.
    """
    with transaction.atomic(using=using):
        prompt_set, _ = PromptSet.objects.using(using).get_or_create(
            slug=document.slug,
            language=document.language,
            defaults={
                "cadence": document.cadence,
                "relationship_kind": document.relationship_kind,
                "title": document.title,
            },
        )
        published = PromptSetVersion.objects.using(using).filter(
            prompt_set=prompt_set, published_at__isnull=False
        )
        latest = published.order_by("-number").first()
        if latest is not None:
            _check_same_set(document, prompt_set)
            if latest.is_own or (
                latest.number == document.version and latest.text_hash == document.text_hash
            ):
                return False
            _check_follows(document, latest, using)
        # A draft makes room for what is published before it.
        drafts = PromptSetVersion.objects.using(using).filter(
            prompt_set=prompt_set, published_at__isnull=True
        )
        drafts.update(number=document.version + 1)
        version = PromptSetVersion.objects.using(using).create(
            prompt_set=prompt_set, number=document.version, text_hash=document.text_hash
        )
        Prompt.objects.using(using).bulk_create(prompts_of(document, version))
        version.published_at = now
        version.save(using=using, update_fields=["published_at"])
    return True


def _check_same_set(document: PromptSetDocument, prompt_set: PromptSet) -> None:
    """Whom a set is for and how often it is asked was chosen with it, and stays."""
    was = (prompt_set.cadence, prompt_set.relationship_kind)
    if was != (document.cadence, document.relationship_kind):
        reason = f"{document.slug} is published as {was[0]} for {was[1]}, and stays so."
        raise PromptSetError(document.version_line, reason)


def _check_follows(document: PromptSetDocument, latest: PromptSetVersion, using: str) -> None:
    if document.version <= latest.number:
        reason = (
            f"version {latest.number} is published and does not change:"
            f" give the new wording the number {latest.number + 1}."
        )
        raise PromptSetError(document.version_line, reason)
    earlier = Prompt.objects.using(using).filter(version=latest)
    check_against(document, {prompt.code: ReleaseClass(prompt.release_class) for prompt in earlier})


def prompts_of(document: PromptSetDocument, version: PromptSetVersion) -> list[Prompt]:
    """The rows of a version, not saved yet."""
    return [
        Prompt(
            version=version,
            code=prompt.code,
            position=position,
            element=prompt.element,
            direction=prompt.direction,
            scale=prompt.scale,
            release_class=prompt.release_class,
            text=prompt.text,
            also=list(prompt.also),
            help_text=prompt.help_text,
            anchors=list(prompt.anchors),
            na_label=prompt.na_label,
            choices=[list(pair) for pair in prompt.choices],
        )
        for position, prompt in enumerate(document.prompts)
    ]
