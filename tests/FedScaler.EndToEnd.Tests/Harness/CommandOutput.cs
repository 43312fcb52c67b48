namespace FedScaler.EndToEnd.Tests.Harness;

/// <summary>What a command line writes; when a line begins with a text, whoever writes it is stopped there, as by Ctrl-C.</summary>
internal sealed class CommandOutput(string? stopAt, CancellationTokenSource stop) : StringWriter
{
    public override async Task WriteLineAsync(string? value)
    {
        stop.Token.ThrowIfCancellationRequested();
        await base.WriteLineAsync(value);
        if (stopAt is not null && value?.StartsWith(stopAt, StringComparison.Ordinal) == true) await stop.CancelAsync();
    }
}
