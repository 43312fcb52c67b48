namespace FedScaler.Runtime.Informers;

/// <summary>The server spoke of a version older than one it had already given out.</summary>
internal sealed class RewoundException(string? told, string? known)
    : Exception($"the server is at resourceVersion {told}, behind {known} that it had given out before");
