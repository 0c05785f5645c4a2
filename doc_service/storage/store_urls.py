"""Reading the URL of a store: where it is, and what its query says about reaching it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

from doc_service.errors import SettingsError

_S3: Final = ("s3", "s3a")

_S3_NAMES: Final = ("endpoint_url", "region", "key", "secret", "token", "addressing")
"""What the query of an S3 URL may say; what it leaves out comes from the usual `AWS_…`."""

_CONNECT: Final = 5
_READ: Final = 60
"""Seconds without an answer."""


@dataclass(frozen=True, slots=True)
class StoreUrl:
    """The URL of a store, read."""

    place: str
    """Without its query, which may hold secrets."""

    is_s3: bool
    options: Mapping[str, Any]
    """Of the fsspec filesystem."""


def read_store_url(url: str) -> StoreUrl:
    """Return what a URL says.

    Raises:
        SettingsError: it cannot be read.
    """
    parts = urlsplit(url)
    said = dict(parse_qsl(parts.query, keep_blank_values=True))
    place = f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"
    if not parts.scheme:
        raise SettingsError("VANTHU_STORAGE_URL phải có dạng s3://tên-kho/thư-mục.")
    if parts.scheme not in _S3:
        return StoreUrl(place, False, said)
    if not parts.netloc:
        raise SettingsError("VANTHU_STORAGE_URL chưa có tên kho: s3://tên-kho/thư-mục.")
    if unknown := sorted(set(said) - set(_S3_NAMES)):
        raise SettingsError(
            f"VANTHU_STORAGE_URL có phần không hiểu: {', '.join(unknown)}; "
            f"chỉ dùng {', '.join(_S3_NAMES)}."
        )
    return StoreUrl(place, True, _s3_options(said))


def _s3_options(said: Mapping[str, str]) -> dict[str, Any]:
    """Return the options of s3fs (https://s3fs.readthedocs.io/en/latest/api.html)."""
    # stores other than Amazon's are seldom reached under a name of the bucket's own
    addressing = said.get("addressing") or ("path" if said.get("endpoint_url") else "auto")
    options: dict[str, Any] = {
        name: said[name] for name in ("endpoint_url", "key", "secret", "token") if said.get(name)
    }
    if region := said.get("region"):
        options["client_kwargs"] = {"region_name": region}
    options["config_kwargs"] = {
        "connect_timeout": _CONNECT,
        "read_timeout": _READ,
        "retries": {"max_attempts": 3, "mode": "standard"},
        "s3": {"addressing_style": addressing},
    }
    # other processes put files too, so what was listed a minute ago says nothing
    return {**options, "use_listings_cache": False}
