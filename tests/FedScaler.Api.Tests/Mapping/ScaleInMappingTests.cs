using System.Collections.Immutable;
using System.Text.Json;
using FedScaler.Api.Common;
using FedScaler.Api.Json;
using FedScaler.Api.Mapping;
using FedScaler.Api.ScaleIns;
using FedScaler.Core.ScaleIn;
using Shouldly;
using Xunit;

namespace FedScaler.Api.Tests.Mapping;

public sealed class ScaleInMappingTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_request_is_what_the_spec_asks_counted_from_the_first_look()
    {
        var resource = new ScaleIn
        {
            Metadata = new() { Name = "drop", Uid = "op", Annotations = new() { ["fedscaler.io/allow-volume-deletion"] = "true" }, DeletionTimestamp = Start.AddSeconds(5) },
            Spec = new()
            {
                ScaleTargetRef = new() { ApiVersion = "apps.kruise.io/v1alpha1", Kind = "CloneSet", Name = "web" },
                Pods = [new() { Cluster = "a", Name = "web-1", Uid = "u" }, new() { Cluster = "b", Name = "web-2" }],
                Mode = ScaleInMode.Cap,
                Guarantee = ScaleInGuarantee.BestEffort,
                DeadlineSeconds = 30,
            },
        };

        var request = resource.ReadRequest(Start);

        (request.Id, request.Kind, request.Workload, request.Deadline).ShouldBe(("op", TargetKind.CloneSet, "web", Start.AddSeconds(30)));
        (request.Mode, request.Guarantee, request.AllowsVolumeDeletion, request.WithdrawnAt).ShouldBe((RemovalMode.Cap, RemovalGuarantee.BestEffort, true, Start.AddSeconds(5)));
        request.Pods.ShouldBe([new NamedPod("a", "web-1", "u"), new NamedPod("b", "web-2")]);
    }

    [Theory]
    [InlineData("apps/v1", "Deployment", TargetKind.Deployment)]
    [InlineData("apps/v1", "StatefulSet", TargetKind.StatefulSet)]
    [InlineData("apps.kruise.io/v1beta1", "StatefulSet", TargetKind.KruiseStatefulSet)]
    [InlineData("apps.kruise.io/v1alpha1", "CloneSet", TargetKind.CloneSet)]
    [InlineData("example.com/v1", "Deployment", TargetKind.Other)]
    public void A_kind_is_known_by_its_group_too(string apiVersion, string kind, TargetKind expected) =>
        ScaleInMapping.KindOf(new ScaleTargetRef { ApiVersion = apiVersion, Kind = kind, Name = "web" }).ShouldBe(expected);

    [Fact]
    public void What_was_remembered_comes_back_whole_from_the_status_that_was_stored()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var progress = Any(new Random(seed));
            var stored = JsonSerializer.Serialize(progress.WriteStatus(), ApiJson.Default.ScaleInStatus);
            var read = JsonSerializer.Deserialize(stored, ApiJson.Default.ScaleInStatus).ReadProgress();
            Words(read).ShouldBe(Words(progress), $"seed {seed}");
            JsonSerializer.Serialize(read.WriteStatus(), ApiJson.Default.ScaleInStatus).ShouldBe(stored, $"seed {seed}");
        }
    }

    [Fact]
    public void A_time_is_stored_as_the_next_whole_second_so_that_no_wait_is_cut_short()
    {
        var cluster = new ClusterProgress("a", []) { MarkedAt = Start.AddMilliseconds(1), HeldAt = Start };
        var status = (RemovalProgress.New with { Clusters = [cluster] }).WriteStatus().Clusters[0];
        (status.MarkedTime, status.HeldTime).ShouldBe((Start.AddSeconds(1), Start));
    }

    [Fact]
    public void Texts_that_the_CRD_would_refuse_are_cut()
    {
        var cluster = new ClusterProgress("a", [new PodProgress("web-1", null, PodState.Bound) { Message = new string('x', 5000) }]);
        var progress = RemovalProgress.New with { Clusters = [cluster], Refusals = [new("spec.pods", RefusalReason.NoPods, new string('x', 5000), new string('y', 5000))] };
        var status = progress.WriteStatus();
        (status.Pods[0].Message!.Length, status.Refusals[0].Message.Length, status.Refusals[0].Mend.Length).ShouldBe((1024, 1024, 1024));
    }

    [Fact]
    public void Words_that_are_not_known_are_no_ground_to_go_on_from()
    {
        new ScaleInStatus { Clusters = [new() { Name = "a", Stage = "Dancing" }] }.ShouldSatisfyAllConditions(
            static status => Should.Throw<FormatException>(() => status.ReadProgress()).Message.ShouldContain("Dancing"));
        Should.Throw<FormatException>(() => new ScaleInStatus { Phase = EnumNameConverter<ScaleInPhase>.Unknown }.ReadProgress());
        Should.Throw<FormatException>(() => new ScaleInStatus { Clusters = [new() { Name = "a", Stage = "3" }] }.ReadProgress());
        ((ScaleInStatus?)null).ReadProgress().ShouldBe(RemovalProgress.New);
    }

    /// <summary>Records compare lists by reference; JSON-like text compares what is in them.</summary>
    private static string Words(RemovalProgress progress) => string.Join('\n',
    [
        $"{progress.Phase} {progress.Hold} {progress.LoweredMax} {progress.LoweredCount} {progress.Ending}",
        .. progress.Refusals.Select(static refusal => $"{refusal.Reason} {refusal}"),
        .. progress.Clusters.Select(static cluster => $"{cluster with { Pods = [], Notes = [] }} {string.Join(' ', cluster.Pods)} {string.Join('|', cluster.Notes)}"),
    ]);

    private static RemovalProgress Any(Random chance) => new()
    {
        Phase = One<RemovalPhase>(chance),
        Clusters = [.. Enumerable.Range(0, chance.Next(4)).Select(i => AnyCluster($"c{i}", chance))],
        Refusals = [.. Enumerable.Range(0, chance.Next(3)).Select(i => new Refusal($"spec.pods[{i}]", One<RefusalReason>(chance), "wrong", "mend it"))],
        Ending = Maybe(chance, () => new RemovalEnding(One<RemovalPhase>(chance), "DeadlineExceeded", "too late")),
        Hold = FleetHoldStage.Held,
        LoweredMax = Maybe(chance, () => new FleetLowering(chance.Next(100), chance.Next(100))),
        LoweredCount = Maybe(chance, () => new FleetLowering(chance.Next(100), chance.Next(100))),
    };

    private static ClusterProgress AnyCluster(string name, Random chance) =>
        new(name, [.. Enumerable.Range(0, chance.Next(4)).Select(i => new PodProgress($"web-{i}", Maybe(chance, () => "uid"), One<PodState>(chance)) { Message = Maybe(chance, () => "told"), OriginalCost = Maybe(chance, () => "") })])
        {
            Stage = One<ClusterStage>(chance),
            Before = Maybe(chance, () => "5") is null ? null : 5,
            Target = Maybe(chance, () => "4") is null ? null : 4,
            Autoscaler = Maybe(chance, () => new AutoscalerOriginals("web", chance.Next(9), Maybe(chance, () => """{"scaleUp": {} }"""), chance.Next(2) == 0)),
            HeldAt = Time(chance),
            Barrier = Maybe(chance, () => new BarrierLabel("team", Maybe(chance, () => "in") ?? "")),
            MarkedAt = Time(chance),
            ReleaseAt = Time(chance),
            Collateral = chance.Next(3),
            Notes = [.. ImmutableArray.Create("one", "two").Take(chance.Next(3))],
        };

    private static DateTimeOffset? Time(Random chance) => chance.Next(2) == 0 ? null : Start.AddSeconds(chance.Next(1000));

    private static T? Maybe<T>(Random chance, Func<T> make)
        where T : class => chance.Next(2) == 0 ? null : make();

    private static T One<T>(Random chance)
        where T : struct, Enum => chance.GetItems(Enum.GetValues<T>(), 1)[0];
}
