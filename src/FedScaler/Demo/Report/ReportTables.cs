using System.Text;

namespace FedScaler.Demo.Report;

/// <summary>What happened, and what the laws say.</summary>
internal static class ReportTables
{
    /// <summary>A page of more lines than this is read by nobody; the charts show them all.</summary>
    private const int MostEvents = 400;

    private const int MostViolations = 200;

    public static void Events(StringBuilder page, DemoRecord record)
    {
        page.Append("<section><h2>Moves and events</h2>");
        if (record.Events.Count > MostEvents) page.Append($"<p>The first {MostEvents} of {record.Events.Count}.</p>");
        page.Append("""<div class="scroll"><table><thead><tr><th scope="col">Time</th><th scope="col">What</th><th scope="col">Member</th><th scope="col">In words</th></tr></thead><tbody>""");
        foreach (var happened in record.Events.Take(MostEvents))
        {
            var kind = happened.Kind switch { DemoEventKind.Move => "move", DemoEventKind.Schedule => "schedule", _ => "event" };
            page.Append($"""<tr><td class="time">{happened.Time:ddd d MMM HH:mm:ss}</td><td><span class="chip {kind}">{kind}</span></td><td>{Html.Text(happened.Member ?? "")}</td><td>{Html.Text(happened.Text)}</td></tr>""");
        }

        page.Append("</tbody></table></div></section>\n");
    }

    public static void Removal(StringBuilder page, DemoRecord record)
    {
        if (record.Removal is not { Asked: { } asked } removal) return;
        page.Append("<section><h2>Pods taken out by name</h2>");
        page.Append($"<p>ScaleIn {Html.Text(removal.Name)}, asked for at {asked:ddd d MMM HH:mm:ss}: {Html.Text(string.Join(" and ", removal.Pods))}, these and no other. ");
        page.Append(removal.Gone is { } gone
            ? $"Gone by {gone:HH:mm:ss}; {(removal.Others.Count == 0 ? "no other went" : $"others went, too: {Html.Text(string.Join(", ", removal.Others))}")}. Its phase: {Html.Text(removal.Phase)}.</p>"
            : $"Not done: {Html.Text(removal.Fault)}.</p>");
        page.Append("""<div class="scroll"><table><thead><tr><th scope="col">Member</th><th scope="col" class="number">Replicas before</th><th scope="col" class="number">After</th></tr></thead><tbody>""");
        foreach (var count in removal.Counts)
            page.Append($"""<tr><td>{Html.Text(count.Member)}</td><td class="number">{count.Before}</td><td class="number">{count.After}</td></tr>""");
        page.Append("</tbody></table></div></section>\n");
    }

    public static void Laws(StringBuilder page, DemoRecord record)
    {
        page.Append($"""<section><h2>The laws</h2><p>Held against each of {record.Laws.Revisions:#,0} revisions that an API server stored, from specs, workloads and pods alone.</p>""");
        page.Append("""<div class="scroll"><table><thead><tr><th scope="col">Law</th><th scope="col">In words</th><th scope="col" class="number">Checks</th><th scope="col" class="number">Broken</th></tr></thead><tbody>""");
        foreach (var law in record.Laws.Laws)
        {
            var mark = law.Violations == 0 ? "<span class=\"chip good\">kept</span>" : $"<span class=\"chip bad\">{law.Violations}</span>";
            page.Append($"""<tr><td>{law.Number}</td><td>{Html.Text(law.Title)}</td><td class="number">{law.Checks:#,0}</td><td class="number">{mark}</td></tr>""");
        }

        page.Append("</tbody></table></div></section>\n");
    }

    public static void Faults(StringBuilder page, DemoRecord record)
    {
        if (record.ExitCode == ExitCodes.Success) return;
        page.Append("<section class=\"faults\"><h2>What went wrong</h2><ul>");
        if (record.Removal is { IsDone: false } removal) page.Append($"<li>{Html.Text(removal.Name)} was not done: {Html.Text(removal.Fault)}</li>");
        foreach (var spell in record.Unserved) page.Append($"<li>{Html.Text(spell.ToString())}</li>");
        foreach (var violation in record.Laws.Violations.Take(MostViolations)) page.Append($"<li>{Html.Text(violation.ToString())}</li>");
        if (record.Laws.Violations.Count > MostViolations) page.Append($"<li>and {record.Laws.Violations.Count - MostViolations} more</li>");
        page.Append("</ul></section>\n");
    }
}
