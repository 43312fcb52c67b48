using System.Text.RegularExpressions;

namespace FedScaler.Packaging.Tests.Support;

/// <summary>The instructions of a Dockerfile in their order, continued lines joined.</summary>
internal sealed partial class Dockerfile
{
    public required IReadOnlyList<(string Name, string Arguments)> Instructions { get; init; }

    public static Dockerfile Parse(string text)
    {
        var lines = Continuation().Replace(text, " ").Split('\n').Where(static line => line.Trim().Length > 0 && !line.StartsWith('#'));
        return new Dockerfile { Instructions = [.. lines.Select(static line => line.Split(' ', 2)).Select(static parts => (parts[0], parts[1].Trim()))] };
    }

    /// <summary>The arguments of every instruction of that name, in the last stage alone where asked for.</summary>
    public IEnumerable<string> Of(string name, bool lastStage = false)
    {
        var last = Instructions.Index().Last(static one => one.Item.Name == "FROM").Index;
        return Instructions.Skip(lastStage ? last : 0).Where(one => one.Name == name).Select(static one => one.Arguments);
    }

    /// <summary>What is copied from the build's context: paths and patterns.</summary>
    public IEnumerable<string> CopiedFromContext() =>
        Of("COPY").Where(static copy => !copy.StartsWith("--from=", StringComparison.Ordinal)).SelectMany(static copy => copy.Split(' ', StringSplitOptions.RemoveEmptyEntries)[..^1]);

    [GeneratedRegex(@"\\\n\s*", RegexOptions.None, 1000)]
    private static partial Regex Continuation();
}
