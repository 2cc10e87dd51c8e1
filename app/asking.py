"""Questions on the screen: one key pressed, or a line of words; from a pipe, a line for each."""

import datetime as dt
import sys

import typer

from app import screen


def now() -> dt.datetime:
    """Give the time of a decision."""
    return dt.datetime.now(dt.UTC)


def ask_key(question: str) -> str:
    """Ask for one key: pressed where somebody types, a line where it is piped; empty when there is no more."""
    if not sys.stdin.isatty():
        line = _ask_line(question)
        return line and (line.rstrip("\n")[:1].lower() or " ")
    screen.show_unended(question)
    key = typer.getchar()
    screen.show(key)
    return "" if key in "\x03\x04" else key.lower()


def ask(question: str) -> str:
    """Ask for a line of words."""
    return _ask_line(question).strip()


def _ask_line(question: str) -> str:
    screen.show_unended(question)
    line = sys.stdin.readline()
    if not sys.stdin.isatty():
        screen.show(line.rstrip("\n"))
    return line
