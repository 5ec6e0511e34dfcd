"""A diary of one's own: what is read, what is refused and where, what comes out."""

import pytest

from checkins.enums import NoticeKind, Preset
from checkins.logic.detection_state import CheckInScores
from checkins.logic.diary import DiaryError, DiaryNotice, notices, parse, table

HEADING = "person,t,element,score,load\n"


def diary(*rows: str) -> str:
    return HEADING + "".join(f"{row}\n" for row in rows)


def weeks(scores: list[float], person: str = "alice", element: str = "repair") -> list[str]:
    return [f"{person},{t},{element},{score}," for t, score in enumerate(scores, start=1)]


def asked(text: str, *, is_refractory: bool = True) -> list[int]:
    found = notices(parse(text), Preset.STANDARD, is_refractory=is_refractory)
    return [each.t for each in found]


def test_rows_become_check_ins() -> None:
    text = diary("alice,3,calm,7,", "alice,3,trust,6.5,8", "bob,1,calm,0,", "alice,5,calm,10,0")
    assert [(each.person, each.t, each.scores) for each in parse(text, single=["trust"])] == [
        ("alice", 3, CheckInScores({"calm": 7, "trust": 6.5}, 8, single=frozenset({"trust"}))),
        ("bob", 1, CheckInScores({"calm": 0}, None, single=frozenset({"trust"}))),
        ("alice", 5, CheckInScores({"calm": 10}, 0, single=frozenset({"trust"}))),
    ]


def test_columns_may_stand_in_any_order_beside_others() -> None:
    text = "t,note,load,score,element,person\n1,fine,,7,calm,alice\n\n2,,3,8,calm,alice\n"
    assert [(each.t, each.scores.load) for each in parse(text)] == [(1, None), (2, 3)]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "row 1: the heading is missing: person,t,element,score,load."),
        ("person,t,element,score\n", "row 1: the column 'load' is missing."),
        (HEADING.replace("load", "load,t"), "row 1: the column 't' stands twice."),
        (diary("a,1,x,7,", "a,2,x,11,"), "row 3: 'score' is a number from 0 to 10; '11' is not."),
        (diary("a,1,x,-0.5,"), "row 2: 'score' is a number from 0 to 10; '-0.5' is not."),
        (diary("a,1,x,nan,"), "row 2: 'score' is a number from 0 to 10; 'nan' is not."),
        (diary("a,1,x,good,"), "row 2: 'score' is a number from 0 to 10; 'good' is not."),
        (diary("a,1,x,,"), "row 2: 'score' is empty."),
        (diary("a,1,x,5,12"), "row 2: 'load' is a number from 0 to 10; '12' is not."),
        (
            diary("a,2,x,5,", "b,1,x,5,", "a,1,x,5,"),
            "row 4: t 1 comes after t 2 of the same person.",
        ),
        (diary("a,1,x,5,", "a,1,x,5,"), "row 3: 'x' stands twice in t 1."),
        (diary("a,1,x,5,2", "a,1,y,5,3"), "row 3: t 1 has another load above."),
        (diary("a,soon,x,5,"), "row 2: 't' is a whole number; 'soon' is not."),
        (diary(",1,x,5,"), "row 2: 'person' is empty."),
        (diary("a,1"), "row 2: 'element' is empty."),
        (diary('a,1,x"y,5,', '"b,1,x,5,'), "row 3: this is not CSV (unexpected end of data)."),
    ],
)
def test_a_row_that_cannot_be_used_is_named(text: str, sentence: str) -> None:
    with pytest.raises(DiaryError) as refused:
        parse(text)
    assert str(refused.value) == sentence


def test_an_element_that_nobody_rates_is_a_slip_of_the_pen() -> None:
    with pytest.raises(DiaryError, match="no row has the element 'trsut', which --single names"):
        parse(diary("a,1,trust,5,"), single=["trsut"])


def test_one_question_needs_a_deeper_dip() -> None:
    text = diary(*weeks([7, 7, 7, 7, 4.5]))
    assert [
        len(list(notices(parse(text, single=single), Preset.STANDARD, is_refractory=True)))
        for single in ((), ("repair",))
    ] == [1, 0]


def test_questions_keep_their_distance_unless_told_otherwise() -> None:
    text = diary(*weeks([8, 8, 8, 8, 2, 2, 2, 2]))
    assert asked(text) == [5, 8]
    assert asked(text, is_refractory=False) == [5, 6, 7, 8]


def test_distance_is_counted_for_each_person() -> None:
    alice, bob = weeks([8, 8, 8, 8, 2]), weeks([8, 8, 8, 8, 2], person="bob")
    assert asked(diary(*alice, *bob)) == [5, 5]


def test_notices_are_written_as_csv() -> None:
    found = [
        DiaryNotice("Jo, the first", 5, NoticeKind.DIP, ("repair", "trust"), -3.456),
        DiaryNotice("bob", 9, NoticeKind.SLIDE, ("repair",), -1.2),
    ]
    assert table(found) == (
        "person,t,kind,elements,z\n"
        '"Jo, the first",5,dip,repair trust,-3.46\n'
        "bob,9,slide,repair,-1.20\n"
    )


def test_no_notices_are_a_heading() -> None:
    assert table([]) == "person,t,kind,elements,z\n"
