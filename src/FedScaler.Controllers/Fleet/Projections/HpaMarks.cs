namespace FedScaler.Controllers.Fleet.Projections;

/// <summary>What we write on an HPA to know it again.</summary>
public static class HpaMarks
{
    public const string FieldManager = "fedscaler-fedhpa";
    public const string ManagedByLabel = "app.kubernetes.io/managed-by";
    public const string ManagedByValue = "fedscaler";

    /// <summary>namespace/name of its FedHPA.</summary>
    public const string Owner = "fedscaler.io/owner";
    public const string Document = "fedscaler.io/document";
    public const string AdoptedSpec = "fedscaler.io/adopted-spec";

    /// <summary>Epoch of the leader that applied it last; put on on its way out (Runtime, EpochStamp).</summary>
    public const string Epoch = "fedscaler.io/epoch";

    /// <summary>uid of the ScaleIn that holds the HPA.</summary>
    public const string HeldBy = "fedscaler.io/held-by";
}
