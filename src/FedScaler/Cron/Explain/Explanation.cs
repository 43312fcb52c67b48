namespace FedScaler.Cron.Explain;

/// <summary>What the schedules of a file come to, target by target; as JSON the output of <c>cron explain -o json</c>.</summary>
/// <param name="From">From when on, RFC 3339 in UTC.</param>
internal sealed record Explanation(string From, IReadOnlyList<ExplainedTarget> Targets);
