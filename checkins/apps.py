from importlib import import_module

from django.apps import AppConfig


class CheckinsConfig(AppConfig):
    name = "checkins"

    def ready(self) -> None:
        """Tell the people's part what of ours ends with a pause, a withdrawal or a leaving, and
        what of ours is personal.
        """
        from accounts import endings  # noqa: PLC0415 - models exist only now
        from accounts.personal_data import register  # noqa: PLC0415 - models exist only now
        from checkins import personal_data  # noqa: PLC0415 - models exist only now
        from checkins.actions import (  # noqa: PLC0415 - models exist only now
            agreement,
            appreciation,
            invitation,
            own_words,
            promise,
            recommitment,
            release,
            reminder,
            ritual,
            rupture,
            set_choice,
            statement,
            way_out,
        )
        from checkins.actions import round as rounds  # noqa: PLC0415 - models exist only now
        from checkins.queries import checkin  # noqa: PLC0415 - models exist only now

        import_module("checkins.checks")
        endings.on_pause(release.take_back_unopened)
        endings.on_pause(way_out.rest_all)
        endings.on_pause(recommitment.take_unmet_back)
        endings.on_weekly_withdrawn(release.take_back_unopened)
        endings.on_leave(release.take_back_unopened)
        endings.on_leave(invitation.lapse)
        endings.on_leave(recommitment.take_unmet_back)
        endings.on_leave(set_choice.take_sets_back)
        if reminder.retime not in endings.on_new_time_zone:
            endings.on_new_time_zone.append(reminder.retime)
        endings.on_rhythm_change(rounds.keep_spans)
        endings.on_hurts_withdrawn(rupture.take_back_all)
        endings.on_repair_withdrawn(own_words.unsay_all)
        endings.on_repair_withdrawn(recommitment.take_all_back)
        endings.on_repair_withdrawn(appreciation.take_all_glad_back)
        for ending in (
            agreement.take_back_suggestions,
            statement.take_statements_back,
            ritual.take_rituals_back,
            promise.take_back_promises,
        ):
            endings.on_leave(ending)
            endings.on_repair_withdrawn(ending)
        endings.has_practised.add(checkin.has_any)
        register.add(*personal_data.SECTIONS)
        register.leave_out(personal_data.NOBODYS)
