using System.Globalization;

namespace FedScaler.Kube.Projections;

/// <summary>A uid in 24 bytes: API servers make them UUIDs, whose text would take 94. Any other text is kept as it is.</summary>
public readonly record struct ObjectUid
{
    private readonly Guid _uuid;
    private readonly string? _other;

    public ObjectUid(string text)
    {
        if (Guid.TryParseExact(text, "D", out var uuid) && uuid.ToString("D") == text) _uuid = uuid;
        else _other = text;
    }

    /// <inheritdoc/>
    public override string ToString() => _other ?? _uuid.ToString("D", CultureInfo.InvariantCulture);
}
