using FedScaler.Terminal;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace FedScaler.Status.View;

/// <summary>The table, drawn anew at every change.</summary>
internal sealed class LiveStatusView(IAnsiConsole console, StatusOptions options, TimeProvider time) : IStatusView
{
    private LiveDisplayContext? _display;
    private IRenderable? _last;

    /// <inheritdoc/>
    public Task RunAsync(Func<Task> follow) => console.Live(new Text("reading the hub …")).AutoClear(false).StartAsync(async display =>
    {
        _display = display;
        try
        {
            await follow();
        }
        finally
        {
            _display = null;
        }
    });

    /// <inheritdoc/>
    public void Show(StatusReport report) => Draw(_last = StatusTables.Of(report, options, time.GetUtcNow()));

    /// <inheritdoc/>
    public void Trouble(string why)
    {
        var line = new Text($"the hub does not answer, trying on: {OneLine.Of(why)}");
        Draw(_last is null ? line : new Rows(_last, line));
    }

    private void Draw(IRenderable content)
    {
        _display?.UpdateTarget(content);
        _display?.Refresh();
    }
}
