using System.Globalization;
using FedScaler.Controllers.Fleet;
using FedScaler.Controllers.Tests.Fleet.Support;
using FedScaler.Core.ScaleIn;

namespace FedScaler.Controllers.Tests.ScaleIns.Support;

/// <summary>A Deployment "web" in one member, whose ReplicaSet controller acts between any two looks, and its HPA.</summary>
internal sealed class FakeMember
{
    private const string Template = "in";

    private readonly DateTimeOffset _since;
    private readonly int _initially;
    private int _version = 1;
    private int _born;
    private string? _holder;

    public FakeMember(string name, int replicas, DateTimeOffset now)
    {
        (Name, Replicas, _initially, _since) = (name, replicas, replicas, now.AddDays(-1));
        for (var i = 0; i < replicas; i++) Pods.Add(Born());
    }

    public string Name { get; }

    public bool Answers { get; set; } = true;

    public int Replicas { get; private set; }

    public string? Token { get; private set; }

    public List<PodObservation> Pods { get; } = [];

    /// <summary>Null for none; min 1 and no behavior to begin with.</summary>
    public AutoscalerObservation? Hpa { get; set; }

    /// <summary>Pods that were made since the beginning.</summary>
    public int Created => _born - _initially;

    public ClusterObservation Look()
    {
        if (!Answers) return ClusterObservation.Unreachable(Name);
        Control();
        var workload = new WorkloadObservation(Version, Replicas)
        {
            StatusReplicas = Pods.Count,
            UpdatedReplicas = Pods.Count,
            ActiveReplicaSets = [new("rs", Pods.Count, Pods.Count(static pod => pod.BarrierValue == Template))],
            CommitAnnotation = Token,
            FreeLabel = new("barrier", Template),
        };
        return new(Name, workload, [.. Pods]) { Autoscaler = Hpa };
    }

    public void Take(RemovalStep step)
    {
        if (!Answers) throw new HttpRequestException("connection refused");
        switch (step)
        {
            case RemovalStep.HoldAutoscaler hold:
                Guard(hold.ResourceVersion, Hpa!.ResourceVersion);
                Hpa = Hpa with { Min = hold.Min, Behavior = "disabled", HeldBy = _holder, IsSpecSeen = true, ResourceVersion = Next() };
                break;
            case RemovalStep.ReleaseAutoscaler release:
                Guard(release.ResourceVersion, Hpa!.ResourceVersion);
                Hpa = Hpa with { Min = release.Min, Behavior = release.Behavior, HeldBy = null, ResourceVersion = Next() };
                break;
            case RemovalStep.MarkPod mark:
                Change(mark.Name, mark.Uid, pod => pod with { CostAnnotation = mark.Cost, BarrierValue = mark.Label?.Value ?? pod.BarrierValue });
                break;
            case RemovalStep.Commit commit:
                Guard(commit.ResourceVersion, Version);
                (Replicas, Token) = (commit.Replicas, commit.Token);
                Next();
                break;
            case RemovalStep.SetToken token:
                Guard(token.ResourceVersion, Version);
                Token = token.Token;
                Next();
                break;
            case RemovalStep.EvictPod evict:
                Change(evict.Name, evict.Uid, static pod => pod);
                Pods.RemoveAll(pod => pod.Uid == evict.Uid);
                break;
            default:
                throw new NotSupportedException(step.ToString());
        }
    }

    /// <summary>Takes the step for the ScaleIn of this uid.</summary>
    public void Take(RemovalSight sight, RemovalStep step)
    {
        _holder = sight.Id;
        Take(step);
    }

    private string Version => _version.ToString(CultureInfo.InvariantCulture);

    private string Next() => (++_version).ToString(CultureInfo.InvariantCulture);

    private static void Guard(string given, string current)
    {
        if (given != current) throw ScriptedCluster.Refusal(409, "Conflict", "the object has been modified");
    }

    private void Control()
    {
        foreach (var victim in VictimOrder.Rank(Pods, Pods, _since.AddDays(1)).Take(Pods.Count - Replicas)) Pods.Remove(victim);
        while (Pods.Count < Replicas) Pods.Add(Born());
    }

    private void Change(string name, string uid, Func<PodObservation, PodObservation> change)
    {
        var at = Pods.FindIndex(pod => pod.Name == name && pod.Uid == uid);
        if (at < 0) throw ScriptedCluster.Refusal(404, "NotFound", $"pods \"{name}\" not found");
        Pods[at] = change(Pods[at]);
    }

    // The named ones are the oldest, which an unmarked ReplicaSet would keep the longest.
    private PodObservation Born()
    {
        var i = _born++;
        return new($"web-{i}", $"{Name}-{i}") { Node = $"n{i}", Created = _since.AddMinutes(i), ReadySince = _since.AddHours(i % 20), BarrierValue = Template };
    }
}
