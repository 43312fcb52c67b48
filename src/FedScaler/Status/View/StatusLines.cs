namespace FedScaler.Status.View;

/// <summary>An application in lines, each with what it is about, so that the same can be told from the new.</summary>
internal static class StatusLines
{
    private const char Part = ' ';

    public static IEnumerable<(string About, string Line)> Of(ApplicationReport report)
    {
        var name = $"{report.Namespace}/{(report.IsBinding ? "rb/" : "")}{report.Name}";
        yield return (name, $"{name}: {(report.Ready ? "Ready" : "not Ready")}, {StatusTables.BoundsOf(report)}, current {report.Current}, desired {Count(report.Desired)}, ready {report.ReadyReplicas}");
        foreach (var note in report.Notes) yield return ($"{name}{Part}{note.Type}", $"{name}: {note}");
        foreach (var cluster in report.Clusters)
        {
            var words = $"{cluster.State ?? "Runs"} {cluster.Share?.ToString() ?? "no share"}, current {cluster.Current}, desired {Count(cluster.Desired)}, ready {cluster.Ready}, free {Count(cluster.Free)}, unschedulable {Count(cluster.Unschedulable)}";
            yield return ($"{name}{Part}{cluster.Name}", $"{name} {cluster.Name}: {words}{(cluster.Reason is { } reason ? $": {reason}" : "")}");
        }

        if (report.Binding is { } binding) yield return ($"{name}{Part}binding", $"{name}: binding {binding}");
        foreach (var scaleIn in report.ScaleIns) yield return ($"{name}{Part}ScaleIn {scaleIn.Split(' ')[0]}", $"{name}: ScaleIn {scaleIn}");
        if (report.NextTransition is { } next) yield return ($"{name}{Part}next", $"{name}: next {next}");
    }

    /// <summary>What ceased to be is told of everything but of what always comes anew.</summary>
    public static bool IsWorthTelling(string about) => !about.EndsWith($"{Part}next", StringComparison.Ordinal) && !about.EndsWith($"{Part}binding", StringComparison.Ordinal);

    private static string Count(int? count) => count?.ToString() ?? "-";
}
