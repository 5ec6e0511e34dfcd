"""What somebody chooses before they print: the paper, and whether names stand on it."""

from dataclasses import dataclass

from checkins.enums.printing import Paper


@dataclass(frozen=True, slots=True)
class PrintChoice:
    """Names only where somebody asked for them: paper is found by others, too."""

    paper: Paper = Paper.A4
    with_names: bool = False
