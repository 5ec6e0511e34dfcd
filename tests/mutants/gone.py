"""Seeded leaks in the copy somebody takes along and in the end of an account."""

from tests.mutants.leaks import Leak

SQL = "accounts/migrations/0006_therapist.sql"
VIEWS = "accounts/views/personal_data.py"
UNCHECKED = "    if not form.is_valid():\n        return page(request, {}, context, status=422)\n"

COPY = ("tests/checkins/test_copy.py",)
COPY_PAGE = ("tests/accounts/views/test_copy.py",)
ERASE = ("tests/checkins/test_erase.py",)
CLOSE = ("tests/accounts/views/test_close.py",)
RESTORED = ("tests/accounts/test_ledger.py",)

LEAKS = (
    Leak(
        "a copy carries the other's part of what only one has said yes to",
        "checkins/personal_data/own.py",
        'if part["mine"]]',
        "]",
        COPY,
    ),
    Leak(
        "a copy calls one's own whatever one may read",
        "accounts/personal_data/__init__.py",
        "return manager.filter(**{self.owner: user})",
        "return manager.all()",
        COPY,
    ),
    Leak(
        "a copy keeps words back",
        "checkins/personal_data/own.py",
        '        model="checkins.RepairNote",\n',
        '        model="checkins.RepairNote",\n        leaves_out=("safer",),\n',
        COPY,
    ),
    Leak(
        "a table runs what somebody typed",
        "accounts/logic/notes.py",
        "return NEUTRAL + value if value",
        "return value if value",
        (*COPY_PAGE, "tests/accounts/logic/test_notes.py"),
    ),
    Leak(
        "a copy is handed out without the password",
        VIEWS,
        UNCHECKED.format('"accounts/copy.html"'),
        "",
        COPY_PAGE,
    ),
    Leak(
        "a copy is handed out while the history is sealed",
        "accounts/gate.py",
        '    "accounts:copy": _always,\n',
        "",
        COPY_PAGE,
    ),
    Leak(
        "an account ends without the password",
        VIEWS,
        UNCHECKED.format('"accounts/close.html"'),
        "",
        CLOSE,
    ),
    Leak(
        "the key of somebody gone stays",
        SQL,
        "  delete from accounts_datakey where user_id = me;\n",
        "",
        ERASE,
    ),
    Leak(
        "the record of somebody gone stays",
        SQL,
        "  delete from accounts_auditevent where subject_id = me;\n",
        "",
        ERASE,
    ),
    Leak(
        "a closed door tells that its person is gone",
        SQL,
        "update accounts_block set blocked_id = null where blocked_id = me;",
        "delete from accounts_block where blocked_id = me;",
        ERASE,
    ),
    Leak(
        "a pairing tells that its other half is gone",
        SQL,
        "and not connected and confirm_by > app_now();",
        "and not connected and confirm_by < app_now();",
        ERASE,
    ),
    Leak(
        "who began a conversation stays",
        "checkins/migrations/0014_case.sql",
        "  delete from checkins_repairconversation where couple_id = any (ours);\n",
        "",
        ERASE,
    ),
    Leak(
        "somebody who is connected can be erased",
        SQL,
        "if me is null or exists (select from accounts_membership"
        " where user_id = me and left_on is null) then",
        "if me is null then",
        ERASE,
    ),
    Leak(
        "a restored backup brings a connection back that was left",
        "accounts/actions/couple.py",
        "    _note_end(by, couple.pk, shut=keeps_door_closed, now=now)\n    return True\n",
        "    return True\n",
        RESTORED,
    ),
    Leak(
        "a restored backup lets a therapist in again whose consent had ended",
        "accounts/actions/therapist.py",
        "    for row in held:\n        _note(row, Undone.ENDED, now.date())\n",
        "",
        RESTORED,
    ),
    Leak(
        "a restored backup lets an old password in again",
        "accounts/receivers.py",
        "AuditAction.PASSWORD_CHANGED)\n    actions.note_password(by=user, now=_now(request))\n",
        "AuditAction.PASSWORD_CHANGED)\n",
        RESTORED,
    ),
    Leak(
        "a restored backup opens what somebody had kept back since",
        "accounts/actions/restore.py",
        "    _take_unopened_back(now)\n    return done\n",
        "    return done\n",
        RESTORED,
    ),
)
