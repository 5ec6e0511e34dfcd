"""What came back: an element that is steady for both again, after a time in which it was not.

From shared pictures alone, in bands, so both read the same (detection.md rule 14).
"""

from collections.abc import Iterable, Sequence

from checkins.enums import ELEMENTS, Element
from checkins.logic.reveal import Picture


def came_back(history: Iterable[Picture], latest: Picture) -> tuple[Element, ...]:
    """The elements of ``latest`` that are steady for both again, for the first time.

    Of the earlier pictures in which both released the element, the last was not steady for one
    of the two at least, and one before it was steady for both. ``history`` is oldest first. In
    the fixed order of elements, so that nothing is ranked.
    """
    earlier: dict[Element, list[bool]] = {}
    for picture in history:
        for line in picture.lines:
            earlier.setdefault(line.element, []).append(line.is_strength)
    now = {line.element for line in latest.lines if line.is_strength}
    return tuple(
        element for element in ELEMENTS if element in now and was_away(earlier.get(element, []))
    )


def was_away(steady: Sequence[bool]) -> bool:
    """Whether an element that was steady for both was not any more, last. ``steady``: of earlier
    pictures with the element, oldest first, whether it was steady for both.
    """
    return any(steady) and not steady[-1]
