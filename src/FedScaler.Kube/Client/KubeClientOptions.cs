namespace FedScaler.Kube.Client;

/// <summary>Limits of a client. The defaults are right but for tests.</summary>
public sealed record KubeClientOptions
{
    public static readonly KubeClientOptions Default = new();

    /// <summary>For one call with all its retries, and for a watch until its headers are there.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long past the server's own time-out a watch is left open.</summary>
    public TimeSpan WatchGrace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the server is to keep a watch open where the caller does not say.</summary>
    public TimeSpan WatchTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The longest line of a watch; etcd refuses objects above 1.5 MiB, aggregated servers may not.</summary>
    public int MaxWatchLineBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>The longest body of an answer, decompressed: a list without pages may be long.</summary>
    public int MaxBodyBytes { get; init; } = 512 * 1024 * 1024;

    /// <summary>How often a read is tried again after connection loss, 429 or 5xx. Writes never are: their caller decides.</summary>
    public int ReadRetries { get; init; } = 3;

    /// <summary>First delay between tries; doubles each time, jittered.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>What the jitter is made from, for runs that are to be repeatable; null for another each time.</summary>
    public JitterSeed? JitterSeed { get; init; }
}
