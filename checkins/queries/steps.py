"""What the page of a conversation says at each step: to whoever acts, and to whoever waits."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from checkins.enums.repair import Choice, RepairState, Turn


@dataclass(frozen=True, slots=True)
class Button:
    """One way to go on; none is smaller or greyer than another that leads elsewhere."""

    choice: Choice
    words: Promise
    is_main: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """``lede`` is for whoever acts. ``waiting`` for whoever has, or is not asked now."""

    title: Promise
    lede: Promise
    waiting: Promise
    buttons: tuple[Button, ...]


LOOK = _("See how it will look")
PASS_OVER = Button(Choice.PASS, _("Pass over this step"))
BOTH_ALONE = _("You read each other’s when both of you have sent or passed.")

STEPS: dict[Turn, Step] = {
    Turn.READY: Step(
        _("Cooling off"),
        _(
            "Breathe out a little longer than you breathe in. Walk a few steps. Write to yourself, "
            "if that helps. It goes on when the time has come and both of you are ready."
        ),
        _("You are ready. It goes on when both of you are."),
        (Button(Choice.YES, _("I am ready"), is_main=True),),
    ),
    Turn.RULES: Step(
        _("How we talk here"),
        _("Read them slowly. It goes on when both of you have ticked them."),
        _("You have ticked them. It goes on when both of you have."),
        (Button(Choice.YES, _("Go on"), is_main=True),),
    ),
    Turn.TELL: Step(
        _("Telling"),
        _(
            "Tell it as it was for you; fill in what fits. Nobody reads it before you send it. "
            "700 characters in all are plenty."
        ),
        _("Now one of you tells, and the other listens. Your turn comes after."),
        (Button(Choice.SAID, LOOK, is_main=True),),
    ),
    Turn.REFLECT: Step(
        _("Listening"),
        _(
            "Say back what you understood. Your own side has its time later; here it is about "
            "theirs. Understanding is not agreeing."
        ),
        _("What you told is with them. The answer stands here when it comes."),
        (Button(Choice.SAID, LOOK, is_main=True),),
    ),
    Turn.CONFIRM: Step(
        _("Is that it?"),
        _("If something is missing, say what. If it was heard, say so."),
        _("Your words are with the one who told. The answer stands here when it comes."),
        (
            Button(Choice.YES, _("Yes, that’s it"), is_main=True),
            Button(Choice.NOT_QUITE, _("Not quite – this is missing")),
        ),
    ),
    Turn.SWAP: Step(
        _("The other side"),
        _("If you like, tell how it was for you, and be listened to in the same way."),
        _("The one who listened may now tell their side, or leave it for today."),
        (
            Button(Choice.YES, _("I would like to tell my side")),
            Button(Choice.NOT_TODAY, _("Not today")),
        ),
    ),
    Turn.OWN: Step(
        _("My part"),
        _(
            "Each of you alone: what was yours in it, be it five per cent? If you see none, say "
            "that honestly. About fear, force or control there is no part to look for: pass, "
            "or leave."
        ),
        BOTH_ALONE,
        (
            Button(Choice.SAID, LOOK, is_main=True),
            Button(Choice.NO_PART_YET, _("I don’t see my part yet; I take your hurt seriously")),
            PASS_OVER,
        ),
    ),
    Turn.APOLOGISE: Step(
        _("Saying sorry"),
        _(
            "Only where there is something you are sorry for. Either, both or neither of you may, "
            "and it goes on in any case. Nobody is asked to forgive."
        ),
        BOTH_ALONE,
        (
            Button(Choice.SAID, LOOK, is_main=True),
            PASS_OVER,
        ),
    ),
    Turn.RECEIVE: Step(
        _("Hearing it"),
        _("You owe no answer but an honest one. Any of these is fine, and it goes on."),
        _("What you said is with them. It goes on when it was answered."),
        (
            Button(Choice.HEARD, _("I heard it")),
            Button(Choice.NEED_TIME, _("I need time with it")),
            Button(Choice.NOT_THERE_YET, _("I am not there yet")),
        ),
    ),
    Turn.CHANGE: Step(
        _("One small change"),
        _(
            "Each of you alone: one thing of your own that you are willing to do. Small enough to "
            "keep, clear enough to see. None is fine, too."
        ),
        BOTH_ALONE,
        (
            Button(Choice.SAID, LOOK, is_main=True),
            Button(Choice.PASS, _("No change needed from me")),
        ),
    ),
    Turn.AGREE: Step(
        _("Shall we try this?"),
        _("It stands when both of you say yes. Either may ask for another look."),
        _("You said yes. It stands when both of you have."),
        (
            Button(Choice.YES, _("Yes, let us try this"), is_main=True),
            Button(Choice.ANOTHER, _("Not like this – let us look again")),
        ),
    ),
    Turn.RITUAL: Step(
        _("Coming back to each other"),
        _("Something small to end on, now or later today. Or nothing: also fine."),
        _(
            "When both of you are done, you see what you both chose, and each other’s own "
            "words where both of you chose something."
        ),
        (
            Button(Choice.SAID, _("Choose these"), is_main=True),
            Button(Choice.PASS, _("Nothing this time")),
        ),
    ),
    Turn.BACK: Step(
        _("Paused"),
        _("It will be here when you both come back."),
        _("It will be here when you both come back."),
        (Button(Choice.YES, _("I am back"), is_main=True),),
    ),
}

LEAVE_IT = Button(Choice.LEAVE_IT, _("We can leave it at this for now"))

# The ways to go on where the words that a step answers to were taken back or deleted: nobody is
# kept at it, and nobody has to answer to nothing.
WITHOUT_WORDS: dict[Turn, tuple[Button, ...]] = {
    Turn.REFLECT: (*STEPS[Turn.REFLECT].buttons, PASS_OVER),
    Turn.CONFIRM: (*STEPS[Turn.CONFIRM].buttons, LEAVE_IT),
    Turn.RECEIVE: (*STEPS[Turn.RECEIVE].buttons, PASS_OVER),
    Turn.AGREE: (
        Button(Choice.YES, _("Pass, and go on without a change"), is_main=True),
        STEPS[Turn.AGREE].buttons[1],
    ),
}

# What a conversation that is over says to both; nothing of it tells whose doing it was.
ENDS: dict[RepairState, tuple[Promise, Promise]] = {
    RepairState.AGREED: (
        _("For now, you are through"),
        _("You talked it over, all the way. Let it rest a little."),
    ),
    RepairState.FOLLOW_UP: (
        _("For now, you are through"),
        _("You talked it over, all the way. These days each of you may look back on it, alone."),
    ),
    RepairState.REPAIRED: (
        _("Repaired"),
        _("Both of you say so. That is worth a moment."),
    ),
    RepairState.STILL_OPEN: (
        _("Still open"),
        _("It is not over yet, and that is no failure. Some things need more than one round."),
    ),
    RepairState.SET_ASIDE: (
        _("Set aside"),
        _("It was put down for now. It can be taken up again, if both of you like."),
    ),
    RepairState.CLOSED: (
        _("Closed by itself"),
        _("Nothing was said here for two weeks. It can be taken up again, if both of you like."),
    ),
    RepairState.REOPENED: (
        _("Taken up again"),
        _("You two went on with this in another conversation."),
    ),
}
