using System.Text.Json.Nodes;
using FedScaler.Hosting.Federations;
using FedScaler.Kube.Json;
using FedScaler.Migrate.ControlPlane;
using FedScaler.Sandbox.Storage;

namespace FedScaler.EndToEnd.Tests.Scenarios.Karmada.Moves;

/// <summary>What the dry run prints is what is written then, and it writes nothing.</summary>
public sealed class DryRunTests : FleetTest
{
    protected override FederationKind Federation => FederationKind.Karmada;

    [Fact]
    public async Task It_prints_what_every_step_writes_and_writes_nothing()
    {
        var fleet = await StartSandboxAsync(members: 2);
        await fleet.RunInKarmadasHandsAsync();
        // The service would be before the command with the label.
        await fleet.StopServiceAsync();
        (await CompareAsync(fleet)).ShouldBe(["Added FedHPA", "Added PropagationPolicy", "Modified Deployment", "Modified FedHPA"]);
        await fleet.StartServiceAsync();
        await fleet.ShouldBeOursAsync();
        (await CompareAsync(fleet, "--back")).ShouldBe(["Modified FedHPA", "Added PropagationPolicy", "Modified ResourceBinding", "Modified Deployment", "Added FederatedHPA"]);
        await fleet.ShouldBeKarmadasAsync();
    }

    /// <summary>Runs it dry, and then in earnest; returns what the latter wrote, each held against what the former had printed. What it deletes is in the steps' titles.</summary>
    private static async Task<IReadOnlyList<string>> CompareAsync(Scenario fleet, params string[] args)
    {
        CommandResult? dry = null;
        (await fleet.Sandbox.CollectStoredByAsync("fedscaler-migrate", async () => dry = await fleet.MigrateAsync(["--dry-run", .. args]))).ShouldBeEmpty();
        var printed = new Queue<JsonObject>(Printed(dry!.ShouldEndWith(0).Output));

        var written = await fleet.Sandbox.CollectStoredByAsync("fedscaler-migrate", async () => (await fleet.MigrateAsync(args)).ShouldEndWith(0));
        foreach (var change in written) ShouldBeAs(printed.Dequeue(), change);
        printed.ShouldBeEmpty("all that is printed is written");
        return [.. written.Select(static change => $"{change.Type} {change.Resource.Kind}")];
    }

    /// <summary>The manifests below the steps, which are indented.</summary>
    private static IEnumerable<JsonObject> Printed(string output)
    {
        var manifest = new List<string>();
        foreach (var line in output.Split('\n').Append(""))
        {
            if (line.StartsWith("    ", StringComparison.Ordinal))
            {
                manifest.Add(line[4..]);
                continue;
            }

            if (manifest.Count > 0) yield return (JsonObject)YamlJson.Parse(string.Join('\n', manifest))!;
            manifest.Clear();
        }
    }

    private static void ShouldBeAs(JsonObject printed, StoreEvent change)
    {
        var (said, stored) = (printed.ToJsonString(), change.Object.ToJsonString());
        var expected = change.Previous is { } before ? Merged(before, printed) : printed;
        Content(expected).IsWithin(change.Object).ShouldBeTrue($"{said} is printed, and {stored} is stored");
        if (change.Previous is not null) Content(change.Object).IsWithin(expected).ShouldBeTrue($"{said} is printed, and more of {stored} is changed");
    }

    /// <summary>Without what every write changes.</summary>
    private static JsonObject Content(JsonObject value)
    {
        var content = (JsonObject)value.DeepClone();
        foreach (var field in (string[])["resourceVersion", "generation", "managedFields"]) (content["metadata"] as JsonObject)?.Remove(field);
        return content;
    }

    private static JsonObject Merged(JsonObject before, JsonObject patch)
    {
        var merged = (JsonObject)before.DeepClone();
        foreach (var (name, value) in patch)
        {
            if (value is null) merged.Remove(name);
            else if (value is JsonObject fields) merged[name] = Merged(merged[name] as JsonObject ?? [], fields);
            else merged[name] = value.DeepClone();
        }

        return merged;
    }
}
