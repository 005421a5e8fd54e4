"""Who calls: an Entra ID token is checked for signature, audience, issuer, time and scope."""

import json
from typing import Any

from addin.officejs.settings import Authentication
from utenfor_core.errors import InputError, UtenforError

ALGORITHMS = ("RS256",)
"""What Entra ID signs with. It is never taken from the token itself."""

FETCHED = ("https", "http")
SCHEME = "bearer "


class NotSignedInError(UtenforError):
    """A call without a token that holds; the text says what the user can do, not which check failed."""


class TokenCheck:
    """Checks tokens against the settings; the keys are read from a file at once, or fetched and kept a while."""

    def __init__(self, settings: Authentication) -> None:
        """Read the keys, when they stand in a file.

        Raises InputError when the file holds no key.
        """
        import jwt  # noqa: PLC0415  # only a server with sign-in needs it

        self._settings = settings
        self._jwt = jwt
        self._client = jwt.PyJWKClient(settings.jwks_url) if settings.jwks_url else None
        self._keys: dict[str | None, Any] = {}
        if settings.jwks_file:
            try:
                found = jwt.PyJWKSet.from_dict(json.loads(settings.jwks_file.read_text(encoding="utf-8")))
            except (OSError, ValueError, jwt.PyJWTError) as error:
                text = f"jwks_file: {settings.jwks_file.name} inneholder ingen nøkler som kan brukes."
                raise InputError(text) from error
            self._keys = {one.key_id: one.key for one in found.keys}

    def user(self, header: str | None) -> str:
        """Return the caller's id from an Authorization header. May fetch keys: call it off the event loop.

        Raises NotSignedInError for anything but a valid token.
        """
        if not header or not header.casefold().startswith(SCHEME):
            text = "Du er ikke logget inn. Åpne panelet «Utenfor» og logg inn med jobbkontoen."
            raise NotSignedInError(text)
        token = header[len(SCHEME) :].strip()
        try:
            claims = self._jwt.decode(
                token,
                self._key(token),
                algorithms=list(ALGORITHMS),
                audience=list(self._settings.audience),
                issuer=list(self._settings.issuer),
                options={"require": ["exp", "iss", "aud", "sub"]},
            )
        except self._jwt.ExpiredSignatureError as error:
            text = "Innloggingen er utløpt. Last panelet på nytt."
            raise NotSignedInError(text) from error
        except self._jwt.PyJWTError as error:
            text = "Innloggingen ble ikke godtatt. Logg inn med jobbkontoen, eller spør den som drifter tillegget."
            raise NotSignedInError(text) from error
        scope = self._settings.scope
        if scope and scope not in str(claims.get("scp", "")).split():
            text = "Kontoen din har ikke fått tilgang til tillegget. Spør den som drifter det."
            raise NotSignedInError(text)
        return str(claims["sub"])

    def _key(self, token: str) -> Any:  # noqa: ANN401  # the library's key, whatever its kind
        if self._client:
            return self._client.get_signing_key_from_jwt(token).key
        key = self._keys.get(self._jwt.get_unverified_header(token).get("kid"))
        if key is None:
            text = "unknown key"
            raise self._jwt.InvalidTokenError(text)
        return key
