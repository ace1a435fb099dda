"""The protocol of pygls, with an answer to every request: also to those that are malformed or come too early."""

from __future__ import annotations

import logging
from typing import Any, Final

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.protocol import LanguageServerProtocol
from pygls.protocol.json_rpc import JsonRPCNotification

from afterword.lsp.incoming import MALFORMED

_log: Final = logging.getLogger("afterword.lsp")
_FAILED: Final = "The server failed on this request; its log says why"


class Protocol(LanguageServerProtocol):
    """As pygls has it, but no request stays without an answer, and no answer has a traceback."""

    _begun = False

    def structure_message(self, data: dict[str, Any]) -> Any:
        """The message of a JSON object; of one with the wrong fields, the notification that says so."""
        method = data.get("method")
        if "jsonrpc" not in data or not isinstance(method, str):
            return super().structure_message(data)
        if self.get_message_type(method) is None:
            data = {"params": None, **data}
        try:
            return super().structure_message(data)
        except JsonRpcException:
            if "id" not in data:
                _log.warning("The notification %r has the wrong fields", method)
            code = types.ErrorCodes.InvalidParams.value
            wrong = {"id": data.get("id"), "code": code, "message": f"The fields of `{method}` are not as they must be"}
            return JsonRPCNotification(MALFORMED, "2.0", wrong if "id" in data else None)

    def handle_message(self, message: Any) -> None:
        """Answer what cannot be handled now, and pass on everything else."""
        method, number = getattr(message, "method", None), getattr(message, "id", None)
        if method == MALFORMED:
            wrong = _as_dict(message.params)
            if wrong:
                self._refuse(wrong["id"], wrong["code"], wrong["message"])
        elif method is None or method == types.EXIT:
            super().handle_message(message)
        elif number is None:
            if self._begun:
                super().handle_message(message)
        elif self._shutdown:
            self._refuse(number, types.ErrorCodes.InvalidRequest.value, "The server was shut down")
        elif self._begun == (method == types.INITIALIZE):
            code = types.ErrorCodes.InvalidRequest if self._begun else types.ErrorCodes.ServerNotInitialized
            self._refuse(number, code.value, "Send `initialize` first, and only once")
        else:
            self._begun = True
            super().handle_message(message)

    def _refuse(self, number: int | str | None, code: int, message: str) -> None:
        # Written out, because pygls would leave an id of null away.
        self._send_data({"jsonrpc": self.VERSION, "id": number, "error": {"code": code, "message": message}})

    def _send_response(self, msg_id: Any, result: Any = None, error: types.ResponseError | None = None) -> None:
        if error is not None and error.code == types.ErrorCodes.InternalError.value:
            # What went wrong may quote the text of a review.
            error = types.ResponseError(error.code, _FAILED)
        super()._send_response(msg_id, result, error)


def _as_dict(params: Any) -> dict[str, Any]:
    """The parameters of a notification of ours, which pygls has made an object."""
    if isinstance(params, dict):
        return params
    return {name: getattr(params, name) for name in ("id", "code", "message")} if params is not None else {}
