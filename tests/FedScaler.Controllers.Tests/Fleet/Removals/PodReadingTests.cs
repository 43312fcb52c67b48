using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using FedScaler.Controllers.Fleet.Removals;
using FedScaler.Core.ScaleIn;

namespace FedScaler.Controllers.Tests.Fleet.Removals;

public sealed class PodReadingTests
{
    [Fact]
    public void Everything_that_ranks_a_pod_is_read() =>
        Read(
            """
            {"metadata": {"name": "web-0", "uid": "u1", "creationTimestamp": "2026-03-01T00:00:00Z", "deletionTimestamp": "2026-03-01T01:00:00Z",
               "annotations": {"controller.kubernetes.io/pod-deletion-cost": "-7"}, "labels": {"tier": "front"},
               "ownerReferences": [{"apiVersion": "v1", "kind": "X", "name": "x", "uid": "other"}, {"apiVersion": "apps/v1", "kind": "ReplicaSet", "name": "r", "uid": "owner", "controller": true}]},
             "spec": {"nodeName": "n1", "containers": []},
             "status": {"phase": "Running",
               "conditions": [{"type": "PodScheduled", "status": "True"}, {"type": "Ready", "status": "True", "lastTransitionTime": "2026-03-01T00:05:00Z"}],
               "containerStatuses": [{"name": "a", "restartCount": 2}, {"name": "b", "restartCount": 5}]}}
            """).ShouldBe(
            new PodObservation("web-0", "u1")
            {
                Phase = PodPhase.Running,
                IsReady = true,
                ReadySince = new DateTimeOffset(2026, 3, 1, 0, 5, 0, TimeSpan.Zero),
                Node = "n1",
                CostAnnotation = "-7",
                Restarts = 5,
                Created = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero),
                IsTerminating = true,
                BelongsToTarget = true,
                BarrierValue = "front",
            });

    [Fact]
    public void A_pod_that_has_only_just_been_made_is_read() =>
        Read("""{"metadata": {"name": "web-0", "uid": "u1", "creationTimestamp": "2026-03-01T00:00:00Z"}}""").ShouldBe(
            new PodObservation("web-0", "u1")
            {
                Phase = PodPhase.Pending,
                IsReady = false,
                Created = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero),
                BelongsToTarget = false,
            });

    [Fact]
    public void A_pod_that_is_not_ready_is_ready_since_never() =>
        Read("""{"metadata": {"name": "p"}, "status": {"conditions": [{"type": "Ready", "status": "False", "lastTransitionTime": "2026-03-01T00:05:00Z"}]}}""")
            .ReadySince.ShouldBeNull();

    [Theory]
    [InlineData("Pending", PodPhase.Pending)]
    [InlineData("Running", PodPhase.Running)]
    [InlineData("Succeeded", PodPhase.Succeeded)]
    [InlineData("Failed", PodPhase.Failed)]
    [InlineData("Unknown", PodPhase.Unknown)]
    public void The_phase_is_read(string text, PodPhase phase) =>
        Read($$$"""{"metadata": {"name": "p"}, "status": {"phase": "{{{text}}}"}}""").Phase.ShouldBe(phase);

    [Fact]
    public void An_owner_that_is_not_the_controller_owns_nothing() =>
        Read("""{"metadata": {"name": "p", "ownerReferences": [{"apiVersion": "v1", "kind": "X", "name": "x", "uid": "owner"}]}}""").BelongsToTarget.ShouldBeFalse();

    private static PodObservation Read(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        reader.Read();
        return PodReading.Observe(PodFields.Decoder.Read(ref reader), ImmutableHashSet.Create("owner"), "tier");
    }
}
