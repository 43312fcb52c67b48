using FedScaler.Api.FedHpas;
using FedScaler.Terminal;
using Spectre.Console;

namespace FedScaler.Plan;

/// <summary>A plan for people.</summary>
internal static class PlanTable
{
    public static void Write(PlanResult plan, FedHpa resource, TextWriter output)
    {
        var console = Terminals.On(output, Terminals.IsInteractive && ReferenceEquals(output, Console.Out));
        console.MarkupLineInterpolated($"[bold]{resource.Metadata.Name}[/]: {plan.EffectiveMin} to {plan.EffectiveMax} replicas over {plan.Clusters.Count} clusters");
        var table = new Table().Border(TableBorder.Simple).AddColumns("CLUSTER", "STATE", "MIN", "MAX", "REASON");
        foreach (var cluster in plan.Clusters)
            table.AddRow(Markup.Escape(cluster.Name), cluster.State, Number(cluster.MinReplicas), Number(cluster.MaxReplicas), Markup.Escape(cluster.Reason));
        console.Write(table);
        foreach (var condition in plan.Conditions)
            console.WriteLine($"{condition.Type} is {condition.Status} ({condition.Reason}): {condition.Message}");
    }

    private static string Number(int? count) => count?.ToString() ?? "-";
}
