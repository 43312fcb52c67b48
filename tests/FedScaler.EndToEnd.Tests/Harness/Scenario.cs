using System.Text.Json.Nodes;
using FedScaler.Api;
using FedScaler.Hosting.Federations;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;

namespace FedScaler.EndToEnd.Tests.Harness;

/// <summary>The words in which tests speak to a fleet. All of them go over HTTP, as a user's would.</summary>
internal sealed class Scenario(IWorld world)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public Cluster Hub => world.Hub;

    public IReadOnlyList<Cluster> Members => world.Members;

    public string Namespace => world.Namespace;

    /// <summary>The sandbox's faults and clock; a scenario that needs them is started with them.</summary>
    public SandboxWorld Sandbox => (SandboxWorld)world;

    public bool IsKarmada => world.Federation == FederationKind.Karmada;

    public Cluster Member(string name) => Members.First(member => member.Name == name);

    public Task StepAsync(double seconds) => world.StepAsync(TimeSpan.FromSeconds(seconds));

    public Task StartServiceAsync() => world.StartServiceAsync();

    public Task StopServiceAsync() => world.StopServiceAsync();

    public async Task RestartServiceAsync()
    {
        await StopServiceAsync();
        await StartServiceAsync();
    }

    public Task UntilAsync(string what, Func<Task<bool>> reached, TimeSpan? patience = null) => world.UntilAsync(what, reached, patience ?? Patience);

    /// <summary>Puts a workload into members: all of them where none is named.</summary>
    public async Task DeployAsync(string name = "web", int replicas = 1, string kind = "Deployment", string cpu = "1", params string[] members)
    {
        var chosen = Members.Where(member => members.Length == 0 || members.Contains(member.Name)).ToList();
        if (IsKarmada)
        {
            // There the workload is on the hub, for whoever schedules it to divide.
            await Hub.ApplyAsync(Manifests.Policy(Namespace, name, kind, chosen.Select(static member => member.Name)));
            await Hub.ApplyAsync(Manifests.Workload(Namespace, name, replicas * chosen.Count, kind, cpu));
            var type = kind == "Deployment" ? KnownResources.Deployments : KnownResources.StatefulSets;
            foreach (var member in world.IsServiceRunning ? chosen : [])
                await UntilAsync($"{name} is in {member.Name}", async () => await member.FindAsync(type, Namespace, name) is not null);
            return;
        }

        foreach (var member in chosen) await member.ApplyAsync(Manifests.Workload(Namespace, name, replicas, kind, cpu));
    }

    /// <summary>Applies what a user has in a file; "NAMESPACE" in it stands for the scenario's.</summary>
    public Task<JsonObject> ApplyAsync(string yaml) => Hub.ApplyAsync(yaml.Replace("NAMESPACE", Namespace, StringComparison.Ordinal));

    public Task EditAsync(string patch, string name = "web") => Hub.PatchAsync(ApiResources.FedHpas, Namespace, name, patch);

    /// <summary>What stands for a member on the hub.</summary>
    public ResourceType MemberType => IsKarmada ? KarmadaResources.Clusters : ApiResources.MemberClusters;

    /// <summary>Has a member left alone, or no longer.</summary>
    public Task PauseAsync(string member, bool paused = true) => IsKarmada
        ? Hub.PatchAsync(KarmadaResources.Clusters, null, member, $"metadata: {{labels: {{fedscaler.io/paused: {(paused ? "\"true\"" : "null")}}}}}")
        : Hub.PatchAsync(ApiResources.MemberClusters, null, member, $"spec: {{paused: {(paused ? "true" : "false")}}}");

    /// <summary>Takes what the hub knows of a member away, credentials and all; what runs there goes on.</summary>
    public async Task UnregisterAsync(string member)
    {
        if (!IsKarmada) await Hub.DeleteAsync(KnownResources.Secrets, "fedscaler-system", member);
        await Hub.DeleteAsync(MemberType, null, member);
    }

    public Task DeleteFedHpaAsync(string name = "web") => Hub.DeleteAsync(ApiResources.FedHpas, Namespace, name);

    public Task<JsonObject?> FindFedHpaAsync(string name = "web") => Hub.FindAsync(ApiResources.FedHpas, Namespace, name);

    public async Task<JsonNode> StatusAsync(string name = "web") => (await FindFedHpaAsync(name))?["status"] ?? new JsonObject();

    /// <summary>One member's entry in the status.</summary>
    public async Task<JsonNode> StatusOfAsync(string member, string name = "web") =>
        (await StatusAsync(name))["clusters"]?.AsArray().FirstOrDefault(cluster => (string?)cluster!["name"] == member) ?? new JsonObject();

    public async Task<Condition> ConditionAsync(string type, string name = "web") => Condition.Find(await FindFedHpaAsync(name), type);

    public async Task<Condition> MemberConditionAsync(string type, string member) =>
        Condition.Find(await Hub.FindAsync(ApiResources.MemberClusters, null, member), type);

    public async Task<JsonObject?> FindHpaAsync(string member, string name = "web") =>
        await Member(member).FindAsync(KnownResources.HorizontalPodAutoscalers, Namespace, name);

    /// <summary>Null where the member has no HPA of that name.</summary>
    public async Task<Share?> ShareAsync(string member, string name = "web") =>
        (await FindHpaAsync(member, name))?["spec"] is { } spec ? new Share((int?)spec["minReplicas"] ?? 1, (int)spec["maxReplicas"]!) : null;

    /// <summary>By member, those that have one.</summary>
    public async Task<Dictionary<string, Share>> SharesAsync(string name = "web")
    {
        var shares = new Dictionary<string, Share>(StringComparer.Ordinal);
        foreach (var member in Members)
            if (await ShareAsync(member.Name, name) is { } share) shares[member.Name] = share;
        return shares;
    }

    /// <summary>spec.replicas of the workload there.</summary>
    public async Task<int> RunsAsync(string member, string name = "web") =>
        (int?)(await Member(member).FindAsync(KnownResources.Deployments, Namespace, name))?["spec"]?["replicas"] ?? 0;

    public async Task<int> ReadyAsync(string member, string name = "web") =>
        (int?)(await Member(member).FindAsync(KnownResources.Deployments, Namespace, name))?["status"]?["readyReplicas"] ?? 0;

    public ResourceType BindingType => IsKarmada ? KarmadaResources.ResourceBindings : ApiResources.ReplicaBindings;

    /// <summary>The hub's record of replicas per cluster, which has spec.replicas and spec.clusters in every federation.</summary>
    public async Task<JsonObject?> FindBindingAsync(string name = "web-deployment")
    {
        var binding = await Hub.FindAsync(BindingType, Namespace, name);
        if (!IsKarmada || binding is null) return binding;
        // Karmada leaves a count of 0 out, and what has no place in its status is told in an annotation.
        binding["spec"]!["replicas"] ??= 0;
        binding["status"] = JsonNode.Parse((string?)binding["metadata"]!["annotations"]?["fedscaler.io/status"] ?? "{}");
        return binding;
    }

    /// <summary>Notes of the events about a FedHPA, those of one reason where it is given.</summary>
    public async Task<IReadOnlyList<string>> EventsAsync(string? reason = null, string name = "web") =>
    [
        .. from happened in await Hub.ListAsync(KnownResources.Events, Namespace)
           where (string?)happened["regarding"]?["name"] == name && (reason is null || (string?)happened["reason"] == reason)
           select (string?)happened["note"] ?? "",
    ];

    /// <summary>Waits until the status says Ready of the spec as it stands.</summary>
    public Task UntilReadyAsync(string name = "web") => UntilAsync($"FedHPA {name} is ready", async () =>
    {
        var resource = await FindFedHpaAsync(name);
        return Condition.Find(resource, "Ready").IsTrue && (long?)resource!["status"]!["observedGeneration"] == (long?)resource["metadata"]!["generation"];
    });

    /// <summary>Waits until the status has a condition of this status and, where it is given, reason.</summary>
    public Task UntilConditionAsync(string type, bool status = true, string? reason = null, string name = "web") => UntilAsync(
        $"{type} is {status} {reason}",
        async () => await ConditionAsync(type, name) is { Present: true } condition && condition.IsTrue == status && (reason is null || condition.Reason == reason));
}
