from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from doc_service.errors import SettingsError
from doc_service.settings import PREFIX, SETTINGS, Settings, load_settings


def test_defaults_listen_on_this_machine_only(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    settings = load_settings({})
    assert settings.host == "127.0.0.1"
    assert settings.soffice.name == "soffice.bin"


def test_every_setting_is_a_field_and_has_help() -> None:
    assert [row.name for row in SETTINGS] == [field.name for field in fields(Settings)]
    assert all(row.help for row in SETTINGS)


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / "vanthu.toml"
    file.write_text('port = 9001\nlog_format = "json"\n', "utf-8")
    settings = load_settings({f"{PREFIX}CONFIG": str(file), f"{PREFIX}PORT": "9002"})
    assert (settings.port, settings.log_format) == (9002, "json")


def test_a_file_in_the_current_folder_is_read(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("vanthu.toml").write_text("port = 9003\n", "utf-8")
    assert load_settings({}).port == 9003


def test_everything_wrong_is_said_at_once() -> None:
    environ = {
        f"{PREFIX}PORT": "nhiều",
        f"{PREFIX}WORKERS": "-1",
        f"{PREFIX}LOG_LEVEL": "to",
        f"{PREFIX}MAU": "xanh",
    }
    with pytest.raises(SettingsError) as error:
        load_settings(environ)
    for said in ("VANTHU_PORT=nhiều", "VANTHU_WORKERS=-1", "VANTHU_LOG_LEVEL=to", "“mau”"):
        assert said in str(error.value)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "vanthu.example"])
def test_others_may_be_listened_to_since_everybody_must_log_in(host: str) -> None:
    assert load_settings({f"{PREFIX}HOST": host}).host == host


def test_the_token_of_earlier_versions_is_said_to_be_no_setting() -> None:
    with pytest.raises(SettingsError, match="api_token"):
        load_settings({f"{PREFIX}API_TOKEN": "x" * 16})


@pytest.mark.parametrize("url", ["vanthu.example", "ftp://vanthu.example", "javascript:alert(1)"])
def test_a_public_address_that_is_none_is_said(url: str) -> None:
    with pytest.raises(SettingsError, match="VANTHU_PUBLIC_URL"):
        load_settings({f"{PREFIX}PUBLIC_URL": url})


def test_the_data_stand_in_one_folder_and_a_session_ends_within_a_month(tmp_path: Path) -> None:
    settings = load_settings({f"{PREFIX}DATA_FOLDER": str(tmp_path), f"{PREFIX}SESSION_HOURS": "1"})
    assert (settings.data_folder, settings.database_url) == (tmp_path, "")
    with pytest.raises(SettingsError, match="VANTHU_SESSION_HOURS"):
        load_settings({f"{PREFIX}SESSION_HOURS": "721"})


def test_a_folder_that_is_not_there_is_said() -> None:
    with pytest.raises(SettingsError, match="VANTHU_SCHEMAS"):
        load_settings({f"{PREFIX}SCHEMAS": "/khong/co"})


def test_a_broken_file_is_said(tmp_path: Path) -> None:
    file = tmp_path / "sai.toml"
    file.write_text("port = = 1", "utf-8")
    with pytest.raises(SettingsError, match="sai.toml"):
        load_settings({f"{PREFIX}CONFIG": str(file)})
    with pytest.raises(SettingsError, match="khong-co.toml"):
        load_settings({f"{PREFIX}CONFIG": str(tmp_path / "khong-co.toml")})
