namespace FedScaler.Members.Add;

/// <summary>Labels as they are typed: <c>region=shanghai,site=on-premise</c>.</summary>
internal static class LabelArgument
{
    private const int MaxValue = 63;

    /// <returns>Null, with a fault, where it is none.</returns>
    public static IReadOnlyDictionary<string, string>? Read(string text, out string? fault)
    {
        fault = null;
        var labels = new Dictionary<string, string>();
        foreach (var pair in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (pair.Split('=') is not [var key, var value] || !IsKey(key) || !IsValue(value)) fault = $"--labels: {pair} is not KEY=VALUE of a label, such as region=shanghai";
            else if (!labels.TryAdd(key, value)) fault = $"--labels: {key} is given twice";
        }

        return fault is null ? labels : null;
    }

    /// <summary>apimachinery's IsQualifiedName: a name, behind a prefix or not.</summary>
    private static bool IsKey(string key) => key.Split('/') switch
    {
        [var name] => name.Length > 0 && IsValue(name),
        [{ Length: > 0 and <= 253 } prefix, { Length: > 0 } name] => prefix.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.') && IsValue(name),
        _ => false,
    };

    private static bool IsValue(string text) =>
        text.Length == 0
        || (text.Length <= MaxValue && char.IsAsciiLetterOrDigit(text[0]) && char.IsAsciiLetterOrDigit(text[^1])
            && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'));
}
