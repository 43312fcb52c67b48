using System.Text.Json.Nodes;
using FedScaler.Sandbox.Simulation;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Simulation;

public sealed class HpaRecordingsTests
{
    private static readonly SimulationSettings AsRecorded = new()
    {
        HpaSyncPeriod = TimeSpan.FromSeconds(2),
        HpaDownscaleStabilization = TimeSpan.FromSeconds(10),
        HpaCpuInitializationPeriod = TimeSpan.Zero,
        HpaInitialReadinessDelay = TimeSpan.Zero,
        MetricsWindow = TimeSpan.Zero,
        PodStartup = TimeSpan.FromSeconds(1),
    };

    [Theory]
    [MemberData(nameof(Recordings.Hpas), MemberType = typeof(Recordings))]
    public void After_45_seconds_the_hpa_stands_where_the_real_one_stood(string name)
    {
        var recording = Recordings.Hpa(name);
        using var member = new SimulatedMember(AsRecorded);
        member.AddNodes(5);
        member.AddDeployment(name, recording["replicas"]!.GetValue<int>());
        member.Simulation.Metrics.SetStaticLoad(SimulatedMember.Workload(name), recording["loadMilli"]!.GetValue<long>());
        member.Run(10);

        member.AddHpa(
            name,
            recording["minReplicas"]!.GetValue<int>(),
            recording["maxReplicas"]!.GetValue<int>(),
            recording["targetUtilization"]!.GetValue<int>(),
            recording["behavior"]);
        member.Run(45);

        Observed(member.Hpa(name)["status"]!).ToJsonString().ShouldBe(recording["after45s"]!.ToJsonString());
    }

    private static JsonObject Observed(JsonNode status) => new()
    {
        ["currentReplicas"] = status["currentReplicas"]!.GetValue<int>(),
        ["desiredReplicas"] = status["desiredReplicas"]!.GetValue<int>(),
        ["utilization"] = status["currentMetrics"]![0]!["resource"]!["current"]!["averageUtilization"]!.GetValue<int>(),
        ["conditions"] = new JsonArray([.. status["conditions"]!.AsArray().Select(one => (JsonNode)new JsonObject
        {
            ["type"] = one!["type"]!.GetValue<string>(),
            ["status"] = one["status"]!.GetValue<string>(),
            ["reason"] = one["reason"]!.GetValue<string>(),
        })]),
    };
}
