using FedScaler.Core.Splitting;

namespace FedScaler.Benchmarks.Splitting;

/// <summary>The least that any split must do: read every member twice and write every share; no ladder, no remainders, no laws.</summary>
internal static class PlainLoop
{
    public static void Share(SplitPolicy policy, ReadOnlySpan<MemberSnapshot> members, Span<Share> shares)
    {
        var total = 0L;
        foreach (var member in members) total += Math.Min(member.Fit ?? member.Runs, member.Ceiling);
        for (var i = 0; i < members.Length; i++)
        {
            var fit = (long)Math.Min(members[i].Fit ?? members[i].Runs, members[i].Ceiling);
            shares[i] = new Share((int)(policy.MinReplicas * fit / total), (int)(policy.MaxReplicas * fit / total));
        }
    }
}
