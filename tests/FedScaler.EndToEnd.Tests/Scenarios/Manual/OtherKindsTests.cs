namespace FedScaler.EndToEnd.Tests.Scenarios.Manual;

/// <summary>Whatever has a <c>scale</c> subresource can have its count divided.</summary>
public sealed class OtherKindsTests : FleetTest
{
    [Theory]
    [InlineData("StatefulSet")]
    [InlineData("CloneSet")]
    [InlineData("KruiseStatefulSet")]
    public async Task A_count_is_divided(string kind)
    {
        var fleet = await StartSandboxAsync();
        foreach (var member in fleet.Members) await member.ApplyAsync(RemovalScenario.Workload(fleet.Namespace, kind, 1));

        await fleet.ApplyAsync(
            $$"""
            apiVersion: fedscaler.io/v1alpha1
            kind: ReplicaBinding
            metadata: {name: web-other, namespace: NAMESPACE}
            spec:
              scaleTargetRef: {apiVersion: {{RemovalScenario.VersionOf(kind)}}, kind: {{kind.Replace("Kruise", "", StringComparison.Ordinal)}}, name: web}
              replicas: 9
            """);

        await fleet.UntilAsync("9 replicas run", async () => await CountAsync(fleet, kind) == 9);
        await fleet.UntilBindingAsync("Ready", "UserLeads", name: "web-other");
    }

    private static async Task<int> CountAsync(Scenario fleet, string kind)
    {
        var count = 0;
        foreach (var member in fleet.Members)
            count += (int)(await member.FindAsync(RemovalScenario.TypeOf(kind), fleet.Namespace, "web"))!["spec"]!["replicas"]!;
        return count;
    }
}
