using System.Globalization;

namespace FedScaler.Controllers.Fleet.Karmada.Bindings.Objects;

/// <summary>
/// A user's count that moved: it is on the binding with the very write that moves the clusters' counts, since the template is written
/// after it, or never. It says nothing any more once the template's spec has changed, be it by that write or by the user.
/// </summary>
/// <param name="Replicas">What the user asks for from then on.</param>
/// <param name="Generation">Of the template's spec from which it moved.</param>
internal readonly record struct MovedCount(int Replicas, long Generation)
{
    /// <summary>Null where there is none, or none that can be read.</summary>
    public static MovedCount? Parse(string? text)
    {
        if (text?.Split('/') is not [var replicas, var generation]) return null;
        return int.TryParse(replicas, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && long.TryParse(generation, NumberStyles.None, CultureInfo.InvariantCulture, out var of)
            ? new MovedCount(count, of)
            : null;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Replicas}/{Generation}");
}
