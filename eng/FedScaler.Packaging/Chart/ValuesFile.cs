using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FedScaler.Kube.Json;

namespace FedScaler.Packaging.Chart;

/// <summary>Reads <c>values.yaml</c> with its comments, which no YAML parser keeps.</summary>
public static partial class ValuesFile
{
    /// <summary>Every key with a comment right above it, in the order of the file. A comment that an empty line ends is about the file.</summary>
    public static IReadOnlyList<ChartValue> Read(string yaml)
    {
        var root = YamlJson.Parse(yaml)!;
        var values = new List<ChartValue>();
        var open = new Stack<(int Indent, string Path)>();
        var comment = new List<string>();
        foreach (var line in yaml.Split('\n'))
        {
            if (line.TrimStart() is ['#', .. var words])
            {
                comment.Add(words.Trim());
                continue;
            }

            if (Key().Match(line) is { Success: true } key)
            {
                var indent = key.Groups["indent"].Length;
                while (open.TryPeek(out var above) && above.Indent >= indent) open.Pop();
                var name = key.Groups["name"].Value;
                var path = open.TryPeek(out var parent) ? $"{parent.Path}.{name}" : name;
                open.Push((indent, path));
                if (comment.Count > 0) values.Add(new ChartValue(path, Find(root, path)?.ToJsonString() ?? "null", string.Join(' ', comment)));
            }

            comment.Clear();
        }

        return values;
    }

    private static JsonNode? Find(JsonNode root, string path) => path.Split('.').Aggregate((JsonNode?)root, static (node, name) => node?[name]);

    // A key of a mapping in block style; the items of a sequence and what stands inside braces are values, not keys.
    [GeneratedRegex("^(?<indent> *)(?<name>[A-Za-z][A-Za-z0-9]*):", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Key();
}
