namespace FedScaler.Status;

/// <summary>All that is shown.</summary>
/// <param name="Unread">What the reader was not allowed to read, in words.</param>
internal sealed record StatusReport(IReadOnlyList<ApplicationReport> Applications, IReadOnlyList<string> Unread);
