using FedScaler.Terminal;

namespace FedScaler.Status.View;

/// <summary>Lines for logs and pipes: one for each change, none for what has been said.</summary>
internal sealed class PlainStatusView(TextWriter output, TimeProvider time) : IStatusView
{
    private Dictionary<string, string> _said = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task RunAsync(Func<Task> follow) => follow();

    /// <inheritdoc/>
    public void Show(StatusReport report)
    {
        var now = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (about, line) in report.Applications.SelectMany(StatusLines.Of))
        {
            now[about] = line;
            if (_said.GetValueOrDefault(about) != line) Say(line);
        }

        foreach (var gone in _said.Keys.Except(now.Keys, StringComparer.Ordinal).Where(StatusLines.IsWorthTelling)) Say($"{gone}: no longer");
        _said = now;
    }

    /// <inheritdoc/>
    public void Trouble(string why) => Say($"the hub does not answer, trying on: {why}");

    private void Say(string line) => output.WriteLine($"{time.GetUtcNow():HH:mm:ss}  {OneLine.Of(line)}");
}
