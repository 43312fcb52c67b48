using FedScaler.Terminal;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace FedScaler.Status.View;

/// <summary>The table, drawn anew at every change.</summary>
internal sealed class LiveStatusView(IAnsiConsole console, StatusOptions options, TimeProvider time) : IStatusView
{
    private readonly LiveArea _area = new(console);
    private IRenderable? _last;

    /// <inheritdoc/>
    public Task RunAsync(Func<Task> follow) => _area.RunAsync("reading the hub …", follow);

    /// <inheritdoc/>
    public void Show(StatusReport report) => _area.Draw(_last = StatusTables.Of(report, options, time.GetUtcNow()));

    /// <inheritdoc/>
    public void Trouble(string why)
    {
        var line = new Text(LiveArea.Trouble(why));
        _area.Draw(_last is null ? line : new Rows(_last, line));
    }
}
