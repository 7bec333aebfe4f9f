from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from entrelacs.web.settings.environment import (
    Environment,
    database_settings,
    mail_settings,
    read_environment,
    site_url,
)


def test_nothing_given_leaves_the_defaults():
    assert read_environment({"PATH": "/bin", "HOME": "/"}) == Environment()


def test_each_type_is_read():
    read = read_environment(
        {
            "ENTRELACS_SECRET_KEY": "clé",
            "ENTRELACS_HOSTS": "a.example, b.example,",
            "ENTRELACS_DATA_DIR": "/srv/entrelacs",
            "ENTRELACS_DEMO": "oui",
            "ENTRELACS_DATABASE_POOL": "0",
        }
    )

    assert read == Environment(
        secret_key="clé",
        hosts=["a.example", "b.example"],
        data_dir=Path("/srv/entrelacs"),
        demo=True,
        database_pool=False,
    )


def test_empty_variable_leaves_the_default():
    assert read_environment({"ENTRELACS_HOSTS": "", "ENTRELACS_DEMO": ""}) == Environment()


def test_data_folder_of_the_home_is_found():
    assert read_environment({"ENTRELACS_DATA_DIR": "~/d"}).data_dir == Path.home() / "d"


def test_usual_name_of_the_database_is_read():
    assert read_environment({"DATABASE_URL": "postgres:///e"}).database_url == "postgres:///e"


def test_settings_mode_is_nobodys_fault():
    assert read_environment({"ENTRELACS_MODE": "production"}) == Environment()


def test_unknown_names_are_all_refused_with_the_known_ones():
    with pytest.raises(ImproperlyConfigured) as refused:
        read_environment({"ENTRELACS_HOST": "a", "ENTRELACS_DEBUG": "1"})

    sentence = str(refused.value)
    assert sentence.startswith("Variable inconnue : ENTRELACS_DEBUG, ENTRELACS_HOST.")
    assert "ENTRELACS_HOSTS" in sentence


def test_yes_or_no_that_is_neither_is_refused():
    with pytest.raises(ImproperlyConfigured, match="ENTRELACS_DEMO : écrivez 1 ou 0"):
        read_environment({"ENTRELACS_DEMO": "peut-être"})


def test_sqlite_lies_in_the_data_folder():
    read = database_settings(Environment(), data_dir=Path("/srv"))

    assert read["ENGINE"] == "entrelacs.web.database.sqlite3"
    assert read["NAME"] == "/srv/entrelacs.sqlite3"


def test_postgresql_address_is_cut_into_parts():
    environment = Environment(
        database_url="postgresql://u%40x:p%3Aa%2Fss%25@db.example:5433/ba%20se"
    )

    read = database_settings(environment, data_dir=Path())

    parts = {name: read[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}
    assert parts == {
        "NAME": "ba se",
        "USER": "u@x",
        "PASSWORD": "p:a/ss%",
        "HOST": "db.example",
        "PORT": "5433",
    }


def test_postgresql_without_host_uses_the_local_socket():
    read = database_settings(Environment(database_url="postgresql:///base"), data_dir=Path())

    assert (read["NAME"], read["HOST"], read["USER"]) == ("base", "", "")


@pytest.mark.parametrize(
    ("pool", "options"),
    [
        (True, {"sslmode": "require", "pool": {"min_size": 1, "max_size": 8}}),
        (False, {"sslmode": "require"}),
    ],
)
def test_postgresql_pool_is_on_unless_told_otherwise(pool, options):
    environment = Environment(
        database_url="postgresql://h/base?sslmode=require", database_pool=pool
    )

    assert Environment().database_pool is True
    assert database_settings(environment, data_dir=Path())["OPTIONS"] == options


@pytest.mark.parametrize(
    "address",
    ["mysql://h/base", "postgresql://h", "postgresql://u:secret@h:port/base", "base", "http://[/b"],
)
def test_database_address_that_is_none_is_refused_without_being_repeated(address):
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL : attendu") as refused:
        database_settings(Environment(database_url=address), data_dir=Path())

    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("address", "port", "ssl", "tls"),
    [
        ("smtp://u:p%40ss@mail.example", 587, False, True),
        ("smtps://u:p%40ss@mail.example", 465, True, False),
        ("smtp://u:p%40ss@mail.example:25", 25, False, False),
    ],
)
def test_mail_address_is_cut_into_parts(address, port, ssl, tls):
    read = mail_settings(Environment(mail_url=address))

    assert (read["EMAIL_HOST"], read["EMAIL_HOST_PASSWORD"]) == ("mail.example", "p@ss")
    assert (read["EMAIL_PORT"], read["EMAIL_USE_SSL"], read["EMAIL_USE_TLS"]) == (port, ssl, tls)


@pytest.mark.parametrize(
    "address", ["mail.example", "http://mail.example", "smtp://", "smtp://h:x"]
)
def test_mail_address_that_is_none_is_refused(address):
    with pytest.raises(ImproperlyConfigured, match="ENTRELACS_MAIL_URL : attendu"):
        mail_settings(Environment(mail_url=address))


@pytest.mark.parametrize(
    ("hosts", "url", "address"),
    [
        (["localhost", "a.example", "b.example"], "", "https://a.example"),
        (["a.example"], "https://b.example/", "https://b.example"),
        (["a.example"], "http://127.0.0.1:8010", "http://127.0.0.1:8010"),
        (["127.0.0.1", "[::1]"], "", ""),
        ([".a.example", "*"], "", ""),
        ([".a.example", "www.a.example"], "", "https://www.a.example"),
    ],
)
def test_address_of_the_site_is_given_or_found(hosts, url, address):
    assert site_url(Environment(hosts=hosts, url=url)) == address


@pytest.mark.parametrize(
    "url",
    [
        "a.example",
        "ftp://a.example",
        "https://",
        "https://a.example/chemin",
        "https://a.example?x=1",
        "https://a.example/#x",
        "https://u:secret@a.example",
        "https://a.example:port",
    ],
)
def test_address_of_the_site_that_is_none_is_refused(url):
    with pytest.raises(ImproperlyConfigured, match="ENTRELACS_URL : attendu") as refused:
        site_url(Environment(url=url))

    assert "secret" not in str(refused.value)
