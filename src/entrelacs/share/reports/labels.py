from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from .content import ReportContent, ReportLabels

REGIONS = {"fr": "fr-FR", "en": "en-GB"}


def report_labels(content: ReportContent) -> ReportLabels:
    """The words of the report, in the language in force."""
    language = get_language() or "fr"
    return ReportLabels(
        language=REGIONS.get(language, language),
        report=_("Report of the meeting"),
        with_the_support_of=_("With the support of %(names)s"),
        contents=_("Contents"),
        introduction=_("Introduction"),
        programme_of_the_day=_("Programme of the day"),
        time=_("Time"),
        segment=_("Moment"),
        summary=_("In short"),
        table_summaries=_("Summary table by table"),
        table=_("Table %(number)s"),
        titled_table=_("Table %(number)s: %(title)s"),
        around_the_table=_("Around the table:"),
        one_more_person=_("one more person"),
        more_people=_("%(count)s more people"),
        nothing_noted=_("Nothing was noted for this prompt."),
        synthesis=_("General summary"),
        reading=_(
            "Each line is followed by the contributions it stands on. "
            "%(example)s gives the table, then the prompt and the number of the contribution."
        ),
        nothing_synthesised=_("The general summary has not been written yet."),
        brings_together=_("Brings in:"),
        left_out=_("Contributions not taken up"),
        left_out_introduction=_(
            "No line of the general summary stands on these contributions. "
            "They are kept here so that nothing said is lost."
        ),
        all_taken_up=_("Every contribution is taken up in the general summary."),
        roadmap=_("Roadmap"),
        lead=_("Lead"),
        referent=_("Referent"),
        next_step=_("Next step"),
        due=_("By"),
        status=_("Status"),
        closing=_("Closing words"),
        about_names=_(
            "A name appears with the agreement of the person who bears it; "
            "otherwise only their structure or role is given."
        ),
        **_counts(content),
    )


def _counts(content: ReportContent) -> dict[str, str]:
    contributions, lines = len(content.contributions), len(content.synthesis_lines)
    return {
        "tables_counted": ngettext("mixed table", "mixed tables", len(content.tables)),
        "people_counted": ngettext("person seated", "people seated", content.people_count),
        "contributions_counted": ngettext("contribution", "contributions", contributions),
        "lines_counted": ngettext("summary line", "summary lines", lines),
    }
