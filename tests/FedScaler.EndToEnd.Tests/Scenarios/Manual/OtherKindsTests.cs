namespace FedScaler.EndToEnd.Tests.Scenarios.Manual;

/// <summary>Whatever has a <c>scale</c> subresource can have its count divided.</summary>
public class OtherKindsTests : FleetTest
{
    [Theory]
    [InlineData("StatefulSet")]
    [InlineData("CloneSet")]
    [InlineData("KruiseStatefulSet")]
    public async Task A_count_is_divided(string kind)
    {
        var fleet = await StartSandboxAsync();
        await RemovalScenario.PutAsync(fleet, kind, 1);
        var binding = await BindAsync(fleet, kind, 9);

        await fleet.UntilAsync("9 replicas run", async () => await CountAsync(fleet, kind) == 9);
        await fleet.UntilBindingAsync("Ready", "UserLeads", name: binding);
    }

    /// <summary>Returns the name of what divides the count.</summary>
    private static async Task<string> BindAsync(Scenario fleet, string kind, int replicas)
    {
        var plain = kind.Replace("Kruise", "", StringComparison.Ordinal);
        if (fleet.IsKarmada)
        {
            await fleet.Hub.PatchAsync(RemovalScenario.TypeOf(kind), fleet.Namespace, "web", $"spec: {{replicas: {replicas}}}", subresource: "scale");
            return $"web-{plain.ToLowerInvariant()}";
        }

        await fleet.ApplyAsync(
            $$"""
            apiVersion: fedscaler.io/v1alpha1
            kind: ReplicaBinding
            metadata: {name: web-other, namespace: NAMESPACE}
            spec:
              scaleTargetRef: {apiVersion: {{RemovalScenario.VersionOf(kind)}}, kind: {{plain}}, name: web}
              replicas: {{replicas}}
            """);
        return "web-other";
    }

    private static async Task<int> CountAsync(Scenario fleet, string kind)
    {
        var count = 0;
        foreach (var member in fleet.Members)
            count += (int?)(await member.FindAsync(RemovalScenario.TypeOf(kind), fleet.Namespace, "web"))?["spec"]!["replicas"] ?? 0;
        return count;
    }
}
