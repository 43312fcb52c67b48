namespace FedScaler.Controllers.ScaleIns;

/// <summary>Names that the ScaleIn controller leaves on objects of the hub.</summary>
public static class ScaleInMarks
{
    /// <summary>Holds a ScaleIn until what it held and marked is put back.</summary>
    public const string Finalizer = "fedscaler.io/scale-in";

    /// <summary>Field manager of the ScaleIn's status, and of the numbers that it lowers on the hub.</summary>
    public const string FieldManager = "fedscaler-scalein";
}
