using Spectre.Console;

namespace FedScaler.Terminal;

/// <summary>How output looks: colours and tables where people look, plain text elsewhere and where NO_COLOR is set.</summary>
internal static class Terminals
{
    /// <summary>A console on a writer. Tables are as wide as they need to be when nobody has a window around them.</summary>
    public static IAnsiConsole On(TextWriter output, bool interactive)
    {
        var plain = !interactive || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = plain ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = interactive ? InteractionSupport.Detect : InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        if (!interactive) console.Profile.Width = 200;
        return console;
    }

    /// <summary>Whether a person looks at standard output.</summary>
    public static bool IsInteractive => !Console.IsOutputRedirected;

    /// <summary>Whether a table may be drawn over and over there: neither where nobody looks, nor where NO_COLOR is set, nor on a dumb terminal.</summary>
    public static bool CanRedraw(TextWriter output) =>
        IsInteractive && ReferenceEquals(output, Console.Out) && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") is not "dumb";
}
