using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Simulation;

public sealed class VictimRecordingsTests
{
    [Theory]
    [MemberData(nameof(Recordings.ScaleDowns), MemberType = typeof(Recordings))]
    public void The_pods_that_died_in_the_real_cluster_die_here(string name)
    {
        var recording = Recordings.ScaleDown(name);
        var pods = recording["pods"]!.AsArray();
        using var member = new SimulatedMember();
        member.AddNodes(5, prefix: "idc-a-n");
        // Pods are made as recorded before the deployment wants any, and then adopted by its ReplicaSet through their owner.
        member.AddDeployment(name, 0);
        member.Settle();
        var set = member.Store.List(KnownResources.ReplicaSets).ShouldHaveSingleItem();
        foreach (var pod in pods) member.Add(KnownResources.Pods, AsRecorded(pod!, set, member));
        member.Scale(name, recording["from"]!.GetValue<int>());
        member.Settle();
        member.Pods.Count.ShouldBe(pods.Count);

        member.Scale(name, recording["to"]!.GetValue<int>());
        member.Run(60);

        var left = member.Pods.Select(SimulatedMember.NameOf).ToHashSet();
        var died = pods.Where(pod => !left.Contains(pod!["name"]!.GetValue<string>())).Select(pod => Rank(pod!, pods));
        var shouldDie = recording["victims"]!.AsArray().Select(victim => pods.First(pod => pod!["name"]!.GetValue<string>() == victim!.GetValue<string>()));
        died.Order().ShouldBe(shouldDie.Select(pod => Rank(pod!, pods)).Order());
    }

    /// <summary>All that the ranking looks at: pods alike in it may trade places.</summary>
    private static string Rank(JsonNode pod, JsonArray all) =>
        $"{pod["ready"]} {pod["deletionCost"]?.GetValue<int>() ?? 0} {all.Count(other => other!["node"]!.GetValue<string>() == pod["node"]!.GetValue<string>())}"
        + $" {pod["readyForSeconds"]} {pod["restarts"]}";

    private static JsonObject AsRecorded(JsonNode pod, JsonObject set, SimulatedMember member)
    {
        var now = member.Clock.GetUtcNow();
        var since = now - TimeSpan.FromSeconds(pod["readyForSeconds"]?.GetValue<int>() ?? 0);
        var value = SimulatedMember.Json($$$"""
            {"apiVersion": "v1", "kind": "Pod",
             "metadata": {"name": "{{{pod["name"]}}}", "namespace": "shop", "labels": {"app": "x"}, "annotations": {},
              "ownerReferences": [{"apiVersion": "apps/v1", "kind": "ReplicaSet", "controller": true,
               "name": "{{{SimulatedMember.NameOf(set)}}}", "uid": "{{{set["metadata"]!["uid"]}}}"}]},
             "spec": {"nodeName": "{{{pod["node"]}}}", "containers": [{"name": "main"}]},
             "status": {"phase": "Running", "startTime": "{{{since:yyyy-MM-ddTHH:mm:ssZ}}}",
              "containerStatuses": [{"name": "main", "restartCount": {{{pod["restarts"]}}}}],
              "conditions": [{"type": "Ready", "status": "{{{(pod["ready"]!.GetValue<bool>() ? "True" : "False")}}}",
               "lastTransitionTime": "{{{since:yyyy-MM-ddTHH:mm:ssZ}}}"}]}}
            """);
        if (pod["deletionCost"] is { } cost) value["metadata"]!["annotations"]!["controller.kubernetes.io/pod-deletion-cost"] = $"{cost}";
        return value;
    }
}
