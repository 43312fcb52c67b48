using System.Text;

namespace FedScaler.Demo.Report;

/// <summary>A demo run as one page that needs nothing else: no network, no script.</summary>
public static class HtmlReport
{
    /// <summary>Writes <c>report.html</c> into a directory, made if need be, and returns its path.</summary>
    public static async Task<string> WriteAsync(DemoRecord record, string directory, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(directory);
        var path = Path.Combine(directory, "report.html");
        await File.WriteAllTextAsync(path, Render(record), cancellationToken);
        return path;
    }

    public static string Render(DemoRecord record)
    {
        var page = new StringBuilder();
        page.Append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.Append($"<title>{Html.Text(record.Title)}</title>\n<style>\n{ReportStyle.Css}\n</style>\n</head>\n<body>\n<main>\n");
        Head(page, record);
        DemandChart.Draw(page, record);
        for (var member = 0; member < record.Samples[0].Members.Count; member++) MemberChart.Draw(page, record, member);
        ReportTables.Faults(page, record);
        ReportTables.Removal(page, record);
        ReportTables.Laws(page, record);
        ReportTables.Events(page, record);
        return page.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static void Head(StringBuilder page, DemoRecord record)
    {
        var members = string.Join(", ", record.Samples[0].Members.Select(static member => Html.Text(member.Name)));
        page.Append($"<header><h1>{Html.Text(record.Title)}</h1>");
        page.Append($"<p>{record.MinReplicas} to {record.MaxReplicas} replicas over {members} · {record.From:d MMM yyyy HH:mm} to {record.To:d MMM yyyy HH:mm} · load: {Html.Text(record.Trace)} · seed {record.Seed}</p>");
        var good = record.ExitCode == ExitCodes.Success;
        page.Append($"<p class=\"verdict {(good ? "good" : "bad")}\">{(good ? "Every law was kept, and no demand went unserved that could have been served" : "Something went wrong: see below")}</p></header>\n<dl class=\"facts\">");
        foreach (var (label, value) in DemoFacts.Of(record)) page.Append($"<div><dt>{Html.Text(label)}</dt><dd>{Html.Text(value)}</dd></div>");
        page.Append("</dl>\n");
    }
}
