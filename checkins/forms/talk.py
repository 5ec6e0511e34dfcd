"""What may be sent in a conversation. One form for all steps: which fields it has follows from the
step, and which button was pressed is the choice.
"""

from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from checkins.enums import DraftField
from checkins.enums.repair import Away, Choice, Ritual, Turn
from checkins.forms.rupture import OwnWords
from checkins.logic.follow_up import FEWEST_DAYS, MOST_DAYS, USUAL_DAYS
from checkins.logic.turns import CHOICES, FIELDS, LONGEST, NEEDED, TurnContent, chooses_something
from checkins.queries.turns import LABELS, RITUALS

# What stands over a field while it is written, where that is more than its label.
QUESTIONS: dict[DraftField, Promise] = {
    DraftField.HAPPENED: _("What happened, as a camera would show it"),
    DraftField.MEANT: _("What it touched in me, or meant to me"),
    DraftField.MY_PART: _("My part was …"),
    DraftField.EFFECT: _("I see that the effect was …"),
    DraftField.APOLOGY: _("What I did"),
    DraftField.REGRET: _("That I regret it, in my own words"),
    DraftField.CHANGE: _("One small thing that I am willing to do"),
    DraftField.NOTICED: _("How we will both notice it"),
    DraftField.RITUAL: _("Or something of your own"),
    DraftField.STOP_WORD: _("A word that stops us both, whenever one says it"),
}
HELP: dict[DraftField, Promise] = {
    DraftField.FELT: _("A feeling word or two: sad, ashamed, left alone …"),
    DraftField.QUESTION: _("One question, asked because you would like to know."),
    DraftField.APOLOGY: _("The act itself, without if and but."),
    DraftField.CHANGE: _("Something one could see or hear, and that is yours to do."),
    DraftField.RITUAL: _("They read it if they choose something, too."),
    DraftField.STOP_WORD: _("If you like. Either of your words counts."),
}
ONE_LINE = frozenset({DraftField.STOP_WORD, DraftField.WHEN, DraftField.RITUAL})
LONGEST_LINE: Final = 80
LOOKED_BACK_ON: Final = "days"
# What the column of the stage holds.
LAST_KEY: Final = 32767
DAYS = (
    (FEWEST_DAYS, _("in a week")),
    (USUAL_DAYS, _("in two weeks")),
    (28, _("in four weeks")),
    (MOST_DAYS, _("in six weeks")),
)
TOO_LONG = _(
    "Please keep it to %(most)s characters in all: there are %(length)s. All of it is still here."
)
CHOOSE_ONE = _("Please choose something, or “Nothing this time”.")
NEEDS_WORDS = _("Please write something here, or choose one of the other buttons.")


class TurnForm(forms.Form):
    """``turn`` decides the fields; ``choice`` is what the button says."""

    def __init__(self, turn: Turn, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.turn = turn
        self.fields["key"] = forms.IntegerField(
            min_value=0, max_value=LAST_KEY, widget=forms.HiddenInput
        )
        for name in FIELDS[turn]:
            self.fields[name] = _words(name)
            # Of this step's main answer; another button may do without it.
            needed = name in {need for (of, _choice), need in NEEDED.items() if of is turn}
            self.fields[name].is_needed = needed  # type: ignore[attr-defined]
        if turn is Turn.CHANGE:
            self.fields[LOOKED_BACK_ON] = forms.TypedChoiceField(
                label=_("When shall we look back on it?"),
                choices=[(str(days), words) for days, words in DAYS],
                coerce=int,
                initial=str(USUAL_DAYS),
                empty_value=str(USUAL_DAYS),
                required=False,
                widget=forms.RadioSelect(attrs={"class": "choices--chips"}),
            )
        if turn is Turn.RITUAL:
            self.fields["picks"] = forms.TypedMultipleChoiceField(
                label=_("What would you like?"),
                help_text=_(
                    "Of these, only what both of you choose is shown. A touch is always for two."
                ),
                choices=[(ritual.value, words) for ritual, words in RITUALS.items()],
                coerce=Ritual,
                required=False,
                widget=forms.CheckboxSelectMultiple(attrs={"class": "choices--chips"}),
            )
        if turn is Turn.RULES:
            self.fields["ticked"] = forms.BooleanField(
                label=_("I will try to keep to these today"),
                error_messages={"required": _("Tick this when you are ready, or take a pause.")},
            )

    @classmethod
    def showing(cls, turn: Turn, key: int, content: TurnContent | None) -> "TurnForm":
        """The form with what was kept last."""
        initial: dict[str, Any] = {"key": key}
        if content is not None:
            initial |= {name.value: text for name, text in content.texts.items()}
            initial["picks"] = [each.value for each in content.picks]
            if content.days is not None:
                initial["days"] = str(content.days)
        return cls(turn, initial=initial)

    def clean(self) -> None:
        choice = self.choice()
        if choice is None:
            return
        content = self.content(choice)
        if content.length > LONGEST:
            self.add_error(None, TOO_LONG % {"most": LONGEST, "length": content.length})
        needed = NEEDED.get((self.turn, choice))
        if needed is not None and not content.texts.get(needed):
            self.add_error(needed, NEEDS_WORDS)
        if self.turn is Turn.TELL and not content.length:
            self.add_error(DraftField.HAPPENED, NEEDS_WORDS)
        if self.turn is Turn.RITUAL and choice is Choice.SAID and not chooses_something(content):
            self.add_error("picks", CHOOSE_ONE)

    def own_words(self) -> list[forms.BoundField]:
        """The fields of own words, in their order."""
        return [self[name] for name in FIELDS[self.turn]]

    def others(self) -> list[forms.BoundField]:
        """What is picked and ticked."""
        own = {*FIELDS[self.turn], LOOKED_BACK_ON}
        return [each for each in self.visible_fields() if each.name not in own]

    def at_last(self) -> list[forms.BoundField]:
        """What is chosen about one's own words, once they stand there."""
        return [each for each in self.visible_fields() if each.name == LOOKED_BACK_ON]

    def choice(self) -> Choice | None:
        """What the pressed button says, or None where it only keeps, looks or goes back."""
        pressed = self.data.get("choice") or self.data.get("send")
        return next((each for each in CHOICES[self.turn] if each == pressed), None)

    def content(self, choice: Choice) -> TurnContent:
        """What was typed and picked; also where the form as a whole is not valid."""
        sent = self.cleaned_data
        texts = {name: sent[name] for name in FIELDS[self.turn] if sent.get(name)}
        # A yes carries words only where it names a stop word: nothing goes out without a preview.
        says_it = choice in {Choice.SAID, Choice.NOT_QUITE} or self.turn is Turn.RULES
        return TurnContent(
            choice=choice,
            texts=texts if says_it else {},
            picks=tuple(sent.get("picks", ())) if says_it else (),
            days=_days(sent.get("days")) if choice is Choice.SAID else None,
        )

    def typed(self) -> TurnContent:
        """Everything that was typed, for the draft: whatever button was pressed, cut at nothing."""
        names = FIELDS[self.turn]
        texts = {name: str(self.data.get(name, "")).replace("\r\n", "\n") for name in names}
        picks = self.data.getlist("picks") if hasattr(self.data, "getlist") else []
        return TurnContent(
            choice=CHOICES[self.turn][0],
            texts={name: text for name, text in texts.items() if text},
            picks=tuple(Ritual(each) for each in picks if each in set(Ritual)),
            days=_days(self.data.get("days")),
        )


class PauseForm(forms.Form):
    """How long one means to be away; it may be left open."""

    away = forms.TypedChoiceField(
        label=_("For myself: I would like to come back"),
        help_text=_("Only you see this. It reminds nobody and ends nothing by itself."),
        choices=[
            (Away.MINUTES.value, _("in 20 minutes")),
            (Away.HOUR.value, _("in an hour")),
            (Away.TOMORROW.value, _("tomorrow")),
        ],
        coerce=Away,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect(attrs={"class": "choices--chips"}),
    )


def _words(name: DraftField) -> forms.Field:
    label: Any = QUESTIONS.get(name, LABELS[name])
    help_text: Any = HELP.get(name, "")
    if name in ONE_LINE:
        return forms.CharField(
            label=label,
            help_text=help_text,
            max_length=LONGEST_LINE,
            required=False,
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )
    return OwnWords(label=label, help_text=help_text, required=False)


def _days(value: object) -> int | None:
    return next((days for days, _words in DAYS if str(days) == str(value)), None)
