"""Passkeys as they stand in the database."""

import json

from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorAttestationResponse,
    AuthenticatorData,
    CollectedClientData,
    RegistrationResponse,
)

from accounts.models import User


def add_passkey(person: User, name: str) -> int:
    """A second factor that nobody holds; its key."""
    point = ec.generate_private_key(ec.SECP256R1()).public_key()
    credential = AttestedCredentialData.create(
        Aaguid(bytes(16)), b"nobody's", ES256.from_cryptography_key(point)
    )
    flag = AuthenticatorData.FLAG
    flags = flag.UP | flag.UV | flag.AT
    made = RegistrationResponse(
        raw_id=b"nobody's",
        response=AuthenticatorAttestationResponse(
            client_data=CollectedClientData.create("webauthn.create", b"-", "http://localhost"),
            attestation_object=AttestationObject.create(
                "none", AuthenticatorData.create(bytes(32), flags, 0, credential), {}
            ),
        ),
    )
    data = {
        "name": name,
        "credential": json.loads(json.dumps(dict(made))),
    }
    factor = Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data=data)
    return int(factor.pk)
