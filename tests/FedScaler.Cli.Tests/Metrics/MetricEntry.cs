namespace FedScaler.Cli.Tests.Metrics;

/// <summary>One metric as it is documented or exposed.</summary>
internal sealed record MetricEntry(string Name, string Type, IReadOnlyCollection<string> Labels, string Help)
{
    /// <summary>Names that its series have.</summary>
    public IEnumerable<string> SeriesNames => Type == "histogram" ? [$"{Name}_bucket", $"{Name}_sum", $"{Name}_count"] : [Name];

    /// <summary>Labels that its series have.</summary>
    public IEnumerable<string> SeriesLabels => Type == "histogram" ? [.. Labels, "le"] : Labels;
}
