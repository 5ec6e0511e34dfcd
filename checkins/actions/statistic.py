"""Counting what there is on the whole server. Acts as nobody; a function of the database rounds."""

from django.db import transaction

from checkins.models import functions


@transaction.atomic
def count_weeks() -> int:
    """Write the numbers of every week that is over and was not counted yet; how many numbers.

    Safe to repeat: a week is counted once, so that two counts never differ by one person.
    """
    return functions.statistics_count()
