"""P1 to P4 of quality.md beside Django's floor, in one run: ratios, never absolute times.

Both servers are gunicorn with one worker on the same database; short turns alternate between
them, so that a noisy minute hits both. Each number is the median over turns. After them stands
P12, the share of unsealing in P4, and the times of the branches that must not be told apart
(decisions.md 38).
"""

import os
import statistics
import sys

import django

TURNS = 15
REQUESTS = 60
WEEKS = 104


def main() -> int:
    os.environ["TWOFOLD_MODE"] = "test"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()

    from tests.benchmarks import branches, seed, servers, unsealing  # noqa: PLC0415  needs django.setup()
    from tests.database import fresh_database  # noqa: PLC0415  needs django.setup()

    with fresh_database(f"bench_twofold_{os.getpid()}"):
        couple = seed.two_years(weeks=WEEKS)
        print(f"{'':4}{'what':34}{'ours':>10}{'floor':>10}{'ratio':>8}{'goal':>7}")
        missed = 0
        with servers.both() as (ours, floor):
            for goal in seed.goals(couple):
                size = len(ours.once(goal.ours, couple.session, couple.csrf))
                ratios, rates, floors = [], [], []
                for _turn in range(TURNS):
                    rate = ours.rate(goal.ours, couple.session, couple.csrf, REQUESTS)
                    least = floor.rate(goal.floor(size), couple.session, couple.csrf, REQUESTS)
                    rates.append(rate)
                    floors.append(least)
                    ratios.append(rate / least)
                ratio = statistics.median(ratios)
                missed += ratio < goal.goal
                print(
                    f"{goal.id:4}{goal.what:34}{statistics.median(rates):8.0f}/s"
                    f"{statistics.median(floors):8.0f}/s{ratio:8.2f}{goal.goal:7.2f}"
                )
        part, seals = unsealing.share(seed.LINES, couple.session)
        missed += part > unsealing.GOAL
        print(f"P12 {seals} seals are {100 * part:.1f} % of P4 (goal {100 * unsealing.GOAL:.0f} %)")
        print()
        for line in branches.measure():
            print(line)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
