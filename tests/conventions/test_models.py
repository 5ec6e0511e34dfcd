"""Every field is sealed or has a reason to stand in clear, and content belongs to its author."""

from django.apps import apps
from django.db import models

from accounts.models import SealedModel
from tests.conventions.fields import IN_CLEAR, NOT_UUID

SEALED = "sealed"

# Unique keys on rows with an author that do not name that author, and why.
SHARED_KEYS = {
    "accounts.RhythmProposal.couple": "both read it, and one stands at a time for the couple",
    "checkins.SetProposal.couple": "both read it, and one stands at a time as well",
    "checkins.FairConflictProposal.couple": "both read it, and one stands at a time as well",
}

# Links that can be followed backwards; from content to people none can.
REVERSE_ACCESSORS = {
    "accounts.Membership.couple",
    "checkins.PromptSetVersion.prompt_set",
    "checkins.Prompt.version",
    "checkins.ReleasedText.release",
}


def own_models() -> list[type[models.Model]]:
    return [
        model
        for app in ("accounts", "checkins")
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
    ]


def sealed_models() -> list[type[SealedModel]]:
    return [model for model in own_models() if issubclass(model, SealedModel)]


def fields_of(model: type[models.Model]) -> list[models.Field]:
    return list(model._meta.local_concrete_fields)


def has_author(model: type[models.Model]) -> bool:
    return "author" in {field.name for field in fields_of(model)}


def test_every_field_is_sealed_or_has_its_reason() -> None:
    found = {
        f"{model._meta.label}.{field.name}"
        for model in own_models()
        for field in fields_of(model)
        if not (issubclass(model, SealedModel) and field.name == SEALED)
    }
    listed = {f"{label}.{name}" for label, fields in IN_CLEAR.items() for name in fields}
    assert found == listed
    assert all(reason for fields in IN_CLEAR.values() for reason in fields.values())


def test_sealed_content_is_bytes_of_one_author() -> None:
    assert len(sealed_models()) >= 5
    for model in sealed_models():
        author = model._meta.get_field("author")
        assert isinstance(model._meta.get_field(SEALED), models.BinaryField)
        assert isinstance(author, models.ForeignKey)
        assert (model, author.null, author.remote_field.on_delete) == (model, False, models.CASCADE)


def test_rows_of_an_author_have_no_time_of_day() -> None:
    timed = [
        f"{model._meta.label}.{field.name}"
        for model in own_models()
        if has_author(model)
        for field in fields_of(model)
        if isinstance(field, models.DateTimeField)
    ]
    assert timed == []


def test_rows_of_an_author_have_no_words_in_clear() -> None:
    """A text column of such a row holds one of a closed vocabulary, or a time zone."""
    open_text = [
        f"{model._meta.label}.{field.name}"
        for model in own_models()
        if has_author(model)
        for field in fields_of(model)
        if isinstance(field, models.CharField | models.TextField | models.JSONField)
        and not field.choices
        and field.name != "time_zone"
    ]
    assert open_text == []


def test_unique_keys_on_rows_of_an_author_name_the_author() -> None:
    nameless = set()
    for model in own_models():
        if not has_author(model):
            continue
        keys = [
            set(c.fields) for c in model._meta.constraints if isinstance(c, models.UniqueConstraint)
        ]
        keys += [
            {field.name} for field in fields_of(model) if field.unique and not field.primary_key
        ]
        nameless |= {
            f"{model._meta.label}.{'+'.join(sorted(key))}" for key in keys if "author" not in key
        }
    assert nameless == set(SHARED_KEYS)


def test_keys_tell_no_order() -> None:
    counted = {
        model._meta.label
        for model in own_models()
        if not isinstance(model._meta.pk, models.UUIDField)
    }
    assert counted == set(NOT_UUID)
    assert not any(issubclass(model._meta.pk.__class__, models.AutoField) for model in own_models())


def test_nothing_is_dated_by_itself() -> None:
    """Instants are passed in, so that the demo and the tests can shift them."""
    automatic = [
        f"{model._meta.label}.{field.name}"
        for model in own_models()
        for field in fields_of(model)
        if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
    ]
    assert automatic == []


def test_no_link_leads_back_from_people_to_content() -> None:
    found = {
        f"{model._meta.label}.{field.name}"
        for model in own_models()
        for field in fields_of(model)
        if field.is_relation and field.remote_field and not field.remote_field.hidden
    }
    assert found == REVERSE_ACCESSORS


def test_constraints_carry_their_tables_name() -> None:
    for model in own_models():
        for constraint in model._meta.constraints:
            assert constraint.name.startswith(f"{model._meta.app_label}_{model._meta.model_name}_")
