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

    /// <summary>status.desiredReplicas: what the member's own controller asks for.</summary>
    public int Desired { get; set; }

    /// <summary>When it came, or came to aim at this target.</summary>
    public DateTimeOffset Since { get; set; }
}
