using System.Text.Json.Nodes;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;

namespace FedScaler.EndToEnd.Tests.Harness;

/// <summary>The words in which tests speak of an application that moves between Karmada's hands and ours.</summary>
internal static class MoveScenario
{
    public const string Application = "shop/web";

    /// <summary>The application as Karmada has it in hand: a policy of its own scheduler, and a FederatedHPA of 6 to 60 at 60% of a cpu a pod.</summary>
    /// <param name="preference">How its scheduler divides.</param>
    public static async Task RunInKarmadasHandsAsync(this Scenario fleet, string preference = "weightPreference: {dynamicWeight: AvailableReplicas}", int min = 6)
    {
        await fleet.Hub.ApplyAsync(Policy(fleet, preference));
        await fleet.Hub.ApplyAsync(Manifests.Workload(fleet.Namespace, "web", min, "Deployment", "1"));
        await fleet.ApplyAsync(FederatedHpa(min));
        await fleet.UntilAsync("Karmada has divided it", async () => await fleet.RunsInAllAsync() == min && await fleet.AgreesAsync());
    }

    public static string Policy(Scenario fleet, string preference = "weightPreference: {dynamicWeight: AvailableReplicas}") =>
        Manifests.Policy(fleet.Namespace, "web", "Deployment", fleet.Members.Select(static member => member.Name), preference, scheduler: KarmadaKeys.DefaultScheduler);

    public static string FederatedHpa(int min = 6, string target = "web") =>
        $$"""
        apiVersion: autoscaling.karmada.io/v1alpha1
        kind: FederatedHPA
        metadata: {name: web, namespace: NAMESPACE, labels: {team: shop} }
        spec:
          scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: {{target}} }
          minReplicas: {{min}}
          maxReplicas: 60
          metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 60 } } }]
        """;

    /// <summary>As <c>kubectl replace --force</c> does: Karmada lets nobody change a policy's scheduler in place.</summary>
    public static async Task ScheduleByAsync(this Scenario fleet, string scheduler)
    {
        var standing = (await fleet.Hub.FindAsync(KarmadaResources.PropagationPolicies, fleet.Namespace, "web"))!;
        await fleet.Hub.DeleteAsync(KarmadaResources.PropagationPolicies, fleet.Namespace, "web");
        await fleet.UntilAsync("the policy is gone", async () => await fleet.Hub.FindAsync(KarmadaResources.PropagationPolicies, fleet.Namespace, "web") is null);
        standing["metadata"] = new JsonObject { ["name"] = "web", ["namespace"] = fleet.Namespace };
        standing["spec"]!["schedulerName"] = scheduler;
        await fleet.Hub.ApplyAsync(standing.ToJsonString());
        await fleet.UntilAsync($"the binding is {scheduler}'s", async () => (string?)(await fleet.ResourceBindingAsync())!["spec"]!["schedulerName"] == scheduler);
    }

    public static async Task<IReadOnlyList<string>> PoliciesAsync(this Scenario fleet) =>
        [.. (await fleet.Hub.ListAsync(KarmadaResources.PropagationPolicies, fleet.Namespace)).Select(static policy => (string)policy["metadata"]!["name"]!).Order(StringComparer.Ordinal)];

    /// <summary>Runs <c>fedscaler migrate federatedhpa shop/web</c> to its end.</summary>
    public static Task<CommandResult> MigrateAsync(this Scenario fleet, params string[] args) => fleet.Sandbox.MigrateAsync(["federatedhpa", Application, .. args]);

    /// <summary>The same, stopped when a step is done.</summary>
    public static Task<CommandResult> MigrateUntilAsync(this Scenario fleet, int step, params string[] args) => fleet.Sandbox.MigrateAsync(["federatedhpa", Application, .. args], $"{step}/");

    /// <summary>Loads every member as what it runs can carry, times a factor: at 1 no autoscaler has anything to do, wherever it stands.</summary>
    public static async Task LoadAsync(this Scenario fleet, double factor = 1)
    {
        foreach (var member in fleet.Members) fleet.Sandbox.SetLoad(member.Name, await fleet.RunsAsync(member.Name) * 0.59 * factor);
    }

    public static async Task<int> RunsInAllAsync(this Scenario fleet)
    {
        var sum = 0;
        foreach (var member in fleet.Members) sum += await fleet.RunsAsync(member.Name);
        return sum;
    }

    public static async Task<IReadOnlyList<int>> RunsEachAsync(this Scenario fleet)
    {
        var counts = new List<int>();
        foreach (var member in fleet.Members) counts.Add(await fleet.RunsAsync(member.Name));
        return counts;
    }

    public static Task<JsonObject?> ResourceBindingAsync(this Scenario fleet) => fleet.Hub.FindAsync(KarmadaResources.ResourceBindings, fleet.Namespace, "web-deployment");

    public static Task<JsonObject?> TemplateAsync(this Scenario fleet) => fleet.Hub.FindAsync(KnownResources.Deployments, fleet.Namespace, "web");

    public static async Task<string?> RetainedAsync(this Scenario fleet) => (string?)(await fleet.TemplateAsync())?["metadata"]?["labels"]?[KarmadaKeys.RetainReplicas];

    /// <summary>Binding, template and members say the same: replicas are the sum of the clusters, each of which is what its member runs.</summary>
    public static async Task<bool> AgreesAsync(this Scenario fleet)
    {
        if ((await fleet.ResourceBindingAsync())?["spec"] is not { } spec) return false;
        var sum = 0;
        foreach (var cluster in spec["clusters"] as JsonArray ?? [])
        {
            var replicas = (int?)cluster!["replicas"] ?? 0;
            if (await fleet.RunsAsync((string)cluster["name"]!) != replicas) return false;
            sum += replicas;
        }

        return sum == ((int?)spec["replicas"] ?? 0) && sum == (int)(await fleet.TemplateAsync())!["spec"]!["replicas"]!;
    }

    /// <summary>FedScaler leads: its shares are in the members, and nothing of Karmada's autoscaler is left.</summary>
    public static async Task ShouldBeOursAsync(this Scenario fleet)
    {
        await fleet.UntilReadyAsync();
        await fleet.UntilAsync("every member has its share", async () => (await fleet.SharesAsync()).Count == fleet.Members.Count && (await fleet.SharesAsync()).Values.Sum(static share => share.Max) == 60);
        await fleet.UntilAsync("all agree", fleet.AgreesAsync);
        await fleet.UntilAsync("the descheduler would leave the binding alone", async () => (await fleet.ResourceBindingAsync())!["metadata"]!["annotations"]![KarmadaKeys.AppliedPlacement] is null);
        (await fleet.Hub.FindAsync(KarmadaResources.FederatedHpas, fleet.Namespace, "web")).ShouldBeNull();
        ((string?)(await fleet.ResourceBindingAsync())!["spec"]!["schedulerName"]).ShouldBe("fedscaler");
        (await fleet.PoliciesAsync()).ShouldBe(["web-fedscaler"]);
        (await fleet.RetainedAsync()).ShouldBe("true");
    }

    /// <summary>Karmada leads: its autoscaler and scheduler are in charge, and nothing of ours is left.</summary>
    public static async Task ShouldBeKarmadasAsync(this Scenario fleet)
    {
        await fleet.UntilAsync("no mark of ours is left", async () =>
            (await fleet.TemplateAsync())!["metadata"]!["annotations"]?.AsObject().Any(static note => note.Key.StartsWith("fedscaler.io/", StringComparison.Ordinal)) != true
            && (await fleet.ResourceBindingAsync())!["metadata"]!["annotations"]!.AsObject().All(static note => !note.Key.StartsWith("fedscaler.io/", StringComparison.Ordinal)));
        (await fleet.FindFedHpaAsync()).ShouldBeNull();
        (await fleet.SharesAsync()).ShouldBeEmpty();
        (await fleet.RetainedAsync()).ShouldBeNull();
        var own = (await fleet.Hub.FindAsync(KarmadaResources.FederatedHpas, fleet.Namespace, "web")).ShouldNotBeNull();
        ((int?)own["spec"]!["minReplicas"], (int?)own["spec"]!["maxReplicas"], (string?)own["metadata"]!["labels"]!["team"]).ShouldBe((6, 60, "shop"));
        ((string?)(await fleet.ResourceBindingAsync())!["spec"]!["schedulerName"]).ShouldBe("default-scheduler");
        (await fleet.PoliciesAsync()).ShouldBe(["web"]);
    }
}
