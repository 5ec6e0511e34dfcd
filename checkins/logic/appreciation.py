"""How much of a good thing goes in one day."""

from typing import Final

LONGEST: Final = 500
# Enough for a good day; and nobody's page can be filled with words that ask for an answer.
MOST_A_DAY: Final = 3
