using System.Collections.Immutable;

namespace FedScaler.Controllers.Bindings;

/// <summary>How far acting came.</summary>
/// <param name="Standing">What each member runs, as API servers confirmed it; the more where a write's fate is not known.</param>
/// <param name="Failures">Member and what went wrong there.</param>
/// <param name="Outdated">Members that had changed since they were looked at: nothing was written there, and they are looked at again.</param>
internal sealed record DivisionActs(
    IReadOnlyDictionary<string, int> Standing, ImmutableArray<(string Member, string Error)> Failures, ImmutableArray<string> Outdated)
{
    /// <summary>Nothing was done, or not yet.</summary>
    public static DivisionActs Nothing(IReadOnlyDictionary<string, int> standing) => new(standing, [], []);
}
