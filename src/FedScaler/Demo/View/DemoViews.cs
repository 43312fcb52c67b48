using FedScaler.Terminal;

namespace FedScaler.Demo.View;

/// <summary>Chooses how to show a run: a live table where a person looks, plain lines elsewhere.</summary>
public static class DemoViews
{
    /// <param name="interactive">Whether a person looks at <paramref name="output"/>: a terminal that is not a dumb one.</param>
    public static IDemoView For(TextWriter output, bool interactive, TimeProvider time) =>
        interactive ? new LiveDemoView(Terminals.On(output, interactive: true), time) : new PlainDemoView(output);

    /// <summary>For standard output. NO_COLOR takes the colours and the redrawing away.</summary>
    public static IDemoView ForConsole(TimeProvider time) => For(Console.Out, Terminals.CanRedraw(Console.Out), time);
}
