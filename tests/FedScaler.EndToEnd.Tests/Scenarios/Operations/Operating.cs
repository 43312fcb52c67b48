using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Storage;

namespace FedScaler.EndToEnd.Tests.Scenarios.Operations;

/// <summary>The words of those who run the service.</summary>
internal static class Operating
{
    private const string ServiceNamespace = "fedscaler-system";

    /// <summary>Puts a value under the key paused of the service's ConfigMap.</summary>
    public static Task BrakeAsync(this Scenario fleet, string value = "true") => fleet.Hub.ApplyAsync(
        $$"""
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: fedscaler, namespace: {{ServiceNamespace}}}
        data: {paused: "{{value}}"}
        """);

    public static Task LetGoAsync(this Scenario fleet) => fleet.Hub.DeleteAsync(KnownResources.ConfigMaps, ServiceNamespace, "fedscaler");

    /// <summary>Writes to members, and of specs on the hub, while something goes on.</summary>
    public static async Task<IReadOnlyList<string>> WritesThatMatterAsync(this Scenario fleet, Func<Task> meanwhile)
    {
        var specs = new ConcurrentQueue<string>();
        var hub = fleet.Sandbox.Servers.Hub.Store;
        hub.Changed += NoteSpec;
        var writes = await fleet.Sandbox.CountWritesAsync(meanwhile);
        hub.Changed -= NoteSpec;
        return [.. writes.Where(static write => !write.StartsWith("hub: ", StringComparison.Ordinal) || IsOfSpec(write)), .. specs];

        void NoteSpec(StoreEvent change)
        {
            if (change.Resource == KarmadaResources.ResourceBindings && change.Origin is { } origin && !JsonNode.DeepEquals(change.Previous?["spec"], change.Object["spec"]))
                specs.Enqueue($"hub: {origin.Verb} spec of {change.Resource} {change.Key}");
        }
    }

    /// <summary>Reasons of the events about an object, each told once, in their order.</summary>
    public static async Task<IReadOnlyList<string>> StoryAsync(this Scenario fleet, string kind, string name, string? ns)
    {
        var told = await fleet.Hub.ListAsync(KnownResources.Events, ns);
        return
        [
            .. from happened in told
               where (string?)happened["regarding"]?["kind"] == kind && (string?)happened["regarding"]?["name"] == name
               orderby (string?)happened["eventTime"], (string?)happened["metadata"]!["name"]
               select $"{(string?)happened["type"]} {(string?)happened["reason"]}: {(string?)happened["note"]}",
        ];
    }

    /// <summary>An object as <c>kubectl get -o json</c> shows it, but for what every write changes.</summary>
    public static JsonObject WithoutBookkeeping(JsonObject? resource)
    {
        var shown = (JsonObject)resource.ShouldNotBeNull().DeepClone();
        shown.Remove("status");
        foreach (var field in (string[])["resourceVersion", "managedFields", "generation"]) shown["metadata"]!.AsObject().Remove(field);
        return shown;
    }

    /// <summary>Our status of a ResourceBinding is an annotation, which no request's path tells from a spec.</summary>
    private static bool IsOfSpec(string write) => !write.EndsWith(" status", StringComparison.Ordinal)
        && !write.Contains("events.events.k8s.io", StringComparison.Ordinal) && !write.StartsWith($"hub: PATCH {KarmadaResources.ResourceBindings} ", StringComparison.Ordinal);
}
