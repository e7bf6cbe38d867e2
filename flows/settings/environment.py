"""The environment and .env to `Settings`. Nothing else in Matson reads the environment."""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, NoReturn
from zoneinfo import ZoneInfo, available_timezones

from dotenv import dotenv_values
from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from flows.errors import ConfigError
from flows.settings.address import has_login, is_web_address
from flows.settings.channels import is_channel_id
from flows.settings.check import show, suggest, wrong

PREFIX = "MATSON_"
SLACK_API = "https://slack.com/api/"
MAX_CONTACT = 200  # characters, chosen: some servers refuse headers of a few thousand

_DATABASE = re.compile(r"(sqlite|postgresql|postgresql\+psycopg)://.*", re.DOTALL)
_MAIL = re.compile(r"[^\s@:/,;]+@[^\s@:/,;]+\.[^\s@:/,;]+")
_NO_COMMENT = re.compile(
    r"[()\\\s]"
)  # what ends or escapes a comment in a header (RFC 9110, 5.6.5)
_HOST = re.compile(r"(?!-)[A-Za-z0-9._-]{1,253}")


class Settings(BaseSettings):
    """What the environment says; the same names in small letters without MATSON_."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_file_encoding="utf-8-sig",
        env_ignore_empty=True,
        populate_by_name=True,
        extra="ignore",  # .env may hold other programs' variables; ours are checked by hand
        frozen=True,
    )

    home: Path = Path(".matson")
    database_url: SecretStr | None = None
    config_dir: Path | None = None
    seeds_dir: Path | None = None
    slack_bot_token: SecretStr | None = None
    slack_channel: str | None = None
    slack_ops_channel: str | None = None
    slack_api_url: str = SLACK_API
    allow_private_hosts: Annotated[tuple[str, ...], NoDecode] = ()
    contact: str | None = None  # in the User-Agent, so that a site's owner can reach the operator
    timezone: str = "Asia/Seoul"
    heartbeat_url: SecretStr | None = None
    keep_texts: int = Field(default=365, ge=0, le=36_500)  # days; 0: for ever
    debug: bool = False  # errors are shown with their traceback
    prefect_api_url: str | None = Field(
        default=None, validation_alias=AliasChoices("PREFECT_API_URL", "prefect_api_url")
    )
    naver_client_id: str | None = Field(
        default=None, validation_alias=AliasChoices("NAVER_CLIENT_ID", "naver_client_id")
    )
    naver_client_secret: SecretStr | None = Field(
        default=None, validation_alias=AliasChoices("NAVER_CLIENT_SECRET", "naver_client_secret")
    )

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which times without one are read."""
        return ZoneInfo(self.timezone)

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, url: SecretStr | None) -> SecretStr | None:
        if url is not None and not _DATABASE.fullmatch(url.get_secret_value()):
            raise wrong("write sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME")
        return url

    @field_validator("slack_bot_token", "naver_client_secret")
    @classmethod
    def _plain_token(cls, token: SecretStr | None) -> SecretStr | None:
        text = token.get_secret_value() if token else "-"
        if not text.isascii() or not text.isprintable() or " " in text:
            raise wrong("copy it again: it has spaces, line breaks or letters beyond ASCII")
        return token

    @field_validator("slack_channel", "slack_ops_channel")
    @classmethod
    def _channel_id(cls, channel: str | None) -> str | None:
        if channel is not None and not is_channel_id(channel):
            raise wrong(
                "write the channel's id (in Slack: channel name > About), as in C0123456789"
            )
        return channel

    @field_validator("slack_api_url")
    @classmethod
    def _api_address(cls, url: str) -> str:
        _web_address(url)
        return url if url.endswith("/") else f"{url}/"

    @field_validator("heartbeat_url")
    @classmethod
    def _heartbeat_address(cls, url: SecretStr | None) -> SecretStr | None:
        if url is not None:
            _web_address(url.get_secret_value())
        return url

    @field_validator("allow_private_hosts", mode="before")
    @classmethod
    def _hosts(cls, value: object) -> object:
        parts = value.split(",") if isinstance(value, str) else value
        if not isinstance(parts, list | tuple):
            return value
        hosts = tuple(str(part).strip() for part in parts if str(part).strip())
        for host in hosts:
            if not _is_host_or_network(host):
                raise wrong(
                    f"{host!r} is neither; write hosts or networks: printer.lan,10.1.0.0/16"
                )
        return hosts

    @field_validator("contact")
    @classmethod
    def _reachable(cls, contact: str | None) -> str | None:
        if contact is not None and not _is_contact(contact):
            raise wrong(
                "write an e-mail address or an address of the web in plain ASCII and without"
                " parentheses, as in: ops@example.com"
            )
        return contact

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        if name not in available_timezones():
            near = suggest(name, available_timezones()).split(" (one of")[0]
            raise wrong(near if near.startswith("did") else "write a name such as Asia/Seoul")
        return name


def load_settings(**overrides: object) -> Settings:
    """Read the environment and ./.env; `overrides` (field names) win over both.

    Raises:
        ConfigError: an unknown MATSON_ variable or a wrong value, with the remedy.
    """
    _refuse_unknown(os.environ, "the environment")
    _refuse_unknown(_dotenv(Path(".env")), ".env")
    for name in overrides:
        if name not in Settings.model_fields:
            raise TypeError(f"no setting is named {name!r}")
    try:
        return Settings(**overrides)  # type: ignore[arg-type]  # pydantic checks each value
    except ValidationError as error:
        _fail(error)


def variable(field: str) -> str:
    """Give the environment variable of a field of `Settings`."""
    name = field.upper()
    return name if name.startswith(("NAVER_", "PREFECT_")) else PREFIX + name


def _web_address(url: str) -> None:
    if not is_web_address(url):
        raise wrong("write an address that begins with https://")


def _is_contact(text: str) -> bool:
    """Say whether it may stand in a header's comment and reaches somebody."""
    if not text.isascii() or not text.isprintable() or len(text) > MAX_CONTACT:
        return False
    if _NO_COMMENT.search(text):
        return False
    is_site = is_web_address(text) and not has_login(text)
    return is_site or _MAIL.fullmatch(text) is not None


def _is_host_or_network(text: str) -> bool:
    try:
        ipaddress.ip_network(text)
    except ValueError:
        return _HOST.fullmatch(text) is not None
    return True


def _dotenv(path: Path) -> Mapping[str, str | None]:
    if not path.is_file():
        return {}
    try:
        return dotenv_values(path, encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ConfigError(".env is not UTF-8", remedy="save .env as UTF-8") from None
    except OSError as error:
        raise ConfigError(
            f".env can't be read: {error.strerror}", remedy="check it with: ls -l .env"
        ) from None


def _refuse_unknown(variables: Mapping[str, object], where: str) -> None:
    known = {variable(field) for field in Settings.model_fields}
    for name in variables:
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            raise ConfigError(f"{where} has an unknown {name}", remedy=suggest(name.upper(), known))


def _fail(error: ValidationError) -> NoReturn:
    detail = error.errors(include_url=False)[0]
    field = str(detail["loc"][0]).lower()
    annotation = str(Settings.model_fields[field].annotation)
    told = "(not shown)" if "SecretStr" in annotation else show(detail["input"])
    remedy = detail["msg"]
    raise ConfigError(f"{variable(field)} is {told}", remedy=remedy) from None
