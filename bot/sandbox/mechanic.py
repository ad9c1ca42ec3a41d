"""The driver's hands of whoever breaks the sandbox and puts it right again."""

from typing import Any

Json = dict[str, Any]


class Mechanic:
    """Part of `SandboxDriver`, which gives it the way to the sandbox."""

    def _post(self, path: str, body: Json, *, wait_s: float = 0.0) -> Json:
        raise NotImplementedError

    def _list(self, path: str, key: str, **query: Any) -> list[Json]:
        raise NotImplementedError

    def _delete(self, path: str) -> Json:
        raise NotImplementedError

    def fault(self, method: str, kind: str, **more: Any) -> Json:
        """Plan a failure; more: times, retry_after, delay_s, error."""
        return self._post("/faults", {"method": method, "kind": kind, **more})

    def faults(self) -> list[Json]:
        """Return the failures still planned."""
        return self._list("/faults", "faults")

    def clear_faults(self) -> None:
        """Drop every planned failure."""
        self._delete("/faults")

    def point_at(self, app_url: str) -> None:
        """Tell the sandbox where the product listens now."""
        self._post("/app-url", {"app_url": app_url})

    def move_clock(self, leap: str) -> Json:
        """Go forward to the next such moment; returns now, ahead_s."""
        return self._post("/clock", {"leap": leap})

    def stage(self, *, restarts: bool) -> None:
        """Say that whoever runs the product is there, and whether it starts it anew on request."""
        self._post("/guide/stage", {"restarts": restarts})

    def reset(self) -> None:
        """Forget everything and start from the fixtures."""
        self._post("/reset", {})
