namespace FedScaler.Cron.Next;

/// <summary>When a schedule fires, or why it cannot be said: <c>next</c> or <c>error</c> and <c>field</c>.</summary>
internal sealed record CronNextResult
{
    /// <summary>Times in UTC, RFC 3339.</summary>
    public IReadOnlyList<string>? Next { get; init; }

    /// <summary>What may not be meant; absent where there is nothing.</summary>
    public IReadOnlyList<string>? Warnings { get; init; }

    /// <summary>What is wrong, and what would mend it.</summary>
    public string? Error { get; init; }

    /// <summary>The field to blame: schedule, timeZone, after, count, or another that is unknown; empty for the whole line.</summary>
    public string? Field { get; init; }
}
