namespace FedScaler.Kube.Json;

/// <summary>The text is not YAML that Kubernetes would take. The message names line and column, never the content.</summary>
public sealed class YamlFormatException(string message, long line, long column, Exception? inner = null)
    : FormatException($"line {line}, column {column}: {message}", inner)
{
    /// <summary>Counted from 1.</summary>
    public long Line { get; } = line;

    /// <summary>Counted from 1.</summary>
    public long Column { get; } = column;
}
