namespace FedScaler.Runtime.Informers;

/// <summary>What happened to one object of a cache.</summary>
public enum InformerChangeKind
{
    Added,
    Updated,
    Deleted,
}
