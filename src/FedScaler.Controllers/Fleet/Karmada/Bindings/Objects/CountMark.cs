using System.Globalization;

namespace FedScaler.Controllers.Fleet.Karmada.Bindings.Objects;

/// <summary>
/// On a template whose spec.replicas is not the user's for now: what the user asked for, and what was written in its place. A count
/// that is neither was set by the user meanwhile.
/// </summary>
internal readonly record struct CountMark(int User, int Written)
{
    /// <summary>Null where there is none, or none that can be read.</summary>
    public static CountMark? Parse(string? text)
    {
        if (text?.Split('/') is not [var user, var written]) return null;
        return int.TryParse(user, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var other)
            ? new CountMark(count, other)
            : null;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{User}/{Written}");
}
