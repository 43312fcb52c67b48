using System.Collections.Immutable;

namespace FedScaler.Controllers.ScaleIns;

/// <summary>What came of the steps of one decision.</summary>
/// <param name="Failures">What went wrong, in words; what has merely changed since the look is none.</param>
/// <param name="Forbidden">Evictions that a budget does not allow for now, in words.</param>
/// <param name="IsOvertaken">Something had changed since the look.</param>
internal sealed record ActsTaken(ImmutableArray<string> Failures, ImmutableArray<string> Forbidden, bool IsOvertaken)
{
    /// <summary>All went well, or there was nothing to do.</summary>
    public static readonly ActsTaken Well = new([], [], false);

    /// <summary>For the status.</summary>
    public ImmutableArray<string> Words => [.. Failures, .. Forbidden];

    public static ActsTaken Of(IReadOnlyCollection<ActsTaken> all) =>
        new([.. all.SelectMany(static acts => acts.Failures)], [.. all.SelectMany(static acts => acts.Forbidden)], all.Any(static acts => acts.IsOvertaken));
}
