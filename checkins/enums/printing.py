"""Closed vocabularies of what is printed. They stand in no row."""

from enum import StrEnum


class Paper(StrEnum):
    """The sizes that there are. Values name the style sheets static/css/paper-….css."""

    A4 = "a4"
    LETTER = "letter"
