using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FedScaler.Kube.Json;

namespace FedScaler.Kube.Config;

/// <summary>One mapping of a kubeconfig, which knows its place in the file, so that every error can name it.</summary>
internal sealed class KubeconfigFields(string path, JsonObject fields, string directory)
{
    private const int LongestPrintedName = 63;

    public string Path { get; } = path;

    public static KubeconfigFields ParseRoot(string text, string directory, YamlLimits? limits)
    {
        const string mend = "give it what `kubectl config view --raw --minify --flatten` prints";
        try
        {
            return YamlJson.Parse(text, limits) switch
            {
                JsonObject root => new KubeconfigFields("", root, directory),
                null => throw new KubeconfigException("kubeconfig", "empty", mend),
                _ => throw new KubeconfigException("kubeconfig", "not a mapping", mend),
            };
        }
        catch (YamlFormatException e)
        {
            throw new KubeconfigException("kubeconfig", e.Message, mend);
        }
    }

    /// <summary>What may stand in a message: names come from the file, which may not be ours.</summary>
    public static string Printable(string name)
    {
        var text = new StringBuilder();
        foreach (var c in name.AsSpan(0, Math.Min(name.Length, LongestPrintedName))) text.Append(char.IsControl(c) ? '?' : c);
        return name.Length > LongestPrintedName ? text.Append('…').ToString() : text.ToString();
    }

    public string At(string field) => Path.Length == 0 ? field : $"{Path}.{field}";

    public bool Has(string field) => fields[field] is { } node && node is not JsonArray { Count: 0 } and not JsonObject { Count: 0 };

    /// <summary>A string; null where absent. Numbers and booleans are taken by their text, as kubectl does.</summary>
    public string? String(string field) => fields[field] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        JsonValue value => value.ToJsonString(),
        _ => throw Wrong(field, "not a string", "write a string"),
    };

    public string Require(string field, string mend) =>
        String(field) is { Length: > 0 } value ? value : throw Wrong(field, "missing", mend);

    public bool Bool(string field) => fields[field] switch
    {
        null => false,
        JsonValue value when value.GetValueKind() is JsonValueKind.True => true,
        JsonValue value when value.GetValueKind() is JsonValueKind.False => false,
        _ => throw Wrong(field, "not a boolean", "write true or false"),
    };

    /// <summary>Bytes that the file holds as base64.</summary>
    public byte[]? Base64(string field)
    {
        if (String(field) is not { Length: > 0 } text) return null;
        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException)
        {
            throw Wrong(field, "not base64", "encode the PEM text with base64");
        }
    }

    /// <summary>A path, made absolute against the file that names it.</summary>
    public string? FilePath(string field) =>
        String(field) is { Length: > 0 } file ? System.IO.Path.GetFullPath(System.IO.Path.Combine(directory, file)) : null;

    /// <summary>Bytes held as <paramref name="dataField"/>, which wins, or in the file that <paramref name="fileField"/> names.</summary>
    public byte[]? DataOrFile(string dataField, string fileField)
    {
        if (Base64(dataField) is { } data) return data;
        if (FilePath(fileField) is not { } file) return null;
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KubeconfigException(At(fileField), $"{file} cannot be read", "name a file that is there and can be read", e);
        }
    }

    public KubeconfigFields? Object(string field) => fields[field] switch
    {
        null => null,
        JsonObject inner => new KubeconfigFields(At(field), inner, directory),
        _ => throw Wrong(field, "not a mapping", "write a mapping"),
    };

    public IEnumerable<string> Strings(string field) => List(field).Select((item, index) =>
        item is JsonValue value && value.GetValueKind() == JsonValueKind.String
            ? value.GetValue<string>()
            : throw Wrong($"{field}[{index}]", "not a string", "write a string"));

    public IEnumerable<KubeconfigFields> Objects(string field) => List(field).Select((item, index) =>
        item is JsonObject inner
            ? new KubeconfigFields(At($"{field}[{index}]"), inner, directory)
            : throw Wrong($"{field}[{index}]", "not a mapping", "write a mapping"));

    /// <summary>The entries of <c>clusters</c>, <c>users</c> or <c>contexts</c>: a name beside a mapping.</summary>
    public IEnumerable<(string Name, KubeconfigFields Fields)> Named(string list, string field)
    {
        foreach (var entry in Objects(list))
        {
            var name = entry.Require("name", "give it a name");
            var inner = entry.Object(field);
            yield return (name, new KubeconfigFields($"{list}[{Printable(name)}].{field}", inner?.Raw ?? [], directory));
        }
    }

    /// <summary>A command: a bare name is looked up in PATH, anything with a separator is relative to the file.</summary>
    public string Command(string field)
    {
        var command = Require(field, "name the program to run");
        return command.Contains(System.IO.Path.DirectorySeparatorChar) ? FilePath(field)! : command;
    }

    public KubeconfigException Wrong(string field, string problem, string mend) => new(At(field), problem, mend);

    private JsonObject Raw => fields;

    private JsonArray List(string field) => fields[field] switch
    {
        null => [],
        JsonArray list => list,
        _ => throw Wrong(field, "not a list", "write a list"),
    };
}
