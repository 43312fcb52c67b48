using Spectre.Console;
using Spectre.Console.Rendering;

namespace FedScaler.Terminal;

/// <summary>The part of a terminal that is drawn anew at every change. Not for several threads at a time.</summary>
internal sealed class LiveArea(IAnsiConsole console)
{
    private LiveDisplayContext? _display;

    /// <summary>Follows with the area open around it.</summary>
    /// <param name="first">What it shows until something is drawn.</param>
    public Task RunAsync(string first, Func<Task> follow) => console.Live(new Text(first)).AutoClear(false).StartAsync(async display =>
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

    public void Draw(IRenderable content)
    {
        _display?.UpdateTarget(content);
        _display?.Refresh();
    }

    /// <summary>Why nothing is heard, in words that every view has in common.</summary>
    public static string Trouble(string why) => $"the hub does not answer, trying on: {OneLine.Of(why)}";
}
