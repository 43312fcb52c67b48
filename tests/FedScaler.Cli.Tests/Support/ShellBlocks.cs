using System.Text.RegularExpressions;

namespace FedScaler.Cli.Tests.Support;

/// <summary>The commands of a Markdown file, by the word that follows <c>sh</c> on their fence.</summary>
internal static partial class ShellBlocks
{
    /// <summary>Command lines in their order; a here-document stays with its command.</summary>
    public static IReadOnlyList<(string Kind, string Command)> Read(string markdown)
    {
        var commands = new List<(string, string)>();
        foreach (Match block in Fence().Matches(markdown))
            foreach (Match command in CommandOrHereDocument().Matches(block.Groups["body"].Value))
                commands.Add((block.Groups["kind"].Value, command.Value.TrimEnd('\n')));
        return commands;
    }

    [GeneratedRegex(@"^```sh ?(?<kind>[^\n]*)\n(?<body>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Fence();

    [GeneratedRegex(@"[^\n]*<<EOF\n.*?\nEOF\n|[^\n]+\n", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CommandOrHereDocument();
}
