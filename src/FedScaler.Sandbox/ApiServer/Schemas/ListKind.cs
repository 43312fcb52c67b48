namespace FedScaler.Sandbox.ApiServer.Schemas;

/// <summary>x-kubernetes-list-type: how a list is owned and merged.</summary>
internal enum ListKind
{
    /// <summary>As a whole.</summary>
    Atomic,

    /// <summary>By value.</summary>
    Set,

    /// <summary>By key fields.</summary>
    Map,
}
