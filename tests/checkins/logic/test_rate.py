"""Of how many rounds a therapist is told that somebody released in them."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from checkins.logic.rate import last_rounds
from checkins.logic.schedule import Rhythm, first_moment, next_moment

BERLIN = ZoneInfo("Europe/Berlin")
MET = datetime(2026, 1, 7, 12, 0, tzinfo=BERLIN)
WEEK = timedelta(weeks=1)


@pytest.mark.parametrize("every", [1, 2])
def test_as_many_rounds_count_as_there_were_whatever_the_day_and_the_clock(every: int) -> None:
    rhythm = Rhythm(every, 6, time(19), "Europe/Berlin")
    first = first_moment(MET, rhythm, timedelta(hours=24))
    moments = [first]
    for _ in range(40):
        moments.append(next_moment(moments[-1], rhythm))
    # Over both changes of the clock, at every hour around a moment and in between.
    for hours in range(5, 40 * 7 * 24, 5):
        now = MET + timedelta(hours=hours)
        for since in (MET + timedelta(hours=1), moments[1], MET + 20 * WEEK):
            if since > now:
                continue
            found = last_rounds(now, since, connected_at=MET, first_moment_at=first, rhythm=rhythm)
            spans = zip([MET, *moments], moments, strict=False)
            counted = [
                (begin, end)
                for begin, end in spans
                if begin >= max(since, found.first) and end <= now
            ]
            assert found.count == len(counted)
            assert found.count == 8 // every or now < since + 11 * WEEK
