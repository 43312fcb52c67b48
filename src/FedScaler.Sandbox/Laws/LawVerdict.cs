using System.Text;

namespace FedScaler.Sandbox.Laws;

/// <summary>What the laws say of everything read so far.</summary>
/// <param name="Revisions">Stored revisions that were read, over all API servers.</param>
/// <param name="Laws">Each law's counts, by number.</param>
/// <param name="Violations">All breaches, in the order in which they were found.</param>
public sealed record LawVerdict(long Revisions, IReadOnlyList<LawTally> Laws, IReadOnlyList<LawViolation> Violations)
{
    public bool Kept => Violations.Count == 0;

    /// <summary>The breaches, one a line; one line that says so when there are none.</summary>
    public override string ToString()
    {
        if (Kept) return $"{Revisions} revisions read: every law was kept";
        var text = new StringBuilder().Append($"{Violations.Count} breaches in {Revisions} revisions:");
        foreach (var violation in Violations) text.Append('\n').Append(violation);
        return text.ToString();
    }
}
