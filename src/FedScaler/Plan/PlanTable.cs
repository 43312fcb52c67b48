using FedScaler.Terminal;
using Spectre.Console;

namespace FedScaler.Plan;

/// <summary>A plan for people.</summary>
internal static class PlanTable
{
    public static void Write(PlanResult plan, string name, TextWriter output) =>
        Write(plan, name, Terminals.On(output, Terminals.IsInteractive && ReferenceEquals(output, Console.Out)));

    public static void Write(PlanResult plan, string name, IAnsiConsole console)
    {
        console.MarkupLineInterpolated($"[bold]{name}[/]: {plan.EffectiveMin} to {plan.EffectiveMax} replicas over {plan.Clusters.Count} clusters");
        // Only the reason may be broken into lines: names and numbers are read at a glance, or not at all.
        var table = new Table().Border(TableBorder.Simple)
            .AddColumn("CLUSTER", static column => column.NoWrap())
            .AddColumn("STATE", static column => column.NoWrap())
            .AddColumn("MIN", static column => column.NoWrap().RightAligned())
            .AddColumn("MAX", static column => column.NoWrap().RightAligned())
            .AddColumn("REASON");
        foreach (var cluster in plan.Clusters)
            table.AddRow(Markup.Escape(cluster.Name), cluster.State, Number(cluster.MinReplicas), Number(cluster.MaxReplicas), Markup.Escape(cluster.Reason));
        console.Write(table);
        foreach (var condition in plan.Conditions)
            console.WriteLine($"{condition.Type} is {condition.Status} ({condition.Reason}): {condition.Message}");
    }

    private static string Number(int? count) => count?.ToString() ?? "-";
}
