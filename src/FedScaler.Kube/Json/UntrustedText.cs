using System.Text;

namespace FedScaler.Kube.Json;

/// <summary>Text that a server chose, before it reaches logs, conditions and terminals: one line, of bounded length.</summary>
internal static class UntrustedText
{
    /// <summary>Control characters become blanks (they forge log lines and move terminals' cursors); what is too long is cut.</summary>
    public static string Tame(string text, int longest)
    {
        if (text.Length <= longest && !text.Any(char.IsControl)) return text;
        var tamed = new StringBuilder(Math.Min(text.Length, longest) + 1);
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, longest))) tamed.Append(char.IsControl(c) ? ' ' : c);
        return text.Length > longest ? tamed.Append('…').ToString() : tamed.ToString();
    }
}
