using System.Collections.Concurrent;
using System.Text;

namespace FedScaler.Cli.Tests.Support;

/// <summary>Collects lines, and tells when the first is there.</summary>
internal sealed class LineSignal : StringWriter
{
    private readonly TaskCompletionSource<string> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> _lines = new();

    public override Encoding Encoding => Encoding.UTF8;

    public Task<string> First => _first.Task;

    public IReadOnlyList<string> Lines => [.. _lines];

    public override void WriteLine(string? value)
    {
        _lines.Enqueue(value ?? "");
        _first.TrySetResult(value ?? "");
    }

    public override Task WriteLineAsync(string? value)
    {
        WriteLine(value);
        return Task.CompletedTask;
    }
}
