namespace FedScaler.Kube.Client;

/// <summary>How the body of a PATCH is to be read.</summary>
public enum PatchKind
{
    /// <summary>RFC 7396.</summary>
    Merge,

    /// <summary>RFC 6902.</summary>
    Json,

    /// <summary>Server-side apply: the body holds the fields that the field manager owns, all of them and no other.</summary>
    Apply,
}
