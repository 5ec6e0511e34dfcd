"""Rituals: what one suggests to the other. What both said yes to is an agreement of its kind."""

from checkins.models.suggestion import Proposal, PutAway


class RitualProposal(Proposal):
    """Words and a rhythm."""


class PassedRitual(PutAway):
    """A ritual that its reader put away."""
