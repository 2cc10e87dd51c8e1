"""Where the web app says that it is to be found."""

from app.serve import said_where


def test_alone_it_is_on_this_machine(capsys):
    assert said_where(8642, "/enter?token=x", None) == "http://127.0.0.1:8642/enter?token=x"
    assert "\n\n    http://127.0.0.1:8642/enter?token=x\n\nPress Ctrl+C here to end. The address works once.\n" \
        in capsys.readouterr().out


def test_behind_a_proxy_people_are_told_its_name_and_the_proxy_where_we_are(capsys):
    assert said_where(8642, "/join?token=x", ["sectionf.example.org"]) == "https://sectionf.example.org/join?token=x"
    said = capsys.readouterr().out
    assert "https://sectionf.example.org/join?token=x" in said
    assert "The proxy finds it at http://127.0.0.1:8642. Press Ctrl+C" in said
