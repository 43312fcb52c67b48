using System.Collections.Immutable;
using FedScaler.Core.Splitting;

namespace FedScaler.Controllers.FedHpas;

/// <summary>How far acting came.</summary>
/// <param name="InForce">Shares as API servers confirmed them, or as they stand where nothing was written.</param>
/// <param name="Failures">Member and what went wrong there.</param>
internal sealed record ActOutcome(IReadOnlyDictionary<string, Share> InForce, ImmutableArray<(string Member, string Error)> Failures)
{
    /// <summary>Whether anything was written to a member's HPA, or tried.</summary>
    public bool Wrote { get; init; }

    /// <summary>Members that take no part any more, and what became of the HPA there.</summary>
    public IReadOnlyList<(string Member, string How)> Leaves { get; init; } = [];

    /// <summary>Members that are about to be written to.</summary>
    public ImmutableArray<string> UnderWay { get; init; } = [];

    /// <summary>Members whose HPA has changed since it was looked at: to be looked at again, soon.</summary>
    public ImmutableArray<string> Outdated { get; init; } = [];

    public static ActOutcome Nothing(FedHpaObservation observation) => new(Standing(observation), []);

    /// <summary>Shares as they stand before anything is written, silent members as last seen.</summary>
    public static Dictionary<string, Share> Standing(FedHpaObservation observation)
    {
        var standing = new Dictionary<string, Share>(observation.Members.Length, StringComparer.Ordinal);
        foreach (var member in observation.Members)
            if (member.Snapshot.Share is { } share) standing[member.Name] = share;
        return standing;
    }
}
