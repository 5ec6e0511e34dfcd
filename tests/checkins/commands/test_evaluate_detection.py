"""The command as a terminal sees it: table or CSV, and one line with exit code 2 for bad input."""

import os
import subprocess
import sys
from collections.abc import Sequence
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

DIARY = "person,t,element,score,load\n" + "".join(
    f"alice,{t},repair,{score},\n" for t, score in enumerate([8, 8, 8, 8, 2, 2, 2, 3])
)


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("evaluate_detection", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "diary.csv"
    path.write_text(DIARY, encoding="utf-8-sig")
    return path


def test_diary_gives_its_notices(file: Path) -> None:
    assert run("--csv", str(file)) == (
        "person,t,kind,elements,z\nalice,4,dip,repair,-6.00\nalice,7,dip,repair,-5.00\n"
    )


def test_diary_without_distance_gives_every_notice(file: Path) -> None:
    assert run("--csv", str(file), "--no-refractory").count("alice") == 4


def test_diary_heeds_preset_and_single_questions(file: Path) -> None:
    one_dip = [8, 8, 8, 8, 5.2, 8, 8]
    rows = [f"alice,{t},repair,{score},\n" for t, score in enumerate(one_dip)]
    file.write_text("person,t,element,score,load\n" + "".join(rows))
    assert run("--csv", str(file)).count("alice") == 1
    assert run("--csv", str(file), "--preset", "quiet").count("alice") == 0
    assert run("--csv", str(file), "--single", "repair").count("alice") == 0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--single", "trust"], "row 1: no row has the element 'trust', which --single names."),
        ([], "row 7: 'score' is a number from 0 to 10; '22' is not."),
    ],
)
def test_bad_diary_gives_one_line_and_code_2(
    file: Path, arguments: Sequence[str], sentence: str
) -> None:
    if not arguments:
        file.write_text(DIARY.replace("alice,5,repair,2,", "alice,5,repair,22,"))
    out = StringIO()
    with pytest.raises(CommandError) as refused:
        call_command("evaluate_detection", "--csv", str(file), *arguments, stdout=out)
    assert (str(refused.value), refused.value.returncode) == (f"diary.csv: {sentence}", 2)
    assert out.getvalue() == ""


@pytest.mark.parametrize("content", [None, b"person,t,element,score,load\nJ\xf6rg,1,x,5,\n"])
def test_unreadable_diary_gives_code_2(file: Path, content: bytes | None) -> None:
    file.unlink()
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(CommandError, match=r"diary\.csv: this file cannot be read") as refused:
        run("--csv", str(file))
    assert refused.value.returncode == 2


@pytest.mark.slow
def test_terminal_sees_one_line_and_exit_code_2(file: Path) -> None:
    file.write_text(DIARY.replace("alice,5,", "alice,1,"))
    command = [
        sys.executable,
        "-W",
        "ignore",
        "manage.py",
        "evaluate_detection",
        "--csv",
        str(file),
    ]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"TWOFOLD_MODE": "test"},
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "CommandError: diary.csv: row 7: t 1 comes after t 4 of the same person.\n"
    )


def test_simulation_prints_rules_and_gates() -> None:
    printed = run("--simulate", "--couples", "3", "--weeks", "30", "--seeds", "1-2")
    assert [line.split("  ")[0] for line in printed.splitlines()[1:15]] == [
        "quiet",
        "quiet + report",
        "standard",
        "standard + report",
        "attentive",
        "report only",
        "Shewhart, 2 SD",
        "Shewhart, as quiet",
        "Shewhart, as standard",
        "Shewhart + our floor, 2 SD",
        "Shewhart + our floor, as quiet",
        "Shewhart + our floor, as standard",
        "fixed, at most 4",
        "fixed, at most 3",
    ]
    assert "standard: false alarms a couple-year" in printed


def test_simulation_takes_every_parameter() -> None:
    arguments = ["--couples", "2", "--seeds", "3", "--bootstrap", "0", "--weeks", "20"]
    still = [*arguments, "--wobble", "0.2", "--most-wobble", "0.3", "--one-question", "repair"]
    assert run("--simulate", *arguments) != run("--simulate", *still)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--weeks", "0"], "weeks is a number above 0; 0 is not."),
        (["--missing", "-1"], "missing is a number not below 0; -1.0 is not."),
        (["--carry-over", "2"], "carry_over is a share from 0 to 1; 2.0 is not."),
        (["--couples", "0"], "Error: argument --couples: at least 1"),
        (["--seeds", "9-3"], "Error: argument --seeds: the first seed is not after the last one"),
        (["--one-question", "trust"], "Error: argument --one-question: trust: not one of"),
    ],
)
def test_simulation_refuses_a_world_that_cannot_be(arguments: list[str], sentence: str) -> None:
    with pytest.raises(CommandError) as refused:
        run("--simulate", *arguments)
    assert str(refused.value).startswith(sentence)
    assert refused.value.returncode == (1 if sentence.startswith("Error") else 2)
