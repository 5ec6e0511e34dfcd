"""Who looks after the server in the demo. Her password, everybody's there, and her second factor
stand here for everybody to read, so she exists in no other mode.
"""

from accounts.enums import Duty

EMAIL = "grace@example.org"
DUTIES = tuple(Duty)
PASSWORD = "two cups of tea"  # noqa: S105 - for everybody to read
FACTOR = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
