using System.Text.Json.Nodes;
using FedScaler.Core.ScaleIn;

namespace FedScaler.Core.Tests.ScaleIn;

/// <summary>The ranking against what a real kube-controller-manager deleted.</summary>
public sealed class VictimOrderTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 20, 10, 0, TimeSpan.Zero);

    private static readonly JsonArray Recordings = Read();

    public static TheoryData<string> Names => [.. Recordings.Select(static one => Text(one!, "deployment"))];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_pods_that_died_in_the_real_cluster_come_first(string name)
    {
        var recording = Recordings.First(one => Text(one!, "deployment") == name)!;
        PodObservation[] pods = [.. recording["pods"]!.AsArray().Select(static pod => Pod(pod!))];
        var died = recording["victims"]!.AsArray().Select(static victim => victim!.GetValue<string>()).ToHashSet();

        var first = VictimOrder.Rank(pods, pods, Now).Take(died.Count);

        first.Select(pod => Standing(pod, pods)).Order().ShouldBe(pods.Where(pod => died.Contains(pod.Name)).Select(pod => Standing(pod, pods)).Order());
    }

    [Fact]
    public void All_recordings_are_here() => Recordings.Count.ShouldBe(16);

    [Theory]
    [InlineData("-2147483648", int.MinValue)]
    [InlineData("50", 50)]
    [InlineData("0", 0)]
    [InlineData("-7", -7)]
    [InlineData("+1", 0)]
    [InlineData("007", 0)]
    [InlineData("-0", 0)]
    [InlineData("2147483648", 0)]
    [InlineData("ten", 0)]
    [InlineData("", 0)]
    [InlineData(null, 0)]
    public void An_annotation_that_the_api_server_would_refuse_counts_as_no_cost(string? annotation, int cost) =>
        DeletionCost.Of(annotation).ShouldBe(cost);

    [Fact]
    public void Each_rule_decides_only_where_those_before_it_do_not()
    {
        PodObservation[] order =
        [
            Ready("unscheduled") with { Node = null, CostAnnotation = "9" },
            Ready("pending") with { Phase = PodPhase.Pending, CostAnnotation = "8" },
            Ready("unready") with { IsReady = false, ReadySince = null, CostAnnotation = "7" },
            Ready("cheap") with { CostAnnotation = DeletionCost.Lowest },
            Ready("crowded-restarted") with { Node = "full", Restarts = 3 },
            Ready("crowded") with { Node = "full", ReadySince = Now.AddDays(-9) },
            Ready("fresh") with { ReadySince = Now.AddSeconds(-3) },
            Ready("restarted") with { Restarts = 3 },
            Ready("new") with { Created = Now.AddMinutes(-2) },
            Ready("old"),
        ];

        VictimOrder.Rank(order.Reverse(), order, Now).Select(static pod => pod.Name).ShouldBe(order.Select(static pod => pod.Name));
    }

    private static PodObservation Ready(string name) =>
        new(name, name) { Node = name, ReadySince = Now.AddHours(-1), Created = Now.AddDays(-1) };

    /// <summary>All that the recorded pods are told apart by: those alike in it may trade places.</summary>
    private static string Standing(PodObservation pod, PodObservation[] all) =>
        $"{pod.IsReady} {DeletionCost.Of(pod.CostAnnotation)} {all.Count(other => other.Node == pod.Node)} {pod.ReadySince:O} {pod.Restarts}";

    private static PodObservation Pod(JsonNode pod)
    {
        var name = Text(pod, "name");
        return new(name, name)
        {
            Node = Text(pod, "node"),
            IsReady = pod["ready"]!.GetValue<bool>(),
            ReadySince = pod["readyForSeconds"] is { } seconds ? Now.AddSeconds(-seconds.GetValue<int>()) : null,
            CostAnnotation = pod["deletionCost"]?.ToString(),
            Restarts = pod["restarts"]!.GetValue<int>(),
            Created = DateTimeOffset.Parse(Text(pod, "createdAt")),
        };
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    private static JsonArray Read()
    {
        using var stream = typeof(VictimOrderTests).Assembly.GetManifestResourceStream("victim-recordings.json")!;
        return JsonNode.Parse(stream)!["victims"]!.AsArray();
    }
}
