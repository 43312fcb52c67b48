using FedScaler.Api.Common;
using FedScaler.Api.MemberClusters;
using FedScaler.Controllers.Fleet.Direct.Credentials;
using FedScaler.Controllers.Fleet.Members;
using FedScaler.Core.Capacity;

namespace FedScaler.Controllers.Fleet.Direct;

/// <summary>What a MemberCluster's status is to say. What is not known now stands as it was last known.</summary>
internal static class MemberStatusBuilder
{
    public const string Ready = MemberConditions.Ready;
    public const string CapacityKnown = MemberConditions.CapacityKnown;

    /// <param name="before">The status as it stands.</param>
    public static MemberClusterStatus Build(DirectEntry entry, MemberClusterStatus before, DateTimeOffset now)
    {
        var health = entry.Health;
        var capacity = entry.Refusal is null && health.IsLive ? entry.Current?.Caches.Capacity : null;
        var totals = capacity?.ReadTotals();
        var generation = entry.Resource.Metadata.Generation;
        Condition[] told = [DescribeReady(entry, before), DescribeCapacity(entry, before), .. DescribeCredential(entry, before)];
        return new MemberClusterStatus
        {
            Conditions =
            [
                .. before.Conditions.Merge(told.Select(condition => condition with { ObservedGeneration = generation, LastTransitionTime = now })),
                .. before.Conditions.Where(c => c.Type is not (Ready or CapacityKnown or CredentialCondition.Type)),
            ],
            ClusterUid = entry.ClusterUid,
            KubernetesVersion = health.Version ?? before.KubernetesVersion,
            LastContactTime = health.LastContact ?? before.LastContactTime,
            Capacity = totals is { } known ? Describe(known, capacity?.WhyUnknown() is null ? Describe(known.Requested) : before.Capacity?.Requested) : before.Capacity,
        };
    }

    private static Condition DescribeReady(DirectEntry entry, MemberClusterStatus before)
    {
        if (entry.Refusal is { } refusal) return New(Ready, Condition.False, refusal.Reason, refusal.Message);
        if (entry.TwinReason is { } twin) return New(Ready, Condition.False, "SameCluster", twin);
        var health = entry.Health;
        return health.Phase switch
        {
            MemberPhase.Live => New(Ready, Condition.True, health.Code, "the API server answers and is ready"),
            MemberPhase.Connecting => before.Conditions.Find(Ready) ?? New(Ready, Condition.Unknown, health.Code, health.Reason ?? ""),
            _ => New(Ready, Condition.False, health.Code, health.Reason ?? ""),
        };
    }

    private static Condition DescribeCapacity(DirectEntry entry, MemberClusterStatus before)
    {
        if (entry.Refusal is not null || entry.Health.Phase is not (MemberPhase.Live or MemberPhase.Connecting))
            return New(CapacityKnown, Condition.False, "MemberNotReady", "the member is not ready; its capacity stands as last known");
        if (!entry.Health.IsLive || entry.Current is not { } current)
            return before.Conditions.Find(CapacityKnown) ?? New(CapacityKnown, Condition.Unknown, "Reading", "nodes and pods are being read");

        var capacity = current.Caches.Capacity;
        var why = capacity.WhyUnknown();
        if (why is null || (capacity.Pods is null && capacity.ReadTotals() is not null))
            return New(CapacityKnown, Condition.True, "Read", "nodes are followed, and pods while a workload here is shared out");
        return capacity.WhyUnreadable() is { } fault
            ? New(CapacityKnown, Condition.False, "Unreadable", fault)
            : before.Conditions.Find(CapacityKnown) ?? New(CapacityKnown, Condition.Unknown, "Reading", why);
    }

    /// <summary>Only a credential with an end is spoken of; what was said before stands until it has been looked at.</summary>
    private static IEnumerable<Condition> DescribeCredential(DirectEntry entry, MemberClusterStatus before)
    {
        if (!entry.Credential.IsJudged) return before.Conditions.Where(static c => c.Type == CredentialCondition.Type);
        return entry.Credential.State is { } state ? [CredentialCondition.Describe(entry.Name, state, entry.Health.Code == MemberProbe.Unauthorized)] : [];
    }

    private static Api.MemberClusters.ClusterCapacity Describe(CapacityTotals totals, IReadOnlyDictionary<string, string>? requested) => new()
    {
        Nodes = totals.Nodes,
        ReadyNodes = totals.ReadyNodes,
        Allocatable = Describe(totals.Allocatable),
        Requested = requested ?? new Dictionary<string, string>(),
    };

    private static Dictionary<string, string> Describe(ResourceTotals totals) => new()
    {
        [ResourceNames.Cpu] = totals.Cpu.ToString(),
        [ResourceNames.Memory] = totals.Memory.ToString(),
        [ResourceNames.Pods] = totals.Pods.ToString(),
    };

    private static Condition New(string type, string status, string reason, string message) =>
        new() { Type = type, Status = status, Reason = reason, Message = message };
}
