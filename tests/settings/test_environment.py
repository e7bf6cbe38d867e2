import traceback
from pathlib import Path

import pytest

from flows.errors import ConfigError
from flows.settings import Settings, load_settings
from flows.settings.environment import variable

SECRET = "xoxb-very-secret"  # noqa: S105  # made up


def test_defaults() -> None:
    """Nothing needs to be set."""
    settings = load_settings()
    assert settings.home == Path(".matson")
    assert settings.zone.key == "Asia/Seoul"
    assert settings.slack_api_url == "https://slack.com/api/"
    assert settings.database_url is None
    assert settings.allow_private_hosts == ()


def test_environment_and_dotenv(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The environment wins over .env, an override over both; other programs' lines are left."""
    (tmp_path / ".env").write_text(
        "MATSON_HOME=a\nMATSON_TIMEZONE=UTC\nOTHER=1\nNAVER_CLIENT_SECRET=s\n", encoding="utf-8-sig"
    )
    monkeypatch.setenv("MATSON_HOME", "b")
    monkeypatch.setenv("NAVER_CLIENT_ID", "me")
    monkeypatch.setenv("MATSON_SLACK_CHANNEL", "")
    settings = load_settings(seeds_dir="c")
    assert (settings.home, settings.seeds_dir, settings.timezone) == (Path("b"), Path("c"), "UTC")
    assert settings.naver_client_id == "me"
    assert settings.naver_client_secret is not None
    assert settings.naver_client_secret.get_secret_value() == "s"
    assert settings.slack_channel is None
    assert load_settings(home="d").home == Path("d")


def test_switches_and_servers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Debugging is off, and Prefect's server is known by Prefect's own variable."""
    settings = load_settings()
    assert (settings.debug, settings.prefect_api_url) == (False, None)
    monkeypatch.setenv("MATSON_DEBUG", "1")
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:4200/api")
    settings = load_settings()
    assert (settings.debug, settings.prefect_api_url) == (True, "http://127.0.0.1:4200/api")


def test_hosts_are_a_comma_list(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hosts and networks are told apart by nobody here, blanks around them go."""
    monkeypatch.setenv("MATSON_ALLOW_PRIVATE_HOSTS", " printer.lan, 10.1.0.0/16,::1 ,")
    assert load_settings().allow_private_hosts == ("printer.lan", "10.1.0.0/16", "::1")


@pytest.mark.parametrize(
    "value",
    ["ops@example.com", "matson+news@mail.example.co.kr", "https://example.com/about?a=1"],
)
def test_a_contact_reaches_somebody(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    """An e-mail address or an address of the web; none is asked for."""
    assert load_settings().contact is None
    monkeypatch.setenv("MATSON_CONTACT", value)
    assert load_settings().contact == value


@pytest.mark.parametrize(
    "value",
    [
        *("Kim (ops@example.com)", "Kim ops@example.com", "ops@example.com\nX: y"),
        *("ops\\@example.com", "운영@example.com", "https://example.com/가", "ops@example"),
        *("@example.com", "example.com", "ftp://example.com", "https://me:pw@example.com/"),
        *("a@b@example.com", "ops@example.com\t", f"{'a' * 200}@example.com"),
    ],
)
def test_no_contact(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    """What would break a header's comment, or reaches nobody, is refused."""
    monkeypatch.setenv("MATSON_CONTACT", value)
    with pytest.raises(ConfigError, match=r"(?s)MATSON_CONTACT is .*as in: ops@example\.com"):
        load_settings()


@pytest.mark.parametrize(
    "name,value,said",
    [
        ("MATSON_TIMEZONE", "Asia/Soul", "did you mean 'Asia/Seoul'?"),
        ("MATSON_TIMEZONE", "../../etc/passwd", "Asia/Seoul"),
        ("MATSON_SLACK_CHANNEL", "#general", "'#general'"),
        ("MATSON_SLACK_OPS_CHANNEL", "ops", "C0123456789"),
        ("MATSON_SLACK_API_URL", "slack.com", "https://"),
        ("MATSON_SLACK_API_URL", "http://[", "https://"),
        ("MATSON_ALLOW_PRIVATE_HOSTS", "10.1.2.3/16", "'10.1.2.3/16'"),
        ("MATSON_SLACK_TOKEN", "x", "did you mean 'MATSON_SLACK_BOT_TOKEN'?"),
        ("MATSON_DEBUG", "perhaps", "'perhaps'"),
        ("MATSON_HOMES", "x", "did you mean 'MATSON_HOME'?"),
    ],
)
def test_wrong_values(monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str) -> None:
    """A wrong value names its variable and tells what to write instead."""
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigError) as caught:
        load_settings()
    assert name in str(caught.value)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    "name,value",
    [
        ("MATSON_SLACK_BOT_TOKEN", f"{SECRET} \u200b"),
        ("MATSON_DATABASE_URL", f"mysql://matson:{SECRET}@db/x"),
        ("MATSON_HEARTBEAT_URL", f"ftp://{SECRET}"),
        ("NAVER_CLIENT_SECRET", f"{SECRET}\n{SECRET}"),
    ],
)
def test_secrets_stay_secret(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    """A wrong secret is named and never shown, not even in the traceback."""
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigError, match=name) as caught:
        load_settings()
    assert SECRET not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize(
    "name,value",
    [
        ("MATSON_SLACK_BOT_TOKEN", SECRET),
        ("MATSON_DATABASE_URL", f"postgresql://matson:{SECRET}@db/x"),
        ("MATSON_DATABASE_URL", f"postgresql+psycopg://matson:{SECRET}@db/x"),
        ("MATSON_HEARTBEAT_URL", f"https://example.com/{SECRET}"),
        ("NAVER_CLIENT_SECRET", SECRET),
    ],
)
def test_settings_can_be_printed(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    """Printed, dumped or serialised settings hide their secrets."""
    monkeypatch.setenv(name, value)
    settings = load_settings()
    assert (
        SECRET
        not in f"{settings!r} {settings} {settings.model_dump()} {settings.model_dump_json()}"
    )


def test_dotenv_is_checked_too(tmp_path: Path) -> None:
    """An unknown variable in .env and a .env in another encoding are told as such."""
    (tmp_path / ".env").write_text("MATSON_TIMEZON=UTC\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"(?s)\.env has an unknown MATSON_TIMEZON.*TIMEZONE"):
        load_settings()
    (tmp_path / ".env").write_bytes("MATSON_HOME=건너".encode("cp949"))
    with pytest.raises(ConfigError, match="UTF-8"):
        load_settings()


def test_settings_are_frozen() -> None:
    """A setting can't be changed after it was loaded."""
    settings = load_settings()
    with pytest.raises(ValueError, match="frozen"):
        settings.home = Path("elsewhere")  # type: ignore[misc]  # what must not be possible
    with pytest.raises(TypeError, match="no setting"):
        load_settings(homes="x")


def test_variables() -> None:
    """Each field has one variable, Naver's without our prefix."""
    names = {variable(field) for field in Settings.model_fields}
    assert {"MATSON_HOME", "NAVER_CLIENT_ID", "NAVER_CLIENT_SECRET"} <= names
    assert "MATSON_NAVER_CLIENT_ID" not in names
