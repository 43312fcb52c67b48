using FedScaler.Sandbox.Storage;

namespace FedScaler.Sandbox.Laws.History;

/// <summary>What one stored revision, or one word of the harness, meant for the fleet.</summary>
/// <param name="Event">The revision; null for a word of the harness.</param>
internal abstract record FleetChange(DateTimeOffset Time, string Cluster, StoreEvent? Event)
{
    public long Revision => Event?.Revision ?? 0;

    /// <summary>Whether the service is known to have written it.</summary>
    public bool ByService => Event?.Origin is { } origin && IsService(origin);

    /// <summary>Somebody else is known to have changed it: no law of the service's.</summary>
    public bool ByOthers => Event?.Origin is { } origin && !IsService(origin);

    /// <summary>Nothing that the history keeps.</summary>
    public sealed record Other(DateTimeOffset Time, string Cluster, StoreEvent? Event) : FleetChange(Time, Cluster, Event);

    /// <summary>The HPA of a FedHPA came, went or has other bounds.</summary>
    public sealed record Share(
        DateTimeOffset Time, StoreEvent Event, FedHpaRecord Owner, MemberRecord Member, HpaRecord Hpa, ShareBounds? Before, ShareBounds? After)
        : FleetChange(Time, Member.Name, Event);

    /// <summary>A workload came, went, or is to run another number.</summary>
    public sealed record Replicas(DateTimeOffset Time, StoreEvent Event, MemberRecord Member, TargetKey Target, int? Before, int? After)
        : FleetChange(Time, Member.Name, Event);

    public sealed record Binding(DateTimeOffset Time, string Cluster, StoreEvent Event, BindingRecord Record) : FleetChange(Time, Cluster, Event);

    /// <summary>A CronHPA came, went, or says something else.</summary>
    public sealed record Schedule(DateTimeOffset Time, string Cluster, StoreEvent Event) : FleetChange(Time, Cluster, Event);

    /// <summary>The controllers' field managers are fedscaler-fedhpa, fedscaler-bindings, …; the sandbox's own is a user's.</summary>
    public static bool IsService(string manager) => manager.StartsWith("fedscaler", StringComparison.OrdinalIgnoreCase) && manager != SandboxManager;

    private const string SandboxManager = "fedscaler-sandbox";

    private static bool IsService(WriteOrigin origin) => IsService(origin.FieldManager.Length > 0 ? origin.FieldManager : origin.UserAgent);
}
