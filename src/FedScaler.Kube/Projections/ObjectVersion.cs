using System.Globalization;

namespace FedScaler.Kube.Projections;

/// <summary>A resourceVersion in 16 bytes: API servers make them numbers (KEP-5504), whose text would take 48. Any other text is kept as it is.</summary>
public readonly record struct ObjectVersion
{
    private readonly ulong _number;
    private readonly string? _other;

    public ObjectVersion(string text)
    {
        var isNumber = ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _number);
        if (isNumber && (text[0] != '0' || text.Length == 1)) return;
        (_number, _other) = (0, text);
    }

    /// <inheritdoc/>
    public override string ToString() => _other ?? _number.ToString(CultureInfo.InvariantCulture);
}
