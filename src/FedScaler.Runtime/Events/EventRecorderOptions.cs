namespace FedScaler.Runtime.Events;

/// <summary>In whose name events are recorded, and how many may wait.</summary>
/// <param name="ReportingController">A qualified name, e.g. <c>fedscaler.io/fedhpa</c>.</param>
/// <param name="ReportingInstance">This instance of it, e.g. the name of its pod.</param>
public sealed record EventRecorderOptions(string ReportingController, string ReportingInstance)
{
    /// <summary>Events that may wait to be written; further ones are dropped.</summary>
    public int Capacity { get; init; } = 1000;

    /// <summary>How often one is tried before it is given up (client-go: 12).</summary>
    public int Attempts { get; init; } = 12;

    /// <summary>Between two tries (client-go: 10 s).</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(10);
}
