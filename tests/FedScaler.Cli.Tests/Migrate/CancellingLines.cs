namespace FedScaler.Cli.Tests.Migrate;

/// <summary>Cancels when a line begins with a text, and writes no line after it: whoever writes is killed there.</summary>
internal sealed class CancellingLines(string begin, CancellationTokenSource signal) : StringWriter
{
    public override async Task WriteLineAsync(string? value)
    {
        signal.Token.ThrowIfCancellationRequested();
        await base.WriteLineAsync(value);
        if (value?.StartsWith(begin, StringComparison.Ordinal) == true) await signal.CancelAsync();
    }
}
