using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;
using FedScaler.Sandbox.Simulation.Objects;
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

    /// <summary>A ScaleIn came, went, or says something else.</summary>
    public sealed record Removal(DateTimeOffset Time, string Cluster, StoreEvent Event, RemovalRecord Record) : FleetChange(Time, Cluster, Event)
    {
        public bool IsGone => Event!.Type == WatchEventType.Deleted;
    }

    /// <summary>A pod of a workload changed.</summary>
    public sealed record Pod(DateTimeOffset Time, StoreEvent Event, MemberRecord Member, TargetKey Target) : FleetChange(Time, Member.Name, Event)
    {
        private readonly JsonObject? _before = Event.Previous;
        private readonly JsonObject _after = Event.Object;

        public ObjectKey Key => Event!.Key;

        public string Uid => _after.Uid();

        public bool Comes => Event!.Type == WatchEventType.Added && _before is null;

        /// <summary>Its deletion begins here.</summary>
        public bool Goes => (Event!.Type == WatchEventType.Deleted || _after.IsTerminating()) && _before?.IsTerminating() != true;

        /// <summary>It ran and was ready until now.</summary>
        public bool WasHealthy => IsHealthy(_before);

        /// <summary>It was well, and is not any more, though nobody deletes it.</summary>
        public bool Fails => !Goes && WasHealthy && !IsHealthy(_after);

        private static bool IsHealthy(JsonObject? pod) =>
            pod.At("status", "phase").Text() == "Running" && Conditions.Find(pod.At("status"), "Ready").Text("status") == "True";
    }

    /// <summary>The controllers' field managers are fedscaler-fedhpa, fedscaler-bindings, …; the sandbox's own, and a command line's, is a user's.</summary>
    public static bool IsService(string manager) =>
        manager.StartsWith("fedscaler", StringComparison.OrdinalIgnoreCase) && manager is not ("fedscaler-sandbox" or "fedscaler-migrate");

    private static bool IsService(WriteOrigin origin) => IsService(origin.FieldManager.Length > 0 ? origin.FieldManager : origin.UserAgent);
}
