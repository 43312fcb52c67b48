namespace FedScaler.Runtime.Leadership;

/// <summary>Which Lease is led by, and how fast. The defaults are those of client-go's users (component-base, config/v1alpha1/defaults.go).</summary>
/// <param name="Namespace">The Lease's namespace.</param>
/// <param name="Name">The Lease's name.</param>
/// <param name="Identity">Names this instance and no other, not even an earlier process of the same pod.</param>
public sealed record ElectionOptions(string Namespace, string Name, string Identity)
{
    /// <summary>client-go's JitterFactor (tools/leaderelection): a retry waits up to so many retry periods more.</summary>
    internal const double Jitter = 1.2;

    /// <summary>How long the others keep off a Lease that is not renewed; whole seconds.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long a leader that cannot renew goes on, and how long after its last renewal it still writes. What is less than
    /// <see cref="LeaseDuration"/> is for requests that are under way.
    /// </summary>
    public TimeSpan RenewDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a leader renews, and a candidate looks.</summary>
    public TimeSpan RetryPeriod { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long one look or one renewal may take: a hub that hangs leaves time for another.</summary>
    internal TimeSpan AttemptTimeout => RenewDeadline / 2;

    /// <summary>The rules of client-go's NewLeaderElector.</summary>
    /// <exception cref="ArgumentException">The times do not fit each other.</exception>
    internal static void Check(ElectionOptions options)
    {
        var (lease, deadline, retry) = (options.LeaseDuration, options.RenewDeadline, options.RetryPeriod);
        if (lease <= deadline) throw new ArgumentException($"lease duration {lease} is not above renew deadline {deadline}", nameof(options));
        if (deadline <= retry * Jitter) throw new ArgumentException($"renew deadline {deadline} is not above {Jitter} times retry period {retry}", nameof(options));
        if (retry <= TimeSpan.Zero) throw new ArgumentException($"retry period {retry} is not above 0", nameof(options));
        if (lease.Ticks % TimeSpan.TicksPerSecond != 0) throw new ArgumentException($"lease duration {lease} is not in whole seconds", nameof(options));
    }
}
