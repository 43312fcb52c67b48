namespace FedScaler.Cli.Tests.Support;

/// <summary>Cancels when something is written that holds a text: whoever writes is stopped in the middle.</summary>
internal sealed class CancellingWriter(string text, CancellationTokenSource signal) : StringWriter
{
    public override void WriteLine(string? value)
    {
        base.WriteLine(value);
        if (value?.Contains(text, StringComparison.Ordinal) == true) signal.Cancel();
    }
}
