"""The keyring of the system, where one works: GNOME, KDE, macOS and Windows have one, most servers have none."""

from models.errors import KeyGone

SERVICE = "sectionf"
ENOUGH = 1
"""The least that a keyring may say of itself (`priority`): below it are those that keep what they have in clear."""


def works() -> bool:
    """Whether what is kept there is given back."""
    import keyring
    from keyring.errors import KeyringError

    if keyring.get_keyring().priority < ENOUGH:
        return False
    try:
        keyring.set_password(SERVICE, "tried", "out")
        given = keyring.get_password(SERVICE, "tried")
        keyring.delete_password(SERVICE, "tried")
    except (KeyringError, RuntimeError, OSError):
        return False
    return given == "out"


def keep(name: str, words: str) -> None:
    """Keep words under a name."""
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(SERVICE, name, words)
    except (KeyringError, RuntimeError, OSError):
        raise KeyGone("the keyring of this system takes nothing.", remedy="Unlock it, or use a passphrase.") from None


def kept(name: str) -> str:
    """Give what is kept under a name."""
    import keyring
    from keyring.errors import KeyringError

    try:
        words = keyring.get_password(SERVICE, name)
    except (KeyringError, RuntimeError, OSError):
        raise KeyGone("the keyring of this system cannot be asked.",
                      remedy="Unlock it, or sign in to your desktop, and start again.") from None
    if words is None:
        raise KeyGone("the key that opens the cases is not in the keyring of this system.", remedy=(
            "Sign in as the user who kept it, or bring the keys back with “sectionf keys restore”."))
    return words


def forget(name: str) -> None:
    """Remove what is kept under a name."""
    import keyring
    from keyring.errors import KeyringError, PasswordDeleteError

    try:
        keyring.delete_password(SERVICE, name)
    except PasswordDeleteError:
        return
    except (KeyringError, RuntimeError, OSError):
        raise KeyGone("the keyring of this system cannot be asked to forget the key.",
                      remedy=f"Remove the entry of “{SERVICE}” from it yourself.") from None
