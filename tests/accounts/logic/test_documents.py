"""A file that somebody brings is read as it stands there, and can do nothing but be read."""

import pytest

from accounts.logic.documents import DocumentError, has_unseen, read


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a: " + "[" * 50_000, "nested too deep"),
        ("{a: " * 20_000, "nested too deep"),
        ("a: &x [b]\nc: [*x, *x, *x]", "repeated by a name"),
        ("&x {a: *x}", "repeated by a name"),
    ],
)
def test_short_file_that_would_grow_is_refused(text: str, reason: str) -> None:
    with pytest.raises(DocumentError, match=reason):
        read(text)


@pytest.mark.parametrize("sign", ["\\0", "\\u202e", "\\u2066", "\\x07"])
def test_sign_that_nobody_sees_is_refused_with_its_line(sign: str) -> None:
    fields = read(f'name: x\na: "on{sign}e"\nb: ["on{sign}e"]')
    for look in (lambda: fields.text("a", longest=9), lambda: fields.texts("b", longest=9)):
        with pytest.raises(DocumentError, match=r"line [23]: .* nobody can see"):
            look()


def test_what_joins_letters_and_what_parts_them_is_no_such_sign() -> None:
    joined = ("\u65e5\u3000\u672c", "\u0645\u06cc\u200c\u062e", "\U0001f468\u200d\U0001f467", "\n")
    assert not any(map(has_unseen, joined))
