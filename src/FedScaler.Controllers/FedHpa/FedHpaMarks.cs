namespace FedScaler.Controllers.FedHpas;

/// <summary>Names that the FedHPA controller leaves on objects.</summary>
public static class FedHpaMarks
{
    /// <summary>Holds a FedHPA until what its deletionPolicy asks for has been done.</summary>
    public const string Finalizer = "fedscaler.io/fedhpa";

    /// <summary>Field manager of the FedHPA's status and of the members' HPAs.</summary>
    public const string FieldManager = "fedscaler-fedhpa";
}
