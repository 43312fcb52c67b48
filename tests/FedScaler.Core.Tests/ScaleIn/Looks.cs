using FedScaler.Core.ScaleIn;

namespace FedScaler.Core.Tests.ScaleIn;

/// <summary>Requests and observations of a Deployment "web" that runs web-0 to web-4 and is at rest.</summary>
internal static class Looks
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static RemovalRequest Request(params string[] pods) => new("op", TargetKind.Deployment, "web",
        [.. pods.Select(static pod => pod.Split('/')).Select(static pod => new NamedPod(pod[0], pod[1]))], Now.AddMinutes(10));

    public static RemovalObservation Of(params ClusterObservation[] clusters) => new(Now, [.. clusters]);

    public static ClusterObservation Cluster(string name = "a", int pods = 5, Func<WorkloadObservation, WorkloadObservation>? with = null)
    {
        var workload = new WorkloadObservation("7", pods)
        {
            Generation = 2,
            ObservedGeneration = 2,
            StatusReplicas = pods,
            UpdatedReplicas = pods,
            ActiveReplicaSets = [new("rs", pods, pods)],
            FreeLabel = new("barrier", "in"),
        };
        return new(name, with is null ? workload : with(workload), [.. Enumerable.Range(0, pods).Select(Pod)]);
    }

    public static PodObservation Pod(int ordinal) => new($"web-{ordinal}", $"uid-{ordinal}")
    {
        Node = $"n{ordinal}",
        Created = Now.AddDays(-1),
        ReadySince = Now.AddHours(-1 - ordinal),
        BarrierValue = "in",
    };

    public static ClusterObservation WithPod(this ClusterObservation cluster, int ordinal, Func<PodObservation, PodObservation> change) =>
        cluster with { Pods = [.. cluster.Pods.Select(pod => pod.Ordinal() == ordinal ? change(pod) : pod)] };

    public static ClusterObservation Without(this ClusterObservation cluster, int ordinal) =>
        cluster with { Pods = [.. cluster.Pods.Where(pod => pod.Ordinal() != ordinal)] };

    public static RemovalDecision First(this RemovalRequest request, RemovalObservation seen) => Removal.Next(request, seen, RemovalProgress.New);

    public static RefusalReason[] Reasons(this RemovalDecision decision)
    {
        decision.Progress.Phase.ShouldBe(RemovalPhase.Refused);
        decision.Steps.ShouldBeEmpty();
        decision.Progress.IsOver.ShouldBeTrue();
        decision.Progress.Refusals.ShouldAllBe(static refusal => refusal.Message.Length > 0 && refusal.Mend.Length > 0);
        return [.. decision.Progress.Refusals.Select(static refusal => refusal.Reason)];
    }

    private static int Ordinal(this PodObservation pod) => int.Parse(pod.Name.AsSpan(4));
}
