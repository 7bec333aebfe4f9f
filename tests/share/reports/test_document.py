from entrelacs.share.reports.document import (
    BulletList,
    Document,
    Item,
    PageBreak,
    Paragraph,
    Run,
    Section,
    cleaned,
    printable,
    sections_of,
    walk,
)


def test_printable_keeps_no_break_spaces_and_drops_what_xml_cannot_write():
    hostile = "a\u00a0: b\u202f!\x00\x0b\x1b\ud800\uffff\nc\u2028d"

    text = printable(hostile)

    assert text == "a\u00a0: b\u202f! c d"


def test_cleaned_tree_reaches_every_text_and_leaves_the_original_alone():
    item = Item((Run("un\x00"),), mark="T1\x01", children=(BulletList((Item((Run("d\x02"),)),)),))
    tree = Document("Titre\x00", "", "fr", "", (Section(1, "S\x00", "s", (BulletList((item,)),)),))

    clean = cleaned(tree)

    assert "\\x0" not in repr(clean)
    assert clean.title == "Titre"
    assert tree.title == "Titre\x00"


def test_sections_of_a_document_stop_at_the_depth_asked():
    deep = Section(3, "Trois", "c", (Paragraph((Run("x"),)),))
    tree = Document("", "", "fr", "", (Section(1, "Un", "a", (Section(2, "Deux", "b", (deep,)),)),))

    titles = [section.title for section in sections_of(tree, depth=2)]

    assert titles == ["Un", "Deux"]


def test_walk_enters_nested_lists():
    inner = BulletList((Item((Run("dedans"),)),))
    outer = BulletList((Item((Run("dehors"),), children=(inner,)),))

    found = list(walk((outer, PageBreak())))

    assert found == [outer, inner, PageBreak()]
