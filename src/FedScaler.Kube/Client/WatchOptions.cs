namespace FedScaler.Kube.Client;

/// <summary>What to watch, and for how long before the server is to close the stream.</summary>
/// <param name="ResourceVersion">Where to go on from; null starts with what is there.</param>
/// <param name="SendInitialEvents">WatchList (KEP-3157): what is there as ADDED events, then a bookmark annotated <c>k8s.io/initial-events-end</c>.</param>
/// <param name="Timeout">The server closes after this; the client closes 30 s later whatever the server does.</param>
public sealed record WatchOptions(
    string? LabelSelector = null,
    string? FieldSelector = null,
    string? ResourceVersion = null,
    bool SendInitialEvents = false,
    TimeSpan? Timeout = null)
{
    /// <summary>
    /// Called once, when the server has accepted the watch. A quiet resource sends nothing for a minute, and until then only
    /// this tells a watch that is open from one that hangs.
    /// </summary>
    public Action? Opened { get; init; }
}
