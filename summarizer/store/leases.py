"""Leases: who is asking what right now, so that two runs on one cache ask once."""

from __future__ import annotations

import os
import secrets
import socket
import sqlite3
import time
from dataclasses import dataclass, field
from pathlib import Path

SECONDS = 180.0
"""How long a lease holds without renewal: longer than an attempt takes by default, and no longer than one may wait.

The lease of a dead process on this machine ends at once, so this is only for others: machines, and Windows, where
nobody's life is asked for.
"""


@dataclass(slots=True)
class Leases:
    """The leases of one holder.

    A lease names its host and process, and a token that no other holder has; the process is asked for its life, and
    the token tells one holder from another that took over its number. The methods run inside a caller's transaction.
    """

    token: str = field(default_factory=lambda: secrets.token_hex(8))
    host: str = field(default_factory=socket.gethostname)
    renewed: float = 0.0
    """When this holder's leases were last renewed."""

    def take(self, connection: sqlite3.Connection, key: str) -> bool:
        """Take or renew the lease; False where another living holder has it."""
        row = connection.execute("SELECT host, pid, token, until FROM leases WHERE key = ?", (key,)).fetchone()
        if row is not None and self._is_held(*row):
            return False
        now = time.time()
        connection.execute(
            "INSERT OR REPLACE INTO leases (key, host, pid, token, until) VALUES (?, ?, ?, ?, ?)",
            (key, self.host, os.getpid(), self.token, now + SECONDS),
        )
        self._renew(connection, now)
        return True

    def give_up(self, connection: sqlite3.Connection, key: str) -> None:
        """End this holder's lease, if it is its own."""
        connection.execute("DELETE FROM leases WHERE key = ? AND token = ?", (key, self.token))

    def give_up_all(self, connection: sqlite3.Connection) -> None:
        """End every lease of this holder."""
        connection.execute("DELETE FROM leases WHERE token = ?", (self.token,))

    def answered(self, connection: sqlite3.Connection, key: str) -> None:
        """End the lease, whoever holds it: the answer is there."""
        connection.execute("DELETE FROM leases WHERE key = ?", (key,))
        self._renew(connection, time.time())

    def _renew(self, connection: sqlite3.Connection, now: float) -> None:
        """Renew all that this holder has, in a write that is made anyway; and sweep out what is long over."""
        if now - self.renewed > SECONDS / 4:
            connection.execute("UPDATE leases SET until = ? WHERE token = ?", (now + SECONDS, self.token))
            connection.execute("DELETE FROM leases WHERE until < ?", (now,))
            self.renewed = now

    def _is_held(self, host: str, pid: int, token: str, until: float) -> bool:
        """Whether another holder has the lease; one that ends too far off is of a clock that was set back."""
        if token == self.token or not 0 <= until - time.time() <= 2 * SECONDS:
            return False
        return host != self.host or is_alive(pid)


def is_alive(pid: int) -> bool:
    """Whether a process of this number runs on this machine; True where it cannot be told."""
    if os.name == "nt":
        return True  # there, signal 0 would end it
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):  # it lives and is another user's
        return True
    return not _is_zombie(pid)


def _is_zombie(pid: int) -> bool:
    """Whether it has ended and only waits for its parent, as killed processes do in some containers; Linux tells."""
    try:
        state = Path(f"/proc/{pid}/stat").read_bytes()
    except OSError:
        return False
    return state.rpartition(b")")[2].split()[:1] == [b"Z"]
