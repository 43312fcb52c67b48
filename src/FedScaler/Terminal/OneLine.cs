using System.Text;

namespace FedScaler.Terminal;

/// <summary>Text from a cluster as it may be shown: on one line and without control characters.</summary>
internal static class OneLine
{
    public static string Of(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var character in text) clean.Append(char.IsControl(character) ? ' ' : character);
        return clean.ToString();
    }
}
