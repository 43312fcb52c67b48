using FedScaler.Kube.Models;

namespace FedScaler.Sandbox.Laws.History;

/// <summary>One HPA in one member.</summary>
internal sealed class HpaRecord(ObjectKey key)
{
    public ObjectKey Key => key;

    /// <summary>The FedHPA that wrote it (fedscaler.io/owner); null for a member's own.</summary>
    public string? Owner { get; set; }

    public TargetKey Target { get; set; }

    public ShareBounds Bounds { get; set; }

    /// <summary>uid of the ScaleIn that holds it (fedscaler.io/held-by); null for none.</summary>
    public string? HeldBy { get; set; }

    /// <summary>What its minimum was before it was held.</summary>
    public int MinBeforeHold { get; set; }

    /// <summary>The minimum that counts for the fleet: a held HPA's own is lowered only to let named pods go.</summary>
    public int FleetMin => HeldBy is null ? Bounds.Min : Math.Max(Bounds.Min, MinBeforeHold);

    /// <summary>status.desiredReplicas: what the member's own controller asks for.</summary>
    public int Desired { get; set; }

    /// <summary>When it came, or came to aim at this target.</summary>
    public DateTimeOffset Since { get; set; }
}
