"""What both HTTP faces pass through: ids, who asks, forged requests, headers, errors."""

from doc_service.http.application import new_application
from doc_service.http.asking import member, place_asked, sign_in, sign_out

__all__ = ["member", "new_application", "place_asked", "sign_in", "sign_out"]
