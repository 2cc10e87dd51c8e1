"""Watches a Python process that starts with this folder on PYTHONPATH: no word leaves this machine unnoted.

In the file that SECTIONF_WATCH names each process leaves a line, and one for every program that it runs and every file
that it writes. SECTIONF_CRASH, as "module=words", makes whatever first imports a module fail with these words.
"""

import ipaddress
import os
import socket
import sys
from pathlib import Path

NAMES = {"localhost", ""}
ADDRESS_AT = {"socket.connect": 1, "socket.bind": 1, "socket.sendto": 1, "socket.sendmsg": 1, "socket.getaddrinfo": 0,
              "socket.gethostbyname": 0, "socket.gethostbyaddr": 0, "socket.getnameinfo": 0}
"""Where the arguments of an event have the address or the name."""
WRITING = os.O_WRONLY | os.O_RDWR
CRASH = os.environ.get("SECTIONF_CRASH", "").partition("=")
INTERNET = (socket.AF_INET, socket.AF_INET6)


def here(host):
    """Whether a host is this machine and nothing else; a name that would have to be looked up is not."""
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else str(host or "")
    try:
        return name in NAMES or ipaddress.ip_address(name.partition("%")[0]).is_loopback
    except ValueError:
        return False


def watch(event, arguments):
    """Note what is run and written; note and refuse what goes beyond this machine."""
    if event in ADDRESS_AT:
        refuse_beyond(event, arguments)
    elif event == "subprocess.Popen":
        note(f"RAN {arguments[1]}")
    elif event == "open" and isinstance(arguments[0], str | bytes) and arguments[2] & WRITING:
        note(f"WROTE {os.fsdecode(arguments[0])}")
    elif event == "import" and arguments[0] == CRASH[0]:
        raise ValueError(CRASH[2])


def refuse_beyond(event, arguments):
    """Let nobody through but who stays on this machine."""
    address = arguments[ADDRESS_AT[event]]
    if isinstance(arguments[0], socket.socket) and (arguments[0].family not in INTERNET or address is None):
        return
    host = address[0] if isinstance(address, tuple) else address
    if not here(host) or (event == "socket.bind" and not host):
        note(f"BEYOND {event} {host}")
        raise PermissionError(f"{event}: {host} is not this machine")


def note(line):
    """Leave a line, whole even where several processes do so at once."""
    os.write(NOTES, f"{line}\n".encode())


if os.environ.get("SECTIONF_WATCH"):
    NOTES = os.open(os.environ["SECTIONF_WATCH"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    note(f"WATCHED {' '.join(Path('/proc/self/cmdline').read_text('utf-8').split(chr(0))[1:])}")
    sys.addaudithook(watch)
