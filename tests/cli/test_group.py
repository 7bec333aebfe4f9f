import json
import subprocess
import sys
from itertools import combinations
from random import Random

import pytest

from entrelacs.cli import group
from entrelacs.cli.main import main
from entrelacs.cli.words import _

HEADER = "4 2 ss 2 2 2 2"
PAIRS = ["0 1 1", "0 2 2.5", "0 3 3", "1 2 1", "1 3 2", "2 3 1"]


def write(path, *lines):
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


def write_random(path, count, header, seed=3):
    random = Random(seed)
    pairs = [f"{a} {b} {random.randint(0, 100)}" for a, b in combinations(range(count), 2)]
    return write(path, header, *pairs)


def group_as_json(capsys, *words):
    code = main(["group", *words, "--json"])

    captured = capsys.readouterr()
    assert (code, captured.err) == (0, "")
    return json.loads(captured.out)


def test_group_prints_the_groups_and_what_gives_them_again(tmp_path, capsys):
    path = write(tmp_path / "d.txt", HEADER, *PAIRS)

    told = group_as_json(capsys, path, "--moves", "500", "--plain", "--seed", "3")

    assert told == {
        "value": 4.5,
        "groups": told["groups"],
        "seed": 3,
        "moves": told["moves"],
        "stopped": False,
    }
    assert sorted(told["groups"]) == [[0, 2], [1, 3]]
    assert 500 <= told["moves"] < 520


def test_group_tells_the_groups_in_words(tmp_path, capsys):
    path = write(tmp_path / "d.txt", "3 1 ds 2 4", "0 1 1", "1 2 0.5", "0 2 2")

    code = main(["group", path, "--moves", "10"])

    first = _("%(elements)d elements, %(groups)d groups, distances inside groups: %(value).3f.")
    group_line = _("Group %(group)d (%(size)d): %(elements)s")
    assert code == 0
    assert capsys.readouterr() == (
        "\n".join(
            (
                first % {"elements": 3, "groups": 1, "value": 3.5},
                _("Draw %(seed)d, %(moves)d moves.") % {"seed": 0, "moves": 0},
                "",
                group_line % {"group": 1, "size": 3, "elements": "0 1 2"},
                "",
            )
        ),
        "",
    )


def test_group_keeps_unequal_sizes(tmp_path, capsys):
    path = write_random(tmp_path / "d.txt", 20, "20 3 ds 4 10 5 8 2 6")

    told = group_as_json(capsys, path, "--moves", "20000", "--plain")

    assert [len(members) for members in told["groups"]] == [10, 8, 2]
    assert sorted(element for members in told["groups"] for element in members) == list(range(20))


def test_group_gives_the_same_groups_for_the_same_seed_and_moves_only(tmp_path, capsys):
    path = write_random(tmp_path / "d.txt", 60, "60 6 ss" + " 10 10" * 6)

    first, again, other = (
        group_as_json(capsys, path, "--moves", "30000", "--plain", "--seed", seed) for seed in "778"
    )

    assert first == again
    assert first["groups"] != other["groups"]


def test_group_stops_when_time_is_over_and_says_so(tmp_path, capsys):
    path = write_random(tmp_path / "d.txt", 60, "60 6 ss" + " 10 10" * 6)
    asked = ["group", path, "--seconds", "0.2", "--moves", "900000000000", "--plain"]

    codes = [main(asked), main([*asked, "--json"])]

    captured = capsys.readouterr()
    assert codes == [0, 0]
    assert json.loads(captured.out.splitlines()[-1])["stopped"] is True
    assert captured.err == (
        _("Time ran out before the moves planned: this is the best found.") + "\n"
    )


@pytest.mark.parametrize(
    ("lines", "sentence", "details"),
    [
        ([""], "distances-wrong-header", {}),
        (["hello", *PAIRS], "distances-wrong-header", {}),
        (["4 2 xx 2 2 2 2", *PAIRS], "distances-wrong-header", {}),
        (["4 2 ss 2 2 2", *PAIRS], "distances-wrong-header", {}),
        (["4 0 ss 2 2", *PAIRS], "distances-wrong-header", {}),
        (["0 1 ss 0 0"], "distances-wrong-header", {}),
        (["5001 1 ss 5001 5001"], "distances-too-large", {}),
        (
            ["4 2 ds 2 2 0 1", *PAIRS],
            "seating-groups-cannot-hold",
            {"found": 4, "least": 2, "most": 3},
        ),
        (["4 2 ds 3 2 0 4", *PAIRS], "seating-impossible-group-size", {"least": 3, "most": 2}),
        ([HEADER, *PAIRS[:-1]], "distances-pair-missing", {"first": 2, "second": 3, "missing": 1}),
        ([HEADER, *PAIRS[::5]], "distances-pair-missing", {"first": 0, "second": 2, "missing": 4}),
        (
            [HEADER, *PAIRS, "1 0 4"],
            "distances-pair-repeated",
            {"line": 8, "first": 0, "second": 1},
        ),
        (
            [HEADER, *PAIRS[:2], "0 4 3"],
            "distances-out-of-range",
            {"line": 4, "element": 4, "last": 3},
        ),
        ([HEADER, "-1 2 3"], "distances-out-of-range", {"line": 2, "element": -1, "last": 3}),
        ([HEADER, "2 2 0"], "distances-same-element", {"line": 2, "element": 2}),
        ([HEADER, "0 1"], "distances-not-a-pair", {"line": 2}),
        ([HEADER, "", "0 1 3 4"], "distances-not-a-pair", {"line": 3}),
        ([HEADER, "0 1 far"], "distances-not-a-number", {"line": 2, "written": "far"}),
        ([HEADER, "0 1 nan"], "distances-not-a-number", {"line": 2, "written": "nan"}),
        ([HEADER, "0 1 inf"], "distances-not-a-number", {"line": 2, "written": "inf"}),
        ([HEADER, "0 1 1_0"], "distances-not-a-number", {"line": 2, "written": "1_0"}),
        ([HEADER, "0 1.5 3"], "distances-not-a-number", {"line": 2, "written": "1.5"}),
    ],
)
def test_group_says_in_one_sentence_what_is_wrong_with_the_file(
    tmp_path, capsys, lines, sentence, details
):
    path = write(tmp_path / "d.txt", *lines)

    code = main(["group", path])

    assert code == 2
    expected = group._sentences()[sentence] % {"path": path, **details}
    assert capsys.readouterr() == ("", expected + "\n")


@pytest.mark.parametrize("content", [bytes(range(256)), b"\0\0\0\0 1 2 3", "4 2 ss é".encode()])
def test_group_refuses_a_binary_file(tmp_path, capsys, content):
    path = tmp_path / "d.bin"
    path.write_bytes(content)

    code = main(["group", str(path)])

    assert code == 2
    expected = _("%(path)s cannot be read: give a text file.") % {"path": path}
    assert capsys.readouterr() == ("", expected + "\n")


def test_group_refuses_a_folder(tmp_path, capsys):
    code = main(["group", str(tmp_path)])

    assert code == 2
    expected = _("%(path)s cannot be read: give a text file.") % {"path": tmp_path}
    assert capsys.readouterr() == ("", expected + "\n")


def test_group_refuses_a_file_that_is_not_there(tmp_path, capsys):
    path = tmp_path / "nowhere.txt"

    code = main(["group", str(path)])

    assert code == 2
    expected = _("There is no file %(path)s.") % {"path": path}
    assert capsys.readouterr() == ("", expected + "\n")


def test_group_refuses_a_file_too_heavy(tmp_path, capsys):
    path = tmp_path / "d.txt"
    with path.open("wb") as sparse:
        sparse.truncate(group.LARGEST_FILE + 1)

    code = main(["group", str(path)])

    assert code == 2
    expected = _("%(path)s is too large: at most 5,000 elements and 200 MB.") % {"path": path}
    assert capsys.readouterr() == ("", expected + "\n")


@pytest.mark.parametrize(
    "words",
    [
        ("--seconds", "0"),
        ("--seconds", "nan"),
        ("--seconds", "inf"),
        ("--seconds", "-3"),
        ("--moves", "0"),
        ("--moves", "1.5"),
    ],
)
def test_group_refuses_a_budget_that_is_none(tmp_path, words):
    path = write(tmp_path / "d.txt", HEADER, *PAIRS)

    with pytest.raises(SystemExit) as leaving:
        main(["group", path, *words])

    assert leaving.value.code == 2


def test_group_never_loads_django(tmp_path):
    path = write(tmp_path / "d.txt", HEADER, *PAIRS)
    asked = (
        "import sys; from entrelacs.cli.main import main; "
        f"code = main(['group', {path!r}, '--moves', '100', '--plain', '--json']); "
        "sys.exit(code or 'django' in sys.modules or 'numpy' in sys.modules)"
    )

    done = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["value"] == 4.5
