namespace FedScaler.Runtime.Leadership;

/// <summary>This instance led and does so no more; its work has ended.</summary>
public sealed class LeadershipLostException(string message) : Exception(message);
