"""What a therapist would see of the two, for the one of them who asks."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from accounts.access import bond_of
from accounts.enums import Scope
from accounts.http import AuthedRequest, page, private_page
from accounts.queries.therapist import known_page, standing_consents
from checkins.forms.trends import PeriodForm
from checkins.queries import case as queries


@require_safe
@private_page
def case_of_us(request: AuthedRequest, pk: UUID) -> HttpResponse:
    """Made of one's own consents and of what one may read anyway."""
    bond = bond_of(request.user)
    person = known_page(bond.couple, request.user, pk, request.now) if bond else None
    if bond is None or person is None:
        raise Http404
    standing = [
        each
        for each in standing_consents(request.user, bond.couple, request.now)
        if each.therapist_id == person.therapist_id and each.scope in person.given
    ]
    weeks = PeriodForm(request.GET).chosen()
    context = {
        "person": person,
        "case": queries.case_of_us(request.user, bond, standing, request.now, weeks=weeks),
        "period": PeriodForm(initial={"weeks": weeks}),
        "lets_rate": any(each.scope == Scope.RATE for each in standing),
    }
    return page(request, "checkins/case_of_us.html", context)
