using FedScaler.Terminal;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace FedScaler.Status.View;

/// <summary>Applications for people: one with all of its clusters, or a line each.</summary>
internal static class StatusTables
{
    public static IRenderable Of(StatusReport report, StatusOptions options, DateTimeOffset now)
    {
        if (options.Name is null) return List(report, options);
        return report.Applications is [var only]
            ? One(only, options.Format == StatusFormat.Wide, now)
            : new Text($"{options.Name} is gone");
    }

    /// <summary>"6–60", and what schedules make of it.</summary>
    public static string BoundsOf(ApplicationReport report)
    {
        if (report.Bounds is not { } bounds) return $"{report.Replicas} replicas{By(report)}";
        return report.Effective is { } effective && effective != bounds ? $"{bounds} replicas, in force {effective}{By(report)}" : $"{bounds} replicas{By(report)}";
    }

    private static string By(ApplicationReport report) => report.ActiveSchedules.Count == 0 ? "" : $" by {string.Join(", ", report.ActiveSchedules)}";

    private static Rows One(ApplicationReport report, bool wide, DateTimeOffset now)
    {
        var lines = new List<IRenderable>
        {
            new Markup($"[bold]{Escape($"{report.Kind} {report.Namespace}/{report.Name}")}[/] of {Escape(report.Target)}: {Escape(BoundsOf(report))}"),
            new Markup($"current {report.Current}, desired {Count(report.Desired)}, ready {report.ReadyReplicas}  [{(report.Ready ? "green" : "red")}]{(report.Ready ? "Ready" : "not Ready")}[/]"),
        };
        lines.AddRange(report.Notes.Select(static note => new Text(OneLine.Of(note.ToString()))));
        lines.Add(Clusters(report, wide, now));
        if (report.Binding is { } binding) lines.Add(new Text(OneLine.Of($"binding: {binding}")));
        lines.AddRange(report.ScaleIns.Select(static scaleIn => new Text(OneLine.Of($"ScaleIn: {scaleIn}"))));
        if (report.NextTransition is { } next) lines.Add(new Text(OneLine.Of($"next: {next}")));
        return new Rows(lines);
    }

    private static Table Clusters(ApplicationReport report, bool wide, DateTimeOffset now)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var title in (string[])["CLUSTER", "STATE", "SHARE"]) table.AddColumn(title, static column => column.NoWrap());
        foreach (var title in (string[])["CURRENT", "DESIRED", "READY", "FREE", "UNSCHED"]) table.AddColumn(title, static column => column.NoWrap().RightAligned());
        table.AddColumn("SEEN", static column => column.NoWrap());
        if (wide) table.AddColumn("MEMBER", static column => column.NoWrap());
        // Only the reason may be broken into lines: names and numbers are read at a glance, or not at all.
        table.AddColumn("REASON");
        foreach (var cluster in report.Clusters)
        {
            var seen = cluster.LastSeen is { } at ? $"{Age(now - at)} ago" : cluster.State is "Silent" or "Lent" ? "never" : "answers";
            string[] cells =
            [
                Escape(cluster.Name), Coloured(cluster.State), cluster.Share?.ToString() ?? "-", $"{cluster.Current}", Count(cluster.Desired), $"{cluster.Ready}", Count(cluster.Free),
                Count(cluster.Unschedulable), seen, .. wide ? [Escape(cluster.Member ?? "-")] : Array.Empty<string>(), Escape(cluster.Reason ?? ""),
            ];
            table.AddRow(cells);
        }

        return table;
    }

    private static Table List(StatusReport report, StatusOptions options)
    {
        var table = new Table().Border(TableBorder.Simple);
        string[] titles = [.. options.AllNamespaces ? ["NAMESPACE"] : Array.Empty<string>(), "NAME", "TARGET", "BOUNDS", "IN FORCE"];
        foreach (var title in titles) table.AddColumn(title, static column => column.NoWrap());
        foreach (var title in (string[])["CURRENT", "DESIRED", "READY", "CLUSTERS"]) table.AddColumn(title, static column => column.NoWrap().RightAligned());
        table.AddColumn("STATUS");
        foreach (var one in report.Applications)
        {
            string[] cells =
            [
                .. options.AllNamespaces ? [Escape(one.Namespace)] : Array.Empty<string>(), Escape($"{(one.IsBinding ? "rb/" : "")}{one.Name}"), Escape(one.Target),
                one.Bounds?.ToString() ?? $"{one.Replicas}", one.Effective?.ToString() ?? "-", $"{one.Current}", Count(one.Desired), $"{one.ReadyReplicas}", $"{one.Clusters.Count}", Words(one, options.Format == StatusFormat.Wide),
            ];
            table.AddRow(cells);
        }

        return table;
    }

    /// <summary>The first thing to know, and the names of the others.</summary>
    private static string Words(ApplicationReport report, bool wide)
    {
        var state = report.Ready ? "[green]Ready[/]" : "[red]not Ready[/]";
        if (report.Notes.Count == 0) return state;
        return wide
            ? $"{state}: {Escape(string.Join("; ", report.Notes))}"
            : $"{state}: {Escape(string.Join(", ", report.Notes.Select(static note => note.Type == "Ready" ? note.Reason : note.Type).Distinct()))}";
    }

    private static string Coloured(string? state) => state switch
    {
        null => "-",
        "Active" => "[green]Active[/]",
        "Silent" or "Lent" => $"[red]{state}[/]",
        _ => $"[yellow]{Escape(state)}[/]",
    };

    private static string Escape(string text) => Markup.Escape(OneLine.Of(text));

    private static string Count(int? count) => count?.ToString() ?? "-";

    /// <summary>As kubectl tells ages, in the one unit that matters.</summary>
    private static string Age(TimeSpan age) => age switch
    {
        { TotalSeconds: < 120 } => $"{Math.Max(0, (int)age.TotalSeconds)}s",
        { TotalMinutes: < 120 } => $"{(int)age.TotalMinutes}m",
        { TotalHours: < 48 } => $"{(int)age.TotalHours}h",
        _ => $"{(int)age.TotalDays}d",
    };
}
