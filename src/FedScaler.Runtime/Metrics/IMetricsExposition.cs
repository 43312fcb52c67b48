namespace FedScaler.Runtime.Metrics;

/// <summary>The service's metrics as text, for whoever scrapes them.</summary>
public interface IMetricsExposition
{
    /// <summary>HTTP content type of what <see cref="WriteAsync"/> writes.</summary>
    string ContentType { get; }

    /// <summary>Writes every series as it stands now.</summary>
    Task WriteAsync(TextWriter writer, CancellationToken cancellationToken);
}
