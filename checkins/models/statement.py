"""Statements of one's own: what one suggests to the other, and what stays with oneself."""

from accounts.models import SealedModel
from checkins.models.suggestion import Proposal, PutAway


class StatementProposal(Proposal):
    """A wording."""


class PassedStatement(PutAway):
    """A wording that its reader put away."""


class OwnStatement(SealedModel):
    """A statement for its author alone; it needs nobody's yes."""
