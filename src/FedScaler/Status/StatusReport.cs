namespace FedScaler.Status;

/// <summary>All that is shown.</summary>
/// <param name="Federation">How the applications run in many clusters, in a word.</param>
/// <param name="Unread">What the reader was not allowed to read, in words.</param>
internal sealed record StatusReport(string Federation, IReadOnlyList<ApplicationReport> Applications, IReadOnlyList<string> Unread);
