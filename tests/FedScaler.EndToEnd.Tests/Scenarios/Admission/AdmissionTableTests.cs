using System.Text.Json.Nodes;
using FedScaler.Api;
using FedScaler.Api.Tests.Admission;
using FedScaler.Kube.Models;

namespace FedScaler.EndToEnd.Tests.Scenarios.Admission;

/// <summary>The table of good and bad specs, asked of the hub by dry runs: of the sandbox's, or of a real one with the chart's CRDs.</summary>
public sealed class AdmissionTableTests : FleetTest
{
    public static TheoryData<string> Kinds => [.. ApiResources.All.Select(static resource => resource.Kind)];

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_hub_says_what_the_table_says(string kind)
    {
        var fleet = await StartAsync(service: false);
        var failures = new List<string>();

        foreach (var row in AdmissionTable.Rows.Where(row => row.Resource.Kind == kind && !row.StoredByEarlierVersion))
        {
            var status = await AskAsync(fleet, row);
            var refused = row.Verdict == Verdict.Refused || (row.Verdict == Verdict.RunTimeOnly && !IsReal);
            if (refused != (status?.Code == 422)) failures.Add($"{row.Id}: {status?.Message ?? "accepted"}");
            // A real server writes some paths in another way; each of them ends in the field's own name.
            else if (refused) failures.AddRange(row.Told.Keys.Where(field => !status!.Message.Contains(Leaf(field), StringComparison.Ordinal)).Select(field => $"{row.Id}: {field} is not named: {status!.Message}"));
        }

        failures.ShouldBeEmpty();
    }

    private static async Task<KubeStatus?> AskAsync(Scenario fleet, AdmissionRow row)
    {
        if (row.Old is null) return await fleet.Hub.TryWriteAsync(row.Resource, At(row.Object, fleet, row.Resource), dryRun: true);
        var old = At(row.Old, fleet, row.Resource);
        (await fleet.Hub.TryWriteAsync(row.Resource, old, dryRun: false)).ShouldBeNull(row.Id);
        try
        {
            return await fleet.Hub.TryWriteAsync(row.Resource, At(row.Object, fleet, row.Resource), dryRun: true, replaces: true);
        }
        finally
        {
            await fleet.Hub.DeleteAsync(row.Resource, (string?)old["metadata"]!["namespace"], (string)old["metadata"]!["name"]!);
        }
    }

    private static JsonObject At(JsonObject value, Scenario fleet, ResourceType resource)
    {
        var copy = value.DeepClone().AsObject();
        if (resource.Namespaced) copy["metadata"]!["namespace"] = fleet.Namespace;
        return copy;
    }

    private static string Leaf(string field) => field.Split('.', '[')[^1].TrimEnd(']') is var leaf && int.TryParse(leaf, out _) ? field.Split('.')[^1].Split('[')[0] : leaf;
}
